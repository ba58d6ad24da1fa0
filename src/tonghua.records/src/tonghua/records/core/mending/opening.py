"""立案、申请、投诉举报: who may act, and the forms that begin a case."""

from __future__ import annotations

from dataclasses import replace

from tonghua.records.core.acts import Act, add, take, view
from tonghua.records.core.facts import Decision, DeliveryReceipt, Filing, TransferLetter
from tonghua.records.core.mending.base import Broken, mend_by, mend_case, mend_record
from tonghua.records.core.rules.approval import notice_approvals
from tonghua.records.core.rules.stages import unrecorded
from tonghua.records.core.stages import hands_over


def authority(broken: Broken) -> Act:
    """A penalty without power of our own is handed over; whatever else lacks is the case's basis."""
    day = broken.finding.on
    if broken.record is not None and day is not None and hands_over(broken.case, day):
        return mend_by("TransferLetter", broken)
    return mend_case(broken)


def filing(broken: Broken) -> Act:
    """立案审批: looked at while it is under way, else made."""
    filings = broken.case.standing(Filing)
    if any(filing.is_final for filing in filings):
        return mend_record(broken)
    under_way = [filing for filing in filings if not filing.is_final]
    return view(under_way[0].uid) if under_way else add("Filing")


def chain(broken: Broken) -> Act:
    """A draft is submitted; what a chain left wrong is corrected by a new record."""
    if broken.record is not None and broken.record.is_draft:
        return take("submit", broken.record.uid)
    return mend_record(broken)


def started(broken: Broken) -> Act:
    """A complaint's case is looked at where it is; nothing of the complaint is changed any more."""
    return view()


def stage(broken: Broken) -> Act:
    """Make the record of the first stage that lacks one; a receipt for what the case ends with."""
    day = broken.finding.on
    passed, current = unrecorded(broken.case, day) if day else ((), ())
    lacks = passed if broken.finding.status == "fail" else current
    if not lacks:
        return mend_record(broken)
    kind = lacks[0].add
    if kind != "DeliveryReceipt":
        return mend_by(kind, replace(broken, record=None))
    ends = [each for each in broken.case.standing(Decision, TransferLetter) if each.is_final]
    return mend_by(kind, replace(broken, record=ends[-1] if ends else None), field="served")


def matter(broken: Broken) -> Act:
    """A public notice is approved by a form of its own; anything else by its chain."""
    if isinstance(broken.record, DeliveryReceipt):
        return notice_form(broken)
    return chain(broken)


def notice_form(broken: Broken) -> Act:
    """The approval of a public notice (公告送达审批): looked at, or made."""
    forms = notice_approvals(broken.case)
    return view(forms[0].uid) if forms else add("Approval")
