"""A year as the office's calendar has it: where it comes from, its periods, its months."""

from __future__ import annotations

import calendar as months
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from tonghua.records.core.calendar import ONE_DAY, SATURDAY, WorkingCalendar
from tonghua.records.core.clock import say_day_of_week
from tonghua.records.core.holiday_notice import Period, Reading, days_of, spans
from tonghua.records.core.holidays_of_state import is_announced, statutory
from tonghua.records.core.text import Text, _

#: a day off that belongs to no festival
UNNAMED = _("放假")
OCTOBER = 10
#: a weekend is worked at most so many days from its holiday
NEAR = 21


class Source(Enum):
    """Where a year's arrangement comes from."""

    NATION = "nation"
    OFFICE = "office"
    UNKNOWN = "unknown"

    @property
    def sentence(self) -> Text:
        """What a page says of it."""
        return SENTENCES[self]


SENTENCES: Mapping[Source, Text] = {
    Source.NATION: _("系统内置国务院办公厅通知的安排。"),
    Source.OFFICE: _("本机关按照国务院办公厅的通知录入。"),
    Source.UNKNOWN: _(
        "尚未公布，或者系统没有这一年的安排。现在只按法定节日和双休日推算，没有调休上班，"
        "算到这一年的期限可能不准。通知公布以后请录入。"
    ),
}


def source(calendar: WorkingCalendar, year: int) -> Source:
    """Where a year comes from.

    The office has entered a year when its corrections name every statutory holiday: single
    corrections do not make a year known.
    """
    if is_announced(year):
        return Source.NATION
    by_law = statutory(year)
    if by_law and all(calendar.corrections.get(day) is False for day in by_law):
        return Source.OFFICE
    return Source.UNKNOWN


def wanting(calendar: WorkingCalendar, today: date) -> int | None:
    """The year whose notice must be entered now: this one, or from November on the next."""
    if source(calendar, today.year) is Source.UNKNOWN:
        return today.year
    if today.month > OCTOBER and source(calendar, today.year + 1) is Source.UNKNOWN:
        return today.year + 1
    return None


def periods(calendar: WorkingCalendar, year: int) -> tuple[Period, ...]:
    """The year's holidays as its notice would tell them, put together from single days.

    A run of days off is one when a festival or a weekday lies in it; it is of the year of its
    festival (元旦 may begin in December). A worked weekend stands with the
    nearest holiday that has weekdays off in exchange.
    """
    # wide enough for 国庆节 before it and 春节 after it
    first, last = date(year - 1, 9, 15), date(year + 1, 3, 15)
    window = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    named = {**statutory(year - 1), **statutory(year), **statutory(year + 1)}
    found: list[tuple[int, Period]] = []
    for start, end in spans(day for day in window if not calendar.is_working_day(day)):
        run = [day for day in window if start <= day <= end]
        festivals = [day for day in run if day in named]
        telling = festivals or [day for day in run if day.weekday() < SATURDAY]
        if telling:
            names = dict.fromkeys(name for day in festivals for name in named[day])
            name = "、".join(names) or UNNAMED
            found.append((telling[0].year, Period(name=name, start=start, end=end)))
    made_up: dict[int, list[date]] = {}
    left = [_exchanged(period, named) for _of, period in found]
    for day in window:
        if day.weekday() >= SATURDAY and calendar.is_working_day(day) and found:
            away = [_distance(day, period) for _of, period in found]
            n = min(range(len(found)), key=lambda n: (away[n] > NEAR, left[n] < 1, away[n]))
            left[n] -= 1
            made_up.setdefault(n, []).append(day)
    return tuple(
        replace(period, made_up=tuple(made_up.get(n, ())))
        for n, (of, period) in enumerate(found)
        if of == year
    )


def _exchanged(period: Period, by_law: Container[date]) -> int:
    """How many weekends must be worked for a holiday: its weekdays off beyond those of the law."""
    days = period.days_off
    return sum(day.weekday() < SATURDAY for day in days) - sum(day in by_law for day in days)


def _distance(day: date, period: Period) -> int:
    days = period.days_off
    return min(abs((days[0] - day).days), abs((days[-1] - day).days))


