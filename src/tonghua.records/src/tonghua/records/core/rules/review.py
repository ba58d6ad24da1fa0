"""Legal review before the decision (article 14; Administrative Penalty Law 58)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from tonghua.records.core.clock import say_day
from tonghua.records.core.facts import (
    CaseFacts,
    Decision,
    Filing,
    Hearing,
    LegalReview,
    RecordFacts,
    RightsNotice,
)
from tonghua.records.core.office import Office
from tonghua.records.core.rules.deliberation import decides_no_more, happened_at, is_deliberated
from tonghua.records.core.rules.filing import INVESTIGATION
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    of_case,
    rule,
    status_of_lack,
)
from tonghua.records.core.text import Text, _

#: a review, and when it was given
Given = tuple[datetime, LegalReview]

#: the decisions that a review comes before; no penalty, an order and one on the spot ask for none
REVIEWED = frozenset({"penalty", "granted", "refused"})
#: the steps of those who handle a case and review it
HANDS_ON = frozenset({"submit", "endorse"})
#: records whose officers have had the case in hand
HANDLED: tuple[type[RecordFacts], ...] = (Filing, *INVESTIGATION)


@rule(
    "LEG-1",
    article=14,
    title=_("作出决定以前经法制审核通过"),
    nothing=_("本案没有应当进行法制审核的决定。"),
    blocking=True,
)
def reviewed_first(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """法制审核 (LEG-1): where it is due, the last review before the decision agrees.

    What makes it due are the office's tokens (``Office.legal_review``). 修改后再审 does not agree:
    it asks for another review. Of one day the moments decide.
    """
    decisions = case.standing(Decision)
    reviews = _given(case)
    for decision in decisions:
        why = review_due(case, office, decision.kind)
        if why is not None:
            yield _judge(decision, reviews, why)
    if not any(each.is_final or each.kind in REVIEWED for each in decisions):
        yield from _undecided(case, office, at)


def review_due(case: CaseFacts, office: Office, kind: str | None) -> Text | None:
    """Why a decision of this kind asks for a legal review first; None where it does not."""
    if kind not in REVIEWED:
        return None
    for token, (holds, words) in GROUNDS.items():
        if token in office.legal_review and holds(case):
            return words
    return None


def usual_kind(case: CaseFacts) -> str | None:
    """The kind of decision that a case leads to, as long as it has none."""
    if case.type == "PenaltyCase":
        return "summary_penalty" if case.procedure == "summary" else "penalty"
    return "granted" if case.type == "ApplicationCase" else None


def _was_heard(case: CaseFacts) -> bool:
    return any(each.is_final or each.requested_at for each in case.standing(Hearing))


def _was_told_of_hearing(case: CaseFacts) -> bool:
    return any(each.is_final and "hearing" in each.told for each in case.standing(RightsNotice))


def _is_penalty(case: CaseFacts) -> bool:
    return case.type == "PenaltyCase"


def _is_licence(case: CaseFacts) -> bool:
    return case.type == "ApplicationCase" and bool(case.is_licence)


#: token of ``Office.legal_review`` → whether a case has it, and how a sentence says so
GROUNDS: Mapping[str, tuple[Callable[[CaseFacts], bool], Text]] = {
    "hearing": (_was_heard, _("本案经过或者要求听证")),
    "deliberation": (is_deliberated, _("本案情节复杂或者重大，需要集体讨论")),
    "hearing_scope": (_was_told_of_hearing, _("本案告知了听证的权利")),
    "penalty": (_is_penalty, _("处罚决定都应当经法制审核")),
    "licence": (_is_licence, _("许可决定都应当经法制审核")),
}


def reviewed_at(review: LegalReview) -> datetime | None:
    """When a review was given: when it became final; one recorded late (补录), when it happened."""
    return happened_at(review) if review.backfilled else review.finalized_at


def _given(case: CaseFacts) -> list[Given]:
    """The final reviews, each with its moment, the earliest first."""
    found = [
        (moment, each)
        for each in case.standing(LegalReview)
        if each.is_final and (moment := reviewed_at(each)) is not None
    ]
    return sorted(found, key=lambda given: given[0])


def _judge(decision: Decision, reviews: list[Given], why: Text) -> Finding:
    decided = decision.decided_at
    before = [each for each in reviews if decided is None or each[0] < decided]
    if not before:
        return _unreviewed(decision, why, reviews[-1] if reviews else None)
    last = before[-1][1]
    if last.verdict is None:
        reason = _("《${record}》没有写明审核结论，无法判断是否通过。", record=last.title)
        return about(decision.uid, Status.UNKNOWN, reason, last.uid)
    if last.verdict != "agree":
        return about(decision.uid, status_of_lack(decision), _disagreed(last), last.uid)
    return about(decision.uid, Status.PASS, _("决定以前已经法制审核通过。"), last.uid)


def _unreviewed(decision: Decision, why: Text, late: Given | None) -> Finding:
    if late is None:
        reason = _(
            "第十四条：${why}，未经法制审核不得作出决定。请先由法制审核人填写法制审核意见书并定稿。",
            why=why,
        )
        return about(decision.uid, status_of_lack(decision), reason)
    moment, review = late
    reason = _(
        "第十四条：${why}，法制审核（${day}）应当在作出决定以前完成。请核对审核和决定的时间。",
        why=why,
        day=say_day(moment),
    )
    return about(decision.uid, status_of_lack(decision), reason, review.uid)


def _disagreed(review: LegalReview) -> Text:
    if review.verdict == "amend":
        return _(
            "第十四条：《${record}》的结论是修改后再审，还没有再次审核通过，不得作出决定。"
            "请修改后再送法制审核。",
            record=review.title,
        )
    return _(
        "第十四条：《${record}》的结论是不同意，法制审核没有通过，不得作出决定。"
        "请按照审核意见处理后重新送审。",
        record=review.title,
    )


def _undecided(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    why = review_due(case, office, usual_kind(case))
    if why is None or decides_no_more(case, at):
        return
    given = [each for _moment, each in _given(case)]
    if given and given[-1].verdict == "agree":
        yield of_case(Status.PASS, _("已经法制审核通过。"), given[-1].uid)
        return
    reason = _("${why}，应当在作出决定以前经法制审核通过。", why=why)
    yield of_case(Status.PENDING, reason, *(each.uid for each in given[-1:]))


@rule(
    "LEG-2",
    article=14,
    title=_("法制审核人不是本案承办人、审核人，并具有资格"),
    nothing=_("本案没有法制审核意见书。"),
)
def reviewers_apart(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """审核人员 (LEG-2): nobody who had the case in hand; with the qualification that 58 asks for.

    The law asks it of who reviews penalties for the first time since 2018; whoever did so before
    is not known here, so a qualification that is not registered is unknown, and no failure.
    """
    reviews = case.standing(LegalReview)
    hands = had_in_hand(case) if reviews else frozenset()
    for review in reviews:
        yield _reviewers(case, review, hands)


def _reviewers(case: CaseFacts, review: LegalReview, hands: frozenset[str]) -> Finding:
    if not review.reviewers:
        reason = _("第十四条：《${record}》没有载明审查人员。请补充审查人员。", record=review.title)
        return about(review.uid, status_of_lack(review), reason)
    found = [case.officer(uid) for uid in review.reviewers]
    officers = [each for each in found if each is not None]
    both = [each for each in officers if each.user_id in hands or each.uid in hands]
    if both:
        reason = _(
            "第十四条：${name}是本案的承办人或者审核人，不得进行本案的法制审核。"
            "请由其他法制审核人员重新审核。",
            name=both[0].title,
        )
        return about(review.uid, status_of_lack(review), reason)
    if len(officers) < len(found) or not all(each.user_id for each in officers):
        reason = _(
            "审查人员没有登记为执法人员，或者没有登记用户名，无法核对是否参与办案。请在执法人员中登记。"
        )
        return about(review.uid, Status.UNKNOWN, reason)
    unknown = [each for each in officers if not each.law_qualified]
    if unknown and case.type == "PenaltyCase":
        reason = _(
            "没有登记${name}的法律职业资格。2018年起初次从事处罚决定法制审核的，应当具有资格"
            "（《行政处罚法》第五十八条），请在执法人员中登记。",
            name=unknown[0].title,
        )
        return about(review.uid, Status.UNKNOWN, reason)
    return about(review.uid, Status.PASS, _("审查人员没有参与办案，具有资格。"))


def had_in_hand(case: CaseFacts) -> frozenset[str]:
    """Who handles the case or reviews it, has taken such a step, or investigated: both the
    usernames and the officers' uids."""
    found = {*case.handlers, *([case.reviewer] if case.reviewer else [])}
    for decision in case.standing(Decision):
        found |= {each.actor for each in decision.history if each.transition in HANDS_ON}
    for record in case.standing(*HANDLED):
        found |= set(record.officers)
    return frozenset(found - {""})
