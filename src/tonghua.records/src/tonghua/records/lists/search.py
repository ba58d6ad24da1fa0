"""What a list finds: its filters from the address, turned into one question to the catalogue."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from plone import api
from ZTUtils.Lazy import LazyMap

from tonghua.records.lists.ordered import in_order, numbers_of
from tonghua.records.lists.words import cases_with, found

#: where the words stand in the address
WORDS = "q"
RETIRED = "retired"
MOST_CHARACTERS = 200


@dataclass(frozen=True)
class Asked:
    """What the address asks of a list: words, filters by id, sorting, whether retired ones too."""

    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    descending: bool = False
    retired: bool = False

    def without(self, name):
        """The same without one filter, or without the words."""
        if name == WORDS:
            return replace(self, words="")
        return replace(self, filters=tuple(each for each in self.filters if each[0] != name))

    def address(self, **more):
        """The query string that asks it again."""
        values = {WORDS: self.words, **dict(self.filters)}
        values["sort"] = self.sort
        values["order"] = "desc" if self.descending else "asc"
        values[RETIRED] = "1" if self.retired else ""
        values.update(more)
        return urlencode({name: value for name, value in values.items() if value})


def asked(listing, form):
    """Read the address; what a list does not know is as if it was not said."""
    chosen = []
    for each in listing.filters:
        value = _text(form.get(each.id))
        if value and value in dict(each.options()):
            chosen.append((each.id, value))
    sorts = {column.sort for column in listing.columns if column.sort}
    sort = _text(form.get("sort"))
    known = sort in sorts
    return Asked(
        words=_text(form.get(WORDS)),
        filters=tuple(chosen),
        sort=sort if known else listing.sort,
        descending=form.get("order") == "desc" if known else listing.descending,
        retired=listing.retires and bool(form.get(RETIRED)),
    )


def _text(value):
    return value.strip()[:MOST_CHARACTERS] if isinstance(value, str) else ""


def whole(text):
    """A whole number from the address; 0 for anything else."""
    try:
        return int(text or 0)
    except (TypeError, ValueError):
        return 0


class Search:
    """One question to one register, answered with what the present person may view.

    ``page`` are (start, size) of what is looked at: only so much is sorted out of a long list, and
    ``len`` still says how much there is.
    """

    def __init__(self, register, listing, question, page=None):
        self.page = page
        self.register = register
        self.listing = listing
        self.asked = question
        self.filters = {each.id: each for each in listing.filters}

    @property
    def query(self):
        query = {"path": {"query": "/".join(self.register.getPhysicalPath()), "depth": 1}}
        if self.listing.retires and not self.asked.retired:
            query["review_state"] = "active"
        for name, value in self.asked.filters:
            if self.filters[name].query is not None:
                query.update(self.filters[name].query(value))
        return query

    @cached_property
    def brains(self):
        """What was found, lazily and in order; of a page those alone that stand on it."""
        catalog = api.portal.get_tool("portal_catalog")._catalog
        numbers = [number for number in self._found if self._keeps(catalog, number)]
        shown = in_order(numbers, self.asked.sort, self.asked.descending, self.page)
        return LazyMap(catalog.__getitem__, shown, actual_result_count=len(numbers))

    @property
    def _found(self):
        """The catalogue's numbers of what was found, in no order."""
        query = self.query
        if self.register.getId() != "cases":
            return numbers_of(found(query, self.asked.words))
        ids = cases_with(self.asked.words, self.register)
        if ids is not None:
            if not ids:
                return []
            query["getId"] = sorted(ids)
        return numbers_of(api.portal.get_tool("portal_catalog").searchResults(**query))

    @cached_property
    def _keeping(self):
        """(what looks an entry through, the value chosen) of the filters that do so."""
        return [
            (self.filters[name].keeps, value)
            for name, value in self.asked.filters
            if self.filters[name].keeps is not None
        ]

    def _keeps(self, catalog, number):
        if not self._keeping:
            return True
        item = catalog[number]._unrestrictedGetObject()
        return all(keeps(value, item) for keeps, value in self._keeping)

    def __len__(self):
        return self.brains.actual_result_count


def count(register, listing, question):
    """How many entries a question would find."""
    return len(Search(register, listing, question))
