"""What all ways of mending share: the finding, its record, and the plain ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tonghua.records.core.acts import Act, add, edit, sign, view
from tonghua.records.core.facts import CaseFacts, RecordFacts
from tonghua.records.core.rules.registry import Finding
from tonghua.records.core.signing import is_signed


@dataclass(frozen=True, kw_only=True)
class Broken:
    """What asks to be mended: a finding about a case, and the record that it is about."""

    case: CaseFacts
    finding: Finding
    record: RecordFacts | None


Mend = Callable[[Broken], Act]


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


def look(broken: Broken) -> Act:
    """What was done or not is not changed: look at the record, or at the case."""
    return view(broken.record.uid if broken.record else "")


def linked(broken: Broken, *kinds: type[RecordFacts]) -> RecordFacts | None:
    """The first of the records that a finding names which is of one of these types."""
    named = (broken.case.record(uid) for uid in broken.finding.records)
    return next((each for each in named if isinstance(each, kinds)), None)


def in_record(broken: Broken, record: RecordFacts) -> Broken:
    """The same finding, to be mended in another record."""
    return Broken(case=broken.case, finding=broken.finding, record=record)


def within_linked(*kinds: type[RecordFacts]) -> Mend:
    """Mended in the record of one of these types that the finding names."""

    def mend_linked(broken: Broken) -> Act:
        found = linked(broken, *kinds)
        return mend_record(in_record(broken, found) if found else broken)

    return mend_linked


def signed(broken: Broken) -> Act:
    """A final record is signed where somebody has not; else mended like any."""
    record = broken.record
    if record is not None and record.is_final and not is_signed(broken.case, record):
        return sign(record.uid)
    return mend_record(broken)


def serving(broken: Broken) -> Act:
    """Serve what is final (送达); finish what is not."""
    if broken.record is not None and broken.record.is_final:
        return mend_by("DeliveryReceipt", broken, field="served")
    return mend_record(broken)
