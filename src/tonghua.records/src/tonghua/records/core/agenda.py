"""The open deadlines of a case as appointments (日程) in a person's own calendar.

A calendar goes to phones and to services outside the office. What is confidential (article 29),
and what could tell who complained (article 8), goes there with its number and its rule alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from tonghua.records.core.confidentiality import SECRET
from tonghua.records.core.facts import CaseFacts, ComplaintFacts
from tonghua.records.core.remaining import OpenDeadline, is_overdue
from tonghua.records.core.rules.registry import RULES
from tonghua.records.core.text import Text, _

#: on the day of a reminder people look at it when they come to work
MORNING = timedelta(hours=9)

_HIDDEN_CASE = _("第二十九条：本案为保密案件，内容请登录系统查看。")
_HIDDEN_COMPLAINT = _("第八条：为举报人保密，内容请登录系统查看。")
_HIDDEN_RECORD = _("第二十九条：这一期限涉及保密的记录，内容请登录系统查看。")


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One deadline. ``uid`` stays the same while the deadline is the same one of its case.

    ``due`` is a day, or a moment of the office's clock; ``reminder`` is the time from its start
    (of a day, midnight), negative before it; ``private`` says that it tells of a case by number
    alone.
    """

    uid: str
    summary: Text
    description: Text
    due: date | datetime
    reminder: timedelta
    private: bool


def appointments(
    case: CaseFacts,
    deadlines: Iterable[OpenDeadline],
    openly: Container[OpenDeadline],
    at: datetime,
    remind_days: int,
) -> Iterator[Appointment]:
    """The deadlines of a case, in their order.

    ``openly`` are those that rest on nothing more confidential than the case. ``remind_days`` is
    the office's number of days before the end.
    """
    private = case.confidentiality in SECRET or isinstance(case, ComplaintFacts)
    named = _named(case)
    known: dict[str, int] = {}
    for each in deadlines:
        key = f"{case.uid}/{each.rule}/{each.subject}"
        known[key] = known.get(key, 0) + 1
        yield Appointment(
            uid=_uid(f"{key}/{known[key]}"),
            summary=_summary(each, named, at),
            description=_hidden(case) if private else _told(each, openly),
            due=each.due,
            reminder=_reminder(each.due, remind_days),
            private=private,
        )


def _uid(key: str) -> str:
    """An id that says nothing; RFC 7986 asks for no host in it."""
    return f"{sha256(key.encode()).hexdigest()[:32]}@tonghua.records"


def _named(case: CaseFacts) -> Text:
    """The case as a calendar may name it."""
    if isinstance(case, ComplaintFacts):
        return _("${case}", case=case.number) if case.number else _("投诉举报")
    if case.confidentiality in SECRET:
        return _("${case}", case=case.number) if case.number else _("保密案件")
    return _("${case}", case=" ".join(filter(None, (case.number, case.title))))


def _summary(deadline: OpenDeadline, named: Text, at: datetime) -> Text:
    title = RULES[deadline.rule].title
    if is_overdue(deadline.due, at):
        return _("已超期：${rule}（${case}）", rule=title, case=named)
    return _("${rule}（${case}）", rule=title, case=named)


def _hidden(case: CaseFacts) -> Text:
    return _HIDDEN_COMPLAINT if isinstance(case, ComplaintFacts) else _HIDDEN_CASE


def _told(deadline: OpenDeadline, openly: Container[OpenDeadline]) -> Text:
    return deadline.reason if deadline in openly else _HIDDEN_RECORD


def _reminder(due: date | datetime, days: int) -> timedelta:
    before = -timedelta(days=days)
    return before if isinstance(due, datetime) else before + MORNING
