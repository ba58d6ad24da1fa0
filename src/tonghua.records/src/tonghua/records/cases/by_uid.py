"""Items by their uids, whoever may view them: what of them may be told is for the caller to ask."""

from plone import api
from zExceptions import NotFound

from tonghua.records.interfaces import ICase


def items_by_uid(uids):
    """uid → item, of those that are there."""
    wanted = [uid for uid in uids if uid]
    if not wanted:
        return {}
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=wanted)
    return {brain.UID: brain._unrestrictedGetObject() for brain in brains}


def item_by_uid(uid):
    """The item with a uid; None where there is none."""
    return items_by_uid([uid]).get(uid)


def case_by_uid(uid, kinds=()):
    """The case with a uid, of one of these types when any are named. Raises NotFound."""
    found = item_by_uid(uid)
    if not ICase.providedBy(found) or (kinds and found.portal_type not in kinds):
        raise NotFound("case")
    return found