def with_notice(calendar: WorkingCalendar, told: Iterable[Period], year: int) -> WorkingCalendar:
    """The calendar with a whole year's notice in the place of what it had of that year.

    A day that the notice does not name is worked from Monday to Friday, but for those that the
    next year's holidays name (元旦 in December), and for the corrections of other years. Of a
    year that the program knows only the differences are kept.
    """
    named = days_of(told)
    nexts = days_of(periods(calendar, year + 1))
    plain = WorkingCalendar()
    kept = {
        day: worked
        for day, worked in calendar.corrections.items()
        if day.year != year or (day in nexts and day not in named)
    }
    for day in days_of_year(year):
        usual = day.weekday() < SATURDAY
        if day not in named and day not in nexts and plain.is_working_day(day) != usual:
            kept[day] = usual
    kept |= named
    return WorkingCalendar(
        corrections={
            day: worked
            for day, worked in kept.items()
            if day.year != year or not is_announced(year) or worked != plain.is_working_day(day)
        }
    )


def with_days(calendar: WorkingCalendar, days: Mapping[date, bool | None]) -> WorkingCalendar:
    """The calendar with single days corrected; None takes a correction back."""
    changed = {**calendar.corrections, **days}
    return WorkingCalendar(
        corrections={day: worked for day, worked in changed.items() if worked is not None}
    )


def with_reading(calendar: WorkingCalendar, reading: Reading) -> WorkingCalendar:
    """The calendar as a notice or a list of single days would have it.

    Raises ValueError for a reading with problems: nothing of it may be kept.
    """
    if reading.problems or reading.year is None:
        raise ValueError("a notice with problems")
    if reading.is_days:
        return with_days(calendar, reading.days)
    return with_notice(calendar, reading.periods, reading.year)


def without_own(calendar: WorkingCalendar, year: int) -> WorkingCalendar:
    """The calendar without the office's corrections of a year."""
    return with_days(calendar, {day: None for day in calendar.corrections if day.year == year})


@dataclass(frozen=True, kw_only=True)
class Change:
    """A day that another calendar has otherwise. ``worked`` is how the new one has it."""

    day: date
    worked: bool

    @property
    def sentence(self) -> Text:
        """1月4日（星期日）：放假改为上班。"""
        if self.worked:
            return _("${day}：放假改为上班。", day=say_day_of_week(self.day))
        return _("${day}：上班改为放假。", day=say_day_of_week(self.day))


def changes(before: WorkingCalendar, after: WorkingCalendar) -> tuple[Change, ...]:
    """The days on which two calendars differ, in order."""
    return tuple(
        Change(day=day, worked=after.is_working_day(day))
        for day in sorted({*before.corrections, *after.corrections})
        if before.is_working_day(day) != after.is_working_day(day)
    )


@dataclass(frozen=True, kw_only=True)
class DayShown:
    """A day of the year's page.

    ``mark`` is 休 for a day off beside the usual weekend, 班 for a worked weekend, else ""; ``names``
    are its festivals; ``own``: by the office's correction; ``changed``: would change.
    """

    day: date
    worked: bool
    mark: str
    names: tuple[Text, ...]
    own: bool
    changed: bool


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month's weeks from Monday on; None where a week has days of another month."""

    number: int
    weeks: tuple[tuple[DayShown | None, ...], ...]


def year_shown(
    calendar: WorkingCalendar, year: int, before: WorkingCalendar | None = None
) -> tuple[Month, ...]:
    """The twelve months; ``before`` is the calendar that is in force while this one is proposed."""
    off = {day for period in periods(calendar, year) for day in period.days_off}
    off |= {day for period in periods(calendar, year + 1) for day in period.days_off}
    by_law = statutory(year)

    def shown(day: date) -> DayShown:
        worked = calendar.is_working_day(day)
        mark = "休" if day in off else "班" if worked and day.weekday() >= SATURDAY else ""
        return DayShown(
            day=day,
            worked=worked,
            mark=mark,
            names=by_law.get(day, ()),
            own=day in calendar.corrections,
            changed=before is not None and before.is_working_day(day) != worked,
        )

    weeks = months.Calendar(firstweekday=0)
    return tuple(
        Month(
            number=month,
            weeks=tuple(
                tuple(shown(date(year, month, n)) if n else None for n in week)
                for week in weeks.monthdayscalendar(year, month)
            ),
        )
        for month in range(1, 13)
    )


def days_of_year(year: int) -> Iterator[date]:
    """Every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += ONE_DAY
