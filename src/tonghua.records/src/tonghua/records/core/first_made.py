"""When something was first approved: a correction of its paper does not move that day (article 30)."""

from __future__ import annotations

from datetime import datetime

from tonghua.records.core.facts import CaseFacts, RecordFacts


def first_made_at(case: CaseFacts, record: RecordFacts) -> datetime | None:
    """The moment at which a record, or the first of those that it corrects, became final.

    One recorded late (补录) counts from when it happened; one annulled was never made. None for
    what is not final.
    """
    if not record.is_final:
        return None
    found, seen, each = [_made_at(record)], {record.uid}, case.record(record.supersedes)
    while each is not None and each.uid not in seen and each.state != "void":
        seen.add(each.uid)
        found.append(_made_at(each))
        each = case.record(each.supersedes)
    return min((moment for moment in found if moment), default=None)


def _made_at(record: RecordFacts) -> datetime | None:
    if record.backfilled and record.occurred_start is not None and record.finalized_at is not None:
        return min(record.occurred_start, record.finalized_at)
    return record.finalized_at
