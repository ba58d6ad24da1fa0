"""The case as it stood at a moment: nothing that happened later is seen (model, "As of")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from tonghua.records.core.clock import in_office, is_after, parse_moment
from tonghua.records.core.facts import CaseFacts, PartyFacts, RecordFacts, Row

#: row columns that hold a moment, also where it is kept as ISO 8601 text
ROW_MOMENTS = frozenset({"posted_at"})

F = TypeVar("F", CaseFacts, PartyFacts, RecordFacts)


def as_of(case: CaseFacts, at: datetime) -> CaseFacts:
    """Leave out of a case what happened after ``at``.

    Records not yet begun are gone; later signatures, steps and dates are empty, with what the
    act of that date brought. Deadlines (``plan`` fields) stay: they are known beforehand.
    """
    at = in_office(at)
    return replace(
        emptied(case, at),
        history=tuple(step for step in case.history if step.at <= at),
        parties=tuple(emptied(party, at) for party in case.parties),
        records=tuple(record_as_of(record, at) for record in case.records if counts(record, at)),
    )


def counts(record: RecordFacts, at: datetime) -> bool:
    """Whether the record existed at a moment."""
    began = record.began
    return began is not None and began <= at


def record_as_of(record: RecordFacts, at: datetime) -> RecordFacts:
    """One record as it stood at a moment."""
    return replace(
        emptied(record, at),
        signatures=tuple(signature for signature in record.signatures if signature.at <= at),
        history=tuple(step for step in record.history if step.at <= at),
    )


def emptied(facts: F, at: datetime) -> F:
    """Facts without the dates after ``at``, and without what came with them."""
    changes = _later(facts, at)
    return replace(facts, **changes) if changes else facts


def _later(facts: Any, at: datetime) -> dict[str, Any]:
    kind: Any = type(facts)
    known = _fields_of(kind)
    changes: dict[str, Any] = {}
    for name, spec in known.items():
        value = getattr(facts, name)
        if isinstance(value, date) and not spec.metadata.get("plan") and is_after(value, at):
            for emptied_name in (name, *spec.metadata.get("brings", ())):
                changes[emptied_name] = known[emptied_name].default
        elif isinstance(value, tuple) and value and isinstance(value[0], Mapping):
            changes[name] = tuple(row for row in value if not _is_later(row, at))
    return changes


@cache
def _fields_of(kind: Any) -> Mapping[str, Field[Any]]:
    # when a thing was entered does not matter here, only when it happened
    return {each.name: each for each in fields(kind) if each.name != "created"}


def _is_later(row: Row, at: datetime) -> bool:
    """Whether a row tells of something after ``at`` (a notice posted then)."""
    for name, value in row.items():
        if name in ROW_MOMENTS and isinstance(value, str) and value:
            value = parse_moment(value)
        if isinstance(value, date) and is_after(value, at):
            return True
    return False
