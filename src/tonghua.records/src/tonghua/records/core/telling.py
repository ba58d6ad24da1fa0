"""What the party was told before a decision, when it reached it, and what it gave up (告知、放弃).

Articles 10 and 11(5); Administrative Penalty Law, articles 44, 62 and 63.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from tonghua.records.core.clock import day_of
from tonghua.records.core.facts import (
    CaseFacts,
    Decision,
    DeliveryReceipt,
    Hearing,
    PartyFacts,
    RecordFacts,
    RightsNotice,
    Statement,
)
from tonghua.records.core.office import Office
from tonghua.records.core.service import served_at
from tonghua.records.core.signing import is_noted
from tonghua.records.core.stages import hands_over

#: decisions before which the party must be told (Penalty Law 44)
PENALTIES = frozenset({"penalty", "summary_penalty"})
#: kinds of notice that tell what is going to be decided (事先告知)
PRIOR = frozenset({"prior_notice", "hearing"})
#: capacities in which a party signs for a notice
RECEIVING = frozenset({"party", "recipient"})
#: the word by which a waiver says that the hearing is given up too
HEARING_WORD = "听证"
#: kind of party → the amount from which a fine gives the right to a hearing
HEARING_AMOUNTS = {
    "person": "hearing_threshold_person",
    "organisation": "hearing_threshold_organisation",
}
#: 其他较重的行政处罚: whether it is one, no table can say (Penalty Law 63(5))
OTHER_KINDS = frozenset({"other"})
#: where facts keep the days on which papers had reached the party
REACHED = "_reached"


def penalties(case: CaseFacts) -> tuple[Decision, ...]:
    """The decisions of a case that punish, drafts too."""
    return tuple(each for each in case.standing(Decision) if each.kind in PENALTIES)


def punishes(case: CaseFacts, at: datetime) -> bool:
    """Whether a penalty case may still come to a penalty of this office, or has.

    Not one that is handed over (移送), nor one in which another decision stands (不予处罚).
    """
    if case.type != "PenaltyCase":
        return False
    decisions = case.standing(Decision)
    if decisions:
        return any(each.kind in PENALTIES or not each.kind for each in decisions)
    return not hands_over(case, day_of(at))


def deciding_on(decision: Decision, at: datetime) -> date:
    """The day of a decision; of one that is not made yet, or bears a day to come, that of ``at``."""
    moment = decision.decided_at or decision.finalized_at or at
    return min(day_of(moment), day_of(at))


def is_on_the_spot(case: CaseFacts, decision: Decision | None = None) -> bool:
    """当场处罚: what is told by word of mouth at once, and decided at once (Penalty Law 51, 52)."""
    summary = decision is not None and decision.kind == "summary_penalty"
    return case.procedure == "summary" or summary


def prior_notices(case: CaseFacts) -> tuple[RightsNotice, ...]:
    """The notices of what is going to be decided (事先告知书、听证告知书), drafts too."""
    return tuple(each for each in case.standing(RightsNotice) if each.kind in PRIOR)


def reached_on(case: CaseFacts, record: RecordFacts, at: datetime) -> date | None:
    """The day on which a paper had reached every party that it is for; None while it has not.

    By a receipt, or by the party's signature on it. Of what is told by word of mouth a refusal
    to sign, duly noted, shows it as well.
    """
    # asked by several rules of every notice and decision: found once, for facts never change
    found = case.__dict__.setdefault(REACHED, {})
    if (record.uid, at) not in found:
        found[record.uid, at] = _reached_on(case, record, at)
    day: date | None = found[record.uid, at]
    return day


def _reached_on(case: CaseFacts, record: RecordFacts, at: datetime) -> date | None:
    parties = case.parties_of(record)
    receipts = case.naming(DeliveryReceipt, "served", record.uid)
    days = [_reached(case, record, party, receipts, at) for party in parties or (None,)]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def served_on(case: CaseFacts, record: RecordFacts, at: datetime) -> date | None:
    """The last day on which receipts show a paper as served; None without one."""
    receipts = case.naming(DeliveryReceipt, "served", record.uid)
    days = (served_at(receipt, at) for receipt in receipts)
    return max((day for day in days if day is not None), default=None)


def _reached(
    case: CaseFacts,
    record: RecordFacts,
    party: PartyFacts | None,
    receipts: tuple[DeliveryReceipt, ...],
    at: datetime,
) -> date | None:
    days = [
        served_at(receipt, at)
        for receipt in receipts
        if party is None or not receipt.parties or party.uid in receipt.parties
    ]
    alone = len(case.parties_of(record)) < 2
    oral = getattr(record, "how", None) == "oral"
    for signature in record.signatures:
        if signature.capacity not in RECEIVING or not (alone or _is_of(party, signature.name)):
            continue
        if not signature.is_refusal or (oral and is_noted(case, record, signature)):
            days.append(day_of(signature.at))
    return min((day for day in days if day is not None and day <= day_of(at)), default=None)


def _is_of(party: PartyFacts | None, name: str) -> bool:
    """Whether a name is that of a party, or of somebody whom the case names for it."""
    if party is None or not name.strip():
        return False
    return name == party.name or name in f"{party.representative} {party.agent}"


def reached_notices(
    case: CaseFacts, at: datetime, until: date | None = None
) -> Iterator[tuple[RightsNotice, date]]:
    """The final notices that have reached the party, each with its day; ``until`` a day, that too.

    What was served before it was approved counts from the approval, unless it was entered late.
    """
    for notice in case.standing(RightsNotice):
        day = reached_on(case, notice, at) if notice.is_final else None
        if day is not None and notice.finalized_at and not notice.backfilled:
            day = max(day, day_of(notice.finalized_at))
        if day is not None and (until is None or day <= until):
            yield notice, day


def last_told(
    case: CaseFacts, at: datetime, until: date | None = None
) -> tuple[RightsNotice, date] | None:
    """The notice of what is going to be decided that reached the party last, with its day."""
    told = [each for each in reached_notices(case, at, until) if each[0].kind in PRIOR]
    return max(told, key=lambda each: each[1], default=None)


def tells_of_hearing(notice: RightsNotice) -> bool:
    """Whether a notice of what is going to be decided tells that a hearing may be asked for."""
    return notice.kind in PRIOR and "hearing" in notice.told


def hearing_told(
    case: CaseFacts, at: datetime, until: date | None = None
) -> tuple[RightsNotice, date] | None:
    """The notice by which the party was told last that it may ask for a hearing, with its day.

    What is told before anybody knows the penalty does not count (Penalty Law 63: 拟作出…的).
    """
    told = [each for each in reached_notices(case, at, until) if tells_of_hearing(each[0])]
    return max(told, key=lambda each: each[1], default=None)


def hearing_due(
    case: CaseFacts,
    office: Office,
    kinds: tuple[str, ...],
    amount: Decimal | None,
    about: RecordFacts,
) -> bool | None:
    """须告知听证？ by the kinds of penalty and the amount for the parties that ``about`` names.

    None where nobody but a person can say: the office has set no amount, the amount or the kind
    of party is not known, or the kind of penalty is another (Penalty Law 63).
    """
    if office.hearing_kinds.intersection(kinds):
        return True
    answers: set[bool | None] = {False}
    if OTHER_KINDS.intersection(kinds):
        answers.add(None)
    if "fine" in kinds:
        parties = case.parties_of(about)
        answers |= {_is_large(office, party, amount) for party in parties} or {None}
    if True in answers:
        return True
    return None if None in answers else False


def _is_large(office: Office, party: PartyFacts, amount: Decimal | None) -> bool | None:
    """较大数额: whether a fine reaches the office's amount for a kind of party; None if unknown."""
    known = HEARING_AMOUNTS.get(party.kind or "")
    threshold = office.number(known) if known else None
    if threshold is None or amount is None:
        return None
    return amount >= threshold


