"""The decision keeps within what the party was told beforehand (article 18; Penalty Law 44, 45)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from tonghua.records.core.clock import day_of
from tonghua.records.core.facts import CaseFacts, Decision, DeliveryReceipt, RightsNotice
from tonghua.records.core.fines import say_yuan
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    not_known,
    rule,
    status_of_lack,
)
from tonghua.records.core.service import served_at
from tonghua.records.core.text import _
from tonghua.records.core.vocabularies import label

#: a notice, and the day on which its party was told
Told = tuple[date, RightsNotice]

#: the notices that say what is to be imposed
BEFOREHAND = frozenset({"prior_notice", "hearing"})


@rule(
    "DEC-4",
    article=18,
    title=_("处罚的种类、数额不超出事先告知"),
    nothing=_("本案没有应当事先告知的处罚决定。"),
    blocking=True,
)
def within_the_notice(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """告知与决定一致 (DEC-4): no kind and no higher amount than the last notice served has told.

    Facts and legal basis are words that people compare. Without a served notice there is nothing
    to compare: unknown here, while RGT-1 and RGT-3 ask for the notice itself.
    """
    decisions = [each for each in case.standing(Decision) if each.kind == "penalty"]
    told = notices_told(case, at) if decisions else []
    for decision in decisions:
        yield _judge(decision, last_notices(case, decision, told))


def _judge(decision: Decision, notices: tuple[RightsNotice, ...]) -> Finding:
    if not notices:
        reason = _("决定以前没有送达的事先告知书，无法与处罚决定比较。")
        return about(decision.uid, not_known(decision), reason)
    links = [each.uid for each in notices]
    told = {kind for each in notices for kind in each.proposed_kinds}
    amounts = [each.proposed_amount for each in notices if each.proposed_amount is not None]
    fined = "fine" in decision.penalty_kinds and decision.amount is not None
    if not told or (fined and "fine" in told and not amounts):
        reason = _("事先告知书没有写明拟处罚的种类或者罚款金额，无法与处罚决定比较。")
        return about(decision.uid, not_known(decision), reason, *links)
    added = [kind for kind in decision.penalty_kinds if kind not in told]
    if added:
        reason = _(
            "第十八条：决定的${kinds}没有事先告知。增加处罚种类的，请重新告知并送达；"
            "否则请更改处罚种类。",
            kinds=listed([label("penalty_kinds", kind) for kind in added]),
        )
        return about(decision.uid, status_of_lack(decision), reason, *links)
    most = sum(amounts, Decimal(0))
    if fined and decision.amount is not None and decision.amount > most:
        reason = _(
            "第十八条：决定罚款${amount}，高于事先告知的${told}。加重处罚的，请重新告知并送达；"
            "当事人陈述、申辩的，不得因此加重（《行政处罚法》第四十五条）。",
            amount=say_yuan(decision.amount),
            told=say_yuan(most),
        )
        return about(decision.uid, status_of_lack(decision), reason, *links)
    reason = _("处罚的种类、数额没有超出事先告知；事实、理由和依据是否一致，请人工核对。")
    return about(decision.uid, Status.PASS, reason, *links)


def notices_told(case: CaseFacts, at: datetime) -> list[Told]:
    """The notices that say what is to be imposed and were served, the earliest first."""
    found = [
        (day, each)
        for each in case.standing(RightsNotice)
        if each.is_final
        and each.kind in BEFOREHAND
        and (day := told_on(case, each, at)) is not None
    ]
    return sorted(found, key=lambda told: told[0])


def last_notices(case: CaseFacts, decision: Decision, told: list[Told]) -> tuple[RightsNotice, ...]:
    """The last notice that each party of a decision was served before it, each notice once.

    Parties who were told separately count together: one decision may be about all of them.
    """
    decided = day_of(decision.decided_at) if decision.decided_at else None
    before = [each for day, each in told if decided is None or day <= decided]
    if not case.parties_of(decision):
        return tuple(before[-1:])
    last = {
        found.uid: found
        for party in case.parties_of(decision)
        if (found := _last(before, party.uid)) is not None
    }
    return tuple(last.values())


def _last(before: list[RightsNotice], party: str) -> RightsNotice | None:
    concerning = (each for each in reversed(before) if not each.parties or party in each.parties)
    return next(concerning, None)


def told_on(case: CaseFacts, notice: RightsNotice, at: datetime) -> date | None:
    """The day on which a notice was served, or its party signed it; None while neither was."""
    days = [
        day
        for each in case.naming(DeliveryReceipt, "served", notice.uid)
        if (day := served_at(each, at)) is not None
    ]
    days += [day_of(each.at) for each in notice.signatures if each.capacity == "party"]
    return min(days, default=None)
