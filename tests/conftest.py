"""Acceptance: the product as it is served. One site serves all tests, the browser has its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live import LiveSite, serving


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The demo, served by the real processes."""
    with serving(tmp_path_factory.mktemp("site") / "instance", "demo") as running:
        yield running
