"""Small facts for the tests: a case that satisfies every rule, and ways to change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core_imported import OFFICE

from tonghua.records.core.clock import OFFICE_ZONE
from tonghua.records.core.facts import (
    AudioVisual,
    BasisFacts,
    CaseFacts,
    Decision,
    DeliveryReceipt,
    DeviceFacts,
    Filing,
    OfficerFacts,
    PartyFacts,
    Performance,
    RecordFacts,
    RightsNotice,
    SceneInspection,
    Signature,
    Step,
)
from tonghua.records.core.rules import Answer, evaluate


def at(text: str) -> datetime:
    """Office time, "03-06 10:00" of the year 2026."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=OFFICE_ZONE)


YEARS = {"valid_from": date(2024, 1, 1), "valid_until": date(2028, 12, 31)}
OFFICERS = (
    OfficerFacts(uid="o1", title="示例甲", scope="地方志行政执法", **YEARS),
    OfficerFacts(uid="o2", title="示例乙", scope="地方志行政执法", **YEARS),
)
DEVICE = DeviceFacts(uid="device", title="示例记录仪", clock_checked_at=at("02-25 09:00"))
PARTY = PartyFacts(uid="p", kind="organisation", name="示例公司", address="示例路1号")
BASIS = BasisFacts(
    uid="b", title="示例依据", penalty_kinds=("fine", "warning"), effective_from=date(2024, 1, 1)
)


def step(transition: str, when: str, actor: str = "handler1", comment: str = "同意。") -> Step:
    return Step(transition=transition, actor=actor, at=at(when), comment=comment)


def steps(*pairs: tuple[str, str]) -> tuple[Step, ...]:
    """Steps by (transition, moment), each taken by whom the case names for it."""
    who = {"endorse": "reviewer1", "approve": "approver1"}
    return tuple(step(name, when, who.get(name, "handler1")) for name, when in pairs)


def chain(first: str, second: str, third: str) -> tuple[Step, ...]:
    return steps(("submit", first), ("endorse", second), ("approve", third))


def sign(capacity: str, name: str = "示例人", when: str = "03-06 11:20", **more: Any) -> Signature:
    return Signature(capacity=capacity, name=name, at=at(when), **more)


def refuse(capacity: str, reason: str = "不认可", witness: str = "示例见证人") -> Signature:
    return sign(capacity, mode="refused", refusal_reason=reason, witness=witness)


