"""Who has signed a record, who refused, and who is still missing (articles 9, 11, 19-22)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tonghua.records.core.facts import (
    AudioVisual,
    CaseFacts,
    DeliveryReceipt,
    RecordFacts,
    Signature,
)
from tonghua.records.core.papers import SigningPlace, signed_places
from tonghua.records.core.service import addressees, receipts_for, served_at


class PlaceState(NamedTuple):
    """A signing place with the names that stand in it."""

    place: SigningPlace
    signed: tuple[str, ...]
    refused: tuple[str, ...]
    missing: int

    @property
    def is_done(self) -> bool:
        return self.missing == 0


def place_states(case: CaseFacts, record: RecordFacts, at: datetime) -> tuple[PlaceState, ...]:
    """Every place of a record's paper that is asked on the paper, and what stands in it.

    Places of the chain (handler, reviewer, approver) are not among them.
    """
    places = signed_places(record)
    delivered = any(place.when == "after" for place in places) and is_signed_for(case, record, at)
    return tuple(_place_state(case, record, place, delivered) for place in places)


def is_signed(case: CaseFacts, record: RecordFacts, capacity: str = "") -> bool:
    """Whether all whom its paper asks before it is final have signed, or duly refused.

    With a capacity, only those who sign in it are asked.
    """
    return all(
        _place_state(case, record, place, False).is_done
        for place in signed_places(record)
        if place.when == "before" and capacity in ("", place.capacity)
    )


def is_signed_for(case: CaseFacts, record: RecordFacts, at: datetime) -> bool:
    """Whether receipts show that each party received the paper, or that it refused it."""
    return all(
        any(_is_received(case, receipt, at) for receipt in receipts_for(case, record.uid, party))
        for party in addressees(case, record)
    )


def _is_received(case: CaseFacts, receipt: DeliveryReceipt, at: datetime) -> bool:
    if served_at(receipt, at) is not None:
        return True
    return _names(case, receipt, "recipient", refusable=True) != ((), ())


def someone_signed(case: CaseFacts, record: RecordFacts, capacities: Iterable[str]) -> bool:
    """Whether anybody signed in one of these capacities, or a refusal was duly noted."""
    return any(
        _names(case, record, capacity, refusable=True) != ((), ()) for capacity in capacities
    )


def is_noted(case: CaseFacts, record: RecordFacts, signature: Signature) -> bool:
    """Whether a refusal is noted as the law asks: its reason, and a witness or a recording."""
    if not signature.refusal_reason.strip():
        return False
    if signature.witness.strip() or getattr(record, "witness_name", "").strip():
        return True
    if any(other.capacity == "witness" and not other.is_refusal for other in record.signatures):
        return True
    return any(av.media for av in case.naming(AudioVisual, "about", record.uid))


def _place_state(
    case: CaseFacts, record: RecordFacts, place: SigningPlace, delivered: bool
) -> PlaceState:
    signed, refused = _names(case, record, place.capacity, refusable=place.refusable)
    stands = len({*signed, *refused})
    # a receipt stands for whoever received the paper, for no officer who gave it
    if place.when == "after" and place.refusable and delivered:
        stands = max(stands, place.count)
    return PlaceState(
        place=place, signed=signed, refused=refused, missing=max(0, place.count - stands)
    )


def _names(
    case: CaseFacts, record: RecordFacts, capacity: str, *, refusable: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who signed in a capacity, and who duly refused; each name once."""
    signed: dict[str, None] = {}
    refused: dict[str, None] = {}
    for signature in record.signatures:
        if signature.capacity != capacity:
            continue
        if not signature.is_refusal:
            signed[signature.name] = None
        elif refusable and is_noted(case, record, signature):
            refused[signature.name] = None
    return tuple(signed), tuple(refused)
