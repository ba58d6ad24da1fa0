"""The supervising office's sums (统计), kept as cases change so that nobody has to count them.

A cell holds the figures of all cases of one kind and section that were opened in one month. Every
case knows what it has added to which cell (``state``), so a change of a case is a difference. Cells
know no case: what is summed here tells of no title, party or person.
"""

from collections import Counter

from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations

from tonghua.records.supervision.cell import Cell

KEY = "tonghua.records.tally"
SEPARATOR = "|"


def place_of(month, kind, section):
    """The key of a cell: month as 2026-03, kind a portal_type, section by name."""
    return SEPARATOR.join((month, kind, section or ""))


def parts_of(place):
    """(month, kind, section) of a key."""
    month, kind, section = place.split(SEPARATOR, 2)
    return month, kind, section


def cells():
    """The site's cells: place → ``Cell``, in the order of the months; empty where none is."""
    return IAnnotations(api.portal.get()).get(KEY) or {}


def move(old_place, old, new_place, new):
    """Take a case's figures out of one cell and put them into another, or the same."""
    if old_place == new_place:
        difference = Counter(new)
        difference.subtract(old)
        difference = {name: count for name, count in difference.items() if count}
        if difference:
            _cell(new_place).add(difference)
        return
    if old_place:
        _cell(old_place).add({name: -count for name, count in old.items()})
    if new_place:
        _cell(new_place).add(new)


def _cell(place):
    kept = IAnnotations(api.portal.get())
    if KEY not in kept:
        kept[KEY] = OOBTree()
    found = kept[KEY].get(place)
    if found is None:
        found = kept[KEY][place] = Cell()
    return found
