"""What holds on every page: own files alone, no script errors, no grave barrier, nothing clipped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from chromium import DESK, PHONE, Desk


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("path", ["", "login"])
def test_before_logging_in(at_desk: Callable[..., Desk], path: str, width: int) -> None:
    desk = at_desk(None, width)
    desk.open(path)
    assert desk.fits()
    assert desk.barriers() == []
