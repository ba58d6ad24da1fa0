"""Deadlines that are still open (时限): what a list sorts and filters cases by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from tonghua.records.core.asof import as_of
from tonghua.records.core.clock import OFFICE_ZONE, in_office
from tonghua.records.core.facts import CaseFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.evaluation import in_order, judge_rule
from tonghua.records.core.rules.registry import RULES, Answer, Finding, Status


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a case stands: the rules that are broken, and the next moment by which to act."""

    broken: tuple[str, ...]
    next_due: datetime | None


def standing_of(case: CaseFacts, office: Office, at: datetime) -> Standing:
    """Where a case stands as of ``at``. Raises ValueError for a moment without time zone."""
    at = in_office(at)
    seen = as_of(case, at)
    answers = [judge_rule(RULES[id], seen, office, at) for id in in_order()]
    dues = [
        end_of(finding.due)
        for answer in answers
        for finding in answer.findings
        if finding.due is not None and _is_open(answer, finding, seen, office)
    ]
    return Standing(
        broken=tuple(answer.rule for answer in answers if answer.status is Status.FAIL),
        next_due=min(dues, default=None),
    )


def end_of(due: date | datetime) -> datetime:
    """The last minute in which an act is in time: of a day, its last one."""
    if isinstance(due, datetime):
        return in_office(due)
    return datetime.combine(due, time(23, 59), OFFICE_ZONE)


def _is_open(answer: Answer, finding: Finding, seen: CaseFacts, office: Office) -> bool:
    """Whether the act is still to be done, in time or late.

    A rule that failed says the same of an act done late and of one never done. Asked once more on
    the last day, with what is there now, it has nothing to wait for when the act was done.
    """
    if finding.status is Status.PENDING:
        return True
    if finding.status is not Status.FAIL or finding.due is None:
        return False
    then = RULES[answer.rule].judge(seen, office, end_of(finding.due))
    return any(
        each.status is Status.PENDING
        and each.due == finding.due
        and each.subject == finding.subject
        for each in then
    )
