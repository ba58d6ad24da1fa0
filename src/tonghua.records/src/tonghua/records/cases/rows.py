"""A record as one row of its case: what, when, number, state, signatures, papers, recordings."""

from dataclasses import dataclass

from plone.uuid.interfaces import IUUID

from tonghua.records.cases.stages import STAGES
from tonghua.records.core.facts import AudioVisual
from tonghua.records.core.signing import place_states
from tonghua.records.core.vocabularies import label
from tonghua.records.display import when
from tonghua.records.i18n import say
from tonghua.records.moments import from_zope
from tonghua.records.pages import Badge, level_badge, state_badge
from tonghua.records.papers.versions import versions_of


@dataclass(frozen=True, kw_only=True)
class Row:
    """What a clerk asks of a record; ``signatures`` is done/needed, empty where none is asked."""

    title: str
    url: str
    kind: str
    when: str
    number: str
    badges: tuple[Badge, ...]
    signatures: str
    signed: bool
    papers: int
    recordings: int


def group_rows(records, facts, at):
    """The rows of a case's records by stage, each stage in the order of time; empty ones left out.

    ``facts`` are the case's, with everything in it; a row says only what lies in the record.
    """
    found = []
    by_uid = {record.uid: record for record in facts.records}
    recordings = recordings_by_record(facts, {IUUID(record) for record in records})
    for name, types in STAGES:
        held = [record for record in records if record.portal_type in types]
        held.sort(key=time_of)
        rows = [row_of(record, facts, by_uid[IUUID(record)], recordings, at) for record in held]
        if rows:
            found.append({"name": name, "rows": rows})
    return found


def recordings_by_record(facts, seen):
    """uid of a record → how many of the recordings that may be seen are about it."""
    counts = {}
    for record in facts.records:
        if isinstance(record, AudioVisual) and record.uid in seen and record.media:
            for uid in record.about:
                counts[uid] = counts.get(uid, 0) + 1
    return counts


def time_of(record):
    """When it happened, else when it was made."""
    moment = getattr(record, "captured_start", None) or record.occurred_start
    return moment or from_zope(record.created())


def row_of(record, case, facts, recordings, at):
    done, needed = signatures_of(case, facts, at)
    return Row(
        title=record.title,
        url=record.absolute_url(),
        kind=say(label("types", record.portal_type)),
        when=when(time_of(record)),
        number=record.number or "",
        badges=(level_badge(record), state_badge(record)),
        signatures=f"{done}/{needed}" if needed else "",
        signed=done == needed,
        papers=len(versions_of(record)),
        recordings=recordings.get(facts.uid, 0),
    )


def signatures_of(case, facts, at):
    """(how many of the signatures asked on the paper stand, how many are asked)."""
    states = place_states(case, facts, at)
    needed = sum(state.place.count for state in states)
    return needed - sum(state.missing for state in states), needed
