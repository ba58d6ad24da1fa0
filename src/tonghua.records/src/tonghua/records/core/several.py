"""Of several days, one for each party (逐一送达): when the first had something, and when all had it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar


class Ordered(Protocol):
    """A day, or what is ordered by its day first."""

    def __lt__(self, other: Any, /) -> bool: ...


Day = TypeVar("Day", bound=Ordered)


def first_of_any(days: Iterable[Day | None]) -> Day | None:
    """The first of these days; None where there is none."""
    return min((day for day in days if day is not None), default=None)


def last_of_all(days: Iterable[Day | None]) -> Day | None:
    """The last of these days; None while one of them is missing, and of none."""
    every = list(days)
    known = [day for day in every if day is not None]
    return max(known, default=None) if len(known) == len(every) else None
