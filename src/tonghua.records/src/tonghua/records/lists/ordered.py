"""The order of a list, which leaves nothing open: equal entries stand as the catalogue numbers them.

The catalogue's own sorting leaves it open which of equals comes first, and answers otherwise from page
to page: one could show again what another has shown, and some entry would be on none. Sorted by two
of its indexes, a page of 100,000 cases would take it a second and more.
"""

from heapq import nlargest, nsmallest

from plone import api


def numbers_of(answer):
    """The catalogue's numbers of an answer in no order, without making a brain of each."""
    # an answer to words has scores beside the numbers, one that words cannot be asked is a list
    return [each if isinstance(each, int) else each[1] for each in getattr(answer, "_seq", answer)]


def in_order(numbers, index, descending=False, page=None):
    """The catalogue's numbers by what an index keeps of each; those without any come last.

    ``page`` are (start, size) of what is wanted: all without.
    """
    kept = api.portal.get_tool("portal_catalog")._catalog.indexes[index].documentToKeyMap()
    keys = _keys(numbers, kept, descending)
    start, size = page or (0, None)
    if page and not start:
        chosen = (nlargest if descending else nsmallest)(size, keys)
    else:
        chosen = sorted(keys, reverse=descending)[start : None if size is None else start + size]
    return [number for *_place, number in chosen]


def _keys(numbers, kept, descending):
    for number in numbers:
        value = kept.get(number)
        yield (value is None) != descending, value, number
