"""Why a paper counts as served on its day, or does not yet (送达日期的说明)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import calendar_days
from tonghua.records.core.facts import DeliveryReceipt
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.service import PUBLIC_NOTICE_DAYS, posted_at, served_at, would_serve
from tonghua.records.core.text import Text, _

#: method → how its day is found
SERVED: Mapping[str, Text] = {
    "direct": _("第十九条：以送达回证上的签收日期为送达日期。"),
    "mail": _("第二十条：以回执上注明的收件日期为送达日期。"),
    "lien": _("第二十一条：以把文书留在受送达人住所的日期为送达日期。"),
    "entrusted": _("第二十二条：以受送达人在送达回证上签收的日期为送达日期。"),
    "forwarded": _("第二十二条：以受送达人在送达回证上签收的日期为送达日期。"),
    "electronic": _("行政处罚法第六十一条：以到达受送达人特定系统的日期为送达日期。"),
}
#: outcome → why nothing was served
FAILED: Mapping[str, Text] = {
    "returned": _("邮件被退回，没有送达。请改用其他方式送达。"),
    "refused": _("受送达人拒收，没有送达。请改用留置送达等方式。"),
    "failed": _("没有送达。请改用其他方式送达。"),
}
#: method → what is still missing
AWAITED: Mapping[str, Text] = {
    "direct": _("第十九条：还没有签收。请由受送达人或者法定签收人签名并记明日期。"),
    "mail": _("第二十条：还没有回执。收到回执后登记收件日期，并留存回执。"),
    "lien": _("第二十一条：还没有记明已将文书留在受送达人的住所和日期。"),
    "entrusted": _("第二十二条：还没有受送达人的签收。"),
    "forwarded": _("第二十二条：还没有受送达人的签收。"),
    "electronic": _("还没有到达受送达人系统的时间。"),
    "public_notice": _("第二十三条：还没有公告的载体和日期。"),
}


def say_service(receipt: DeliveryReceipt, at: datetime) -> Text:
    """One sentence on why a receipt's papers count as served at ``at``, or why not yet."""
    if receipt.state in SET_ASIDE:
        return _("本回证已作废或者已被更正，不产生送达的效力。")
    if receipt.outcome in FAILED:
        return FAILED[receipt.outcome or ""]
    if receipt.method == "public_notice":
        return _notice(receipt)
    if served_at(receipt, at) is not None:
        return SERVED[receipt.method or ""]
    if receipt.is_draft and would_serve(receipt):
        return _("送达回证尚未定稿，定稿以后才算送达。请补齐签名后定稿。")
    return AWAITED.get(receipt.method or "", _("还没有填写送达方式。"))


def _notice(receipt: DeliveryReceipt) -> Text:
    posted = [day_of(moment) for moment in map(posted_at, receipt.media) if moment]
    if not posted:
        return AWAITED["public_notice"]
    term = calendar_days(max(posted), PUBLIC_NOTICE_DAYS)
    return _(
        "第二十三条：自最后一次公告（${day}）起满三十日视为送达。${how}",
        day=say_day(max(posted)),
        how=term.sentence,
    )
