"""送达: each way of service."""

from __future__ import annotations

from dataclasses import replace

from tonghua.records.core.acts import Act, add, sign, view
from tonghua.records.core.facts import DeliveryReceipt
from tonghua.records.core.mending.base import Broken, mend_by, mend_record, signed
from tonghua.records.core.mending.opening import notice_form
from tonghua.records.core.rules.delivery_lien import is_recorded
from tonghua.records.core.rules.delivery_notice import is_notice_approved, is_seen
from tonghua.records.core.service import UNSERVED
from tonghua.records.core.signing import is_signed


def receipt(broken: Broken) -> Act:
    """What came back is served in another way; else the receipt itself is mended."""
    record = broken.record
    if not isinstance(record, DeliveryReceipt) or record.is_draft:
        return mend_record(broken)
    if record.outcome in UNSERVED and record.served:
        paper = broken.case.record(record.served[0])
        return mend_by("DeliveryReceipt", replace(broken, record=paper), field="served")
    return mend_record(broken)


def lien(broken: Broken) -> Act:
    """Who has not signed signs, what was not recorded is; the rest is the receipt's own."""
    receipt = broken.record
    if not isinstance(receipt, DeliveryReceipt):
        return mend_record(broken)
    if not is_signed(broken.case, receipt):
        return sign(receipt.uid)
    if receipt.left_at_residence and not is_recorded(broken.case, receipt):
        return add("AudioVisual", about=receipt.uid)
    return mend_record(broken)


def entrusted(broken: Broken) -> Act:
    """委托、转交: whoever received it signs; the rest is the receipt's own."""
    receipt = broken.record
    if isinstance(receipt, DeliveryReceipt) and receipt.agency and receipt.signed_at:
        return signed(broken)
    return mend_record(broken)


def public_notice(broken: Broken) -> Act:
    """Approve it, picture it, wait for its end; the rest is the receipt's own."""
    receipt = broken.record
    if not isinstance(receipt, DeliveryReceipt):
        return mend_record(broken)
    if not is_notice_approved(broken.case):
        return notice_form(broken)
    if broken.finding.due is not None or receipt.is_final:
        seen = is_seen(broken.case, receipt)
        return view(receipt.uid) if seen else add("AudioVisual", about=receipt.uid)
    return mend_record(broken)


def consent(broken: Broken) -> Act:
    """The consent (确认书) is registered with the party, on the case's page."""
    receipt = broken.record
    arrived = isinstance(receipt, DeliveryReceipt) and receipt.delivered_at is not None
    return view() if arrived else mend_record(broken)
