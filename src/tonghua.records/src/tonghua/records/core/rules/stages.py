"""Every stage of a case leaves a record in writing (article 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from tonghua.records.core.facts import (
    Application,
    ApplicationNotice,
    CaseFacts,
    Decision,
    Deliberation,
    DeliveryReceipt,
    ExpertOpinion,
    Filing,
    Hearing,
    LegalReview,
    Performance,
    RecordFacts,
    RectificationCheck,
    RightsNotice,
    Statement,
    TransferLetter,
    Volume,
)
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.decision import PENALTIES, WORDS_ONLY
from tonghua.records.core.rules.filing import INVESTIGATION
from tonghua.records.core.rules.registry import Finding, Status, of_case, rule
from tonghua.records.core.stages import (
    always,
    decides,
    deciding_day,
    hands_over,
    line_of,
    ordinary,
)
from tonghua.records.core.text import Text, _

Kinds = tuple[type[RecordFacts], ...]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage (环节), and the records of which one is enough.

    It is gone through in ``state`` of the case and must be recorded when ``until`` is left, which
    is the same state unless given. ``asked`` is asked on the day of the decision; ``counts`` says
    which records of these types are of this stage.
    """

    name: Text
    state: str
    types: Kinds
    until: str = ""
    asked: Callable[[CaseFacts, date], bool] = always
    counts: Callable[[CaseFacts, RecordFacts], bool] = lambda case, record: True

    @property
    def add(self) -> str:
        """The portal_type of the record that is made for it."""
        return self.types[0].__name__

    def is_recorded(self, case: CaseFacts) -> bool:
        return any(
            record.is_final and self.counts(case, record) for record in case.standing(*self.types)
        )


def _punishes(case: CaseFacts, day: date) -> bool:
    """Whether the party is told beforehand: not before a decision that punishes nobody."""
    made = [each for each in case.standing(Decision) if each.is_final]
    spared = bool(made) and all(each.kind == "no_penalty" for each in made)
    return ordinary(case, day) and decides(case, day) and not spared


def _reviews(case: CaseFacts, day: date) -> bool:
    return ordinary(case, day) and decides(case, day)


def _enforces(case: CaseFacts, day: date) -> bool:
    """Whether something is left to perform once it is decided."""
    made = [each for each in case.standing(Decision) if each.is_final]
    return decides(case, day) and any(_is_to_perform(each) for each in made)


def _is_to_perform(decision: Decision) -> bool:
    if decision.kind in PENALTIES:
        return not (decision.penalty_kinds and set(decision.penalty_kinds) <= WORDS_ONLY)
    return decision.kind == "order"


def _is_review(case: CaseFacts, record: RecordFacts) -> bool:
    """A decision has been reviewed inside by its chain (内部程序审批表); others are reviews."""
    if isinstance(record, Decision):
        return any(step.transition == "endorse" for step in record.history)
    return True


def _serves_the_end(case: CaseFacts, record: RecordFacts) -> bool:
    """Whether a receipt is for what the case ends with, and not for a paper on the way."""
    served = getattr(record, "served", ())
    return any(isinstance(case.record(uid), (Decision, TransferLetter)) for uid in served)


def _serves_the_answer(case: CaseFacts, record: RecordFacts) -> bool:
    served = getattr(record, "served", ())
    return any(isinstance(case.record(uid), ApplicationNotice) for uid in served)


def _rejected(case: CaseFacts, day: date) -> bool:
    return case.state == "rejected"


#: what a case is reviewed by; what only its chain reviews is so once it is decided
_REVIEW = Stage(
    name=_("审核"),
    state="review",
    until="decision",
    types=(LegalReview, Deliberation, ExpertOpinion, Decision),
    counts=_is_review,
)
_ARCHIVE = Stage(name=_("归档"), state="closed", types=(Volume,))
_SERVICE = Stage(name=_("送达"), state="service", types=(DeliveryReceipt,), counts=_serves_the_end)

#: case type → its stages, in order
STAGES: Mapping[str, tuple[Stage, ...]] = {
    "PenaltyCase": (
        Stage(name=_("启动"), state="registered", types=(Filing,), asked=ordinary),
        Stage(
            name=_("调查"),
            state="investigation",
            types=INVESTIGATION,
            asked=ordinary,
        ),
        Stage(
            name=_("告知"),
            state="notice",
            types=(RightsNotice, Statement, Hearing),
            asked=_punishes,
        ),
        replace(_REVIEW, asked=_reviews),
        Stage(name=_("决定"), state="decision", types=(Decision,), asked=decides),
        Stage(name=_("移送"), state="decision", types=(TransferLetter,), asked=hands_over),
        _SERVICE,
        Stage(
            name=_("执行"),
            state="enforcement",
            types=(Performance, RectificationCheck),
            asked=_enforces,
        ),
        _ARCHIVE,
    ),
    "ApplicationCase": (
        Stage(name=_("申请"), state="registered", types=(Application,)),
        Stage(name=_("受理"), state="registered", types=(ApplicationNotice,)),
        _REVIEW,
        Stage(name=_("决定"), state="decision", types=(Decision,)),
        _SERVICE,
        Stage(
            name=_("送达"),
            state="registered",
            types=(DeliveryReceipt,),
            asked=_rejected,
            counts=_serves_the_answer,
        ),
        _ARCHIVE,
    ),
    "InspectionCase": (
        Stage(name=_("检查"), state="investigation", types=INVESTIGATION),
        _ARCHIVE,
    ),
}


@rule(
    "STAGE-1",
    article=3,
    title=_("各环节都有文字记录"),
    nothing=_("投诉举报不分环节，不适用本项。"),
)
def every_stage(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """全过程文字记录 (STAGE-1): each stage reached has a final record in writing.

    Recordings (音像) are none. Which stages there are depends on the case and its way: one on the
    spot has no filing, one handed over no decision of ours, one decided without penalty no notice.
    """
    day = deciding_day(case, at)
    passed, current = unrecorded(case, day)
    if passed:
        reason = _(
            "第三条：${stages}环节没有文字记录。请补作记录；已经进行过的，注明补录。",
            stages=listed([each.name for each in passed]),
        )
        yield of_case(Status.FAIL, reason)._replace(on=day)
    if current:
        reason = _(
            "${stages}环节的文字记录尚未定稿。", stages=listed([each.name for each in current])
        )
        yield of_case(Status.PENDING, reason)._replace(on=day)
    if not passed and not current and case.type in STAGES:
        yield of_case(Status.PASS, _("已经进行的各环节都有文字记录。"))


def unrecorded(case: CaseFacts, day: date) -> tuple[tuple[Stage, ...], tuple[Stage, ...]]:
    """The stages without a record: those that the case has left, and those that it is in.

    ``day`` is the day of the decision (``core.stages.deciding_day``).
    """
    line = line_of(case.type, case.state)
    if case.state not in line:
        return (), ()
    now = line.index(case.state)
    lacks = [
        (line.index(each.until or each.state) < now, each)
        for each in STAGES.get(case.type, ())
        if each.state in line
        and line.index(each.state) <= now
        and each.asked(case, day)
        and not each.is_recorded(case)
    ]
    return (
        tuple(each for gone, each in lacks if gone),
        tuple(each for gone, each in lacks if not gone),
    )
