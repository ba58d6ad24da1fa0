"""Corrections of the calendar and of the numbers (节假日和天数的更正), by which deadlines move.

What a page shows is counted anew each time. What had been shown before a correction is kept with the
case (``state``), and says which correction moved it.
"""

from datetime import datetime
from typing import NamedTuple

from persistent.list import PersistentList
from plone import api
from zope.annotation.interfaces import IAnnotations

KEY = "tonghua.records.corrections"


class Correction(NamedTuple):
    """One correction: when, by whom, and what was corrected, in words."""

    at: datetime
    by: str
    what: str


def corrections():
    """All corrections, the earliest first."""
    return tuple(IAnnotations(api.portal.get()).get(KEY) or ())


def version():
    """How many corrections there were: a case judged under fewer is to be looked at again."""
    return len(IAnnotations(api.portal.get()).get(KEY) or ())


def correct(at, by, what):
    """Note a correction."""
    kept = IAnnotations(api.portal.get())
    if KEY not in kept:
        kept[KEY] = PersistentList()
    kept[KEY].append(Correction(at=at, by=by, what=what))
