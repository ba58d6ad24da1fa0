"""Service by mail (article 20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts import CaseFacts, DeliveryReceipt
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, rule, status_of_lack
from tonghua.records.core.service import UNSERVED, addressees, served_on_party
from tonghua.records.core.text import Text, _

#: registered mail and EMS: papers of state organs go by the post alone
BY_POST = frozenset({"registered", "ems"})


@rule(
    "SRV-M",
    article=20,
    title=_("邮寄送达用挂号信或者特快专递，登记、付邮凭证、回执齐全"),
    nothing=_("本案没有邮寄送达。"),
)
def by_mail(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """邮寄送达 (SRV-M): posted with register and voucher, served on the day of the return slip.

    What came back serves nothing: it waits for another way of service, and fails where the case
    ends without one.
    """
    for receipt in case.standing(DeliveryReceipt):
        if receipt.method == "mail":
            yield _judge(case, receipt, at)


def _judge(case: CaseFacts, receipt: DeliveryReceipt, at: datetime) -> Finding:
    missing = [item for given, item in _asked(receipt) if not given]
    if missing:
        reason = _(
            "第二十条：邮寄送达应当用挂号信或者特快专递，并留存登记、付邮凭证。还缺${items}。请补充。",
            items=listed(missing),
        )
        return about(receipt.uid, status_of_lack(receipt), reason)
    if receipt.outcome in UNSERVED:
        return _came_back(case, receipt, at)
    if receipt.received_at is None or not receipt.return_slip:
        reason = _(
            "第二十条：没有邮件回执或者回执上的收件日期，不能视为送达。"
            "请附回执并填写收件时间；退回的，改用其他方式送达。"
        )
        return about(receipt.uid, status_of_lack(receipt), reason)
    if receipt.mailed_at and day_of(receipt.received_at) < day_of(receipt.mailed_at):
        reason = _(
            "第二十条：回执上的收件日期（${received}）早于交邮日期（${mailed}）。请核对两个时间。",
            received=say_day(receipt.received_at),
            mailed=say_day(receipt.mailed_at),
        )
        return about(receipt.uid, status_of_lack(receipt), reason)
    day = say_day(receipt.received_at)
    return about(receipt.uid, Status.PASS, _("回执注明${day}收件。", day=day))


def _asked(receipt: DeliveryReceipt) -> tuple[tuple[bool, Text], ...]:
    return (
        (receipt.carrier in BY_POST, _("邮寄渠道（挂号信或者特快专递）")),
        (bool(receipt.mail_number.strip()), _("邮件号码")),
        (receipt.mailed_at is not None, _("交邮时间")),
        (receipt.register, _("邮寄登记")),
        (receipt.voucher, _("付邮凭证")),
    )


def _came_back(case: CaseFacts, receipt: DeliveryReceipt, at: datetime) -> Finding:
    if receipt.served and all(_is_served(case, receipt, uid, at) for uid in receipt.served):
        return about(receipt.uid, Status.NA, _("邮寄未成，已经改用其他方式送达。"))
    over = case.state in {"closed", "archived"}
    reason = _("第二十条：邮件没有送达。应当改用其他方式送达，请另填送达回证。")
    return about(receipt.uid, Status.FAIL if over else Status.PENDING, reason)


def _is_served(case: CaseFacts, receipt: DeliveryReceipt, uid: str, at: datetime) -> bool:
    """Whether whom the letter was for got the paper otherwise; what another party got is no help."""
    whom = receipt.parties or addressees(case, case.record(uid))
    return all(served_on_party(case, uid, party, at) is not None for party in whom)
