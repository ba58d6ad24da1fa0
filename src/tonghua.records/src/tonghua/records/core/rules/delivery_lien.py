"""Service by leaving the paper at the residence (留置送达, article 21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tonghua.records.core.clock import say_day, say_moment
from tonghua.records.core.deadlines import hours
from tonghua.records.core.facts import AudioVisual, CaseFacts, DeliveryReceipt
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, rule, status_of_lack
from tonghua.records.core.service import UNSERVED
from tonghua.records.core.signing import is_signed
from tonghua.records.core.text import Text, _


@rule(
    "SRV-L",
    article=21,
    title=_("留置送达记明事由和日期，送达人、见证人签名，留在住所并音像记录"),
    nothing=_("本案没有留置送达。"),
    blocking=True,
)
def by_lien(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """留置送达 (SRV-L): reason and day of the refusal, signatures, residence, and a recording.

    All of it. Civil Procedure Law 89 asks for a witness or a recording; where that alone would be
    met the finding says so, and fails all the same. A recording may still be taken in within the
    hours of article 26, so until then it is only pending.
    """
    for receipt in case.standing(DeliveryReceipt):
        if receipt.method == "lien" and receipt.outcome not in UNSERVED:
            yield _judge(case, office, receipt, at)


def is_recorded(case: CaseFacts, receipt: DeliveryReceipt) -> bool:
    """Whether a recording of the service has been taken in."""
    return any(each.media for each in case.naming(AudioVisual, "about", receipt.uid))


def _judge(case: CaseFacts, office: Office, receipt: DeliveryReceipt, at: datetime) -> Finding:
    written, witnessed, left = _written(case, receipt), _witness(case, receipt), _left(receipt)
    missing = [*written, *witnessed, *left]
    recorded = is_recorded(case, receipt)
    done = receipt.occurred_end or receipt.occurred_start
    if not missing and recorded:
        day = say_day(done) if done else ""
        return about(receipt.uid, Status.PASS, _("${day}留置送达，手续和音像齐全。", day=day))
    if not missing and done is not None:
        term = hours(done, office.count("ingest_hours"))
        if at <= term.due:
            reason = _(
                "留置送达的音像记录尚未入库。请在${due}以前上传送达过程的音像，并注明记录的是这份回证。",
                due=say_moment(term.due),
            )
            return about(receipt.uid, Status.PENDING, reason, due=term.due)
    if not recorded:
        missing.append(_("送达过程的音像记录"))
    reason = _(
        "第二十一条：留置送达还缺${items}。请补齐；不能补齐的，改用其他方式送达。",
        items=listed(missing),
    )
    by_law_alone = not left and (recorded or not (written or witnessed))
    if by_law_alone and status_of_lack(receipt) is Status.FAIL:
        reason = _(
            "${reason}依本办法第二十一条不符合；仅依《民事诉讼法》第八十九条（见证人签名或者音像记录"
            "二选一）可以视为送达，供参考。",
            reason=reason,
        )
    return about(receipt.uid, status_of_lack(receipt), reason)


def _written(case: CaseFacts, receipt: DeliveryReceipt) -> Sequence[Text]:
    """What the servers should have written and signed, and did not."""
    asked = (
        (bool(receipt.refusal_reason.strip()), _("拒收事由")),
        (bool(receipt.occurred_end or receipt.occurred_start), _("留置的日期")),
        (is_signed(case, receipt, "server"), _("送达人签名")),
    )
    return [item for given, item in asked if not given]


def _witness(case: CaseFacts, receipt: DeliveryReceipt) -> Sequence[Text]:
    servers = {each.name for each in receipt.signatures if each.capacity == "server"}
    witnesses = {each.name for each in receipt.signatures if each.capacity == "witness"}
    apart = is_signed(case, receipt, "witness") and not witnesses <= servers
    asked = (
        (apart, _("见证人（送达人以外的人）签名")),
        (
            bool(receipt.witness_name.strip() and receipt.witness_organisation.strip()),
            _("见证人的姓名和单位"),
        ),
    )
    return [item for given, item in asked if not given]


def _left(receipt: DeliveryReceipt) -> Sequence[Text]:
    return [] if receipt.left_at_residence else [_("把文书留在受送达人住所的记载")]
