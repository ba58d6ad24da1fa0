"""The stages of a case (阶段): the records that each wants, and the step that leads on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from tonghua.records.core.acceptance import ANSWERS, notices
from tonghua.records.core.clock import day_of
from tonghua.records.core.facts import (
    ApplicationNotice,
    CaseFacts,
    Decision,
    RecordFacts,
    TransferLetter,
)
from tonghua.records.core.text import Text, _
from tonghua.records.core.workflows import workflow_of

Key = tuple[str, str]


def always(case: CaseFacts, day: date) -> bool:
    return True


def ordinary(case: CaseFacts, day: date) -> bool:
    """普通程序: a penalty on the spot (当场处罚) has neither filing nor legal review."""
    return case.procedure != "summary"


def deliberated(case: CaseFacts, day: date) -> bool:
    return bool(case.deliberation_required)


def deciding_day(case: CaseFacts, at: datetime) -> date:
    """The day whose bases count (AUTH-1): that which a decision under way bears, else of ``at``."""
    days = [each.decided_at for each in case.standing(Decision) if each.decided_at]
    return day_of(max(days, default=at))


def hands_over(case: CaseFacts, day: date) -> bool:
    """移送: whether another body decides, as no basis gives this office the power of its own.

    By 地方志工作条例, article 18, a chronicles office asks the body that has it to act. A case is
    handed over by its letter too; what this office has decided itself is not. Only what is in
    force on ``day`` counts, as rule AUTH-1 reads it.
    """
    if case.type != "PenaltyCase" or any(each.is_final for each in case.standing(Decision)):
        return False
    if any(each.is_final for each in case.standing(TransferLetter)):
        return True
    bases = case.bases_on(day)
    return bool(bases) and not any(basis.own_power for basis in bases)


def decides(case: CaseFacts, day: date) -> bool:
    """Whether this office decides itself."""
    return not hands_over(case, day)


def any_record(record: RecordFacts) -> bool:
    return True


def _is_answer(record: RecordFacts) -> bool:
    """Whether a notice answers the application, or may yet: a supplement notice does not."""
    return isinstance(record, ApplicationNotice) and (record.is_draft or record.outcome in ANSWERS)


def supplemented(case: CaseFacts, day: date) -> bool:
    """Whether the applicant was told what is lacking, which is done once."""
    return bool(notices(case, "supplement"))


def unsupplemented(case: CaseFacts, day: date) -> bool:
    return not supplemented(case, day)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A record that a stage wants. ``instead`` are types that serve as well.

    ``when`` is asked on the day of the decision (``deciding_day``).
    ``optional``: the stage may be left without it, as not every case asks for it. ``counts``:
    which records of the type are the one that is wanted.
    """

    type: str
    article: int
    why: Text
    when: Callable[[CaseFacts, date], bool] = always
    instead: tuple[str, ...] = ()
    optional: bool = False
    counts: Callable[[RecordFacts], bool] = any_record


@dataclass(frozen=True, kw_only=True)
class StageStep:
    """The step that leads on from a state. ``served``: not before every paper was served.

    ``handing_over`` is why it is taken in a case that another body decides (移送).
    """

    article: int
    why: Text
    choose: Callable[[CaseFacts], str]
    served: Callable[[CaseFacts], bool]
    handing_over: Text | None = None

    def reason(self, case: CaseFacts, day: date) -> Text:
        """Why it is taken now."""
        return self.handing_over if self.handing_over and hands_over(case, day) else self.why


def _step(
    transition: str,
    article: int,
    why: Text,
    *,
    served: bool = False,
    handing_over: Text | None = None,
) -> StageStep:
    return StageStep(
        article=article,
        why=why,
        choose=lambda case: transition,
        served=lambda case: served,
        handing_over=handing_over,
    )


def _accepted(case: CaseFacts) -> str:
    """受理 or 不予受理, as the notice says; no other notice (补正、不予立案) answers."""
    return "reject" if is_rejected(case) else "accept"


def is_rejected(case: CaseFacts) -> bool:
    """Whether the application was answered by 不予受理 alone."""
    return bool(notices(case, "rejected")) and not notices(case, "accepted")


