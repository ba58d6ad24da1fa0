"""Reads the law's tables, the TOML files of ``core/data``."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]


@cache
def load(name: str) -> dict[str, Any]:
    """One table by its file's name without ``.toml``. The result is shared: do not change it."""
    source = files("tonghua.records.core") / "data" / f"{name}.toml"
    table: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))
    return table
