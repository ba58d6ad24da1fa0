"""Where a broken or unknown rule is mended (补正): rule → the act that mends it.

What is final is never changed: it is mended by a new record that names the old one (article 30).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from tonghua.records.core.acts import Act, add, edit, sign, take, view
from tonghua.records.core.facts import (
    Application,
    AudioVisual,
    CaseFacts,
    ComplaintFacts,
    Decision,
    Deliberation,
    DeliveryReceipt,
    EvidencePreservation,
    Filing,
    Hearing,
    RecordFacts,
    RectificationOrder,
    Recusal,
    Refusal,
    RightsNotice,
    Statement,
    TransferLetter,
)
from tonghua.records.core.rules.approval import notice_approvals
from tonghua.records.core.rules.delivery_lien import is_recorded
from tonghua.records.core.rules.delivery_notice import is_notice_approved, is_seen
from tonghua.records.core.rules.preservation import PARTY_SIDE
from tonghua.records.core.rules.registry import Finding
from tonghua.records.core.rules.stages import unrecorded
from tonghua.records.core.rules.summary import is_reported
from tonghua.records.core.rules.told_before import BEFOREHAND
from tonghua.records.core.service import UNSERVED
from tonghua.records.core.signing import is_signed, someone_signed
from tonghua.records.core.stages import hands_over
from tonghua.records.core.telling import PRIOR


@dataclass(frozen=True, kw_only=True)
class Broken:
    """What asks to be mended: a finding about a case, and the record that it is about."""

    case: CaseFacts
    finding: Finding
    record: RecordFacts | None


Mend = Callable[[Broken], Act]

#: how many officers sign what was kept
OFFICERS = 2


def mend(rule: str, case: CaseFacts, finding: Finding) -> Act:
    """The act that mends a finding of a rule; rules without a row mend the record itself."""
    uid = finding.subject or next(iter(finding.records), None)
    broken = Broken(case=case, finding=finding, record=case.record(uid))
    return MENDS.get(rule, mend_record)(broken)


def mend_record(broken: Broken) -> Act:
    """Edit a draft; correct what is final by a new record; look at what is with others."""
    record = broken.record
    if record is None:
        return edit()
    if record.is_draft:
        return edit(record.uid)
    if record.is_final:
        return add(record.type, supersedes=record.uid)
    return view(record.uid)


def mend_case(broken: Broken) -> Act:
    """Edit the case: its basis, section or people."""
    return edit()


def _authority(broken: Broken) -> Act:
    """A penalty without power of our own is handed over; whatever else lacks is the case's basis."""
    day = broken.finding.on
    if broken.record is not None and day is not None and hands_over(broken.case, day):
        return mend_by("TransferLetter", broken)
    return mend_case(broken)


def mend_by(portal_type: str, broken: Broken, *, field: str = "") -> Act:
    """Finish the draft of a missing record, or make one; ``field`` names the record broken."""
    subject = broken.record.uid if broken.record else ""
    for other in broken.case.standing(RecordFacts):
        if other.type != portal_type or not other.is_draft:
            continue
        if not field or subject in (getattr(other, field, None) or ()):
            return edit(other.uid)
    return add(portal_type, **({field: subject} if field and subject else {}))


def missing(portal_type: str, field: str = "") -> Mend:
    """Mended by a record of this type, which names the broken one in ``field``."""
    return partial(mend_by, portal_type, field=field)


def _filing(broken: Broken) -> Act:
    filings = broken.case.standing(Filing)
    if any(filing.is_final for filing in filings):
        return mend_record(broken)
    under_way = [filing for filing in filings if not filing.is_final]
    return view(under_way[0].uid) if under_way else add("Filing")


def _chain(broken: Broken) -> Act:
    if broken.record is not None and broken.record.is_draft:
        return take("submit", broken.record.uid)
    return mend_record(broken)


def _credentials(broken: Broken) -> Act:
    record = broken.record
    if record is not None and record.credentials_shown and record.credentials_shown_at:
        return sign(record.uid)
    return mend_record(broken)


def _signatures(broken: Broken) -> Act:
    """Sign; what is signed on receipt is mended by serving it."""
    record = broken.record
    if record is None:
        return mend_record(broken)
    if record.is_final and broken.finding.status == "pending":
        return mend_by("DeliveryReceipt", broken, field="served")
    return sign(record.uid)


