"""The decision keeps within what the party was told beforehand (article 18; Penalty Law 44, 45)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from tonghua.records.core.facts import CaseFacts, Decision, RightsNotice
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
from tonghua.records.core.telling import deciding_on, each_once, last_notices
from tonghua.records.core.text import _, join
from tonghua.records.core.vocabularies import label


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
    for decision in case.standing(Decision):
        if decision.kind == "penalty":
            yield _judge(
                case, decision, last_notices(case, decision, at, deciding_on(decision, at))
            )


def _judge(
    case: CaseFacts, decision: Decision, told_last: Mapping[str, RightsNotice | None]
) -> Finding:
    notices = each_once(told_last.values())
    if not notices:
        reason = _("决定以前没有送达的事先告知书，无法与处罚决定比较。")
        return about(decision.uid, not_known(decision), reason)
    if None in told_last.values():
        untold = [case.party(uid) for uid, each in told_last.items() if each is None]
        reason = _(
            "决定以前没有向${party}送达事先告知书，无法与处罚决定比较。",
            party=join(each.name for each in untold if each),
        )
        return about(decision.uid, not_known(decision), reason)
    links = [each.uid for each in notices]
    told = {kind for each in notices for kind in each.proposed_kinds}
    fining = [each.proposed_amount for each in notices if "fine" in each.proposed_kinds]
    amounts = [each for each in fining if each is not None]
    fined = "fine" in decision.penalty_kinds and decision.amount is not None
    if not told or (fined and len(amounts) < len(fining)):
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
