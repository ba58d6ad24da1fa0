"""Working days (工作日) in China, with the office's own corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """Which days are working days: the nation's holidays and make-up days, then corrections.

    ``corrections`` maps a day to whether it is worked, for a year whose notice the library does
    not know yet.
    """

    corrections: Mapping[date, bool] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """Whether a day is worked; make-up days (调休上班) are."""
        if day in self.corrections:
            return self.corrections[day]
        off, made_up = _year(day.year)
        if day in made_up:
            return True
        return day.weekday() < SATURDAY and day not in off

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after ``start``, which itself is not counted; n 0 is ``start``.

        Raises ValueError for a negative n.
        """
        if n < 0:
            raise ValueError(f"cannot count backwards: {n}")
        day = start
        while n:
            day += ONE_DAY
            n -= self.is_working_day(day)
        return day

    def count_back(self, end: date, n: int) -> date:
        """The n-th working day before ``end``, which itself is not counted; n 0 is ``end``.

        Raises ValueError for a negative n.
        """
        if n < 0:
            raise ValueError(f"cannot count forwards: {n}")
        day = end
        while n:
            day -= ONE_DAY
            n -= self.is_working_day(day)
        return day

    def roll_forward(self, day: date) -> date:
        """The day itself where it is worked, else the next one that is."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie between two days, neither of which is counted."""
        return sum(
            self.is_working_day(start + timedelta(days=i)) for i in range(1, (end - start).days)
        )


@lru_cache(maxsize=64)
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off and the make-up working days of a year."""
    # a neighbour's New Year can put a make-up day into this year
    known = holidays.country_holidays("CN", years=[year - 1, year, year + 1])
    made_up: set[date] = getattr(known, "weekend_workdays", set())
    return (
        frozenset(day for day in known if day.year == year),
        frozenset(day for day in made_up if day.year == year),
    )
