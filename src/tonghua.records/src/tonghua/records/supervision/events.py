"""Every event of a case, of what one person may view."""

from dataclasses import replace

from tonghua.records.core.timeline import timeline
from tonghua.records.signing.store import signatures_of


def events_of(seen, records):
    """The events of the case, earliest first.

    ``seen`` are the facts of what the person may view, ``records`` the items by uid. Signatures
    that no longer count are told too: they were given. What a chain wrote for itself is told by
    the record that the chain belongs to.
    """
    given = tuple(
        replace(each, signatures=signatures_of(records[each.uid]))
        for each in seen.records
        if each.uid in records and not getattr(each, "chain_of", None)
    )
    return timeline(replace(seen, records=given))