def _recording(broken: Broken) -> Act:
    record = broken.record
    about = [
        each
        for each in broken.case.standing(AudioVisual)
        if record is not None and record.uid in each.about
    ]
    if any(each.unsuitable_reason.strip() for each in about):
        return mend_by("Approval", broken)
    return add("AudioVisual", **({"about": record.uid} if record else {}))


def _stage(broken: Broken) -> Act:
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


def _started(broken: Broken) -> Act:
    """A complaint's case is looked at where it is; nothing of the complaint is changed any more."""
    return view()


def _reviewers(broken: Broken) -> Act:
    """Who is not known is registered elsewhere; who had the case in hand reviews nothing."""
    if broken.record is not None and broken.finding.status == "unknown":
        return view(broken.record.uid)
    return mend_record(broken)


def _deliberation(broken: Broken) -> Act:
    """Whoever was present signs; what was held too late is no help to the decision."""
    final = [each for each in broken.case.standing(Deliberation) if each.is_final]
    unsigned = [each for each in final if not is_signed(broken.case, each)]
    if unsigned:
        return sign(unsigned[-1].uid)
    return mend_record(broken) if final else mend_by("Deliberation", broken)


def _signed(broken: Broken) -> Act:
    """A final record is signed where somebody has not; else mended like any."""
    record = broken.record
    if record is not None and record.is_final and not is_signed(broken.case, record):
        return sign(record.uid)
    return mend_record(broken)


def _notice_form(broken: Broken) -> Act:
    """The approval of a public notice (公告送达审批): looked at, or made."""
    forms = notice_approvals(broken.case)
    return view(forms[0].uid) if forms else add("Approval")


def _matter(broken: Broken) -> Act:
    if isinstance(broken.record, DeliveryReceipt):
        return _notice_form(broken)
    return _chain(broken)


def _on_the_spot(broken: Broken) -> Act:
    """Of the decision itself, mend it; of the case, serve it on the spot, then report it."""
    record = broken.record
    if record is None or broken.finding.subject:
        return mend_record(broken)
    if not broken.case.naming(DeliveryReceipt, "served", record.uid):
        return mend_by("DeliveryReceipt", broken, field="served")
    return mend_record(broken) if is_reported(broken.case) else mend_by("Closing", broken)


def _told_before(broken: Broken) -> Act:
    """Without a served notice, serve it or write it; what goes beyond the notice is mended."""
    if broken.finding.records != (broken.finding.subject,):
        return mend_record(broken)
    notices = [each for each in broken.case.standing(RightsNotice) if each.kind in BEFOREHAND]
    final = [each for each in notices if each.is_final]
    if final:
        return mend_by("DeliveryReceipt", replace(broken, record=final[-1]), field="served")
    return mend_by("RightsNotice", broken)


def _receipt(broken: Broken) -> Act:
    """What came back is served in another way; else the receipt itself is mended."""
    record = broken.record
    if not isinstance(record, DeliveryReceipt) or record.is_draft:
        return mend_record(broken)
    if record.outcome in UNSERVED and record.served:
        paper = broken.case.record(record.served[0])
        return mend_by("DeliveryReceipt", replace(broken, record=paper), field="served")
    return mend_record(broken)


def _lien(broken: Broken) -> Act:
    """Who has not signed signs, what was not recorded is; the rest is the receipt's own."""
    receipt = broken.record
    if not isinstance(receipt, DeliveryReceipt):
        return mend_record(broken)
    if not is_signed(broken.case, receipt):
        return sign(receipt.uid)
    if receipt.left_at_residence and not is_recorded(broken.case, receipt):
        return add("AudioVisual", about=receipt.uid)
    return mend_record(broken)


def _entrusted(broken: Broken) -> Act:
    receipt = broken.record
    if isinstance(receipt, DeliveryReceipt) and receipt.agency and receipt.signed_at:
        return _signed(broken)
    return mend_record(broken)


