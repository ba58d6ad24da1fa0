"""Which records belong to which stage of a case (阶段), in the order in which they are made."""

from tonghua.records import _
from tonghua.records.core.articles import article
from tonghua.records.core.papers import papers
from tonghua.records.core.vocabularies import label
from tonghua.records.i18n import say

#: (name, portal types) in the order of the procedure
STAGES = (
    (_("当事人"), ("Party",)),
    (_("申请和受理"), ("Application", "ApplicationNotice")),
    (_("立案"), ("Filing",)),
    (
        _("调查取证"),
        (
            "SceneInspection",
            "Interview",
            "EvidenceRequest",
            "Sampling",
            "EvidencePreservation",
            "OtherInvestigation",
            "Refusal",
            "Recusal",
            "AudioVisual",
        ),
    ),
    (_("告知和听取意见"), ("RightsNotice", "Statement", "Hearing")),
    (_("审核和讨论"), ("LegalReview", "ExpertOpinion", "Deliberation")),
    (_("决定"), ("Decision", "Extension", "TransferLetter")),
    (_("送达"), ("DeliveryReceipt",)),
    (_("执行和改正"), ("Performance", "RectificationOrder", "RectificationCheck")),
    (_("结案和归档"), ("Closing", "Volume", "CopyRequest")),
    (_("内部审批"), ("Approval",)),
)

#: the ways of a case that go on, without those that step out of it
LINES = {
    "PenaltyCase": [
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
    ],
    "ApplicationCase": [
        "registered",
        "accepted",
        "examination",
        "review",
        "decision",
        "service",
        "closed",
        "archived",
    ],
    "InspectionCase": ["registered", "investigation", "closed", "archived"],
}


def rail(portal_type, state):
    """The states of a case in order: (label, whether it is now, whether it lies behind).

    A state outside the line (不予受理, 转为处罚案件) stands alone at its end.
    """
    line = LINES.get(portal_type, [])
    if state not in line:
        line = [*line[:1], state]
    position = line.index(state)
    return [
        {"title": say(label("states", name)), "now": n == position, "past": n < position}
        for n, name in enumerate(line)
    ]


def articles_of(portal_type):
    """The articles that ask for a type's papers: 第八条、第三十一条; empty for none."""
    asking = [paper for paper in papers().values() if paper.portal_type == portal_type]
    numbers = sorted({number for paper in asking for number in paper.articles})
    return "、".join(article(number).label for number in numbers)
