"""调查取证: identity, signatures, recordings, evidence."""

from __future__ import annotations

from tonghua.records.core.acts import Act, add, edit, sign, view
from tonghua.records.core.facts import AudioVisual, EvidencePreservation, Refusal
from tonghua.records.core.mending.base import Broken, look, mend_by, mend_record, serving
from tonghua.records.core.rules.preservation import PARTY_SIDE
from tonghua.records.core.signing import someone_signed

#: how many officers sign what was kept
OFFICERS = 2


def credentials(broken: Broken) -> Act:
    """出示证件: where they were shown, somebody present signs."""
    record = broken.record
    if record is not None and record.credentials_shown and record.credentials_shown_at:
        return sign(record.uid)
    return mend_record(broken)


def signatures(broken: Broken) -> Act:
    """Sign; what is signed on receipt is mended by serving it.

    What has been handed over has its day: then it is the officers who have not signed.
    """
    record = broken.record
    if record is None:
        return mend_record(broken)
    if record.is_final and broken.finding.status == "pending" and broken.finding.due is None:
        return mend_by("DeliveryReceipt", broken, field="served")
    return sign(record.uid)


def recording(broken: Broken) -> Act:
    """音像: an exception is approved; else the recording is added."""
    record = broken.record
    about = [
        each
        for each in broken.case.standing(AudioVisual)
        if record is not None and record.uid in each.about
    ]
    if any(each.unsuitable_reason.strip() for each in about):
        return mend_by("Approval", broken)
    return add("AudioVisual", **({"about": record.uid} if record else {}))


def disposed(broken: Broken) -> Act:
    """What was kept is disposed of on its record, also after that is final."""
    record = broken.record
    return view(record.uid) if record is not None and record.is_final else mend_record(broken)


def kept(broken: Broken) -> Act:
    """The list is kept on the record itself; then the signatures, then the notice is served."""
    record = broken.record
    if not isinstance(record, EvidencePreservation) or not record.is_final:
        return mend_record(broken)
    if not record.rows:
        return view(record.uid)
    officers = {each.name for each in record.signatures if each.capacity == "officer"}
    if len(officers) < OFFICERS or not someone_signed(broken.case, record, PARTY_SIDE):
        return sign(record.uid)
    return serving(broken)


def refusal(broken: Broken) -> Act:
    """拒绝情况: its record is mended, or made."""
    if isinstance(broken.record, Refusal):
        return mend_record(broken)
    return mend_by("Refusal", broken)


def ingested(broken: Broken) -> Act:
    """What was taken in late stays so; what lacks its file or its times gets them."""
    return look(broken) if broken.finding.late else mend_record(broken)


def backfilled(broken: Broken) -> Act:
    """A record says why it was written afterwards; a share is nobody's single record."""
    return mend_record(broken) if broken.finding.subject else view()


def draft_or_look(broken: Broken) -> Act:
    """A draft is edited; what came after it was final is written there too (later fields)."""
    record = broken.record
    return edit(record.uid) if record is not None and record.is_draft else look(broken)
