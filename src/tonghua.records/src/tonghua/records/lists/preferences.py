"""The columns that a person has chosen, kept per person and list."""

from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations

KEY = "tonghua.records.columns"


def chosen(register_id, listing):
    """The columns to show, in the list's order; the usual ones for who has chosen none."""
    kept = IAnnotations(api.portal.get()).get(KEY, {}).get(_key(register_id), ())
    columns = tuple(column for column in listing.columns if column.id in kept)
    return columns or tuple(column for column in listing.columns if column.usual)


def choose(register_id, listing, ids):
    """Keep somebody's choice; an empty one brings the usual columns back."""
    annotations = IAnnotations(api.portal.get())
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    known = tuple(column.id for column in listing.columns if column.id in ids)
    if known:
        annotations[KEY][_key(register_id)] = known
    else:
        annotations[KEY].pop(_key(register_id), None)


def _key(register_id):
    return f"{api.user.get_current().getId()}/{register_id}"