def _public_notice(broken: Broken) -> Act:
    """Approve it, picture it, wait for its end; the rest is the receipt's own."""
    receipt = broken.record
    if not isinstance(receipt, DeliveryReceipt):
        return mend_record(broken)
    if not is_notice_approved(broken.case):
        return _notice_form(broken)
    if broken.finding.due is not None or receipt.is_final:
        seen = is_seen(broken.case, receipt)
        return view(receipt.uid) if seen else add("AudioVisual", about=receipt.uid)
    return mend_record(broken)


def _consent(broken: Broken) -> Act:
    """The consent (确认书) is registered with the party, on the case's page."""
    receipt = broken.record
    arrived = isinstance(receipt, DeliveryReceipt) and receipt.delivered_at is not None
    return view() if arrived else mend_record(broken)


def _look(broken: Broken) -> Act:
    """What was done or not is not changed: look at the record, or at the case."""
    return view(broken.record.uid if broken.record else "")


def _reasons_or_service(broken: Broken) -> Act:
    """A grant is served; a refusal, or an application by word of mouth, is mended itself."""
    record = broken.record
    if isinstance(record, Application):
        return sign(record.uid)
    if isinstance(record, Decision) and record.kind == "granted":
        return mend_by("DeliveryReceipt", broken, field="served")
    return mend_record(broken)


def _linked(broken: Broken, *kinds: type[RecordFacts]) -> RecordFacts | None:
    """The first of the records that a finding names which is of one of these types."""
    named = (broken.case.record(uid) for uid in broken.finding.records)
    return next((each for each in named if isinstance(each, kinds)), None)


def _of(broken: Broken, record: RecordFacts) -> Broken:
    """The same finding, to be mended in another record."""
    return Broken(case=broken.case, finding=broken.finding, record=record)


def _in_linked(*kinds: type[RecordFacts]) -> Mend:
    """Mended in the record of one of these types that the finding names."""

    def mend_linked(broken: Broken) -> Act:
        found = _linked(broken, *kinds)
        return mend_record(_of(broken, found) if found else broken)

    return mend_linked


def _telling(broken: Broken) -> Act:
    """Finish the notice, serve it; else write one (告知)."""
    record = broken.record
    if isinstance(record, RightsNotice):
        return _serving(broken) if broken.finding.status == "pending" else mend_record(broken)
    told = set(broken.finding.records)
    for notice in broken.case.standing(RightsNotice):
        # what has reached the party is named by the finding
        if notice.kind in PRIOR and notice.uid not in told:
            return _serving(_of(broken, notice))
    return mend_by("RightsNotice", broken)


def _serving(broken: Broken) -> Act:
    """Serve what is final (送达); finish what is not."""
    if broken.record is not None and broken.record.is_final:
        return mend_by("DeliveryReceipt", broken, field="served")
    return mend_record(broken)


def _check(broken: Broken) -> Act:
    """An order with its day is checked; one without it is mended itself."""
    record = broken.record
    if isinstance(record, RectificationOrder) and record.is_final and record.due_at:
        return mend_by("RectificationCheck", broken, field="order")
    return mend_record(broken)


def _archive(broken: Broken) -> Act:
    """A case is archived by its volume, a complaint by its last step."""
    if broken.finding.late or broken.finding.status == "unknown":
        return _look(broken)
    if isinstance(broken.case, ComplaintFacts):
        return take("archive")
    return mend_by("Volume", broken)


def _keeper(broken: Broken) -> Act:
    """Another archivist of the volume that names a handler; else of the case."""
    return mend_record(broken) if broken.finding.subject else mend_case(broken)


def _ingested(broken: Broken) -> Act:
    """What was taken in late stays so; what lacks its file or its times gets them."""
    return _look(broken) if broken.finding.late else mend_record(broken)


def _backfilled(broken: Broken) -> Act:
    """A record says why it was written afterwards; a share is nobody's single record."""
    return mend_record(broken) if broken.finding.subject else view()


def _draft_or_look(broken: Broken) -> Act:
    """A draft is edited; what came after it was final is written there too (later fields)."""
    record = broken.record
    return edit(record.uid) if record is not None and record.is_draft else _look(broken)


def _time(broken: Broken) -> Act:
    """Serve the notice that starts the party's time; wait for its end; stay within what was told."""
    record = broken.record
    if broken.finding.due is not None:
        return view(record.uid if record else "")
    if not isinstance(record, Decision):
        return mend_by("Decision", broken)
    if broken.finding.on is None:
        return mend_record(broken)
    found = _linked(broken, RightsNotice)
    return _serving(_of(broken, found)) if found else _telling(broken)


