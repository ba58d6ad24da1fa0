"""The case as it stood at a moment: nothing that happened later is seen (model, "As of")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from tonghua.records.core.clock import aware, in_office, is_after, parse_moment
from tonghua.records.core.facts import (
    CaseFacts,
    ComplaintFacts,
    PartyFacts,
    RecordFacts,
    Row,
    StartedCase,
)

#: row columns that hold a moment, also where it is kept as ISO 8601 text
ROW_MOMENTS = frozenset({"posted_at"})
#: where facts keep their ``_latest``
LATEST = "_latest"

F = TypeVar("F", bound="CaseFacts | PartyFacts | RecordFacts | StartedCase")
R = TypeVar("R", bound=RecordFacts)


def as_of(case: CaseFacts, at: datetime) -> CaseFacts:
    """Leave out of a case what happened after ``at``.

    Records not yet begun are gone; later signatures, steps and dates are empty, with what the
    act of that date brought; so are the later fields (事后栏目) that were written then. Deadlines
    (``plan`` fields) stay: they are known beforehand.
    """
    at = in_office(at)
    more: dict[str, Any] = {}
    if isinstance(case, ComplaintFacts) and case.cases:
        more["cases"] = tuple(emptied(each, at) for each in case.cases)
    return replace(
        emptied(case, at),
        history=tuple(step for step in case.history if step.at <= at),
        parties=tuple(emptied(party, at) for party in case.parties),
        records=tuple(record_as_of(record, at) for record in case.records if counts(record, at)),
        orders=tuple(record_as_of(order, at) for order in case.orders if counts(order, at)),
        overrides=tuple(override for override in case.overrides if override.at <= at),
        **more,
    )


def counts(record: RecordFacts, at: datetime) -> bool:
    """Whether the record existed at a moment."""
    began = record.began
    return began is not None and began <= at


def record_as_of(record: R, at: datetime) -> R:
    """One record as it stood at a moment; the record itself where nothing came later."""
    changes: dict[str, Any] = _later(record, at)
    done = record.last_act
    if done is not None and done > at:
        for name in ("signatures", "history"):
            changes[name] = tuple(each for each in getattr(record, name) if each.at <= at)
    return replace(record, **changes) if changes else record


def emptied(facts: F, at: datetime) -> F:
    """Facts without the dates after ``at``, and without what came with them."""
    changes = _later(facts, at)
    return replace(facts, **changes) if changes else facts


def _later(facts: Any, at: datetime) -> dict[str, Any]:
    moment, day = _latest(facts)
    if (moment is None or moment <= at) and (day is None or day <= at.date()):
        return {}
    kind: Any = type(facts)
    known = _fields_of(kind)
    changes: dict[str, Any] = {}
    for name in _telling(kind):
        value, spec = getattr(facts, name), known[name]
        if not value:
            continue
        if isinstance(value, date) and not spec.metadata.get("plan") and is_after(value, at):
            for emptied_name in (name, *spec.metadata.get("brings", ())):
                changes[emptied_name] = known[emptied_name].default
        elif isinstance(value, tuple) and isinstance(value[0], Mapping):
            rows = tuple(row for row in value if not _is_later(row, at))
            if len(rows) < len(value):
                changes[name] = rows
    for row in getattr(facts, "later", ()):
        if row["field"] in _undated(kind) and _is_later(row, at):
            changes[row["field"]] = known[row["field"]].default
    return changes


def _latest(facts: Any) -> tuple[datetime | None, date | None]:
    """The last moment and the last day that facts tell of; found once, for they never change."""
    if LATEST not in facts.__dict__:
        told = list(_told(facts))
        moments = [value for value in told if isinstance(value, datetime)]
        days = [value for value in told if not isinstance(value, datetime)]
        found = max(map(aware, moments), default=None), max(days, default=None)
        object.__setattr__(facts, LATEST, found)
    latest: tuple[datetime | None, date | None] = facts.__dict__[LATEST]
    return latest


def _told(facts: Any) -> Iterator[date]:
    kind: Any = type(facts)
    known = _fields_of(kind)
    for name in _telling(kind):
        value = getattr(facts, name)
        if isinstance(value, date) and not known[name].metadata.get("plan"):
            yield value
        elif value and isinstance(value, tuple) and isinstance(value[0], Mapping):
            for row in value:
                yield from _dates_of(row)


@cache
def _fields_of(kind: Any) -> Mapping[str, Field[Any]]:
    # when a thing was entered does not matter here, only when it happened
    return {each.name: each for each in fields(kind) if each.name != "created"}


@cache
def _telling(kind: Any) -> tuple[str, ...]:
    """The fields whose type can hold a moment: dates, and rows with dates in them."""
    return tuple(
        name
        for name, each in _fields_of(kind).items()
        if any(word in str(each.type) for word in ("date", "Row", "Mapping"))
    )


@cache
def _undated(kind: Any) -> frozenset[str]:
    """The fields whose day no field tells: written later, they count from when they were written."""
    brought = {name for each in fields(kind) for name in each.metadata.get("brings", ())}
    return frozenset(
        name for name, each in _fields_of(kind).items() if "date" not in str(each.type)
    ).difference(brought)


def _is_later(row: Row, at: datetime) -> bool:
    """Whether a row tells of something after ``at`` (a notice posted then)."""
    return any(is_after(value, at) for value in _dates_of(row))


def _dates_of(row: Row) -> Iterator[date]:
    for name, value in row.items():
        if name in ROW_MOMENTS and isinstance(value, str) and value:
            value = parse_moment(value)
        if isinstance(value, date):
            yield value
