"""出具: papers beside a record's own that are given out while the record goes on.

A hearing notice leaves the office weeks before the minutes of its record are signed. Issuing gives
it its number and a version that is no draft any more; the values printed then stay.
"""

from Acquisition import aq_base
from persistent import Persistent
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core.clock import in_office

KEY = "tonghua.records.issued"


class Issue(Persistent):
    """One giving out of a paper: ``number`` (文号), when, by whom, and why again.

    ``version`` is that of the paper that went out.
    """

    version = None

    def __init__(self, number, at, actor, reason=""):
        self.number = number
        self.at = at
        self.actor = actor
        self.reason = reason


def issues_of(item, key=None):
    """Every issue of one paper, oldest first; without a key of any paper of the item."""
    kept = IAnnotations(item).get(KEY, {})
    if key is not None:
        return tuple(kept.get(key, ()))
    return tuple(issue for each in kept.values() for issue in each)


def issue_rows(item):
    """Every issue of an item's papers as facts keep it; without the adapter, as each page asks."""
    kept = (getattr(aq_base(item), "__annotations__", None) or {}).get(KEY, {})
    return tuple(
        {"paper": key, "at": in_office(issue.at), "number": issue.number}
        for key, issues in kept.items()
        for issue in issues
    )


def last_issue(item, key):
    """How a paper was issued last; None before."""
    issued = issues_of(item, key)
    return issued[-1] if issued else None


def keep(item, key, issue):
    """Keep one more issue; those there never change."""
    annotations = IAnnotations(item)
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping()
    if key not in annotations[KEY]:
        annotations[KEY][key] = PersistentList()
    annotations[KEY][key].append(issue)