def _review(broken: Broken) -> Act:
    """What the party said is reviewed on its record, also after that is final."""
    found = _linked(broken, Statement)
    if isinstance(found, Statement) and found.is_final and (found.waived or found.opinion.strip()):
        return view(found.uid)
    return mend_record(_of(broken, found) if found else broken)


def _notice_of_hearing(broken: Broken) -> Act:
    """Answer in the notice while it is a draft; then by a notice of its own (听证告知书)."""
    record = broken.record
    if isinstance(record, RightsNotice) and not record.is_final:
        return mend_record(broken)
    return mend_by("RightsNotice", broken)


def _notified(broken: Broken) -> Act:
    """A final hearing without the day of its notice wants the receipt; one too early, another."""
    found = _linked(broken, Hearing)
    if isinstance(found, Hearing) and found.is_final:
        if found.notified_at is None:
            return _serving(_of(broken, found))
        return mend_by("Hearing", broken)
    return mend_record(_of(broken, found) if found else broken)


def _disposed(broken: Broken) -> Act:
    """What was kept is disposed of on its record, also after that is final."""
    record = broken.record
    return view(record.uid) if record is not None and record.is_final else mend_record(broken)


def _kept(broken: Broken) -> Act:
    """The list is kept on the record itself; then the signatures, then the notice is served."""
    record = broken.record
    if not isinstance(record, EvidencePreservation) or not record.is_final:
        return mend_record(broken)
    if not record.rows:
        return view(record.uid)
    officers = {each.name for each in record.signatures if each.capacity == "officer"}
    if len(officers) < OFFICERS or not someone_signed(broken.case, record, PARTY_SIDE):
        return sign(record.uid)
    return _serving(broken)


def _refusal(broken: Broken) -> Act:
    if isinstance(broken.record, Refusal):
        return mend_record(broken)
    return mend_by("Refusal", broken)


#: rule → how it is mended; a rule that is not named here mends its record (``mend_record``)
MENDS: Mapping[str, Mend] = {
    "AUTH-1": _authority,
    "SCOPE-1": mend_case,
    "CUS-1": _keeper,
    "APP-1": missing("Application"),
    "APP-2": missing("ApplicationNotice"),
    "APP-3": missing("ApplicationNotice"),
    "APP-4": missing("Decision"),
    "APP-5": _reasons_or_service,
    "CAS-1": _filing,
    "OFF-3": _credentials,
    "PRS-2": _disposed,
    "PRS-3": _kept,
    "RGT-1": _telling,
    "RGT-2": _review,
    "RGT-3": _time,
    "RCU-1": _in_linked(Recusal),
    "REF-1": _refusal,
    "DOC-SIG": _signatures,
    "HRG-1": _notice_of_hearing,
    "HRG-2": _in_linked(Hearing),
    "HRG-3": _notified,
    "AV-12": _recording,
    "STAGE-1": _stage,
    "CMP-2": _started,
    "AV-H": _recording,
    "LEG-1": missing("LegalReview"),
    "LEG-2": _reviewers,
    "EXP-1": _signed,
    "COL-1": _deliberation,
    "APR-1": _chain,
    "APR-2": _matter,
    "APR-3": _chain,
    "DEC-2": missing("Decision"),
    "DEC-3": _on_the_spot,
    "DEC-4": _told_before,
    "SRV-M": _receipt,
    "SRV-L": _lien,
    "SRV-E": _entrusted,
    "SRV-T": _entrusted,
    "SRV-P": _public_notice,
    "SRV-E2": _consent,
    "SRV-7": missing("DeliveryReceipt", "served"),
    "PRF-1": missing("Performance"),
    "PRF-2": missing("Performance"),
    "PRF-3": missing("Performance"),
    "RCT-1": _check,
    "ARC-1": _archive,
    "AV-24": _ingested,
    "AV-CUST": _draft_or_look,
    "AV-INT": _look,
    "CPY-1": _draft_or_look,
    "SEC-1": _look,
    "SEC-2": _look,
    "DEV-1": _draft_or_look,
    "SUP-2": _look,
    "SYS-1": _backfilled,
}
