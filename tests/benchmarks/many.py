"""Open cases by the hundred thousand, in every kind and stage, section, month and level.

A few models are imported, which goes the whole way. The rest are their copies, moved in time, each
judged by all rules, entered in the sums and indexed as if registered, with nothing left to remind of:
as the cases of an office stand that runs ``bin/records tick``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import transaction
from Acquisition import aq_base
from DateTime import DateTime
from persistent.mapping import PersistentMapping
from plone import api
from plone.uuid.interfaces import ATTRIBUTE_NAME, IUUIDGenerator
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.intid.interfaces import IIntIds

from benchmarks.bulk import FOLDER, indexable, path_of
from benchmarks.content import DEMO, import_file
from benchmarks.creation import relations
from tonghua.records.core.looks import due_now
from tonghua.records.core.standing import standing_of
from tonghua.records.core.workflows import APPLICATION, INSPECTION, PENALTY, Workflow
from tonghua.records.exchange.importing import import_file as bring_in
from tonghua.records.interfaces import IFactsSource
from tonghua.records.lists import indexing
from tonghua.records.moments import ZONE, now
from tonghua.records.office import office, settings
from tonghua.records.supervision import corrections
from tonghua.records.supervision.state import keep, tell
from tonghua.records.supervision.tick import PROGRESS

BATCH = 500
#: with which the ids of the copies begin
NAME = "many"
#: kind → its workflow, and how many of its steps a case has taken at most that is still open
KINDS: tuple[tuple[str, Workflow, int], ...] = (
    ("PenaltyCase", PENALTY, 6),
    ("ApplicationCase", APPLICATION, 5),
    ("InspectionCase", INSPECTION, 1),
)
LEVELS = ("internal", "privacy")
#: of so many cases one is confidential, of so many penalty cases one has its filing form in it
CONFIDENTIAL, WITH_FILING = 20, 5
#: days over which cases were opened, and from one step of a case to the next
DAYS, STEP = 700, 6
#: when the models were opened; the copies are later
BEGIN = datetime(2023, 1, 2, 9, 0, tzinfo=ZONE)
#: what a copy has of its own
OWN = {
    "id",
    "title",
    "number",
    "section",
    "handlers",
    "legal_basis",
    "opened_at",
    "creation_date",
    "workflow_history",
    ATTRIBUTE_NAME,
    "__parent__",
}
OWN_OF_RECORD = OWN | {"officers", "parties"}


def fill(site: Any, cases: int) -> int:
    """Have so many copies, committed in batches, with a word of progress; how many cases there are.

    What an earlier run has made stays.
    """
    models = list(_models(site))
    rules = office()
    held = sum(name.startswith(NAME) for name in site["cases"].objectIds())
    sections = sorted(settings().sections) or [None]
    begun = time.monotonic()
    with patch.object(indexing, "office", lambda: rules):
        for n in range(held, cases):
            _add(site, models, n, sections, rules)
            if (n + 1) % BATCH == 0 or n + 1 == cases:
                transaction.commit()
                site._p_jar.cacheGC()
                took = time.monotonic() - begun
                print(f"  {n + 1} of {cases} cases, {took:.0f} s", file=sys.stderr, flush=True)
    # each was judged under the corrections there are: the tick has none to judge anew
    IAnnotations(site)[PROGRESS] = (corrections.version(), None)
    transaction.commit()
    return len(site["cases"])


def _models(site: Any) -> Iterator[tuple[Any, int]]:
    """Import the models, once; each with the days that its steps took, the confidential ones last."""
    bodies = [
        _body(kind, flow, steps, level)
        for level in LEVELS
        for kind, flow, most in KINDS
        for steps in range(most + 1)
    ]
    with TemporaryDirectory() as folder, api.env.adopt_roles(["Manager"]):
        report = bring_in(site, import_file(Path(folder), *bodies))
    if not report.ok:
        raise RuntimeError("\n".join(report.lines()))
    transaction.commit()
    folder = site["cases"]
    first = (folder[name] for name in folder.objectIds() if not name.startswith(NAME))
    made = {case.title: case for case in first}
    for body in bodies:
        yield made[body["title"]], STEP * (len(body["history"]) + 1)


def _body(kind: str, flow: Workflow, steps: int, level: str) -> dict[str, Any]:
    """The import's body of a model."""
    path = [name for name in flow.transitions if not name.startswith("return_")][:steps]
    key = f"{kind}-{steps}-{level}"
    body: dict[str, Any] = {
        "@type": kind,
        "key": key,
        "title": f"（示例）{key}",
        "section": "执法科（示例）",
        "handlers": ["handler1"],
        "reviewer": "reviewer1",
        "approver": "approver1",
        "confidentiality": level,
        "opened_at": BEGIN.isoformat() if steps else None,
        "history": [
            {
                "transition": name,
                "actor": "handler1",
                "at": (BEGIN + timedelta(days=STEP * n)).isoformat(),
                "comment": "（示例）按程序办理。",
            }
            for n, name in enumerate(path)
        ],
    }
    if kind == "PenaltyCase" and steps:
        body["records"] = [_filing()]
    return body


