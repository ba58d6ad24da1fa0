"""What is left of a period (期限), as a clerk says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.clock import day_of, in_office
from tonghua.records.core.rules.registry import Finding, Status
from tonghua.records.core.text import Text, _

#: beyond so many working days a period is told in plain days
FEW = 15


@dataclass(frozen=True, kw_only=True)
class OpenDeadline:
    """A period that runs, or has run out with nothing done: its rule, its end, and why.

    ``subject`` is the uid of the record that it is about, "" for the case.
    """

    rule: str
    due: date | datetime
    reason: Text
    records: tuple[str, ...]
    subject: str = ""


def open_deadlines(findings: Iterable[tuple[str, Finding]]) -> tuple[OpenDeadline, ...]:
    """The open periods among (rule, finding), the nearest end first."""
    found = [
        OpenDeadline(
            rule=rule,
            due=each.due,
            reason=each.reason,
            records=each.records,
            subject=each.subject,
        )
        for rule, each in findings
        if each.due is not None and not each.late and each.status in {Status.PENDING, Status.FAIL}
    ]
    return tuple(sorted(found, key=lambda deadline: day_of(deadline.due)))


def remaining(due: date | datetime, at: datetime, calendar: WorkingCalendar) -> Text:
    """还剩 3 个工作日 · 今天到期 · 已超期 2 天.

    Neither today nor days off are counted; a period that ends with a run of days off is told in
    plain days. A moment that comes within the day is told in hours.
    """
    today, last = day_of(at), day_of(due)
    if isinstance(due, datetime):
        if due < at:
            return _overdue(due, at)
        if due - at < timedelta(days=1):
            return _hours(due - at)
    if last < today:
        return _("已超期 ${n} 天", n=(today - last).days)
    if last == today:
        return _("今天到期")
    worked = calendar.working_days_between(today, last + timedelta(days=1))
    if 0 < worked <= FEW:
        return _("还剩 ${n} 个工作日", n=worked)
    return _("还剩 ${n} 天", n=(last - today).days)


def is_overdue(due: date | datetime, at: datetime) -> bool:
    """Whether a day lies before today, or a moment has passed."""
    if isinstance(due, datetime):
        return in_office(due) < at
    return due < day_of(at)


def _overdue(due: datetime, at: datetime) -> Text:
    days = (day_of(at) - day_of(due)).days
    if days:
        return _("已超期 ${n} 天", n=days)
    return _("已超期 ${n} 小时", n=max(1, int((at - due).total_seconds() // 3600)))


def _hours(left: timedelta) -> Text:
    hours = int(left.total_seconds() // 3600)
    return _("还剩 ${n} 小时", n=hours) if hours else _("还剩不足 1 小时")
