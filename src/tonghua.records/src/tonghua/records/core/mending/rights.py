"""告知、听证: telling, hearing, and the time between."""

from __future__ import annotations

from tonghua.records.core.acts import Act, view
from tonghua.records.core.facts import Decision, Hearing, RightsNotice, Statement
from tonghua.records.core.mending.base import (
    Broken,
    in_record,
    linked,
    mend_by,
    mend_record,
    serving,
)
from tonghua.records.core.telling import PRIOR


def telling(broken: Broken) -> Act:
    """Finish the notice, serve it; else write one (告知)."""
    record = broken.record
    if isinstance(record, RightsNotice):
        return serving(broken) if broken.finding.status == "pending" else mend_record(broken)
    told = set(broken.finding.records)
    for notice in broken.case.standing(RightsNotice):
        # what has reached the party is named by the finding
        if notice.kind in PRIOR and notice.uid not in told:
            return serving(in_record(broken, notice))
    return mend_by("RightsNotice", broken)


def time(broken: Broken) -> Act:
    """Serve the notice that starts the party's time; wait for its end; stay within what was told."""
    record = broken.record
    if broken.finding.due is not None:
        return view(record.uid if record else "")
    if not isinstance(record, Decision):
        return mend_by("Decision", broken)
    if broken.finding.on is None:
        return mend_record(broken)
    found = linked(broken, RightsNotice)
    return serving(in_record(broken, found)) if found else telling(broken)


def review(broken: Broken) -> Act:
    """What the party said is reviewed on its record, also after that is final."""
    found = linked(broken, Statement)
    if isinstance(found, Statement) and found.is_final and (found.waived or found.opinion.strip()):
        return view(found.uid)
    return mend_record(in_record(broken, found) if found else broken)


def notice_of_hearing(broken: Broken) -> Act:
    """Answer in the notice while it is a draft; then by a notice of its own (听证告知书)."""
    record = broken.record
    if isinstance(record, RightsNotice) and not record.is_final:
        return mend_record(broken)
    return mend_by("RightsNotice", broken)


def notified(broken: Broken) -> Act:
    """A final hearing without the day of its notice wants the receipt; one too early, another."""
    found = linked(broken, Hearing)
    if isinstance(found, Hearing) and found.is_final:
        if found.notified_at is None:
            return serving(in_record(broken, found))
        return mend_by("Hearing", broken)
    return mend_record(in_record(broken, found) if found else broken)
