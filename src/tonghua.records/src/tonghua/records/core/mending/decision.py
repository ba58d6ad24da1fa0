"""审核、决定: review, discussion, what was told before."""

from __future__ import annotations

from dataclasses import replace

from tonghua.records.core.acts import Act, sign, view
from tonghua.records.core.facts import (
    Application,
    CaseFacts,
    Decision,
    Deliberation,
    DeliveryReceipt,
    RightsNotice,
)
from tonghua.records.core.mending.base import Broken, mend_by, mend_record
from tonghua.records.core.rules.summary import is_reported
from tonghua.records.core.service import UNSERVED, addressees, receipts_for
from tonghua.records.core.signing import is_signed
from tonghua.records.core.telling import PRIOR


def reviewers(broken: Broken) -> Act:
    """Who is not known is registered elsewhere; who had the case in hand reviews nothing."""
    if broken.record is not None and broken.finding.status == "unknown":
        return view(broken.record.uid)
    return mend_record(broken)


def deliberation(broken: Broken) -> Act:
    """Whoever was present signs; what was held too late is no help to the decision."""
    final = [each for each in broken.case.standing(Deliberation) if each.is_final]
    unsigned = [each for each in final if not is_signed(broken.case, each)]
    if unsigned:
        return sign(unsigned[-1].uid)
    return mend_record(broken) if final else mend_by("Deliberation", broken)


def on_the_spot(broken: Broken) -> Act:
    """Of the decision itself, mend it; of the case, serve it on the spot, then report it."""
    record = broken.record
    if record is None or broken.finding.subject:
        return mend_record(broken)
    if not broken.case.naming(DeliveryReceipt, "served", record.uid):
        return mend_by("DeliveryReceipt", broken, field="served")
    return mend_record(broken) if is_reported(broken.case) else mend_by("Closing", broken)


def told_before(broken: Broken) -> Act:
    """Without a served notice, serve it or write it; what goes beyond the notice is mended."""
    if broken.finding.records != (broken.finding.subject,):
        return mend_record(broken)
    notices = [each for each in broken.case.standing(RightsNotice) if each.kind in PRIOR]
    case = broken.case
    unserved = [each for each in notices if each.is_final and _waits(case, each)]
    if unserved:
        return mend_by("DeliveryReceipt", replace(broken, record=unserved[-1]), field="served")
    return mend_by("RightsNotice", broken)


def _waits(case: CaseFacts, notice: RightsNotice) -> bool:
    """Whether one of its parties has no receipt by which a notice was served."""
    for party in addressees(case, notice):
        receipts = receipts_for(case, notice.uid, party)
        if not any(each.is_final and each.outcome not in UNSERVED for each in receipts):
            return True
    return False


def reasons_or_service(broken: Broken) -> Act:
    """A grant is served; a refusal, or an application by word of mouth, is mended itself."""
    record = broken.record
    if isinstance(record, Application):
        return sign(record.uid)
    if isinstance(record, Decision) and record.kind == "granted":
        return mend_by("DeliveryReceipt", broken, field="served")
    return mend_record(broken)
