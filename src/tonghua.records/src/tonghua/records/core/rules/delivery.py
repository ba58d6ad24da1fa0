"""Service of papers (articles 19-23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import working_days
from tonghua.records.core.facts import CaseFacts, Decision, DeliveryReceipt, PartyFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.decision import ON_APPLICATION
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    not_known,
    rule,
    status_of_lack,
)
from tonghua.records.core.service import (
    UNSERVED,
    addressees,
    first_action_at,
    is_refused,
    receipts_for,
)
from tonghua.records.core.text import Text, _, join
from tonghua.records.core.vocabularies import label

#: kind of party → who may sign for it (Civil Procedure Law 88)
MAY_SIGN = {
    "person": frozenset({"self", "adult_family", "agent", "designated"}),
    "organisation": frozenset({"legal_representative", "receiving_clerk", "agent", "designated"}),
}
#: who may sign for a party of whatever kind, when authorised
ANYBODY_S = frozenset.intersection(*MAY_SIGN.values())


@rule(
    "SRV-D",
    article=19,
    title=_("直接送达由法定签收人签收"),
    nothing=_("本案没有直接送达。"),
)
def direct_service(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """直接送达 (SRV-D): signed for by the recipient or one whom the law lets sign, with the day."""
    for receipt in case.standing(DeliveryReceipt):
        if receipt.method == "direct":
            yield _direct(case, receipt)


def _direct(case: CaseFacts, receipt: DeliveryReceipt) -> Finding:
    if receipt.outcome in UNSERVED:
        return about(receipt.uid, Status.NA, _("直接送达未成，应当改用其他方式送达。"))
    problem = _problem(case, receipt)
    if problem:
        return about(receipt.uid, status_of_lack(receipt), problem)
    if receipt.signer_relation in {"agent", "designated"} and not _is_authorised(case, receipt):
        return about(
            receipt.uid,
            Status.UNKNOWN,
            _(
                "代收人是${relation}，没有登记授权。请在当事人中登记授权材料，或者在回证中写明。",
                relation=label("signer_relation", receipt.signer_relation),
            ),
        )
    unsure = _unsure(case, receipt)
    if unsure:
        return about(receipt.uid, not_known(receipt), unsure)
    signed = say_day(receipt.signed_at) if receipt.signed_at else ""
    return about(receipt.uid, Status.PASS, _("${day}签收。", day=signed))


def _unsure(case: CaseFacts, receipt: DeliveryReceipt) -> Text | None:
    """What a person must look at: who somebody is, or for whom of several he has signed."""
    for party in case.parties_of(receipt) if receipt.parties else ():
        if party.kind not in MAY_SIGN and receipt.signer_relation not in ANYBODY_S:
            return _(
                "没有登记${party}是自然人还是单位，无法核对${relation}是不是法定签收人。请在当事人中登记。",
                party=party.name,
                relation=label("signer_relation", receipt.signer_relation or ""),
            )
    whom = {
        party
        for uid in receipt.served
        for party in addressees(case, case.record(uid))
        if not receipt.parties or party in receipt.parties
    }
    signed = {each.name for each in receipt.signatures if each.capacity == "recipient"}
    if len(whom) > 1 and len(signed) < len(whom):
        return _(
            "本回证送达${n}名当事人，签收的不足${n}人。请核对签收人是否有权为每一名当事人签收；"
            "没有的，对其他当事人另行送达、另填回证。",
            n=len(whom),
        )
    return None


def _problem(case: CaseFacts, receipt: DeliveryReceipt) -> Text | None:
    if is_refused(receipt):
        return _("第十九条：受送达人拒绝签收，不是直接送达。请改用留置送达等方式。")
    if receipt.signed_at is None:
        return _("第十九条：送达回证没有签收日期。请由签收人记明收到日期。")
    if not receipt.signer_name.strip() or not receipt.signer_relation:
        return _("第十九条：送达回证没有记明签收人及其与受送达人的关系。请补记。")
    for party in case.parties_of(receipt) if receipt.parties else ():
        if not _may_sign(party, receipt.signer_relation):
            return _(
                "第十九条：${relation}不是${party}的法定签收人。请向法定签收人送达。",
                relation=label("signer_relation", receipt.signer_relation),
                party=party.name,
            )
    return None


def _may_sign(party: PartyFacts, relation: str) -> bool:
    allowed = MAY_SIGN.get(party.kind or "")
    return allowed is None or relation in allowed


def _is_authorised(case: CaseFacts, receipt: DeliveryReceipt) -> bool:
    """Whether the signer is a party's known agent, or an authorisation is on file or stated."""
    if any(word in receipt.body for word in ("授权", "指定")):
        return True
    return any(
        party.agent_authorisation or receipt.signer_name in f"{party.agent} {party.representative}"
        for party in case.parties_of(receipt)
    )


@rule(
    "SRV-7",
    article=19,
    title=_("决定书七个工作日内送达"),
    nothing=_("本案尚无应当送达的决定书。"),
)
def served_in_time(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """送达期限 (SRV-7): the first act of service within seven working days of the decision.

    Towards each of its parties: of several the one who was gone to last counts.
    """
    for decision in case.standing(Decision):
        if decision.is_final and decision.decided_at and decision.kind not in ON_APPLICATION:
            yield _first_action(case, office, decision, decision.decided_at, at)


def _first_action(
    case: CaseFacts, office: Office, decision: Decision, decided_at: datetime, at: datetime
) -> Finding:
    deadline = working_days(office.calendar, day_of(decided_at), office.count("service_days"))
    due = deadline.due
    begun = {party: _begun(case, decision, party) for party in addressees(case, decision)}
    days = [day for day, _receipt in begun.values() if day is not None]
    links = dict.fromkeys(receipt for _day, receipt in begun.values() if receipt)
    begun_all = len(days) == len(begun)
    if days and min(days) < day_of(decided_at):
        reason = _(
            "送达（${day}）早于作出决定（${decided}），无法判断是否按期送达。请核对送达回证和决定的时间。",
            day=say_day(min(days)),
            decided=say_day(decided_at),
        )
        return about(decision.uid, Status.UNKNOWN, reason, *links, due=due)
    if begun_all and max(days) <= due:
        reason = _("${day}已送达或者开始送达。", day=say_day(max(days)))
        return about(decision.uid, Status.PASS, reason, *links, due=due)
    if day_of(at) <= due:
        reason = _("最迟于${due}送达。${how}", due=say_day(due), how=deadline.sentence)
        return about(decision.uid, Status.PENDING, reason, due=due)
    behind = [uid for uid, (day, _receipt) in begun.items() if day is None or day > due]
    if len(begun) > len(behind):
        reason = _(
            "第十九条：决定书至${due}期满没有对${party}开始送达。${how}请尽快送达并在案卷中说明原因。",
            due=say_day(due),
            party=join(party.name for uid in behind if (party := case.party(uid))),
            how=deadline.sentence,
        )
    else:
        reason = _(
            "第十九条：决定书至${due}期满没有开始送达。${how}请尽快送达并在案卷中说明原因。",
            due=say_day(due),
            how=deadline.sentence,
        )
    return about(decision.uid, Status.FAIL, reason, *links, due=due, late=begun_all)


def _begun(case: CaseFacts, decision: Decision, party: str) -> tuple[date | None, str]:
    """The first act of service of a decision towards a party, and its receipt."""
    acts = [
        (day, receipt.uid)
        for receipt in receipts_for(case, decision.uid, party)
        if (day := first_action_at(receipt)) is not None
    ]
    return min(acts, default=(None, ""))
