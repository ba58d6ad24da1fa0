"""Filing before investigation (article 8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts import (
    CaseFacts,
    EvidencePreservation,
    EvidenceRequest,
    Filing,
    Interview,
    OtherInvestigation,
    RecordFacts,
    Sampling,
    SceneInspection,
)
from tonghua.records.core.first_made import first_made_at
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, of_case, rule, status_of_lack
from tonghua.records.core.text import _

INVESTIGATION: tuple[type[RecordFacts], ...] = (
    Interview,
    EvidenceRequest,
    SceneInspection,
    Sampling,
    EvidencePreservation,
    OtherInvestigation,
)

#: the words that mark an urgent check before filing; they stand in its title, text or method
BEFORE_FILING = "立案前核查"


@rule(
    "CAS-1",
    article=8,
    title=_("立案批准在前，调查取证在后"),
    nothing=_("本案不需要立案审批，或者尚未开始调查。"),
    blocking=True,
)
def filed_first(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """先立案后调查 (CAS-1): the filing is approved no later than the day of the first record."""
    if case.type != "PenaltyCase" or case.procedure == "summary":
        return
    approved = filing_day(case)
    records = case.standing(*INVESTIGATION)
    begun = sorted(
        (record for record in records if not _is_marked(record)),
        key=lambda record: _day(record) or date.max,
    )
    if approved is None:
        yield _unfiled(case, begun[0] if begun else None)
        return
    said = say_day(approved)
    early = [record for record in begun if (_day(record) or approved) < approved]
    # a draft's day may still be mended, a final record's not
    for first in sorted(early, key=lambda record: record.is_draft)[:1]:
        reason = _(
            "第八条：《${record}》（${begun}）早于立案批准日${day}。"
            "请核对日期；紧急检查先行的，请以注明“立案前核查”的新记录更正。",
            record=first.title,
            begun=say_day(_day(first) or approved),
            day=said,
        )
        yield of_case(status_of_lack(first), reason, first.uid)
    if not early and (begun or not records):
        links = [record.uid for record in begun[:1]]
        yield of_case(Status.PASS, _("立案已于${day}批准，在调查取证之前。", day=said), *links)


def filing_day(case: CaseFacts) -> date | None:
    """The day on which the filing (立案审批表) was approved; None while it is not."""
    filed = filed_at(case)
    return day_of(filed) if filed else None


def filed_at(case: CaseFacts) -> datetime | None:
    """立案日: when the filing was approved first; a correction of the form does not move it."""
    moments = [first_made_at(case, each) for each in case.standing(Filing)]
    return min((moment for moment in moments if moment), default=None)


def _unfiled(case: CaseFacts, first: RecordFacts | None) -> Finding:
    if first is None and case.state in {"registered", "filed"}:
        return of_case(Status.PENDING, _("立案审批表尚未批准。"))
    links = (first.uid,) if first else ()
    if first is not None and first.is_draft and case.state in {"registered", "filed"}:
        return of_case(Status.PENDING, _("立案审批表尚未批准，调查记录尚为草稿。"), *links)
    return of_case(
        Status.FAIL,
        _("第八条：立案审批表尚未批准，不得开始调查。请先办理立案审批。"),
        *links,
    )


def _day(record: RecordFacts) -> date | None:
    moment = record.occurred_start or record.began
    return day_of(moment) if moment else None


def _is_marked(record: RecordFacts) -> bool:
    texts = (record.title, record.body, getattr(record, "method", ""))
    return any(BEFORE_FILING in text for text in texts)
