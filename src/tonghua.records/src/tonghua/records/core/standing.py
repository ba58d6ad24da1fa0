"""Where a case stands (案件现状): what lists sort by, what the supervising office counts.

A case is judged by all rules once; everything that is kept of it beside its page comes from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from tonghua.records.core.clock import OFFICE_ZONE, in_office
from tonghua.records.core.facts import CaseFacts, DeliveryReceipt
from tonghua.records.core.office import Office
from tonghua.records.core.remaining import OpenDeadline, is_overdue, open_deadlines
from tonghua.records.core.rules.evaluation import evaluate
from tonghua.records.core.rules.registry import Answer, Finding, Status
from tonghua.records.core.text import Text, _

#: states in which nothing of a case is in progress any more
ENDED = frozenset({"closed", "archived", "rejected", "transferred", "concluded"})
#: findings of these rules are counted one by one: figure → rule
RATES: Mapping[str, str] = {"ingested": "AV-24", "filed_away": "ARC-1"}


class Outcome(str, Enum):
    """How a rule went, as the supervising office counts it. What does not apply is not counted."""

    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    DUE = "due"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value


OUTCOME_LABELS: Mapping[Outcome, Text] = {
    Outcome.KEPT: _("符合"),
    Outcome.LATE: _("超期"),
    Outcome.BROKEN: _("不符合"),
    Outcome.DUE: _("未到期"),
    Outcome.UNKNOWN: _("资料不足"),
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a case stands at a moment.

    ``at``: the moment; ``broken``: ids of the rules that fail; ``next_due``: the next moment by which to act;
    ``outcomes``: rule → outcome, without what does not apply; ``deadlines``: the open ones, the
    nearest first; ``figures``: what one case adds to the supervising office's sums.
    """

    at: datetime
    broken: tuple[str, ...]
    next_due: datetime | None
    outcomes: Mapping[str, Outcome]
    deadlines: tuple[OpenDeadline, ...]
    figures: Mapping[str, int]


def standing_of(case: CaseFacts, office: Office, at: datetime) -> Standing:
    """Where a case stands as of ``at``. Raises ValueError for a moment without time zone."""
    answers = evaluate(case, office, at)
    deadlines = open_deadlines(
        (answer.rule, finding) for answer in answers for finding in answer.findings
    )
    outcomes = {
        answer.rule: found for answer in answers if (found := outcome_of(answer)) is not None
    }
    return Standing(
        at=at,
        broken=tuple(answer.rule for answer in answers if answer.status is Status.FAIL),
        next_due=min((end_of(each.due) for each in deadlines), default=None),
        outcomes=outcomes,
        deadlines=deadlines,
        figures=figures_of(case, answers, outcomes, deadlines, at),
    )


def outcome_of(answer: Answer) -> Outcome | None:
    """How a rule went; None where it does not apply.

    Late: all that is wrong with it is that a day was missed, whether done afterwards or not.
    """
    if answer.status is Status.FAIL:
        failed = [each for each in answer.findings if each.status is Status.FAIL]
        return Outcome.LATE if all(each.due for each in failed) else Outcome.BROKEN
    return {
        Status.PASS: Outcome.KEPT,
        Status.PENDING: Outcome.DUE,
        Status.UNKNOWN: Outcome.UNKNOWN,
    }.get(answer.status)


def figures_of(
    case: CaseFacts,
    answers: Iterable[Answer],
    outcomes: Mapping[str, Outcome],
    deadlines: Iterable[OpenDeadline],
    at: datetime,
) -> dict[str, int]:
    """What one case adds to the supervising office's sums: figure → how many.

    ``cases`` 1; ``open`` and ``overdue`` (in progress past a limit) 1 where so;
    ``RULE:outcome`` 1 each; ``ingested`` and ``ingested_in_time`` recordings (article 26, 24
    hours); ``filed_away`` and ``filed_away_in_time`` (30 days); ``receipts`` and
    ``public_notices``; ``overrides``. None is 0: what is not there is none.
    """
    found = {"cases": 1, "overrides": len(case.overrides)}
    if case.state not in ENDED:
        found["open"] = 1
        found["overdue"] = int(any(is_overdue(each.due, at) for each in deadlines))
    found |= {f"{rule}:{outcome}": 1 for rule, outcome in outcomes.items()}
    findings = {answer.rule: answer.findings for answer in answers}
    for figure, rule in RATES.items():
        judged = [each for each in findings.get(rule, ()) if _is_settled(each)]
        found[figure] = len(judged)
        found[f"{figure}_in_time"] = sum(each.status is Status.PASS for each in judged)
    receipts = [each for each in case.standing(DeliveryReceipt) if each.is_final]
    found["receipts"] = len(receipts)
    found["public_notices"] = sum(each.method == "public_notice" for each in receipts)
    return {name: count for name, count in found.items() if count}


def _is_settled(finding: Finding) -> bool:
    return finding.status in {Status.PASS, Status.FAIL}


def end_of(due: date | datetime) -> datetime:
    """The last minute in which an act is in time: of a day, its last one."""
    if isinstance(due, datetime):
        return in_office(due)
    return datetime.combine(due, time(23, 59), OFFICE_ZONE)