_FILING = Wanted(
    type="Filing",
    article=8,
    why=_("第八条：需要查处的，及时启动执法程序。请填写立案审批表，报审核、批准。"),
    when=ordinary,
)
_SCENE = Wanted(
    type="SceneInspection",
    article=11,
    why=_("第十一条：现场检查（勘验）应当制作笔录，并同时进行音像记录（第十二条）。"),
    instead=("Interview", "EvidenceRequest", "Sampling", "OtherInvestigation"),
)
_INTERVIEW = Wanted(
    type="Interview",
    article=11,
    why=_("第十一条：询问当事人或者证人，应当制作询问笔录。"),
    optional=True,
)
_NOTICE = Wanted(
    type="RightsNotice",
    article=10,
    why=_("第十条：告知陈述、申辩、申请回避、听证等权利，并记录告知的方式。"),
    when=decides,
)
_STATEMENT = Wanted(
    type="Statement",
    article=11,
    why=_("第十一条：听取陈述和申辩的，应当制作陈述申辩笔录；放弃的，也应当记明。"),
    when=decides,
    optional=True,
)
_LEGAL_REVIEW = Wanted(
    type="LegalReview",
    article=14,
    why=_("第十四条：法制机构审查应当载明审查人员、审查意见和建议。"),
    when=lambda case, day: ordinary(case, day) and decides(case, day),
    optional=True,
)
_DELIBERATION = Wanted(
    type="Deliberation",
    article=16,
    why=_("第十六条：本案需要集体讨论，应当制作集体讨论记录。"),
    when=deliberated,
)
_DECISION = Wanted(
    type="Decision",
    article=18,
    why=_("第十八条：决定书应当符合法定格式，充分说明理由。"),
)
_OWN_DECISION = Wanted(
    type="Decision",
    article=18,
    why=_DECISION.why,
    when=decides,
    instead=("TransferLetter",),
)
_LETTER = Wanted(
    type="TransferLetter",
    article=18,
    why=_(
        "《地方志工作条例》第十八条：本案依据没有授予本机关处罚权，应当提请有权机关查处。"
        "请填写移送函，报审核、批准。"
    ),
    when=hands_over,
)
#: while the facts are still looked into, the letter may be written already
_LETTER_BEFORE = replace(_LETTER, optional=True)
_PERFORMANCE = Wanted(
    type="Performance",
    article=24,
    why=_("第二十四条：对当事人履行决定的情况进行文字记录。"),
    when=decides,
)
_CLOSING = Wanted(
    type="Closing",
    article=26,
    why=_("第二十六条：执法行为终结的，填写结案审批表，报审核、批准。"),
)
_VOLUME = Wanted(
    type="Volume",
    article=26,
    why=_("第二十六条：自终结之日起三十日内，将文字和音像记录整理成案卷归档。"),
)

#: (case type, state) → the records that it wants, in the order in which they are made
WANTED: Mapping[Key, tuple[Wanted, ...]] = {
    ("PenaltyCase", "registered"): (_FILING,),
    ("PenaltyCase", "investigation"): (_SCENE, _LETTER_BEFORE, _INTERVIEW),
    ("PenaltyCase", "notice"): (_NOTICE, _LETTER_BEFORE, _STATEMENT),
    ("PenaltyCase", "review"): (_LEGAL_REVIEW, _LETTER_BEFORE, _DELIBERATION),
    ("PenaltyCase", "decision"): (_OWN_DECISION, _LETTER),
    ("PenaltyCase", "enforcement"): (_PERFORMANCE, _CLOSING),
    ("PenaltyCase", "closed"): (_VOLUME,),
    ("ApplicationCase", "registered"): (
        Wanted(
            type="Application",
            article=7,
            why=_("第七条：对申请登记予以记录。请填写申请登记。"),
        ),
        Wanted(
            type="ApplicationNotice",
            article=7,
            why=_("第七条：受理、不予受理或者需要补正的，应当书面告知申请人。"),
            when=unsupplemented,
            counts=_is_answer,
        ),
        Wanted(
            type="ApplicationNotice",
            article=7,
            why=_(
                "第七条：已经一次告知补正。申请人补正以后，书面告知受理；仍不符合的，"
                "告知不予受理。不得再次告知补正。"
            ),
            when=supplemented,
            counts=_is_answer,
        ),
    ),
    ("ApplicationCase", "review"): (_LEGAL_REVIEW, _DELIBERATION),
    ("ApplicationCase", "decision"): (_DECISION,),
    ("ApplicationCase", "closed"): (_VOLUME,),
    ("InspectionCase", "investigation"): (_SCENE, _CLOSING),
    ("InspectionCase", "closed"): (_VOLUME,),
}

_NO_PENALTY_OF_OURS = _(
    "第十八条：本案移送有权机关，本机关不作处罚决定，这一环节没有应办的文书，进入下一环节。"
)
_ON = {
    "investigate": _step("investigate", 8, _("第八条：立案已经批准，可以开始调查取证。")),
    "give_notice": _step(
        "give_notice",
        10,
        _("第十条：调查终结的，作出决定以前告知当事人应有的权利。"),
        handing_over=_NO_PENALTY_OF_OURS,
    ),
    "review": _step(
        "review",
        14,
        _("第十四条：告知和听取意见以后，送法制机构审查。"),
        served=True,
        handing_over=_NO_PENALTY_OF_OURS,
    ),
    "decide": _step(
        "decide", 18, _("第十八条：审核完毕的，作出决定。"), handing_over=_NO_PENALTY_OF_OURS
    ),
    "serve": _step(
        "serve",
        19,
        _("第十九条：决定书已经批准，应当送达当事人。"),
        handing_over=_("第十九条：移送函已经批准，应当送达接收机关。"),
    ),
    "enforce": _step(
        "enforce",
        24,
        _("第二十四条：决定已经送达，记录当事人履行的情况。"),
        served=True,
        handing_over=_(
            "第十八条：移送函已经送达接收机关，本机关没有需要执行的决定，接着办理结案。"
        ),
    ),
    "close": _step("close", 26, _("第二十六条：应当办理的都已办理，可以结案。"), served=True),
    "archive": _step("archive", 26, _("第二十六条：自终结之日起三十日内归档。")),
}

