"""d. All rules on a case of sixty and one of three hundred records, from loaded facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import transaction
from Acquisition import aq_base
from plone import api

from benchmarks.pages import bring_in_case
from benchmarks.timing import alone
from tonghua.records.core.rules import RULES, evaluate
from tonghua.records.core.standing import Standing, standing_of
from tonghua.records.interfaces import IFactsSource
from tonghua.records.lists.indexing import HELD
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.supervision.state import keep

#: the indexes that serve the clock and the supervising office
KEPT = ("next_due", "next_look", "broken_rules", "rule_outcomes", "case_month")


def measure(site: Any, records: int, rounds: int) -> dict[str, Any]:
    """Ask all rules ``rounds`` times; the processor's seconds of asking, and of loading."""
    case = site["cases"][bring_in_case(site, records)]
    facts, rules_of, at = IFactsSource(case).facts(), office(), now()
    seconds = alone(lambda _: evaluate(facts, rules_of, at), rounds)
    loading = alone(lambda _: IFactsSource(case).facts(), max(3, rounds // 5))

    def keep_judged(n: int) -> None:
        keep_in_turn(case, standing_of(facts, rules_of, at), n)

    keeping = alone(keep_judged, rounds)
    transaction.abort()
    return {"ours": seconds, "loading": loading, "keeping": keeping} | {
        "rules": len(RULES),
        "indexes": len(KEPT),
    }


def keep_in_turn(case: Any, found: Standing, n: int) -> None:
    """What the commit of a save writes of a case that was judged: the worst that it may be.

    Every time another rule has changed its outcome and another deadline is the next one.
    """
    figures = {**found.figures, f"DEC-2:{'kept' if n % 2 else 'late'}": 1}
    changed = replace(found, figures=figures, next_due=found.at + timedelta(days=n + 99))
    setattr(aq_base(case), HELD, changed)
    keep(case, changed, found.at)
    path = "/".join(case.getPhysicalPath())
    catalog = api.portal.get_tool("portal_catalog")
    catalog.catalog_object(case, path, idxs=list(KEPT), update_metadata=False)
    vars(aq_base(case)).pop(HELD, None)
