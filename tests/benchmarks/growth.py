"""e. The 10,000th case against the first: a full site and others, asked in turns."""

from __future__ import annotations

import time
from typing import Any

import transaction

from benchmarks.creation import add_record, register
from benchmarks.people import Browser, acting
from benchmarks.processes import SiteProcess

STEPS = ("case", "record", "page")

_browser: dict[str, Any] = {}


def step(site: Any, n: int) -> dict[str, float]:
    """Do once what an office does with a new case; the seconds of each of ``STEPS``."""
    marks = [time.perf_counter()]
    case = register(site, f"（示例）新案 {n}")
    transaction.commit()
    marks.append(time.perf_counter())
    with acting(site):
        add_record(case, f"（示例）现场检查（勘验）笔录 {n}")
        transaction.commit()
    marks.append(time.perf_counter())
    handler(site).page(f"cases/{case.getId()}/case_view")
    marks.append(time.perf_counter())
    return {name: marks[n + 1] - marks[n] for n, name in enumerate(STEPS)}


def listing(site: Any) -> dict[str, float]:
    """Open the first page of the case list; its seconds."""
    begun = time.perf_counter()
    handler(site).page("cases")
    return {"list": time.perf_counter() - begun}


def handler(site: Any) -> Browser:
    """Return the handler's browser, the same for every step."""
    if not _browser:
        _browser["handler"] = Browser(site)
    return _browser["handler"]


def measure(
    first: SiteProcess, full: SiteProcess, page: SiteProcess, rounds: int
) -> dict[str, dict[str, list[float]]]:
    """Take the steps in both sites in turns; by step the seconds of the full and the other one.

    ``first`` has no case but the demo's; the list, whose first page is as long in any office, is
    compared with ``page``, which has one page of them.
    """
    found: dict[str, dict[str, list[float]]] = {
        name: {"ours": [], "theirs": []} for name in (*STEPS, "list")
    }
    for call, other, given in (("step", first, True), ("listing", page, False)):
        pair = [("ours", full), ("theirs", other)]
        for n in range(-4, rounds):
            for side, process in pair if n % 2 == 0 else reversed(pair):
                took = process.call(f"growth.{call}", **({"n": n} if given else {}))
                if n >= 0:
                    for name, seconds in took.items():
                        found[name][side].append(seconds)
    return found