def notice_hearing_due(case: CaseFacts, office: Office, notice: RightsNotice) -> bool | None:
    """须告知听证？ for what a notice proposes; a person's answer where nothing else says it.

    A person may find a hearing due where the table does not, never the other way round. An
    answer of no counts with its reason.
    """
    due = hearing_due(case, office, notice.proposed_kinds, notice.proposed_amount, notice)
    if due or notice.hearing_required:
        return True
    if due is None and notice.hearing_required is False and notice.hearing_reason.strip():
        return False
    return due


def waivers(case: CaseFacts, since: date, until: date) -> tuple[Statement, ...]:
    """The final records by which a party gave up its rights within these days, both included."""
    return tuple(
        each
        for each in case.standing(Statement)
        if each.is_final and each.waived and since <= said_on(each, until) <= until
    )


def said_on(record: RecordFacts, otherwise: date) -> date:
    """The day on which something was said that a record tells of."""
    moment = record.occurred_start or record.began
    return day_of(moment) if moment else otherwise


def is_waived(
    case: CaseFacts, notice: RecordFacts, told: date, until: date, *, hearing: bool = False
) -> bool:
    """Whether every party of a notice gave up what it told it (Penalty Law 62: 明确放弃).

    Nobody gives up what he has not been told: it counts from the day of telling on. The hearing
    is given up by a record that says so in words (听证).
    """
    found = waivers(case, told, until)
    said = [each for each in found if not hearing or _speaks_of_hearing(each)]
    gone = {party.uid for each in said for party in case.parties_of(each)}
    parties = case.parties_of(notice)
    return bool(said) and all(party.uid in gone for party in parties)


def _speaks_of_hearing(statement: Statement) -> bool:
    texts = (statement.title, statement.opinion, statement.body)
    return any(HEARING_WORD in text for text in texts)


def is_held(hearing: Hearing, until: date, at: datetime) -> bool:
    """Whether a hearing took place, by ``until``: it began, and there are minutes."""
    start = hearing.occurred_start
    if start is None or start > at or not hearing.minutes.strip():
        return False
    return day_of(start) <= until
