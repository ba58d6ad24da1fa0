"""Cases and records that a transaction touched are indexed once each, when it is committed.

What stands in a case changes with every record in it. To index it at each event would judge all
rules many times in one request; so events only note what they touched, and the commit asks once.
Only the indexes that move are written, and an index writes nothing where the answer is the same.
"""

import logging
from contextlib import ExitStack

import transaction
from Acquisition import aq_base, aq_inner, aq_parent
from plone import api
from Products.CMFCore.indexing import processQueue
from ZODB.POSException import ConflictError
from zope.component.hooks import getSite
from zope.container.interfaces import IContainerModifiedEvent

from tonghua.records.custody.confidentiality import case_of
from tonghua.records.interfaces import ICase, IRecordContent, ISupervisionEntry
from tonghua.records.lists.indexing import MOVING, held, standing
from tonghua.records.moments import now
from tonghua.records.supervision.state import keep

logger = logging.getLogger(__name__)


class Touched:
    """What one transaction touched: path → the item, last seen."""

    def __init__(self):
        self.cases = {}
        self.records = {}


def on_touched(item, event):
    """Note that an item, and so the case it lies in, has changed."""
    touch(item)


def on_case_step(case, event):
    """A step of a case touches it, and the complaint that it came from (CMP-2)."""
    touch(case)
    complaint = getattr(getattr(aq_base(case), "complaint", None), "to_object", None)
    if complaint is not None:
        touch(complaint)


def on_removed(item, event):
    """What was taken out of a case touches it, unless the case itself goes with it."""
    if event.object is item:
        touch(item)


def touch(item):
    """Have an item's case, and the item's place in it, indexed when the transaction commits.

    An order of the supervising office (责令整改) lies in no case: it touches the one it names.
    """
    case = case_of(item) or _named_by(item)
    if case is None or getSite() is None:
        return
    current = transaction.get()
    try:
        touched = current.data(on_touched)
    except KeyError:
        touched = Touched()
        current.set_data(on_touched, touched)
    if not (touched.cases or touched.records):
        current.addBeforeCommitHook(index_touched, (touched,))
    touched.cases["/".join(case.getPhysicalPath())] = case
    if IRecordContent.providedBy(item):
        touched.records["/".join(item.getPhysicalPath())] = item


def _named_by(item):
    named = getattr(aq_base(item), "case", None) if ISupervisionEntry.providedBy(item) else None
    return getattr(named, "to_object", None)


def index_touched(touched):
    """Write the moving indexes of what was touched and is still there."""
    cases, records = dict(touched.cases), dict(touched.records)
    touched.cases.clear()
    touched.records.clear()
    with ExitStack() as holding:
        # the queue indexes a case that has something new in it too: it is judged once for both
        judged = [path for path, case in cases.items() if _judge(case, path, holding)]
        # what is new has to be in the catalogue first
        processQueue()
        catalog = api.portal.get_tool("portal_catalog")
        for path, record in records.items():
            _index(catalog, record, path, ("waits_for",))
        for path in judged:
            _index(catalog, cases[path], path, MOVING)


def _judge(case, path, holding):
    """Judge a case for all indexes that ask while it is held; whether that could be done."""
    if aq_base(case) is not aq_base(aq_parent(aq_inner(case)).get(case.getId())):
        return False
    try:
        found = standing(case)
        keep(case, found, now())
    except ConflictError:
        raise
    except Exception:
        # a list that is behind is no reason to lose what a clerk has typed
        logger.exception("deadlines of %s were not indexed", path)
        return False
    holding.enter_context(held(case, found))
    return True


def _index(catalog, item, path, names):
    if catalog.getrid(path) is not None:
        catalog.catalog_object(item, path, idxs=list(names), update_metadata=False)


def on_case_modified(case, event):
    """The people of a case may be others now: whom its records wait for is asked again."""
    if not ICase.providedBy(case):
        return
    touch(case)
    if IContainerModifiedEvent.providedBy(event):
        # something came in or went out, and has touched its own place
        return
    for item in case.objectValues():
        if IRecordContent.providedBy(item):
            touch(item)