#: (case type, state) → the step that leads on
STAGE_STEPS: Mapping[Key, StageStep] = {
    ("PenaltyCase", "registered"): _step(
        "file", 8, _("第八条：立案审批表已经批准，办理立案，取得案号。")
    ),
    ("PenaltyCase", "filed"): _ON["investigate"],
    ("PenaltyCase", "investigation"): _ON["give_notice"],
    ("PenaltyCase", "notice"): _ON["review"],
    ("PenaltyCase", "review"): _ON["decide"],
    ("PenaltyCase", "decision"): _ON["serve"],
    ("PenaltyCase", "service"): _ON["enforce"],
    ("PenaltyCase", "enforcement"): _ON["close"],
    ("PenaltyCase", "closed"): _ON["archive"],
    ("ApplicationCase", "registered"): StageStep(
        article=7,
        why=_("第七条：已经作出书面凭证，按照告知的结果受理或者不予受理；凭证应当送达申请人。"),
        choose=_accepted,
        # a rejected application is closed to records: its notice is served before
        served=is_rejected,
    ),
    ("ApplicationCase", "accepted"): _step("examine", 7, _("第七条：已经受理，开始审查。")),
    ("ApplicationCase", "examination"): _step(
        "review", 14, _("第十四条：审查完毕的，送法制机构审查。")
    ),
    ("ApplicationCase", "review"): _ON["decide"],
    ("ApplicationCase", "decision"): _ON["serve"],
    ("ApplicationCase", "service"): _ON["close"],
    ("ApplicationCase", "closed"): _ON["archive"],
    ("InspectionCase", "registered"): _step("investigate", 11, _("第十一条：可以开始检查。")),
    ("InspectionCase", "investigation"): _ON["close"],
    ("InspectionCase", "closed"): _ON["archive"],
    ("Complaint", "registered"): _step(
        "conclude", 8, _("第八条：结论已经写明。需要查处的，办理后由系统登记案件。")
    ),
    ("Complaint", "concluded"): _step("archive", 26, _("第二十六条：已经办结，可以归档。")),
}

#: (case type, state) → the step that leads out of the line, while only the form of the end is wanted
STEPS_ASIDE: Mapping[Key, StageStep] = {
    ("InspectionCase", "investigation"): _step(
        "transfer",
        8,
        _(
            "第八条：检查发现涉嫌违法、需要查处的，转为处罚案件，由系统登记；没有的，填写结案审批表。"
        ),
        served=True,
    ),
}
#: the form by which a case ends without going aside
ENDED_BY = "Closing"
#: states from which a case goes on elsewhere or not at all: nothing new is made in it
OVER = frozenset({"rejected", "transferred"})

#: the ways of a case that go on, without those that step out of it
LINES: Mapping[str, tuple[str, ...]] = {
    "PenaltyCase": (
        "registered",
        "filed",
        "investigation",
        "notice",
        "review",
        "decision",
        "service",
        "enforcement",
        "closed",
        "archived",
    ),
    "ApplicationCase": (
        "registered",
        "accepted",
        "examination",
        "review",
        "decision",
        "service",
        "closed",
        "archived",
    ),
    "InspectionCase": ("registered", "investigation", "closed", "archived"),
    "Complaint": ("registered", "concluded", "archived"),
}


def line_of(portal_type: str, state: str) -> tuple[str, ...]:
    """The states that a case goes through; one outside the line (不予受理) ends it where it is left."""
    line, workflow = LINES.get(portal_type, ()), workflow_of(portal_type)
    if state in line or workflow is None:
        return line
    left = {
        source for sources, to in workflow.transitions.values() if to == state for source in sources
    }
    gone = [index for index, each in enumerate(line) if each in left]
    return (*line[: max(gone, default=0) + 1], state)


def reached(case: CaseFacts) -> Mapping[str, datetime]:
    """State → when the case came to it the last time; the first state when it was made."""
    workflow = workflow_of(case.type)
    found: dict[str, datetime] = {}
    if workflow is None:
        return found
    if case.created is not None:
        found[workflow.initial] = case.created
    for step in case.history:
        if step.transition in workflow.transitions:
            found[workflow.transitions[step.transition][1]] = step.at
    # what an import brought was made here later than it happened
    first = min(found.values(), default=None)
    if first is not None and found.get(workflow.initial, first) > first:
        del found[workflow.initial]
    return found
