"""When a paper counts as served (视为送达), by the method of service (articles 19-23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from tonghua.records.core.clock import day_of, parse_moment
from tonghua.records.core.facts import CaseFacts, DeliveryReceipt
from tonghua.records.core.facts.case import SET_ASIDE

PUBLIC_NOTICE_DAYS = 30
#: outcomes of an attempt that served nothing
UNSERVED = frozenset({"returned", "refused", "failed"})


def is_refused(receipt: DeliveryReceipt) -> bool:
    """Whether the recipient refused to sign for it (拒签)."""
    return any(each.capacity == "recipient" and each.is_refusal for each in receipt.signatures)


class DeemedDay(Protocol):
    """How one method finds its day."""

    def __call__(self, receipt: DeliveryReceipt) -> date | None: ...


def served_at(receipt: DeliveryReceipt, at: datetime) -> date | None:
    """The day on which a receipt's papers count as served; None while they do not.

    The receipt is read as of ``at`` (a day not yet reached is none). A receipt that is void or
    superseded, or whose attempt failed, serves nothing.
    """
    if receipt.state in SET_ASIDE or receipt.outcome in UNSERVED:
        return None
    deemed = DEEMED_DAYS.get(receipt.method or "")
    day = deemed(receipt) if deemed else None
    return day if day is not None and day <= day_of(at) else None


class Served(NamedTuple):
    """The day on which a paper counts as served, and the uid of the receipt that says so."""

    day: date
    receipt: str


def served_on(case: CaseFacts, uid: str, at: datetime) -> Served | None:
    """When a record's paper was served; None while one of its parties was not.

    Each party's first service counts; of several parties the one served last, as a period that
    runs from service has ended for all of them only then. A receipt that names no party serves all.
    """
    first: dict[str, Served] = {}
    for receipt in case.naming(DeliveryReceipt, "served", uid):
        day = served_at(receipt, at)
        if day is None:
            continue
        for party in receipt.parties or ("",):
            found = Served(day, receipt.uid)
            first[party] = min(found, first.get(party, found))
    record = case.record(uid)
    parties = case.parties_of(record) if record and "" not in first else ()
    if any(party.uid not in first for party in parties):
        return None
    return max(first.values(), default=None)


def first_action_at(receipt: DeliveryReceipt) -> date | None:
    """The day of the first act of service: posted, sent, published, or gone there (SRV-7).

    An attempt that failed is an act too.
    """
    if receipt.method == "public_notice":
        moments = [posted for posted in map(posted_at, receipt.media) if posted]
    else:
        moments = [
            moment
            for moment in (
                receipt.mailed_at,
                receipt.sent_at,
                receipt.delivered_at,
                receipt.signed_at,
            )
            if moment
        ]
    # the first moment that belongs to the method; else when the servers went
    if not moments and receipt.occurred_start:
        moments = [receipt.occurred_start]
    return min(map(day_of, moments), default=None)


def posted_at(row: Mapping[str, object]) -> date | datetime | None:
    """When a notice was posted or printed in one medium."""
    value = row.get("posted_at")
    if isinstance(value, str):
        return parse_moment(value) if value else None
    return value if isinstance(value, date) else None


def _signed(receipt: DeliveryReceipt) -> date | None:
    """直接、委托、转交送达: the day on which it was signed for (回证签收日期)."""
    return day_of(receipt.signed_at) if receipt.signed_at and not is_refused(receipt) else None


def _received(receipt: DeliveryReceipt) -> date | None:
    """邮寄送达: the day that the return slip names; without the slip it is not served."""
    if receipt.received_at and receipt.return_slip:
        return day_of(receipt.received_at)
    return None


def _left(receipt: DeliveryReceipt) -> date | None:
    """留置送达: the day on which the paper was left at the residence."""
    moment = receipt.occurred_end or receipt.occurred_start
    return day_of(moment) if moment and receipt.left_at_residence else None


def _published(receipt: DeliveryReceipt) -> date | None:
    """公告送达: thirty days after it was posted or printed last; a day off does not move it."""
    posted = [day_of(moment) for moment in map(posted_at, receipt.media) if moment]
    return max(posted) + timedelta(days=PUBLIC_NOTICE_DAYS) if posted else None


def _delivered(receipt: DeliveryReceipt) -> date | None:
    """电子送达: the day on which it reached the party's system."""
    return day_of(receipt.delivered_at) if receipt.delivered_at else None


DEEMED_DAYS: Mapping[str, DeemedDay] = {
    "direct": _signed,
    "entrusted": _signed,
    "forwarded": _signed,
    "mail": _received,
    "lien": _left,
    "public_notice": _published,
    "electronic": _delivered,
}
