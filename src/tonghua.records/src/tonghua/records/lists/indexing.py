"""What the lists are filtered and sorted by, as the catalogue keeps it.

The names are their own and not those of fields: what lies in a case acquires its fields, and would
be indexed as if it had them.
"""

import logging
import re
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

from Acquisition import aq_base
from plone import api
from plone.indexer.decorator import indexer
from plone.indexer.wrapper import IndexableObjectWrapper
from Products.ZCatalog.interfaces import IZCatalog
from ZODB.POSException import ConflictError
from zope.component import adapter

from tonghua.records.core.looks import next_look as look_after
from tonghua.records.core.oversight import NO_SECTION
from tonghua.records.core.standing import standing_of
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.custody.roles import people_of
from tonghua.records.interfaces import ICase, IFactsSource, IRecordContent
from tonghua.records.moments import ZONE, from_zope, now, to_office
from tonghua.records.office import number, office
from tonghua.records.supervision.state import month_of, state_of

logger = logging.getLogger(__name__)

#: stands for no deadline, so that a list sorted by deadline has every case, these last
NO_DEADLINE = datetime(2499, 12, 31, tzinfo=ZONE)

#: volatile attribute by which the indexes of ``JUDGED`` share one look at a case
HELD = "_v_standing"
#: the indexes that ask how a case stands
JUDGED = frozenset({"next_due", "next_look", "broken_rules", "rule_outcomes"})

#: what changes with what lies in a case, and with its steps
MOVING = (
    "next_due",
    "next_look",
    "broken_rules",
    "rule_outcomes",
    "case_year",
    "case_month",
    "case_number",
)


def standing(case):
    """Where the case stands (``core.standing.Standing``): as it is ``held``, else as of now."""
    return getattr(aq_base(case), HELD, None) or standing_of(
        IFactsSource(case).facts(), office(), now()
    )


@contextmanager
def held(case, found):
    """Have all indexes take a case to stand as it was found."""
    base = aq_base(case)
    before = vars(base).get(HELD)
    setattr(base, HELD, found)
    try:
        yield
    finally:
        vars(base).pop(HELD, None)
        if before is not None:
            setattr(base, HELD, before)


@adapter(ICase, IZCatalog)
class IndexedCase(IndexableObjectWrapper):
    """A case as the catalogue asks it, one of these each time: judged once for all its indexes.

    A catalogue that is built anew asks every index of every case, and nothing is kept of a case
    when the next one's turn has come. A case that cannot be judged is in none of these indexes but
    the one by which the tick finds it, and says so: what a clerk has typed is not lost for it.
    """

    @cached_property
    def _standing(self):
        case = self._getWrappedObject()
        try:
            return standing(case)
        except ConflictError:
            raise
        except Exception:
            logger.exception("%s could not be judged", "/".join(case.getPhysicalPath()))
            return None

    def __getattr__(self, name):
        if name not in JUDGED:
            return super().__getattr__(name)
        if self._standing is None:
            if name == "next_look":
                return now()
            raise AttributeError(name)
        with held(self._getWrappedObject(), self._standing):
            return super().__getattr__(name)


@indexer(ICase)
def next_due(case):
    """The next deadline; time alone makes it a missed one, which a query for the past finds."""
    return standing(case).next_due or NO_DEADLINE


@indexer(ICase)
def broken_rules(case):
    """Ids of the rules that are broken.

    A rule that breaks by the clock alone is found here after the next act in its case, or the
    tick of the clock (``bin/records tick``).
    """
    return list(standing(case).broken)


@indexer(ICase)
def next_look(case):
    """When the clock will change something in the case, or its people are to be reminded."""
    days = int(number("remind_days"))
    found = standing(case)
    told = state_of(case).told
    return look_after(found.deadlines, found.at, days, told) or NO_DEADLINE


@indexer(ICase)
def rule_outcomes(case):
    """``RULE:outcome`` of each rule that applies, and the other figures that the case adds to."""
    return sorted(standing(case).figures)


@indexer(ICase)
def case_month(case):
    """2026-03, by which the supervising office counts the case."""
    return month_of(case)


@indexer(ICase)
def case_people(case):
    """Everybody whom the case names, whatever his part."""
    return sorted({username for _role, username in people_of(case) if username})


@indexer(ICase)
def case_handlers(case):
    return list(case.handlers or ())


@indexer(ICase)
def case_reviewer(case):
    return case.reviewer


@indexer(ICase)
def case_approver(case):
    return case.approver


@indexer(ICase)
def case_section(case):
    """The section by name; a sign of its own for none, which the supervising office asks for too."""
    return getattr(aq_base(case), "section", None) or NO_SECTION


@indexer(ICase)
def case_procedure(case):
    return case.procedure


@indexer(ICase)
def case_year(case):
    """The year of the filing; of the registration until the case is filed."""
    moment = to_office(case.opened_at) if case.opened_at else from_zope(case.created())
    return moment.year


@indexer(ICase)
def case_number(case):
    """The number with its figures of one length, so that 10号 comes after 9号; last without one."""
    if not case.number:
        return "\uffff"
    return re.sub(r"\d+", lambda found: found.group().zfill(8), case.number)


@indexer(IRecordContent)
def waits_for(record):
    """Usernames of those who have a record before them: drafting, to review, to approve."""
    state = api.content.get_state(record, default=None)
    case = case_of(record)
    if case is None or getattr(record, "chain_of", None):
        return []
    named = {
        "draft": case.handlers,
        "in_review": (case.reviewer,),
        "in_approval": (case.approver,),
    }.get(state)
    return [username for username in named or () if username]