FILING = Filing(
    uid="filing",
    title="立案审批表",
    occurred_start=at("03-04 09:00"),
    officers=("o1", "o2"),
    parties=("p",),
    clue="举报",
    facts="初查",
    history=chain("03-04 09:30", "03-04 11:00", "03-04 16:20"),
)
SCENE = SceneInspection(
    uid="scene",
    title="现场检查笔录",
    occurred_start=at("03-06 10:00"),
    occurred_end=at("03-06 11:20"),
    place="示例路1号",
    officers=("o1", "o2"),
    parties=("p",),
    inspected="示例公司",
    situation="客观记载。",
    credentials_shown=True,
    credentials_shown_at=at("03-06 10:01"),
    signatures=(
        sign("officer", "示例甲"),
        sign("officer", "示例乙"),
        sign("party", "示例人A"),
    ),
    history=steps(("finalize", "03-06 17:00")),
)
VIDEO = AudioVisual(
    uid="video",
    title="录像",
    occurred_start=at("03-06 10:00"),
    media=True,
    kind="video",
    captured_start=at("03-06 10:00"),
    captured_end=at("03-06 11:20"),
    device="device",
    operator="o1",
    keeper="示例档案员",
    about=("scene",),
    ingested_at=at("03-06 16:00"),
    sha256="0" * 64,
    device_copy_erased_at=at("03-06 16:30"),
    history=steps(("finalize", "03-06 16:40")),
)
PRIOR_NOTICE = RightsNotice(
    uid="told",
    title="行政处罚事先告知书",
    kind="prior_notice",
    told=("statement", "defence", "recusal", "hearing"),
    how="written",
    parties=("p",),
    proposed_kinds=("fine",),
    proposed_amount=Decimal(50000),
    history=chain("04-08 10:00", "04-08 15:30", "04-09 09:40"),
)
DECISION = Decision(
    uid="decision",
    title="行政处罚决定书",
    number="通志办罚〔2026〕1号",
    occurred_start=at("05-14 09:00"),
    parties=("p",),
    kind="penalty",
    facts="经查明",
    evidence="笔录一份",
    reasons="因为",
    basis="示例依据",
    content="处罚款",
    performance="十五日内缴纳",
    remedies="六十日内复议，六个月内起诉",
    penalty_kinds=("fine",),
    amount=50000,
    decided_at=at("05-15 16:30"),
    history=chain("05-14 09:00", "05-14 10:30", "05-14 15:00"),
)
RECEIPT = DeliveryReceipt(
    uid="receipt",
    title="送达回证",
    occurred_start=at("05-18 15:20"),
    occurred_end=at("05-18 15:35"),
    place="示例路1号",
    parties=("p",),
    served=("decision",),
    recipient="示例公司",
    method="direct",
    outcome="served",
    servers=("o1", "o2"),
    signer_name="示例人A",
    signer_relation="legal_representative",
    signed_at=at("05-18 15:35"),
    signatures=(
        sign("recipient", "示例人A", "05-18 15:35"),
        sign("server", "示例甲", "05-18 15:33"),
        sign("server", "示例乙", "05-18 15:33"),
    ),
    history=steps(("finalize", "05-18 16:30")),
)
NOTICE = RightsNotice(
    uid="notice",
    title="事先告知书",
    number="通志办罚告〔2026〕1号",
    parties=("p",),
    kind="prior_notice",
    told=("statement", "defence", "recusal", "hearing"),
    how="written",
    facts="经查明",
    reasons="因为",
    basis="示例依据",
    proposed="拟处罚款五万元",
    proposed_kinds=("fine",),
    proposed_amount=50000,
    history=chain("04-08 10:00", "04-08 15:00", "04-09 09:00"),
)
#: the receipt of the notice: its statement term ends on 04-15, that of asking for a hearing on 04-17
TOLD = replace(
    RECEIPT,
    uid="told",
    title="送达回证（事先告知书）",
    served=("notice",),
    occurred_start=at("04-10 14:45"),
    occurred_end=at("04-10 14:55"),
    signed_at=at("04-10 14:52"),
    signatures=(
        sign("recipient", "示例人A", "04-10 14:52"),
        sign("server", "示例甲", "04-10 14:55"),
        sign("server", "示例乙", "04-10 14:55"),
    ),
    history=steps(("finalize", "04-10 16:00")),
)
TOLD_RECEIPT = replace(TOLD, uid="told-receipt", served=("told",))
PERFORMANCE = Performance(
    uid="performance",
    title="履行情况记录（罚款）",
    occurred_start=at("05-29 10:00"),
    parties=("p",),
    obligation="缴纳罚款50000元",
    due_at=at("06-02 23:59"),
    done_at=at("05-29 10:05"),
    receipt_number="示例0001",
    signatures=(
        sign("officer", "示例甲", "05-29 10:30"),
        sign("officer", "示例乙", "05-29 10:30"),
    ),
    history=steps(("finalize", "05-29 11:00")),
)
CASE = CaseFacts(
    uid="case",
    type="PenaltyCase",
    title="示例案",
    section="执法科（示例）",
    procedure="ordinary",
    legal_basis=("b",),
    handlers=("handler1", "handler2"),
    reviewer="reviewer1",
    approver="approver1",
    opened_at=at("03-04 16:20"),
    history=steps(("file", "03-04 16:25"), ("investigate", "03-05 09:00")),
    bases=(BASIS,),
    parties=(PARTY,),
    officers=OFFICERS,
    devices=(DEVICE,),
    records=(FILING, SCENE, VIDEO, NOTICE, TOLD, DECISION, RECEIPT, PERFORMANCE),
)
LATER = at("06-30 12:00")


def with_records(*records: RecordFacts, **changes: Any) -> CaseFacts:
    """The case with exactly these records."""
    return replace(CASE, records=records, **changes)


def draft(record: RecordFacts, **changes: Any) -> Any:
    return replace(record, history=(), **changes)


def ask(rule: str, case: CaseFacts, when: datetime = LATER, office: Any = OFFICE) -> Answer:
    """One rule's answer."""
    (answer,) = evaluate(case, office, when, rules=[rule])
    return answer


def status(rule: str, case: CaseFacts, when: datetime = LATER, office: Any = OFFICE) -> str:
    return ask(rule, case, when, office).status.value
