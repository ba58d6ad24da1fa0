"""Collective discussion and expert opinion before the decision (articles 15, 16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import say_day
from tonghua.records.core.facts import CaseFacts, Decision, Deliberation, ExpertOpinion, RecordFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    of_case,
    rule,
    status_of_lack,
)
from tonghua.records.core.signing import is_signed
from tonghua.records.core.stages import OVER, deciding_day, hands_over
from tonghua.records.core.text import Text, _


@rule(
    "COL-1",
    article=16,
    title=_("需要集体讨论的，作出决定以前集体讨论并制作记录"),
    nothing=_("本案不需要集体讨论，或者没有应当先经集体讨论的决定。"),
    blocking=True,
)
def deliberated_first(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """集体讨论 (COL-1): a record that all present have signed, of a day before the decision.

    Asked where the case says that it needs one, and where one was held (Penalty Law 57).
    """
    if not is_deliberated(case):
        return
    decisions = case.standing(Decision)
    held = [(each, is_signed(case, each)) for each in case.standing(Deliberation) if each.is_final]
    for decision in decisions:
        if decision.kind != "summary_penalty":
            yield _judge(decision, held)
    if not decisions and not decides_no_more(case, at):
        yield _undecided(case)


def is_deliberated(case: CaseFacts) -> bool:
    """Whether the case asks for a collective discussion, or one was begun."""
    return bool(case.deliberation_required or case.standing(Deliberation))


def decides_no_more(case: CaseFacts, at: datetime) -> bool:
    """Whether nothing is left to decide here: another body does, or the case is over."""
    over = case.state in OVER or case.state in {"closed", "archived"}
    return over or hands_over(case, deciding_day(case, at))


def happened_at(record: RecordFacts) -> datetime | None:
    """When what a record tells was over; when it became final, where it does not say."""
    return record.occurred_end or record.occurred_start or record.finalized_at


def _judge(decision: Decision, held: list[tuple[Deliberation, bool]]) -> Finding:
    """``held``: the final records, each with whether all present have signed it."""
    decided = decision.decided_at
    before = [
        (each, signed)
        for each, signed in held
        if decided is None or ((moment := happened_at(each)) is not None and moment < decided)
    ]
    whole = [each for each, signed in before if signed]
    if whole:
        reason = _("集体讨论在决定以前进行，参加人都已签名。")
        return about(decision.uid, Status.PASS, reason, whole[-1].uid)
    records = [each for each, _signed in before or held]
    reason = _problem(records[-1] if records else None, late=not before)
    return about(decision.uid, status_of_lack(decision), reason, *(each.uid for each in records))


def _problem(record: Deliberation | None, *, late: bool) -> Text:
    if record is None:
        return _(
            "第十六条：本案需要集体讨论，还没有定稿的集体讨论记录，不得作出决定。"
            "请先集体讨论，填写集体讨论记录，由全体参加人签名后定稿。"
        )
    if late:
        moment = happened_at(record)
        return _(
            "第十六条：《${record}》（${day}）晚于决定。集体讨论应当在作出决定以前进行，"
            "请核对讨论和决定的时间。",
            record=record.title,
            day=say_day(moment) if moment else "",
        )
    return _(
        "第十六条：《${record}》还没有全体参加人的签名，不得作出决定。请由全体参加人补签。",
        record=record.title,
    )


def _undecided(case: CaseFacts) -> Finding:
    for each in case.standing(Deliberation):
        if each.is_final and is_signed(case, each):
            return of_case(Status.PASS, _("已经集体讨论，参加人都已签名。"), each.uid)
    links = [each.uid for each in case.standing(Deliberation)]
    return of_case(Status.PENDING, _("本案需要集体讨论，应当在作出决定以前进行。"), *links)


@rule(
    "EXP-1",
    article=15,
    title=_("组织专家论证的，制作会议纪要或者专家意见书"),
    nothing=_("本案没有组织专家论证。"),
)
def experts_heard(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """专家论证 (EXP-1): minutes or an opinion that the experts signed, of a day before the decision."""
    for opinion in case.standing(ExpertOpinion):
        yield _opinion(case, opinion)


def _decided_last(case: CaseFacts) -> Decision | None:
    """The decision that was made last; None while one is to come, which experts may be heard for."""
    decisions = [each for each in case.standing(Decision) if each.decided_at]
    if any(not each.is_final for each in case.standing(Decision)):
        return None
    return max(decisions, key=lambda each: each.decided_at or datetime.max, default=None)


def _opinion(case: CaseFacts, opinion: ExpertOpinion) -> Finding:
    if opinion.is_draft:
        return about(opinion.uid, Status.PENDING, _("专家论证的纪要或者意见书尚未定稿。"))
    if not opinion.experts or not opinion.conclusion.strip():
        reason = _(
            "第十五条：《${record}》没有写明专家或者论证意见。请以新记录更正，补充专家和论证意见。",
            record=opinion.title,
        )
        return about(opinion.uid, Status.FAIL, reason)
    if not is_signed(case, opinion):
        reason = _(
            "第十五条：《${record}》还缺专家的签名。请由参加论证的专家补签。", record=opinion.title
        )
        return about(opinion.uid, Status.FAIL, reason)
    moment = happened_at(opinion)
    last = _decided_last(case)
    if last is not None and last.decided_at and moment and moment > last.decided_at:
        reason = _(
            "第十五条：《${record}》（${day}）晚于决定。专家论证应当在作出决定以前进行，"
            "请核对论证和决定的时间。",
            record=opinion.title,
            day=say_day(moment),
        )
        return about(opinion.uid, Status.FAIL, reason, last.uid)
    return about(opinion.uid, Status.PASS, _("专家论证已经制作纪要或者意见书，专家都已签名。"))
