"""Penalties on the spot (当场处罚; article 18, Administrative Penalty Law 51 and 52)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts import (
    Approval,
    CaseFacts,
    Closing,
    Decision,
    DeliveryReceipt,
)
from tonghua.records.core.fines import say_yuan
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    not_known,
    of_case,
    rule,
    status_of_lack,
)
from tonghua.records.core.service import (
    addressees,
    first_action_at,
    is_refused,
    receipts_for,
    served_at,
)
from tonghua.records.core.several import first_of_any, last_of_all
from tonghua.records.core.telling import is_of
from tonghua.records.core.text import _
from tonghua.records.core.vocabularies import label

#: what may be imposed on the spot
ON_THE_SPOT = frozenset({"warning", "fine"})
#: kind of party → the number of the office up to which it may be fined on the spot
LIMITS = {"person": "summary_fine_person", "organisation": "summary_fine_organisation"}
#: how an approval says that it reports a penalty on the spot (备案)
REPORT_WORD = "备案"


@rule(
    "DEC-3",
    article=18,
    title=_("当场处罚在限额以内，编号、当场交付并报机关备案"),
    nothing=_("本案没有当场处罚。"),
    blocking=True,
)
def on_the_spot(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """当场处罚 (DEC-3): a warning or a small fine, numbered, handed over, reported on file.

    Kind and amount are found of the decision, and stop it. The number comes with the approval, and
    what follows it is found of the case: a direct receipt of the same day, and the report, which
    is the case's closing form (结案审批表) or an approval that speaks of 备案.
    """
    for decision in case.standing(Decision):
        if decision.kind != "summary_penalty":
            continue
        yield _within(case, office, decision)
        if decision.is_final:
            yield from _afterwards(case, decision, at)


def _within(case: CaseFacts, office: Office, decision: Decision) -> Finding:
    beyond = [kind for kind in decision.penalty_kinds if kind not in ON_THE_SPOT]
    if beyond:
        reason = _(
            "第十八条：当场处罚只能警告或者罚款，不得${kinds}（《行政处罚法》第五十一条）。"
            "请改按普通程序办理。",
            kinds=listed([label("penalty_kinds", kind) for kind in beyond]),
        )
        return about(decision.uid, status_of_lack(decision), reason)
    if "fine" not in decision.penalty_kinds:
        return about(decision.uid, Status.PASS, _("当场处罚的种类符合简易程序。"))
    parties = case.parties_of(decision)
    if decision.amount is None or not parties or any(each.kind not in LIMITS for each in parties):
        reason = _(
            "没有写明罚款数额，或者没有登记当事人是自然人还是单位，无法与当场处罚的限额比较。"
        )
        return about(decision.uid, not_known(decision), reason)
    limit = min(_limit(office, each.kind or "") for each in parties)
    if decision.amount > limit:
        reason = _(
            "第十八条：当场罚款${amount}超过限额${limit}（《行政处罚法》第五十一条）。"
            "请改按普通程序办理，或者更改数额。",
            amount=say_yuan(decision.amount),
            limit=say_yuan(limit),
        )
        return about(decision.uid, status_of_lack(decision), reason)
    return about(
        decision.uid, Status.PASS, _("当场罚款在${limit}的限额以内。", limit=say_yuan(limit))
    )


def _limit(office: Office, kind: str) -> Decimal:
    return office.number(LIMITS[kind]) or Decimal(0)


def _afterwards(case: CaseFacts, decision: Decision, at: datetime) -> Iterator[Finding]:
    if not decision.number.strip():
        reason = _(
            "第十八条：《${record}》没有编号。请以新记录更正，取得编号。", record=decision.title
        )
        yield of_case(Status.FAIL, reason, decision.uid)
    yield _handing_over(case, decision, at)
    if is_reported(case):
        yield of_case(Status.PASS, _("当场处罚已经报机关备案。"), decision.uid)
        return
    reason = _(
        "当场处罚应当报机关备案（《行政处罚法》第五十二条）。请填写结案审批表，"
        "或者填写内部审批表并写明备案。"
    )
    over = case.state in {"closed", "archived"}
    yield of_case(Status.FAIL if over else Status.PENDING, reason, decision.uid)


def _handing_over(case: CaseFacts, decision: Decision, at: datetime) -> Finding:
    if decision.decided_at is None:
        return of_case(Status.UNKNOWN, _("没有决定日期，无法判断是否当场交付。"), decision.uid)
    decided, handed = day_of(decision.decided_at), handed_over_on(case, decision, at)
    if handed == decided:
        return of_case(Status.PASS, _("当场处罚决定书已经当场交付。"), decision.uid)
    if handed is None and day_of(at) <= decided:
        reason = _("当场处罚决定书应当当场交付当事人。请填写送达回证。")
        return of_case(Status.PENDING, reason, decision.uid, due=decided)
    if handed is None:
        reason = _(
            "第十八条：当场处罚决定书没有当场交付（${day}）。请尽快送达，并在案卷中说明原因。",
            day=say_day(decided),
        )
        return of_case(Status.FAIL, reason, decision.uid, due=decided)
    reason = _(
        "第十八条：当场处罚决定书于${handed}交付，不是作出决定的当日（${day}）。请在案卷中说明原因。",
        handed=say_day(handed),
        day=say_day(decided),
    )
    found = of_case(Status.FAIL, reason, decision.uid, due=decided)
    return found._replace(late=True)


def handed_over_on(case: CaseFacts, decision: Decision, at: datetime) -> date | None:
    """The day on which the last party had a decision, or refused it before the officers.

    None while one of them has not.
    """
    parties = addressees(case, decision)
    return last_of_all(_handed_to(case, decision, party, at) for party in parties)


def _handed_to(case: CaseFacts, decision: Decision, party: str, at: datetime) -> date | None:
    days = [_handed(each, at) for each in receipts_for(case, decision.uid, party)]
    alone = len(case.parties_of(decision)) < 2
    days += [
        day_of(each.at)
        for each in decision.signatures
        if each.capacity == "party" and (alone or is_of(case.party(party), each.name))
    ]
    return first_of_any(days)


def _handed(receipt: DeliveryReceipt, at: datetime) -> date | None:
    if receipt.method not in {"direct", "lien"}:
        return None
    return first_action_at(receipt) if is_refused(receipt) else served_at(receipt, at)


def is_reported(case: CaseFacts) -> bool:
    """Whether a penalty on the spot was reported to the office (报机关备案)."""
    return any(each.is_final for each in case.standing(Closing)) or any(
        each.is_final and each.chain_of is None and _reports(each)
        for each in case.standing(Approval)
    )


def _reports(approval: Approval) -> bool:
    said = (approval.title, approval.matter, approval.handler_opinion)
    return any(REPORT_WORD in text for text in said)
