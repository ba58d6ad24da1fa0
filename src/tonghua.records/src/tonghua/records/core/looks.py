"""When a case wants to be looked at again (到期检查), and what its people are then told.

A rule's answer changes with what is done in a case, or by the clock when a deadline comes. The first
is seen at once; for the second each case knows its next moment, so that nobody has to ask them all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from tonghua.records.core.clock import OFFICE_ZONE, day_of, say_day, say_moment
from tonghua.records.core.remaining import OpenDeadline
from tonghua.records.core.rules.registry import RULES
from tonghua.records.core.standing import end_of
from tonghua.records.core.text import Text, _


class Reminder(str, Enum):
    """三日前、当日、届满以后"""

    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, kw_only=True)
class Due:
    """A reminder that has come: its kind, its deadline, and the key by which it is told once."""

    kind: Reminder
    deadline: OpenDeadline
    key: str


def due_now(
    deadlines: Iterable[OpenDeadline], at: datetime, days: int, told: Collection[str] = ()
) -> list[Due]:
    """What has to be told now of the open deadlines and was not: of each the latest kind alone.

    ``days`` before the end comes the first. ``told`` are the keys told before.
    """
    found = []
    for deadline in deadlines:
        kind = next((kind for kind, since in reversed(_kinds(deadline, days)) if since <= at), None)
        if kind is not None and (key := key_of(deadline, kind)) not in told:
            found.append(Due(kind=kind, deadline=deadline, key=key))
    return found


def next_look(
    deadlines: Iterable[OpenDeadline], at: datetime, days: int, told: Collection[str] = ()
) -> datetime | None:
    """The next moment at which the clock changes something or somebody is told; None for never.

    Not later than ``at`` where something has not been told yet.
    """
    return min(_looks(deadlines, at, days, told), default=None)


def _looks(
    deadlines: Iterable[OpenDeadline], at: datetime, days: int, told: Collection[str]
) -> Iterator[datetime]:
    for deadline in deadlines:
        kinds = _kinds(deadline, days)
        yield from (since for _kind, since in kinds if since > at)
        past = [(kind, since) for kind, since in kinds if since <= at]
        if past and key_of(deadline, past[-1][0]) not in told:
            yield past[-1][1]


def _kinds(deadline: OpenDeadline, days: int) -> list[tuple[Reminder, datetime]]:
    """The reminders of a deadline with the moment from which each is told, in order."""
    last = day_of(deadline.due)
    return [
        (Reminder.SOON, _morning(last - timedelta(days=days))),
        (Reminder.TODAY, _morning(last)),
        (Reminder.OVERDUE, end_of(deadline.due) + timedelta(minutes=1)),
    ]


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(0, 0), OFFICE_ZONE)


def key_of(deadline: OpenDeadline, kind: Reminder) -> str:
    """By which a reminder is told once; a deadline that moved is another one."""
    return f"{deadline.rule}|{deadline.subject}|{deadline.due.isoformat()}|{kind}"


def sentence(due: Due) -> Text:
    """What the case's people are told: the deadline, and which rule it is.

    It names no record, as who reads it later may view less than now.
    """
    end = due.deadline.due
    said = say_moment(end) if isinstance(end, datetime) else say_day(end)
    title = RULES[due.deadline.rule].title
    if due.kind is Reminder.OVERDUE:
        return _("“${rule}”的期限已于${due}届满，请尽快办理。", rule=title, due=said)
    if due.kind is Reminder.TODAY:
        return _("“${rule}”的期限今天（${due}）届满。", rule=title, due=said)
    return _("“${rule}”的期限将于${due}届满。", rule=title, due=said)
