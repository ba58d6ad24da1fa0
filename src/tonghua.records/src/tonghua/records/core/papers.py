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

#: what a person writes where there is nobody: 没有的，写“无”
NOBODY = frozenset({"", "无", "没有", "无。", "没有。", "/", "／", "-", "—"})

#: where facts keep their places
PLACES = "_places"

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class SigningPlace:
    """A signing place (签名位). ``when`` is "before" or "after" the paper is final.

    ``every_page``: signed at the foot of each page too (逐页签名).
    """

    capacity: str
    label: Text
    count: int = 1
    when: str = "before"
    refusable: bool = False
    every_page: bool = False
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
        if self.filled and is_nobody(getattr(values, self.filled, None)):
            return False
        if any(getattr(values, name, None) in tokens for name, tokens in self.unless.items()):
            return False
        return all(getattr(values, name, None) in tokens for name, tokens in self.only.items())


def is_nobody(value: object) -> bool:
    """Whether a field that names somebody names nobody: empty, or 无."""
    return value.strip() in NOBODY if isinstance(value, str) else not value


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper of the catalogue (文书).

    ``portal_types``: whose item prints it; ``only`` and ``filled`` are the field values that
    choose it. ``beside`` (附随文书): a further paper of its record, which has one of its own.
    ``issued`` (出具): given out while the record that prints it may still be a draft; ``numbers``:
    and its number is the record's. ``seal``:
    "office" (机关公章), "special" (专用章) or none. ``builds``: what it lists from the whole case.
    """

    key: str
    title: Text
    portal_types: tuple[str, ...]
    articles: tuple[int, ...]
    only: Values
    places: tuple[SigningPlace, ...]
    filled: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    number_class: str | None = None
    recording_mandatory: bool = False
    beside: bool = False
    issued: bool = False
    numbers: bool = False
    seal: str = ""
    builds: tuple[str, ...] = ()

    @property
    def portal_type(self) -> str:
        """The type that prints it; the first where several do."""
        return self.portal_types[0]

    @property
    def approval_needed(self) -> bool:
        """Whether it goes through the handler - reviewer - approver chain (article 31)."""
        return self.portal_type in APPROVED_TYPES and not self.beside

    @property
    def choosing(self) -> frozenset[str]:
        """The fields whose values choose it."""
        return frozenset((*self.only, *self.filled))

    def fits(self, values: Mapping[str, Any]) -> bool:
        """Whether an item with these values prints it."""
        chosen = all(values.get(name) in tokens for name, tokens in self.only.items())
        return chosen and all(values.get(name) for name in self.filled)


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
    of_type = papers_of(portal_type)
    fitting = (each for each in of_type if each.fits(values or {}))
    return next(fitting, of_type[-1] if of_type else None)


def paper_of(record: RecordFacts) -> Paper | None:
    """The paper that a record prints."""
    kind = record.type
    return paper_for(kind, {name: getattr(record, name, None) for name in choosing(kind)})


@cache
def choosing(portal_type: str) -> frozenset[str]:
    """The fields that choose among a type's papers, those beside its own included."""
    return frozenset(
        name
        for each in (*papers_of(portal_type), *papers_beside(portal_type))
        for name in each.choosing
    )


@cache
def papers_of(portal_type: str) -> tuple[Paper, ...]:
    """The papers of which an item of a type prints one as its own, in the catalogue's order."""
    return tuple(
        each for each in papers().values() if portal_type in each.portal_types and not each.beside
    )


@cache
def papers_beside(portal_type: str) -> tuple[Paper, ...]:
    """附随文书: the papers that an item of a type may print beside its own."""
    return tuple(
        each for each in papers().values() if portal_type in each.portal_types and each.beside
    )


@cache
def is_numbered_beside(portal_type: str) -> bool:
    """Whether a paper beside the own one brings a record of this type its number."""
    return any(each.numbers for each in papers_beside(portal_type))


@cache
def number_class_of(portal_type: str, own: str | None) -> str | None:
    """The class of a record's number (文号): its own paper's, else that of the one that numbers it.

    The number of a hearing (听证) is that of its notice: minutes have none.
    """
    beside = (each.number_class for each in papers_beside(portal_type) if each.numbers)
    return own or next(beside, None)


def signing_places(record: RecordFacts) -> tuple[SigningPlace, ...]:
    """The places of a record's paper that its values ask for, with the count that they need."""
    # found once: facts never change
    if PLACES not in record.__dict__:
        object.__setattr__(record, PLACES, _places_of(record))
    places: tuple[SigningPlace, ...] = record.__dict__[PLACES]
    return places


def signed_places(record: RecordFacts) -> tuple[SigningPlace, ...]:
    """The places that are signed on the paper itself: not those of the chain."""
    places = signing_places(record)
    if not any(place.capacity in BY_HISTORY for place in places):
        return places
    return tuple(place for place in places if not place.by_history)


def places_of(paper: Paper, record: RecordFacts) -> tuple[SigningPlace, ...]:
    """The places of a paper that a record's values ask for, with the count that they need."""
    return tuple(_counted(place, record) for place in paper.places if place.is_asked_of(record))


def _places_of(record: RecordFacts) -> tuple[SigningPlace, ...]:
    found = paper_of(record)
    return places_of(found, record) if found else ()


def _counted(place: SigningPlace, record: RecordFacts) -> SigningPlace:
    """The place with one signature for each that its field names, where that is more."""
    named = len(getattr(record, place.each, ()) or ()) if place.each else 0
    return replace(place, count=named) if named > place.count else place


def _paper(key: str, row: Mapping[str, Any]) -> Paper:
    return Paper(
        key=key,
        title=_(row["title"]),
        portal_types=(row["type"], *row.get("also", ())),
        articles=tuple(row["articles"]),
        only=_values(row.get("only", {})),
        filled=tuple(row.get("filled", ())),
        places=tuple(_place(each) for each in row["places"]),
        aliases=tuple(row.get("aliases", ())),
        number_class=row.get("number_class"),
        recording_mandatory=row.get("recording", False),
        beside=row.get("beside", False),
        issued=row.get("issued", False),
        numbers=row.get("numbers", False),
        seal=row.get("seal", ""),
        builds=tuple(row.get("builds", ())),
    )


def _place(row: Mapping[str, Any]) -> SigningPlace:
    words = row.get("label")
    return SigningPlace(
        capacity=row["capacity"],
        label=_(words) if words else label("capacity", row["capacity"]),
        count=row.get("count", 1),
        when="after" if row.get("after") else "before",
        refusable=row.get("refusable", False),
        every_page=row.get("every_page", False),
        each=row.get("each", ""),
        filled=row.get("filled", ""),
        only=_values(row.get("only", {})),
        unless=_values(row.get("unless", {})),
    )


def _values(row: Mapping[str, Any]) -> Values:
    return {name: tuple(tokens) for name, tokens in row.items()}
