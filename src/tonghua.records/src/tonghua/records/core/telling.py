"""What a party was told before a decision, when it reached it, and what it gave up (告知、放弃).

Each party has its own day: its terms run from there. What must wait for all asks every party.

Articles 10 and 11(5); Administrative Penalty Law, articles 44, 62 and 63.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from tonghua.records.core.clock import day_of
from tonghua.records.core.facts import (
    CaseFacts,
    Decision,
    Hearing,
    PartyFacts,
    RecordFacts,
    RightsNotice,
    Statement,
)
from tonghua.records.core.office import Office
from tonghua.records.core.service import addressees, receipts_for, served_at, served_on_party
from tonghua.records.core.several import first_of_any, last_of_all
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
#: where facts keep the days on which papers had reached the parties
REACHED = "_reached"
#: a notice, and the day from which a party counts as told by it
Told = tuple[RightsNotice, date]


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
    """当场处罚: what is told by word of mouth at once, and decided at once (Penalty Law 51, 52).

    A decision is by its own kind: an ordinary penalty in a case of the summary procedure is none, for
    its amount was never held against the limits (DEC-3).
    """
    if decision is not None and decision.kind:
        return decision.kind == "summary_penalty"
    return case.procedure == "summary"


def prior_notices(case: CaseFacts) -> tuple[RightsNotice, ...]:
    """The notices of what is going to be decided (事先告知书、听证告知书), drafts too."""
    return tuple(each for each in case.standing(RightsNotice) if each.kind in PRIOR)


def reached_party_on(case: CaseFacts, record: RecordFacts, party: str, at: datetime) -> date | None:
    """The day on which a paper had reached one party; None while it has not.

    By a receipt, or by the party's signature on it. Of what is told by word of mouth a refusal
    to sign, duly noted, shows it as well.
    """
    # asked by several rules of every notice and decision: found once, for facts never change
    found = case.__dict__.setdefault(REACHED, {})
    key = record.uid, party, at
    if key not in found:
        found[key] = _reached_party_on(case, record, party, at)
    day: date | None = found[key]
    return day


def reached_everyone_on(case: CaseFacts, record: RecordFacts, at: datetime) -> date | None:
    """The day on which a paper had reached the last party that it is for; None while one lacks it."""
    parties = addressees(case, record)
    return last_of_all(reached_party_on(case, record, party, at) for party in parties)


def reached_anyone_on(case: CaseFacts, record: RecordFacts, at: datetime) -> date | None:
    """The day on which a paper reached the first of its parties; None while it reached nobody."""
    parties = addressees(case, record)
    return first_of_any(reached_party_on(case, record, party, at) for party in parties)


def last_receipts(case: CaseFacts, record: RecordFacts, at: datetime) -> tuple[date | None, ...]:
    """For each party the last day on which a receipt shows a paper as served; None without one.

    For what may be served anew with another content (a hearing put off), where the first day of
    service says too little.
    """
    days = (
        [served_at(receipt, at) for receipt in receipts_for(case, record.uid, party)]
        for party in addressees(case, record)
    )
    return tuple(max((day for day in each if day), default=None) for each in days)


def _reached_party_on(
    case: CaseFacts, record: RecordFacts, party: str, at: datetime
) -> date | None:
    served = served_on_party(case, record.uid, party, at)
    days = [served.day] if served else []
    alone = len(case.parties_of(record)) < 2
    oral = getattr(record, "how", None) == "oral"
    for signature in record.signatures:
        if signature.capacity not in RECEIVING:
            continue
        if not (alone or is_of(case.party(party), signature.name)):
            continue
        if not signature.is_refusal or (oral and is_noted(case, record, signature)):
            days.append(day_of(signature.at))
    return min((day for day in days if day <= day_of(at)), default=None)


def is_of(party: PartyFacts | None, name: str) -> bool:
    """Whether a name is that of a party, or of somebody whom the case names for it."""
    if party is None or not name.strip():
        return False
    return name == party.name or name in f"{party.representative} {party.agent}"


def told_on(case: CaseFacts, notice: RightsNotice, party: str, at: datetime) -> date | None:
    """The day from which a party counts as told by a final notice; None while it is not told.

    What was served before it was approved counts from the approval, unless it was entered late.
    """
    day = reached_party_on(case, notice, party, at) if notice.is_final else None
    if day is not None and notice.finalized_at and not notice.backfilled:
        return max(day, day_of(notice.finalized_at))
    return day


def notices_told(
    case: CaseFacts, party: str, at: datetime, until: date | None = None
) -> Iterator[Told]:
    """The notices that have told a party, each with its day; ``until`` a day, that too."""
    for notice in case.standing(RightsNotice):
        if party in addressees(case, notice):
            day = told_on(case, notice, party, at)
            if day is not None and (until is None or day <= until):
                yield notice, day


def last_told(case: CaseFacts, party: str, at: datetime, until: date | None = None) -> Told | None:
    """The last notice that told a party what is going to be decided, with its day."""
    return _last(each for each in notices_told(case, party, at, until) if each[0].kind in PRIOR)


def last_notices(
    case: CaseFacts, decision: Decision, at: datetime, until: date
) -> Mapping[str, RightsNotice | None]:
    """Each party of a decision → the last notice that had told it by a day what is to be decided.

    Parties who were told separately count together: one decision may be about all of them.
    """
    told = {party: last_told(case, party, at, until) for party in addressees(case, decision)}
    return {party: found[0] if found else None for party, found in told.items()}


def each_once(notices: Iterable[RightsNotice | None]) -> tuple[RightsNotice, ...]:
    """The notices that there are, one that told several parties once."""
    return tuple({each.uid: each for each in notices if each}.values())


def _last(told: Iterable[Told]) -> Told | None:
    # of one day the one that the case has last
    ordered = sorted(told, key=lambda each: each[1])
    return ordered[-1] if ordered else None


def tells_of_hearing(notice: RightsNotice) -> bool:
    """Whether a notice of what is going to be decided tells that a hearing may be asked for."""
    return notice.kind in PRIOR and "hearing" in notice.told


def hearing_told(
    case: CaseFacts, party: str, at: datetime, until: date | None = None
) -> Told | None:
    """The last notice that told a party that it may ask for a hearing, with its day.

    What is told before anybody knows the penalty does not count (Penalty Law 63: 拟作出…的).
    """
    return _last(each for each in notices_told(case, party, at, until) if tells_of_hearing(each[0]))


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


def is_about_the_same(case: CaseFacts, record: RecordFacts, other: RecordFacts) -> bool:
    """Whether two records are about one party: what one said or asked stops nobody else's decision."""
    return not set(addressees(case, record)).isdisjoint(addressees(case, other))


def said_on(record: RecordFacts, otherwise: date) -> date:
    """The day on which something was said that a record tells of."""
    moment = record.occurred_start or record.began
    return day_of(moment) if moment else otherwise


def has_waived(
    case: CaseFacts, party: str, since: date, until: date, *, hearing: bool = False
) -> bool:
    """Whether a party gave up its rights within these days, both included (Penalty Law 62: 明确放弃).

    By a final record. Nobody gives up what he has not been told: ``since`` is the day on which
    this party was. The hearing is given up by a record that says so in words (听证).
    """
    return any(
        each.is_final
        and each.waived
        and since <= said_on(each, until) <= until
        and party in addressees(case, each)
        and (not hearing or _speaks_of_hearing(each))
        for each in case.standing(Statement)
    )


def _speaks_of_hearing(statement: Statement) -> bool:
    texts = (statement.title, statement.opinion, statement.body)
    return any(HEARING_WORD in text for text in texts)


def is_held(hearing: Hearing, until: date, at: datetime) -> bool:
    """Whether a hearing took place, by ``until``: it began, and there are minutes."""
    start = hearing.occurred_start
    if start is None or start > at or not hearing.minutes.strip():
        return False
    return day_of(start) <= until
