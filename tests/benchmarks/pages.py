"""b. The case page against a stock Folder's listing of as many Documents, all on one page."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import transaction

from benchmarks.content import import_file, large_case
from benchmarks.creation import add_document, stock_folder
from benchmarks.people import Browser, acting
from benchmarks.timing import in_turns
from tonghua.records.exchange.importing import import_file as bring_in


def measure(site: Any, records: int, rounds: int) -> dict[str, Any]:
    """Open both pages ``rounds`` times in turns, warm; the seconds of each, and their bytes."""
    case = bring_in_case(site, records)
    folder = stock_folder(site, f"stock-{records}")
    with acting(site):
        for n in range(records):
            add_document(folder, f"（示例）现场检查（勘验）笔录 {n}")
    transaction.commit()
    browser = Browser(site)

    def ours(_: int) -> bytes:
        return browser.page(f"cases/{case}/case_view")

    def theirs(_: int) -> bytes:
        return browser.page(f"stock-{records}/listing_view", f"b_size:int={records}")

    check(theirs(0), f"/stock-{records}/", records)
    check(ours(0), f"/cases/{case}/", records)
    sizes = {"ours_bytes": len(ours(0)), "theirs_bytes": len(theirs(0))}
    return in_turns(ours, theirs, rounds) | sizes


def check(page: bytes, below: str, records: int) -> None:
    """Raise AssertionError unless a page leads to as many items below a path."""
    links = {part.split(b'"')[0] for part in page.split(below.encode())[1:]}
    items = {link.split(b"/")[0].split(b"?")[0] for link in links}
    if len(items) < records:
        raise AssertionError(f"only {len(items)} of {records} items are on the page {below}")


def bring_in_case(site: Any, records: int) -> str:
    """Import a case of so many records; its id."""
    case = large_case(records)
    with TemporaryDirectory() as folder:
        report = bring_in(site, import_file(Path(folder), case))
    if not report.ok:
        raise RuntimeError("\n".join(report.lines()))
    transaction.commit()
    (found,) = [each for each in site["cases"].objectValues() if each.title == case["title"]]
    return str(found.getId())
