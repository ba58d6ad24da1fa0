"""What stands in a person's calendar (日程): the deadlines of his cases, as he may be told them."""

from dataclasses import dataclass

from plone import api

from tonghua.records.cases.inside import Inside
from tonghua.records.cases.next_steps import seen_facts
from tonghua.records.core.agenda import Appointment, appointments
from tonghua.records.core.confidentiality import SECRET, effective
from tonghua.records.core.remaining import open_deadlines
from tonghua.records.core.rules import evaluate
from tonghua.records.display import may_view
from tonghua.records.lists.cases import TYPES
from tonghua.records.lists.indexing import NO_DEADLINE
from tonghua.records.supervision.compliance import told

#: cases of one person, the nearest deadline first; nobody has more at a time
MOST = 300


@dataclass(frozen=True, kw_only=True)
class Dated:
    """An appointment with the address of its case."""

    appointment: Appointment
    url: str


def agenda():
    """The appointments of the current person: of the cases that name him and are not archived.

    The catalogue leaves out cases without a deadline; what it answers is asked again, for rights
    and for the deadlines themselves.
    """
    return [each for case in _cases() for each in _of(case)]


def _cases():
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog(
        portal_type=[*TYPES, "Complaint"],
        case_people=api.user.get_current().getId(),
        review_state={"not": ["archived"]},
        next_due={"query": NO_DEADLINE.replace(year=NO_DEADLINE.year - 1), "range": "max"},
        sort_on="next_due",
    )
    for brain in brains[:MOST]:
        case = brain._unrestrictedGetObject()
        if may_view(case):
            yield case


def _of(case):
    inside = Inside(case)
    deadlines = _open(told(inside.facts, inside.seen, inside.office, inside.at))
    found = appointments(
        inside.seen,
        deadlines,
        _openly(inside, deadlines),
        inside.at,
        inside.office.count("remind_days"),
    )
    return [Dated(appointment=each, url=inside.url) for each in found]


def _open(answers):
    return open_deadlines(
        (each.answer.rule, finding) for each in answers for finding in each.findings
    )


def _openly(inside, deadlines):
    """The deadlines that are the same without records more confidential than their case."""
    seen = inside.seen
    uids = {
        record.uid
        for record in seen.records
        if effective(seen.confidentiality, record.confidentiality) not in SECRET
    }
    known = seen_facts(seen, uids)
    if known is seen:
        return frozenset(deadlines)
    answers = evaluate(known, inside.office, inside.at)
    same = open_deadlines((each.rule, finding) for each in answers for finding in each.findings)
    return frozenset(same)