def _filing() -> dict[str, Any]:
    """The demo's filing form, as of the models' time and without its paper's number."""
    case = json.loads((DEMO / "first-case.json").read_text("utf-8"))["cases"][0]
    (found,) = [each for each in case["records"] if each["@type"] == "Filing"]
    found = deepcopy(found)
    for each in (*found["signatures"], *found["history"]):
        each["at"] = (BEGIN - timedelta(hours=1)).isoformat()
    kept = ("@type", "key", "title", "clue", "facts", "signatures", "history")
    return {name: found[name] for name in kept}


def _add(site: Any, models: list[tuple[Any, int]], n: int, sections: list[Any], rules: Any) -> None:
    """Add one copy, judged, summed and indexed."""
    half = len(models) // 2
    model, span = models[n % half + (half if n % CONFIDENTIAL == 0 else 0)]
    # spread without a pattern that kind, section and month would share
    age = span + n * 389 % (DAYS - span)
    shift = now() - timedelta(days=age, minutes=n % 600) - BEGIN
    case = _copy(site, site["cases"], model, f"{NAME}{n}", OWN)
    base = aq_base(case)
    base.title = f"（示例）第 {n} 件案件"
    base.number = f"（示例）〔{(BEGIN + shift).year}〕{n}号" if model.opened_at else None
    base.section = sections[n * 7 % len(sections)]
    base.handlers = [f"handler{n % 3 + 1}"]
    base.legal_basis = relations(site["bases"].objectValues()[:1])
    base.opened_at = model.opened_at + shift if model.opened_at else None
    _move(base, model, shift)
    if n % WITH_FILING == 0:
        for record in model.objectValues():
            made = _copy(site, case, record, record.getId(), OWN_OF_RECORD)
            made.title, made.officers, made.parties = record.title, [], []
            _move(made, record, shift)
            _index(site, made)
    at = now()
    standing = standing_of(IFactsSource(case).facts(), rules, at)
    keep(case, standing, at)
    tell(case, [each.key for each in due_now(standing.deadlines, at, rules.count("remind_days"))])
    setattr(base, indexing.HELD, standing)
    _index(site, case)
    delattr(base, indexing.HELD)


def _copy(site: Any, container: Any, model: Any, name: str, own: set[str]) -> Any:
    """A copy of an item in a container, without what is its own and in no index yet."""
    base = aq_base(model)
    base._p_activate()
    made = type(base)()
    left = own | FOLDER if own is OWN else own
    made.__dict__.update({key: value for key, value in base.__dict__.items() if key not in left})
    made.id = name
    setattr(made, ATTRIBUTE_NAME, getUtility(IUUIDGenerator)())
    container._setObject(name, made, set_owner=0, suppress_events=True)
    made._p_jar or site._p_jar.add(made)
    found = container[name]
    getUtility(IIntIds).register(found)
    return found


def _move(made: Any, model: Any, shift: timedelta) -> None:
    """Give a copy the model's times, moved."""
    base, days = aq_base(made), shift.total_seconds() / 86400
    # registered a day before
    base.creation_date = DateTime(BEGIN - timedelta(days=1)) + days
    base.workflow_history = PersistentMapping(
        {
            name: tuple(
                {**step, "time": step["time"] + days} if "time" in step else dict(step)
                for step in steps
            )
            for name, steps in aq_base(model).workflow_history.items()
        }
    )


def _index(site: Any, item: Any) -> None:
    site.portal_catalog._catalog.catalogObject(indexable(site, item), path_of(item))
