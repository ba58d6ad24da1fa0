"""e. The 10,000th case against the first: a full site and others, asked in turns."""

from __future__ import annotations

import time
from typing import Any

from plone.uuid.interfaces import IUUID

from benchmarks.content import first_case
from benchmarks.creation import OF_CASE, OF_PARTY, OF_SCENE, SCENE
from benchmarks.people import HANDLER, Browser
from benchmarks.processes import SiteProcess

STEPS = ("case", "record", "page")

_browser: dict[str, Any] = {}


def step(site: Any, n: int) -> dict[str, float]:
    """Do once what an office does with a new case, each a whole request; the seconds of ``STEPS``."""
    browser, marks = handler(site), [time.perf_counter()]
    path = registered(browser, site, f"（示例）新案 {n}")
    marks.append(time.perf_counter())
    browser.post(path, scene(site, n))
    marks.append(time.perf_counter())
    browser.page(f"{path}/case_view")
    marks.append(time.perf_counter())
    return {name: marks[n + 1] - marks[n] for n, name in enumerate(STEPS)}


def registered(browser: Browser, site: Any, title: str) -> str:
    """Register a case with its party; its path below the site."""
    given = first_case()
    body = {name: given[name] for name in OF_CASE}
    bases = [IUUID(basis) for basis in site["bases"].objectValues()[:1]]
    more = {"@type": "PenaltyCase", "title": title, "handlers": [HANDLER], "legal_basis": bases}
    url = browser.post("cases", {**body, **more})["@id"]
    path = f"cases/{url.rsplit('/', 1)[-1]}"
    party = given["parties"][0]
    texts = {name: party[name] for name in OF_PARTY}
    browser.post(path, {"@type": "Party", **texts})
    return path


def scene(site: Any, n: int) -> dict[str, Any]:
    """Return the body of a scene inspection with all that it says."""
    officers = [IUUID(officer) for officer in site["officers"].objectValues()[:2]]
    body = {name: SCENE[name] for name in (*OF_SCENE, "occurred_start", "occurred_end")}
    title = f"（示例）现场检查（勘验）笔录 {n}"
    return {**body, "@type": "SceneInspection", "title": title, "officers": officers}


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
