"""g. What the supervising office opens over many cases, and the tick of the clock."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import transaction
from plone import api

from benchmarks.people import Browser
from tonghua.records.lists.deadlines import due_of
from tonghua.records.moments import now, to_office
from tonghua.records.supervision.tick import tick

SUPERVISOR = "supervisor1"
#: the months in which ``many`` opens its cases, all of them
SINCE = (now() - timedelta(days=800)).strftime("%Y-%m")
JSON = "application/json"
#: figure → (path, query): the figures, the page, a list's first page and one far back
ASKED = {
    "json": ("@supervision", f"from={SINCE}"),
    "page": ("@@supervision", f"from={SINCE}"),
    "list": ("@@supervision-cases", f"from={SINCE}&figure=cases"),
    "rules": ("@@supervision-cases", f"from={SINCE}&figure=all:late&b_start=200"),
}


def measure(site: Any, rounds: int) -> dict[str, Any]:
    """Ask each ``rounds`` times, warm; the seconds of each, and how many cases are counted."""
    browser = Browser(site, SUPERVISOR)
    seconds: dict[str, Any] = {}
    for name, (path, query) in ASKED.items():
        seconds[name] = []
        for n in range(-2, rounds):
            begun = time.perf_counter()
            browser.page(path, query, JSON if name == "json" else "text/html")
            if n >= 0:
                seconds[name].append(time.perf_counter() - begun)
    return {"seconds": seconds, "cases": len(_catalog()._catalog.indexes["next_look"]._unindex)}


def tick_once(site: Any, share: float) -> dict[str, float]:
    """Run the tick at the moment when this share of the cases wants to be looked at."""
    index = _catalog()._catalog.indexes["next_look"]
    looks = sorted(index._unindex.values())
    at = due_of(looks[max(0, int(len(looks) * share) - 1)])
    at = to_office(at) if at else now()
    with api.env.adopt_roles(["Manager"]):
        begun = time.perf_counter()
        done = tick(at=at)
        took = time.perf_counter() - begun
    transaction.abort()
    return {"seconds": took, "looked": done.looked, "told": done.told, "cases": len(looks)}


def _catalog() -> Any:
    return api.portal.get_tool("portal_catalog")
