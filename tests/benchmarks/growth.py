"""e. The 10,000th case against the first: two sites, one empty, one full, asked in turns."""

from __future__ import annotations

import time
from typing import Any

import transaction

from benchmarks.creation import add_record, register
from benchmarks.people import Browser, acting
from benchmarks.processes import SiteProcess

STEPS = ("case", "record", "list", "page")

_browser: dict[str, Any] = {}


def step(site: Any, n: int) -> dict[str, float]:
    """Do once what an office does with a new case; the seconds of each of ``STEPS``."""
    if not _browser:
        _browser["handler"] = Browser(site)
    marks = [time.perf_counter()]
    case = register(site, f"（示例）新案 {n}")
    transaction.commit()
    marks.append(time.perf_counter())
    with acting(site):
        add_record(case, f"（示例）现场检查（勘验）笔录 {n}")
        transaction.commit()
    marks.append(time.perf_counter())
    _browser["handler"].page("cases")
    marks.append(time.perf_counter())
    _browser["handler"].page(f"cases/{case.getId()}/case_view")
    marks.append(time.perf_counter())
    return {name: marks[n + 1] - marks[n] for n, name in enumerate(STEPS)}


def measure(first: SiteProcess, full: SiteProcess, rounds: int) -> dict[str, dict]:
    """Take the step in both sites in turns; by step the seconds of the full and the empty one."""
    found: dict[str, dict] = {name: {"ours": [], "theirs": []} for name in STEPS}
    pair = [("ours", full), ("theirs", first)]
    for n in range(-3, rounds):
        for side, process in pair if n % 2 == 0 else reversed(pair):
            took = process.call("growth.step", n=n)
            if n >= 0:
                for name, seconds in took.items():
                    found[name][side].append(seconds)
    return found
