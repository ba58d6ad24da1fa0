"""When a notice asks for nothing any more (提醒的了结): it is then marked as read for its reader.

A reminder is over when its deadline is no longer open, an order to rectify (责令整改) when it was
answered or set aside, and all that is told of a case when that is archived or gone.
"""

import logging
from datetime import timedelta

import transaction
from plone import api
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations

from tonghua.records.cases.by_uid import item_by_uid
from tonghua.records.core.looks import Reminder
from tonghua.records.notices import store
from tonghua.records.office import READ_DAYS, UNREAD_DAYS, settings
from tonghua.records.supervision.orders import KIND as ORDER
from tonghua.records.supervision.orders import is_over
from tonghua.records.supervision.state import state_of

logger = logging.getLogger(__name__)

REMINDERS = frozenset(map(str, Reminder))
#: how often the inboxes are tidied, and when that was last
OFTEN = timedelta(days=1)
KEY = "tonghua.records.pruned"


def tidy(at):
    """Once a day: mark as read what is over, and drop what is old. Commits."""
    kept = IAnnotations(api.portal.get())
    last = kept.get(KEY)
    if last is not None and at - last < OFTEN:
        return
    unread = settings().unread_days or UNREAD_DAYS
    try:
        kept[KEY] = at
        settle()
        store.prune(at - timedelta(days=READ_DAYS), at - timedelta(days=unread))
        transaction.commit()
    except ConflictError:
        # somebody was at his inbox: the next run does it
        transaction.abort()
    except Exception:
        transaction.abort()
        logger.exception("the inboxes could not be tidied")


def settle():
    """Mark as read whatever is over; how many that were."""
    told = {}

    def over(notice):
        if not notice.case:
            return False
        # many are told of the same case; the case itself is not held on to
        if notice.case not in told:
            told[notice.case] = _told_of(notice.case)
        return _is_over(notice, told[notice.case])

    return store.settle(over)


def is_archived(case):
    """Whether nothing can be done in a case any more, and so nobody is to be reminded."""
    return api.content.get_state(case, default="") == "archived"


def _told_of(uid):
    """The keys of the reminders told of a case whose deadlines are open; None for one at its end."""
    case = item_by_uid(uid)
    if case is None or is_archived(case):
        return None
    return state_of(case).told


def _is_over(notice, told):
    if told is None:
        return True
    what = notice.key.partition("|")[2]
    if notice.kind in REMINDERS:
        return what not in told
    if notice.kind != ORDER:
        return False
    order = item_by_uid(what)
    return order is None or is_over(order)
