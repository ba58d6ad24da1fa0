"""Service through another body: entrusted or forwarded (委托、转交送达, article 22)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import calendar_days
from tonghua.records.core.facts import CaseFacts, DeliveryReceipt
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
from tonghua.records.core.service import UNSERVED, is_refused
from tonghua.records.core.signing import is_signed
from tonghua.records.core.text import Text, _

#: words in the names of the only bodies that papers are forwarded through (Civil Procedure Law
#: 92 to 94): political organs of a regiment and above, prisons, places of compulsory education
FORWARDING = (
    *("部队", "军区", "战区", "政治机关", "政治工作", "政治部", "政治处"),
    *("监狱", "看守所", "拘留所", "监所", "管教所"),
    *("强制隔离", "戒毒", "强制性教育", "强制教育", "教育矫治", "专门学校"),
)


@rule(
    "SRV-E",
    article=22,
    title=_("委托送达记明原因，受送达人在回证上签收"),
    nothing=_("本案没有委托送达。"),
)
def entrusted(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """委托送达 (SRV-E): the letter, why, to whom, and the recipient's signature.

    The letter is known by the day on which it was sent, or its file. The ten days of the body are
    told for reference (Judicial Interpretation 134) and fail nobody.
    """
    for receipt in case.standing(DeliveryReceipt):
        if receipt.method == "entrusted" and receipt.outcome not in UNSERVED:
            asked = ((bool(receipt.letter or receipt.sent_at), _("委托函或者发函时间")),)
            found = _lack(case, receipt, asked)
            yield found or about(receipt.uid, Status.PASS, _signed(receipt, office))


@rule(
    "SRV-T",
    article=22,
    title=_("转交送达只限法定机关，记明原因，受送达人在回证上签收"),
    nothing=_("本案没有转交送达。"),
)
def forwarded(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """转交送达 (SRV-T): to soldiers, prisoners and those in compulsory education alone.

    A body whose name does not say that it is one of the three is for people to check.
    """
    for receipt in case.standing(DeliveryReceipt):
        if receipt.method == "forwarded" and receipt.outcome not in UNSERVED:
            yield _lack(case, receipt, ()) or _forwarding(receipt)


def _lack(
    case: CaseFacts, receipt: DeliveryReceipt, more: tuple[tuple[bool, Text], ...]
) -> Finding | None:
    """What both ways ask for, and is not there."""
    asked = (
        (bool(receipt.agency.strip()), _("受托或者转交机关")),
        (bool(receipt.reason.strip()), _("委托、转交的原因")),
        *more,
    )
    missing = [item for given, item in asked if not given]
    if missing:
        reason = _("第二十二条：送达回证还缺${items}。请补充。", items=listed(missing))
        return about(receipt.uid, status_of_lack(receipt), reason)
    if is_refused(receipt):
        reason = _("第二十二条：受送达人拒绝签收，没有送达。请改用留置送达等方式。")
        return about(receipt.uid, status_of_lack(receipt), reason)
    if receipt.signed_at is None or not is_signed(case, receipt):
        reason = _("第二十二条：送达人、受送达人应当在送达回证上签名，并记明签收日期。请补齐。")
        return about(receipt.uid, status_of_lack(receipt), reason)
    return None


def _signed(receipt: DeliveryReceipt, office: Office) -> Text:
    if receipt.signed_at is None:
        return _("已经签收。")
    day = say_day(receipt.signed_at)
    if receipt.sent_at is not None:
        term = calendar_days(day_of(receipt.sent_at), office.count("entrusted_days"))
        if day_of(receipt.signed_at) > term.due:
            return _(
                "${day}签收。受托机关代为送达超过参照的期限，${how}不影响送达。",
                day=day,
                how=term.sentence,
            )
    if not receipt.letter:
        return _("${day}签收。委托函尚未附卷，请附上。", day=day)
    return _("${day}签收。", day=day)


def _forwarding(receipt: DeliveryReceipt) -> Finding:
    if any(word in receipt.agency for word in FORWARDING):
        day = say_day(receipt.signed_at) if receipt.signed_at else ""
        return about(receipt.uid, Status.PASS, _("${day}经转交签收。", day=day))
    reason = _(
        "转交送达只限受送达人是军人、被监禁或者被采取强制性教育措施的，经其团以上政治机关、"
        "监所或者强制性教育机构转交。从“${agency}”的名称看不出属于这三类，请人工核对；"
        "不属于的，改用其他方式送达。",
        agency=receipt.agency,
    )
    return about(receipt.uid, not_known(receipt), reason)
