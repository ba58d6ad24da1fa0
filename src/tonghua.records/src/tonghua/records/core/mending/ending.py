"""改正、归档: checks, volumes, their keeper."""

from __future__ import annotations

from tonghua.records.core.acts import Act, take
from tonghua.records.core.facts import ComplaintFacts, RectificationOrder
from tonghua.records.core.mending.base import Broken, look, mend_by, mend_case, mend_record


def check(broken: Broken) -> Act:
    """An order with its day is checked; one without it is mended itself."""
    record = broken.record
    if isinstance(record, RectificationOrder) and record.is_final and record.due_at:
        return mend_by("RectificationCheck", broken, field="order")
    return mend_record(broken)


def archive(broken: Broken) -> Act:
    """A case is archived by its volume, a complaint by its last step."""
    if broken.finding.late or broken.finding.status == "unknown":
        return look(broken)
    if isinstance(broken.case, ComplaintFacts):
        return take("archive")
    return mend_by("Volume", broken)


def keeper(broken: Broken) -> Act:
    """Another archivist of the volume that names a handler; else of the case."""
    return mend_record(broken) if broken.finding.subject else mend_case(broken)
