"""f. The case page's own JavaScript, as a browser fetches it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from live import HOME

FOLDER = HOME / "src/tonghua.records/src/tonghua/records/static/bundles"
ENTRY = "records.js"
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\./[\w./-]+\.m?js)["']""")


def measure() -> dict[str, int] | None:
    """Return file → bytes after gzip, of the entry and all that it loads at once; None unbuilt.

    What a page loads later, when a person opens it (``import("…")``), is not the case page's.
    """
    if not (FOLDER / ENTRY).exists():
        return None
    found: dict[str, int] = {}
    waiting = [FOLDER / ENTRY]
    while waiting:
        path = waiting.pop()
        if path.name not in found:
            data = path.read_bytes()
            found[path.name] = len(gzip.compress(data, 9, mtime=0))
            waiting += static_imports(path, data.decode("utf-8"))
    return found


def static_imports(path: Path, text: str) -> list[Path]:
    """Return the files that a module imports before it runs."""
    return [path.parent / name for name in IMPORT.findall(text)]
