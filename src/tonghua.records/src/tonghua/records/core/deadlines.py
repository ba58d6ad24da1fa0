"""Deadlines that carry the sentence of how they were reached."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tonghua.records.core.calendar import ONE_DAY, WorkingCalendar
from tonghua.records.core.clock import in_office, say_day, say_moment
from tonghua.records.core.text import Text, _


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last day of a period (期限), and how it was counted."""

    due: date
    sentence: Text


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Days that a period does not count (期限中止): why, from when to when, and on what record.

    Both days are left out. Of a pause that still runs, ``end`` is the day on which it is asked.
    """

    start: date
    end: date
    reason: Text
    record: str


@dataclass(frozen=True, kw_only=True)
class HoursDeadline:
    """The last moment of a period that runs by the hour, night and holidays included."""

    due: datetime
    sentence: Text


def working_days(
    calendar: WorkingCalendar, start: date, n: int, pauses: Sequence[Pause] = ()
) -> Deadline:
    """n working days after ``start``, which is not counted; nor are days inside a pause."""
    due, left = start, n
    while left:
        due += ONE_DAY
        left -= calendar.is_working_day(due) and not _is_paused(due, pauses)
    sentence = _(
        "自${start}次日起算${n}个工作日，至${due}止。",
        start=say_day(start),
        n=n,
        due=say_day(due),
    )
    return Deadline(due=due, sentence=_with_pauses(sentence, pauses, start, due))


def _is_paused(day: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.start <= day <= pause.end for pause in pauses)


def _with_pauses(sentence: Text, pauses: Sequence[Pause], start: date, due: date) -> Text:
    for pause in pauses:
        if start < pause.end and pause.start <= due:
            sentence = _(
                "${sentence}其中${start}至${end}${reason}，不计入期限。",
                sentence=sentence,
                start=say_day(pause.start),
                end=say_day(pause.end),
                reason=pause.reason,
            )
    return sentence


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


def calendar_months(start: date, n: int, *, rolled_by: WorkingCalendar | None = None) -> Deadline:
    """n months after ``start``: the day of the same number, or the last of a shorter month.

    With a calendar, a last day off moves to the next worked.
    """
    count = start.year * 12 + start.month - 1 + n
    year, month = divmod(count, 12)
    last = months.monthrange(year, month + 1)[1]
    plain = date(year, month + 1, min(start.day, last))
    due = rolled_by.roll_forward(plain) if rolled_by else plain
    if due == plain:
        sentence = _(
            "自${start}起${n}个月，至${due}止。", start=say_day(start), n=n, due=say_day(due)
        )
    else:
        sentence = _(
            "自${start}起${n}个月，${plain}不是工作日，顺延至${due}止。",
            start=say_day(start),
            n=n,
            plain=say_day(plain),
            due=say_day(due),
        )
    return Deadline(due=due, sentence=sentence)


def hours(start: datetime, n: int) -> HoursDeadline:
    """n hours after a moment, counted without a break. Raises ValueError for a naive moment."""
    begun = in_office(start)
    due = begun + timedelta(hours=n)
    return HoursDeadline(
        due=due,
        sentence=_(
            "自${start}起连续计算${n}小时（含夜间和假日），至${due}止。",
            start=say_moment(begun),
            n=n,
            due=say_moment(due),
        ),
    )
