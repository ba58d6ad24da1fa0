"""When a paper counts as served (视为送达), by the method of service (articles 19-23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from tonghua.records.core.clock import day_of, parse_moment
from tonghua.records.core.facts import CaseFacts, DeliveryReceipt, RecordFacts, TransferLetter
from tonghua.records.core.several import first_of_any, last_of_all

PUBLIC_NOTICE_DAYS = 30
#: outcomes of an attempt that served nothing
UNSERVED = frozenset({"returned", "refused", "failed"})
#: methods by which the servers go there themselves
IN_PERSON = frozenset({"direct", "lien"})
#: in the place of parties where a paper names none
NOBODY = ("",)


def is_refused(receipt: DeliveryReceipt) -> bool:
    """Whether the recipient refused to sign for it (拒签)."""
    return any(each.capacity == "recipient" and each.is_refusal for each in receipt.signatures)


class DeemedDay(Protocol):
    """How one method finds its day."""

    def __call__(self, receipt: DeliveryReceipt) -> date | None: ...


def served_at(receipt: DeliveryReceipt, at: datetime) -> date | None:
    """The day on which a receipt's papers count as served; None while they do not.

    The receipt is read as of ``at`` (a day not yet reached is none). A draft serves nothing yet:
    its signatures and its way have not been judged (DOC-SIG, SRV-L, SRV-P). Nor does a receipt
    that is void or superseded, or whose attempt failed.
    """
    if not receipt.is_final or receipt.outcome in UNSERVED:
        return None
    deemed = DEEMED_DAYS.get(receipt.method or "")
    day = deemed(receipt) if deemed else None
    return day if day is not None and day <= day_of(at) else None


def would_serve(receipt: DeliveryReceipt) -> bool:
    """Whether a receipt says by when it has served, so that a draft of it only has to be final."""
    deemed = DEEMED_DAYS.get(receipt.method or "")
    return deemed is not None and deemed(receipt) is not None


class Served(NamedTuple):
    """The day on which a paper counts as served, and the uid of the receipt that says so."""

    day: date
    receipt: str


def addressees(case: CaseFacts, paper: RecordFacts | None) -> tuple[str, ...]:
    """The uids of the parties whom a paper is to be served on; ("",) where it names nobody.

    A letter that hands the case over (移送函) is for the body that it is written to.
    """
    if isinstance(paper, TransferLetter):
        return NOBODY
    parties = case.parties_of(paper) if paper else case.parties
    return tuple(party.uid for party in parties) or NOBODY


def receipts_for(case: CaseFacts, uid: str, party: str) -> tuple[DeliveryReceipt, ...]:
    """The standing receipts of a paper that are about a party; one that names nobody is about all."""
    return tuple(
        receipt
        for receipt in case.naming(DeliveryReceipt, "served", uid)
        if not party or not receipt.parties or party in receipt.parties
    )


def served_on_party(case: CaseFacts, uid: str, party: str, at: datetime) -> Served | None:
    """When a paper was served on one party: its first service counts; None while it was not.

    What a party may do or must do within a term runs from this day (Civil Procedure Law 85, 87).
    """
    found = (
        Served(day, receipt.uid)
        for receipt in receipts_for(case, uid, party)
        if (day := served_at(receipt, at)) is not None
    )
    return min(found, default=None)


def served_on_everyone(case: CaseFacts, uid: str, at: datetime) -> Served | None:
    """When the last of the parties whom a paper is for was served; None while one was not.

    For what waits for all of them: a term that must be over for each, service being complete.
    """
    parties = addressees(case, case.record(uid))
    return last_of_all(served_on_party(case, uid, party, at) for party in parties)


def served_on_anyone(case: CaseFacts, uid: str, at: datetime) -> Served | None:
    """When the first of the parties whom a paper is for was served; None while nobody was."""
    parties = addressees(case, case.record(uid))
    return first_of_any(served_on_party(case, uid, party, at) for party in parties)


def to_be_served(case: CaseFacts, uid: str) -> tuple[str, ...]:
    """The parties for whom no receipt of a paper is under way or final; ones in vain do not count.

    Where there is one for each already, all: somebody is served anew.
    """
    parties = addressees(case, case.record(uid))
    left = [
        party
        for party in parties
        if all(each.outcome in UNSERVED for each in receipts_for(case, uid, party))
    ]
    return tuple(left) or parties


def first_action_at(receipt: DeliveryReceipt) -> date | None:
    """The day of the first act of service: posted, sent, published, or gone there (SRV-7).

    An attempt that failed is an act too. To have begun a receipt is none: when a letter or notice
    went out is told by its own day alone.
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
    went = receipt.method in IN_PERSON or receipt.outcome in UNSERVED
    if not moments and went and receipt.occurred_start:
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
