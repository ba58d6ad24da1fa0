"""The term for deciding on an application: article 7; Administrative Licensing Law, 42 and 45.

Twenty working days from acceptance, ten more where the office's head approved it and the applicant was
told why; days of a hearing, a test or a review by experts are left out where he was told in writing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tonghua.records.core.acceptance import noticed_on
from tonghua.records.core.act_words import short
from tonghua.records.core.clock import day_of
from tonghua.records.core.deadlines import Deadline, Pause, working_days
from tonghua.records.core.facts import (
    ApplicationNotice,
    CaseFacts,
    ExpertOpinion,
    Extension,
    Hearing,
    OtherInvestigation,
    RecordFacts,
    Sampling,
)
from tonghua.records.core.office import Office
from tonghua.records.core.text import Text, _


@dataclass(frozen=True, kw_only=True)
class _Excluded:
    """What the term does not count, and the words by which an applicant is told of it."""

    what: Text
    words: tuple[str, ...]


_EXPERTS = _Excluded(what=_("组织专家评审"), words=("专家", "评审", "论证"))
_HEARING = _Excluded(what=_("举行听证"), words=("听证",))
_TESTS = _Excluded(what=_("进行检验、检测、检疫或者鉴定"), words=("检验", "检测", "检疫", "鉴定"))


def decision_deadline(case: CaseFacts, office: Office, accepted: date, at: datetime) -> Deadline:
    """The last day on which the application may be decided, pauses and an extension counted in."""
    left_out = pauses(case, at)
    days = office.count("licence_days")
    plain = working_days(office.calendar, accepted, days, left_out)
    extension = extended(case, plain.due)
    if extension is None:
        return plain
    more = office.count("licence_extension_days")
    longer = working_days(office.calendar, accepted, days + more, left_out)
    sentence = _(
        "${sentence}其中包括经批准延长的${n}个工作日（《${record}》）。",
        sentence=longer.sentence,
        n=more,
        record=short(extension),
    )
    return Deadline(due=longer.due, sentence=sentence)


def extended(case: CaseFacts, due: date) -> Extension | None:
    """延期: approved within the term, with its reason, and the applicant told of it."""
    for each in case.standing(Extension):
        approved = each.finalized_at if each.is_final else None
        if approved and day_of(approved) <= due and each.reason.strip() and each.informed_at:
            return each
    return None


def pauses(case: CaseFacts, at: datetime) -> tuple[Pause, ...]:
    """期限中止: the days that hearings, tests and reviews took, from when the applicant was told.

    One that still runs ends today.
    """
    found = (_pause(case, record, at) for record in case.standing(RecordFacts))
    return tuple(pause for pause in found if pause is not None)


def _pause(case: CaseFacts, record: RecordFacts, at: datetime) -> Pause | None:
    excluded = _excluded(record)
    if excluded is None or record.occurred_start is None:
        return None
    told = min(_told(case, excluded.words), default=None)
    if told is None:
        return None
    ended = record.occurred_end or record.finalized_at or at
    start, end = max(day_of(record.occurred_start), told), day_of(ended)
    reason = _("${what}（《${record}》）", what=excluded.what, record=short(record))
    return Pause(start=start, end=end, reason=reason, record=record.uid) if start <= end else None


def _excluded(record: RecordFacts) -> _Excluded | None:
    if isinstance(record, ExpertOpinion):
        return _EXPERTS
    if isinstance(record, Hearing):
        return _HEARING
    if isinstance(record, Sampling):
        return _TESTS
    if isinstance(record, OtherInvestigation) and _mentions(_TESTS.words, record.method):
        return _TESTS
    return None


def _told(case: CaseFacts, words: tuple[str, ...]) -> Iterator[date]:
    """The days on which the applicant was told in writing how long it takes (Licensing Law 45)."""
    for notice in case.standing(ApplicationNotice):
        day = noticed_on(notice)
        said = (notice.title, notice.body, notice.reasons, *notice.supplement_items)
        if notice.is_final and day and _mentions(words, *said):
            yield day
    for each in case.standing(Extension):
        if (
            each.is_final
            and each.informed_at
            and _mentions(words, each.what, each.reason, each.body)
        ):
            yield day_of(each.informed_at)


def _mentions(words: tuple[str, ...], *texts: str) -> bool:
    return any(word in text for word in words for text in texts)
