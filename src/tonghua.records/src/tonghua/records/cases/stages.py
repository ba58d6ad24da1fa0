"""Which records belong to which stage of a case (阶段), in the order in which they are made."""

from functools import cache

from tonghua.records import _
from tonghua.records.core.articles import article
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.papers import papers
from tonghua.records.core.stages import line_of, reached
from tonghua.records.core.vocabularies import label
from tonghua.records.i18n import say

#: the forms that chains write for themselves; they come after everything else
APPROVALS = _("内部审批")

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
    (APPROVALS, ("Approval",)),
)


def rail(facts):
    """The states of a case in order, each with the day on which it was reached.

    ``title``, whether it is ``now`` or ``past``, and ``day`` (for reading), ``whole`` (with its
    year) and ``iso``; empty for what was not reached or is not known.
    """
    line = line_of(facts.type, facts.state)
    position = line.index(facts.state)
    days = reached(facts)
    return [
        {
            "title": say(label("states", name)),
            "now": n == position,
            "past": n < position,
            **_day(days.get(name) if n <= position else None),
        }
        for n, name in enumerate(line)
    ]


def _day(moment):
    if moment is None:
        return {"day": "", "whole": "", "iso": ""}
    day = day_of(moment)
    return {"day": f"{day.month}月{day.day}日", "whole": say_day(day), "iso": day.isoformat()}


@cache
def articles_of(portal_type):
    """The articles that ask for a type's papers: 第八条、第三十一条; empty for none."""
    asking = [paper for paper in papers().values() if portal_type in paper.portal_types]
    numbers = sorted({number for paper in asking for number in paper.articles})
    return "、".join(article(number).label for number in numbers)
