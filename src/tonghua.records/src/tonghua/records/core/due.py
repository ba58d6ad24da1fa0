"""Deadlines that are still open (时限): what a list sorts and filters cases by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from tonghua.records.core.clock import OFFICE_ZONE, in_office
from tonghua.records.core.facts import CaseFacts
from tonghua.records.core.office import Office
from tonghua.records.core.remaining import open_deadlines
from tonghua.records.core.rules.evaluation import evaluate
from tonghua.records.core.rules.registry import Status


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a case stands: the rules that are broken, and the next moment by which to act."""

    broken: tuple[str, ...]
    next_due: datetime | None


def standing_of(case: CaseFacts, office: Office, at: datetime) -> Standing:
    """Where a case stands as of ``at``. Raises ValueError for a moment without time zone."""
    answers = evaluate(case, office, at)
    findings = ((answer.rule, finding) for answer in answers for finding in answer.findings)
    return Standing(
        broken=tuple(answer.rule for answer in answers if answer.status is Status.FAIL),
        next_due=min((end_of(each.due) for each in open_deadlines(findings)), default=None),
    )


def end_of(due: date | datetime) -> datetime:
    """The last minute in which an act is in time: of a day, its last one."""
    if isinstance(due, datetime):
        return in_office(due)
    return datetime.combine(due, time(23, 59), OFFICE_ZONE)
