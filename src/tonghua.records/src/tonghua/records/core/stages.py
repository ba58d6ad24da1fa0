"""The stages of a case (阶段): the records that each wants, and the step that leads on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tonghua.records.core.facts import ApplicationNotice, CaseFacts
from tonghua.records.core.text import Text, _
from tonghua.records.core.workflows import workflow_of

Key = tuple[str, str]


def always(case: CaseFacts) -> bool:
    return True


def ordinary(case: CaseFacts) -> bool:
    """普通程序: a penalty on the spot (当场处罚) has neither filing nor legal review."""
    return case.procedure != "summary"


def deliberated(case: CaseFacts) -> bool:
    return bool(case.deliberation_required)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A record that a stage wants. ``instead`` are types that serve as well.

    ``optional``: the stage may be left without it, as not every case asks for it.
    """

    type: str
    article: int
    why: Text
    when: Callable[[CaseFacts], bool] = always
    instead: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class StageStep:
    """The step that leads on from a state. ``served``: not before every paper was served."""

    article: int
    why: Text
    choose: Callable[[CaseFacts], str]
    served: bool = False


def _step(transition: str, article: int, why: Text, *, served: bool = False) -> StageStep:
    return StageStep(article=article, why=why, choose=lambda case: transition, served=served)


def _accepted(case: CaseFacts) -> str:
    """受理 or 不予受理, as the notice says."""
    outcomes = {each.outcome for each in case.standing(ApplicationNotice) if each.is_final}
    return "reject" if "rejected" in outcomes else "accept"


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
)
_STATEMENT = Wanted(
    type="Statement",
    article=11,
    why=_("第十一条：听取陈述和申辩的，应当制作陈述申辩笔录；放弃的，也应当记明。"),
    optional=True,
)
_LEGAL_REVIEW = Wanted(
    type="LegalReview",
    article=14,
    why=_("第十四条：法制机构审查应当载明审查人员、审查意见和建议。"),
    when=ordinary,
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
_TRANSFERABLE = Wanted(type="Decision", article=18, why=_DECISION.why, instead=("TransferLetter",))
_PERFORMANCE = Wanted(
    type="Performance",
    article=24,
    why=_("第二十四条：对当事人履行决定的情况进行文字记录。"),
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
    ("PenaltyCase", "investigation"): (_SCENE, _INTERVIEW),
    ("PenaltyCase", "notice"): (_NOTICE, _STATEMENT),
    ("PenaltyCase", "review"): (_LEGAL_REVIEW, _DELIBERATION),
    ("PenaltyCase", "decision"): (_TRANSFERABLE,),
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
        ),
    ),
    ("ApplicationCase", "review"): (_LEGAL_REVIEW, _DELIBERATION),
    ("ApplicationCase", "decision"): (_DECISION,),
    ("ApplicationCase", "service"): (_CLOSING,),
    ("ApplicationCase", "closed"): (_VOLUME,),
    ("InspectionCase", "investigation"): (_SCENE, _CLOSING),
    ("InspectionCase", "closed"): (_VOLUME,),
}

_ON = {
    "investigate": _step("investigate", 8, _("第八条：立案已经批准，可以开始调查取证。")),
    "give_notice": _step(
        "give_notice", 10, _("第十条：调查终结的，作出决定以前告知当事人应有的权利。")
    ),
    "review": _step("review", 14, _("第十四条：告知和听取意见以后，送法制机构审查。"), served=True),
    "decide": _step("decide", 18, _("第十八条：审核完毕的，作出决定。")),
    "serve": _step("serve", 19, _("第十九条：决定书已经批准，应当送达当事人。")),
    "enforce": _step(
        "enforce", 24, _("第二十四条：决定已经送达，记录当事人履行的情况。"), served=True
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
        why=_("第七条：已经书面告知申请人，按照告知的结果受理或者不予受理。"),
        choose=_accepted,
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
}

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
}


def line_of(portal_type: str, state: str) -> tuple[str, ...]:
    """The states that a case goes through; one outside the line (不予受理) ends it."""
    line = LINES.get(portal_type, ())
    return line if state in line else (*line[:1], state)


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
