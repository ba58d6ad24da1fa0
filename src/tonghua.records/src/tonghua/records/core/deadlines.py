"""Deadlines that carry the sentence of how they were reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.clock import say_day
from tonghua.records.core.text import Text, _


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last day of a period (期限), and how it was counted."""

    due: date
    sentence: Text


def working_days(calendar: WorkingCalendar, start: date, n: int) -> Deadline:
    """n working days after ``start``, which is not counted."""
    due = calendar.add_working_days(start, n)
    return Deadline(
        due=due,
        sentence=_(
            "自${start}次日起算${n}个工作日，至${due}止。",
            start=say_day(start),
            n=n,
            due=say_day(due),
        ),
    )


def calendar_days(start: date, n: int, *, rolled_by: WorkingCalendar | None = None) -> Deadline:
    """n calendar days after ``start``; with a calendar, a last day off moves to the next worked."""
    plain = start + timedelta(days=n)
    due = rolled_by.roll_forward(plain) if rolled_by else plain
    if due == plain:
        sentence = _(
            "自${start}次日起算${n}日，至${due}止。", start=say_day(start), n=n, due=say_day(due)
        )
    else:
        sentence = _(
            "自${start}次日起算${n}日，${plain}不是工作日，顺延至${due}止。",
            start=say_day(start),
            n=n,
            plain=say_day(plain),
            due=say_day(due),
        )
    return Deadline(due=due, sentence=sentence)
