"""Electronic service (电子送达, article 19; Administrative Penalty Law 61)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import say_day, say_moment
from tonghua.records.core.facts import CaseFacts, DeliveryReceipt
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    not_known,
    rule,
    status_of_lack,
)
from tonghua.records.core.service import UNSERVED
from tonghua.records.core.text import _


@rule(
    "SRV-E2",
    article=19,
    title=_("电子送达以前受送达人签有确认书"),
    nothing=_("本案没有电子送达。"),
    blocking=True,
)
def electronically(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """电子送达 (SRV-E2): with the party's written consent (确认书), given no later than it arrived.

    Without it nothing was served, and what waits for service would go on: no such receipt is final.
    """
    for receipt in case.standing(DeliveryReceipt):
        if receipt.method == "electronic" and receipt.outcome not in UNSERVED:
            yield _judge(case, receipt)


def _judge(case: CaseFacts, receipt: DeliveryReceipt) -> Finding:
    parties = case.parties_of(receipt)
    if not parties:
        reason = _("没有登记受送达的当事人，无法核对电子送达确认书。请登记当事人。")
        return about(receipt.uid, not_known(receipt), reason)
    for party in parties:
        consent = party.e_service_consent_at
        if consent is None:
            reason = _(
                "第十九条：${party}没有签署电子送达确认书（《行政处罚法》第六十一条）。"
                "已经签署的，请在当事人中填写同意电子送达时间；没有签署的，改用其他方式送达。",
                party=party.name,
            )
            return about(receipt.uid, status_of_lack(receipt), reason)
        if receipt.delivered_at is not None and consent > receipt.delivered_at:
            reason = _(
                "第十九条：${party}的电子送达确认书（${signed}）晚于送达（${sent}）。"
                "请在签署以后重新送达，或者改用其他方式。",
                party=party.name,
                signed=say_moment(consent),
                sent=say_moment(receipt.delivered_at),
            )
            return about(receipt.uid, status_of_lack(receipt), reason)
    if receipt.delivered_at is None:
        reason = _("第十九条：送达回证没有到达受送达人系统的时间。请补充到达时间。")
        return about(receipt.uid, status_of_lack(receipt), reason)
    day = say_day(receipt.delivered_at)
    return about(receipt.uid, Status.PASS, _("${day}到达受送达人的系统，已有确认书。", day=day))
