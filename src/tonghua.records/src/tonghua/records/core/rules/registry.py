"""How a rule is declared, and the words in which it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from tonghua.records.core.facts import CaseFacts, RecordFacts
from tonghua.records.core.office import Office
from tonghua.records.core.text import Text, _


class Status(str, Enum):
    """What a rule finds: 符合、不符合、未到期、不适用、资料不足."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    PENDING = "pending"
    NA = "na"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value


STATUS_LABELS = {
    Status.PASS: _("符合"),
    Status.FAIL: _("不符合"),
    Status.PENDING: _("未到期"),
    Status.NA: _("不适用"),
    Status.UNKNOWN: _("资料不足"),
}

#: of several findings the first of these is the rule's answer
PRECEDENCE = (Status.FAIL, Status.UNKNOWN, Status.PENDING, Status.PASS, Status.NA)


class Finding(NamedTuple):
    """What a rule finds about one record, or about the whole case.

    ``subject`` is the uid of the record judged, "" for the case; ``records`` are the uids that
    a page should link, the subject first. ``article`` is set where the rule's own is not the
    one that asks (a receipt's signatures are asked by articles 19 to 22). ``late``: what was due
    has been done, after its day; nothing is left to do in time. ``on`` is the day whose law was
    asked, where the way out depends on it.

    A tuple: rules make hundreds of them for a page, and a frozen dataclass takes three times as long.
    """

    status: Status
    reason: Text
    subject: str = ""
    records: tuple[str, ...] = ()
    due: date | datetime | None = None
    article: int | None = None
    late: bool = False
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One rule's answer about a case at a moment."""

    rule: str
    article: int
    title: Text
    status: Status
    reason: Text
    records: tuple[str, ...]
    due: date | datetime | None
    blocking: bool
    findings: tuple[Finding, ...]


Judgement = Callable[[CaseFacts, Office, datetime], Iterable[Finding]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule of the ordinance. ``judge`` gets the case already as of the moment."""

    id: str
    article: int
    title: Text
    blocking: bool
    nothing: Text
    judge: Judgement


RULES: dict[str, Rule] = {}


def rule(
    id: str, *, article: int, title: Text, nothing: Text, blocking: bool = False
) -> Callable[[Judgement], Judgement]:
    """Register a judgement. ``nothing`` is what it says when it finds nothing to judge."""

    def register(judge: Judgement) -> Judgement:
        if id in RULES:
            raise ValueError(f"rule registered twice: {id}")
        RULES[id] = Rule(
            id=id, article=article, title=title, blocking=blocking, nothing=nothing, judge=judge
        )
        return judge

    return register


def about(
    uid: str,
    status: Status,
    reason: Text,
    *also: str,
    due: date | datetime | None = None,
    article: int | None = None,
    late: bool = False,
    on: date | None = None,
) -> Finding:
    """A finding about one record; ``also`` names others that a page should link."""
    return Finding(
        status=status,
        reason=reason,
        subject=uid,
        records=(uid, *also),
        due=due,
        article=article,
        late=late,
        on=on,
    )


def of_case(
    status: Status, reason: Text, *records: str, due: date | datetime | None = None
) -> Finding:
    """A finding about the case as a whole."""
    return Finding(status=status, reason=reason, records=records, due=due)


def status_of_lack(record: RecordFacts) -> Status:
    """What a lack of a record means: it may still be mended in a draft, and fails what is not."""
    return Status.PENDING if record.is_draft else Status.FAIL


def not_known(record: RecordFacts) -> Status:
    """What cannot be judged for want of facts: a draft may still get them."""
    return Status.PENDING if record.is_draft else Status.UNKNOWN


def lacks(record: RecordFacts, reason: Text, *also: str) -> Finding:
    """What a draft lacks can still come (未到期); what a final record lacks is missing."""
    return about(record.uid, status_of_lack(record), reason, *also)
