"""Many papers and long ones, made inside the site: their DOCX, for ``converting`` to print."""

from __future__ import annotations

import resource
from pathlib import Path
from time import perf_counter
from typing import Any

import transaction

from benchmarks.documents import demo_record
from tonghua.records.papers.versions import make_version

#: a row of evidence as a clerk writes it
ROW = {
    "kind": "documentary",
    "copies": 1,
    "original": True,
    "source": "当事人提供",
    "checked": True,
}


def receipts(site: Any, count: int, folder: str) -> list[float]:
    """Write the DOCX of so many delivery receipts, no two alike, to files; the seconds of each."""
    record = demo_record(site, "DeliveryReceipt")
    seconds = []
    for n in range(count):
        record.recipient = f"（示例）受送达人第{n + 1}号"
        begun = perf_counter()
        version = make_version(record, ("docx",))
        seconds.append(perf_counter() - begun)
        Path(folder, f"{n:04}.docx").write_bytes(version.docx.data)
    transaction.abort()
    return seconds


def long_list(site: Any, rows: int, path: str) -> dict[str, float]:
    """Write the DOCX of an evidence request of so many rows to a file.

    ``seconds`` it took, and the ``megabytes`` by which the site's process grew meanwhile.
    """
    case = demo_record(site, "Filing").__parent__
    record = case[case.invokeFactory("EvidenceRequest", "bench", title="（示例）调取证据通知书")]
    record.holder = "（示例）持有人"
    record.rows = [
        {**ROW, "name": f"（示例）年鉴编纂合同及往来信函第{n + 1}件"} for n in range(rows)
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = perf_counter()
    version = make_version(record, ("docx",))
    seconds = perf_counter() - begun
    Path(path).write_bytes(version.docx.data)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    transaction.abort()
    return {"seconds": seconds, "megabytes": grown}
