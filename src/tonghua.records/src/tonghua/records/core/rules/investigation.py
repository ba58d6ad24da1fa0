"""Who investigates, and with what authority shown (article 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tonghua.records.core.certificates import certificate_on
from tonghua.records.core.clock import day_of, say_day, say_moment
from tonghua.records.core.facts import (
    CaseFacts,
    EvidencePreservation,
    EvidenceRequest,
    Hearing,
    Interview,
    OfficerFacts,
    OtherInvestigation,
    RecordFacts,
    RectificationCheck,
    Sampling,
    SceneInspection,
    Statement,
)
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, lacks, rule
from tonghua.records.core.signing import someone_signed
from tonghua.records.core.text import _

#: records made face to face, where certificates are shown and somebody present signs
FACE_TO_FACE: tuple[type[RecordFacts], ...] = (
    Interview,
    EvidenceRequest,
    SceneInspection,
    Sampling,
    Statement,
    Hearing,
    RectificationCheck,
)
RECORDS: tuple[type[RecordFacts], ...] = (*FACE_TO_FACE, EvidencePreservation, OtherInvestigation)

#: capacities of the party or of others present
PRESENT = ("party", "interviewee", "holder", "recipient", "applicant", "witness")

NOTHING = _("本案尚无调查、检查笔录。")


@rule(
    "OFF-1",
    article=9,
    title=_("执法人员不少于二人"),
    nothing=NOTHING,
    blocking=True,
)
def two_officers(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """执法人员数量 (OFF-1): each record names two different officers or more."""
    for record in case.standing(*RECORDS):
        count = len(set(record.officers))
        if count >= 2:
            yield about(record.uid, Status.PASS, _("执法人员${n}人。", n=count))
        else:
            yield lacks(
                record,
                _(
                    "第九条：《${record}》的执法人员只有${n}人。请填写二名以上执法人员。",
                    record=record.title,
                    n=count,
                ),
            )


@rule(
    "OFF-2",
    article=9,
    title=_("执法证件在有效期和执法范围内"),
    nothing=NOTHING,
    blocking=True,
)
def certificates(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """执法证件 (OFF-2): each officer's certificate is valid on the record's day, with its scope.

    A certificate renewed since then is judged as it was on that day.
    """
    for record in case.standing(*RECORDS):
        day = day_of(record.occurred_start or record.began or at)
        for uid in dict.fromkeys(record.officers):
            yield _certificate(case, office, record, case.officer(uid), day)


def _certificate(
    case: CaseFacts, office: Office, record: RecordFacts, officer: OfficerFacts | None, day: date
) -> Finding:
    if officer is None:
        return about(record.uid, Status.UNKNOWN, _("执法人员没有登记执法证件有效期。"))
    held = certificate_on(officer, day)
    if held.is_over(day) or held.is_not_yet(day):
        reason = _(
            "第九条：${officer}的执法证件（${start}至${end}）在${day}不在有效期内。"
            "请由持有效证件的执法人员办理。",
            officer=officer.title,
            start=say_day(held.valid_from) if held.valid_from else _("未登记"),
            end=say_day(held.valid_until) if held.valid_until else _("未登记"),
            day=say_day(day),
        )
        return lacks(record, reason)
    if not held.holds_on(day):
        return about(record.uid, Status.UNKNOWN, _("执法人员没有登记执法证件有效期。"))
    if not held.scope.strip():
        return about(
            record.uid,
            Status.UNKNOWN,
            _("${officer}的执法证件没有登记执法范围。", officer=officer.title),
        )
    for word in office.scopes.get(case.section, ()):
        if word not in held.scope:
            reason = _(
                "第九条：${officer}的执法范围不含“${word}”。请由执法范围相符的执法人员办理。",
                officer=officer.title,
                word=word,
            )
            return lacks(record, reason)
    return about(record.uid, Status.PASS, _("${officer}的执法证件有效。", officer=officer.title))


@rule(
    "OFF-3",
    article=9,
    title=_("出示执法证件，在场人签名"),
    nothing=NOTHING,
    blocking=True,
)
def credentials_shown(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """出示证件 (OFF-3): certificates were shown, when, and the party or one present signed.

    They are shown unasked (Penalty Law 55): not after all was over.
    """
    for record in case.standing(*RECORDS):
        shown = record.credentials_shown
        if not isinstance(record, FACE_TO_FACE) and shown is None:
            continue
        if shown is not True or record.credentials_shown_at is None:
            reason = _(
                "第九条：《${record}》没有记明出示执法证件及其时间。请填写出示证件的情况和时间。",
                record=record.title,
            )
            yield lacks(record, reason)
        elif record.occurred_end is not None and record.credentials_shown_at > record.occurred_end:
            reason = _(
                "第九条：《${record}》写的出示证件时间（${shown}）晚于结束时间（${end}）。"
                "执法证件应当主动出示。请核对时间。",
                record=record.title,
                shown=say_moment(record.credentials_shown_at),
                end=say_moment(record.occurred_end),
            )
            yield lacks(record, reason)
        elif isinstance(record, FACE_TO_FACE) and not someone_signed(case, record, PRESENT):
            reason = _(
                "第九条：《${record}》没有当事人或者在场人签名。"
                "请其签名；拒签的，请注明原因并由见证人见证或者录像。",
                record=record.title,
            )
            yield lacks(record, reason)
        else:
            yield about(record.uid, Status.PASS, _("已出示执法证件，在场人已签名。"))
