"""The catalogue of papers (文书): which paper a record prints, and who signs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from tonghua.records.core.facts import RecordFacts
from tonghua.records.core.tables import load
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import label
from tonghua.records.core.workflows import APPROVED_TYPES

#: those who sign by the history of the chain and are never asked on the paper
BY_HISTORY = frozenset({"handler", "reviewer", "approver"})

#: where facts keep their places
PLACES = "_places"

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class SigningPlace:
    """A signing place (签名位). ``when`` is "before" or "after" the paper is final."""

    capacity: str
    label: Text
    count: int = 1
    when: str = "before"
    refusable: bool = False
    each: str = ""
    filled: str = ""
    only: Values = field(default_factory=dict)
    unless: Values = field(default_factory=dict)

    @property
    def by_history(self) -> bool:
        """Whether the chain's history is the signature."""
        return self.capacity in BY_HISTORY

    def is_asked_of(self, values: object) -> bool:
        """Whether a record with these values has this place."""
        if not (self.filled or self.unless or self.only):
            return True
        if self.filled and not getattr(values, self.filled, None):
            return False
        if any(getattr(values, name, None) in tokens for name, tokens in self.unless.items()):
            return False
        return all(getattr(values, name, None) in tokens for name, tokens in self.only.items())


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper of the catalogue. ``only`` are the field values that choose it."""

    key: str
    title: Text
    portal_type: str
    articles: tuple[int, ...]
    only: Values
    places: tuple[SigningPlace, ...]
    aliases: tuple[str, ...] = ()
    number_class: str | None = None
    recording_mandatory: bool = False

    @property
    def approval_needed(self) -> bool:
        """Whether it goes through the handler - reviewer - approver chain (article 31)."""
        return self.portal_type in APPROVED_TYPES

    def fits(self, values: Mapping[str, Any]) -> bool:
        return all(values.get(name) in tokens for name, tokens in self.only.items())


@cache
def papers() -> Mapping[str, Paper]:
    """Every paper by its key, in the catalogue's order."""
    return {key: _paper(key, row) for key, row in load("papers").items()}


def paper(key: str) -> Paper:
    """One paper. Raises KeyError for an unknown key."""
    return papers()[key]


def paper_for(portal_type: str, values: Mapping[str, Any] | None = None) -> Paper | None:
    """The paper that a record of this type and these field values prints; None if none.

    Where the choosing field is still empty, the type's last paper, its most general one.
    """
    of_type = _papers_of(portal_type)
    fitting = (each for each in of_type if each.fits(values or {}))
    return next(fitting, of_type[-1] if of_type else None)


def paper_of(record: RecordFacts) -> Paper | None:
    """The paper that a record prints."""
    kind = record.type
    return paper_for(kind, {name: getattr(record, name, None) for name in _chosen_by(kind)})


@cache
def _chosen_by(portal_type: str) -> frozenset[str]:
    """The fields that choose among a type's papers."""
    return frozenset(name for each in _papers_of(portal_type) for name in each.only)


@cache
def _papers_of(portal_type: str) -> tuple[Paper, ...]:
    return tuple(each for each in papers().values() if each.portal_type == portal_type)


def signing_places(record: RecordFacts) -> tuple[SigningPlace, ...]:
    """The places of a record's paper that its values ask for, with the count that they need."""
    # found once: facts never change
    if PLACES not in record.__dict__:
        object.__setattr__(record, PLACES, _places_of(record))
    places: tuple[SigningPlace, ...] = record.__dict__[PLACES]
    return places


def signed_places(record: RecordFacts) -> tuple[SigningPlace, ...]:
    """The places that are signed on the paper itself: not those of the chain."""
    return tuple(place for place in signing_places(record) if not place.by_history)


def _places_of(record: RecordFacts) -> tuple[SigningPlace, ...]:
    found = paper_of(record)
    if found is None:
        return ()
    return tuple(_counted(place, record) for place in found.places if place.is_asked_of(record))


def _counted(place: SigningPlace, record: RecordFacts) -> SigningPlace:
    """The place with one signature for each that its field names, where that is more."""
    named = len(getattr(record, place.each, ()) or ()) if place.each else 0
    return replace(place, count=named) if named > place.count else place


def _paper(key: str, row: Mapping[str, Any]) -> Paper:
    return Paper(
        key=key,
        title=_(row["title"]),
        portal_type=row["type"],
        articles=tuple(row["articles"]),
        only=_values(row.get("only", {})),
        places=tuple(_place(each) for each in row["places"]),
        aliases=tuple(row.get("aliases", ())),
        number_class=row.get("number_class"),
        recording_mandatory=row.get("recording", False),
    )


def _place(row: Mapping[str, Any]) -> SigningPlace:
    words = row.get("label")
    return SigningPlace(
        capacity=row["capacity"],
        label=_(words) if words else label("capacity", row["capacity"]),
        count=row.get("count", 1),
        when="after" if row.get("after") else "before",
        refusable=row.get("refusable", False),
        each=row.get("each", ""),
        filled=row.get("filled", ""),
        only=_values(row.get("only", {})),
        unless=_values(row.get("unless", {})),
    )


def _values(row: Mapping[str, Any]) -> Values:
    return {name: tuple(tokens) for name, tokens in row.items()}
