"""d. All rules on a case of sixty and one of three hundred records, from loaded facts."""

from __future__ import annotations

from typing import Any

import transaction

from benchmarks.pages import bring_in_case
from benchmarks.timing import alone
from tonghua.records.core.rules import RULES, evaluate
from tonghua.records.interfaces import IFactsSource
from tonghua.records.moments import now
from tonghua.records.office import office


def measure(site: Any, records: int, rounds: int) -> dict[str, Any]:
    """Ask all rules ``rounds`` times; the processor's seconds of asking, and of loading."""
    case = site["cases"][bring_in_case(site, records)]
    facts, rules_of, at = IFactsSource(case).facts(), office(), now()
    seconds = alone(lambda _: evaluate(facts, rules_of, at), rounds)
    loading = alone(lambda _: IFactsSource(case).facts(), max(3, rounds // 5))
    transaction.abort()
    return {"ours": seconds, "loading": loading, "rules": len(RULES)}
