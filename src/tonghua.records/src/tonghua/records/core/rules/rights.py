"""The party's rights: told, heard, and given time before a penalty (articles 10, 11(5)).

Administrative Penalty Law, articles 44, 45, 62 and 64.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from tonghua.records.core.act_words import short
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import Deadline, working_days
from tonghua.records.core.facts import (
    CaseFacts,
    Decision,
    Hearing,
    Interview,
    RecordFacts,
    RightsNotice,
    Statement,
)
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.decision import WORDS_ONLY
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    not_known,
    of_case,
    rule,
    status_of_lack,
)
from tonghua.records.core.service import addressees
from tonghua.records.core.stages import LINES
from tonghua.records.core.telling import (
    PRIOR,
    deciding_on,
    each_once,
    has_waived,
    hearing_told,
    is_about_the_same,
    is_held,
    is_on_the_spot,
    last_notices,
    last_told,
    notice_hearing_due,
    notices_told,
    penalties,
    prior_notices,
    punishes,
    reached_everyone_on,
    said_on,
    tells_of_hearing,
    told_on,
)
from tonghua.records.core.text import Text, _, join
from tonghua.records.core.vocabularies import label

#: told in every penalty case; the hearing only where one is due (HRG-1)
RIGHTS = ("statement", "defence", "recusal")
#: what the office writes of a statement once it has reviewed it
REVIEW = frozenset({"review_opinion", "accepted", "accept_reason"})
#: an interview with a witness tells the witness, not the party
WITNESS_WORD = "证人"


@rule(
    "RGT-1",
    article=10,
    title=_("告知陈述、申辩、申请回避、听证等权利"),
    nothing=_("本案不作处罚决定，也没有权利告知书。"),
    blocking=True,
)
def told(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """权利告知 (RGT-1): each right told, how and when; before a penalty also what is proposed.

    A notice counts from the day on which it reached the party. Other cases than penalty cases
    are asked only about the notices that there are.
    """
    for notice in case.standing(RightsNotice):
        yield _notice(case, notice, at)
    if not punishes(case, at):
        return
    yield _of_case(case, office, at)
    for decision in penalties(case):
        yield _before(case, office, decision, at)


def _notice(case: CaseFacts, notice: RightsNotice, at: datetime) -> Finding:
    """What one notice must say, and that it reached the party."""
    penal = notice.kind in PRIOR
    asked = (
        (bool(notice.told), _("告知的权利")),
        (bool(notice.how), _("告知方式")),
        (bool(notice.facts.strip()) or not penal, _("查明的事实")),
        (bool(notice.reasons.strip()) or not penal, _("理由")),
        (bool(notice.basis.strip()) or not penal, _("依据")),
        (bool(notice.proposed.strip()) or not penal, _("拟作出的决定")),
    )
    missing = [item for given, item in asked if not given]
    if missing:
        reason = _(
            "第十条：《${record}》还缺${items}。请补充；已经定稿的，请重新告知。",
            record=short(notice),
            items=listed(missing),
        )
        return about(notice.uid, status_of_lack(notice), reason)
    if not notice.is_final:
        return about(notice.uid, Status.PENDING, _("《${record}》尚未定稿。", record=short(notice)))
    day = reached_everyone_on(case, notice, at)
    if day is None:
        reason = _("《${record}》尚未送达当事人，送达后才算告知。", record=short(notice))
        return about(notice.uid, Status.PENDING, reason)
    reason = _(
        "${day}以${how}方式告知。", day=say_day(day), how=label("how", notice.how or "written")
    )
    return about(notice.uid, Status.PASS, reason)


def _of_case(case: CaseFacts, office: Office, at: datetime) -> Finding:
    """Whether the case as a whole has told the party what it must."""
    spot = is_on_the_spot(case)
    lacking, links = _lacking(case, office, at, None, _whom(case), on_the_spot=spot)
    if not lacking:
        return of_case(Status.PASS, _("已经告知当事人应有的权利，记明了方式和时间。"), *links)
    made = any(decision.is_final for decision in penalties(case))
    if not made and _comes_before(case.state, "review"):
        reason = _("作出决定以前，还应当告知当事人：${items}。", items=listed(lacking))
        return of_case(Status.PENDING, reason, *links)
    reason = _(
        "第十条：还没有告知当事人：${items}。请填写告知书，经批准后送达当事人。",
        items=listed(lacking),
    )
    return of_case(Status.FAIL, reason, *links)


def _before(case: CaseFacts, office: Office, decision: Decision, at: datetime) -> Finding:
    """Whether the party had been told by the day of a decision (Penalty Law 62)."""
    until = deciding_on(decision, at)
    spot = is_on_the_spot(case, decision)
    parties = addressees(case, decision)
    lacking, links = _lacking(case, office, at, until, parties, on_the_spot=spot)
    if not lacking:
        return about(decision.uid, Status.PASS, _("作出决定以前已经告知当事人应有的权利。"), *links)
    reason = _(
        "第十条：作出处罚决定以前，还没有告知当事人：${items}。"
        "未告知的，不得作出决定。请先告知并送达当事人。",
        items=listed(lacking),
    )
    status = status_of_lack(decision)
    return about(decision.uid, status, reason, *links)


def _whom(case: CaseFacts) -> tuple[str, ...]:
    """Whom the case has to tell: those whom it punishes, else those whom it has begun to tell."""
    about = penalties(case) or prior_notices(case)
    named = [party for each in about for party in addressees(case, each)]
    return tuple(dict.fromkeys(named)) or addressees(case, None)


def _lacking(
    case: CaseFacts,
    office: Office,
    at: datetime,
    until: date | None,
    parties: tuple[str, ...],
    *,
    on_the_spot: bool,
) -> tuple[list[Text], list[str]]:
    """What these parties have not been told by a day, and the records that told them the rest."""
    lacking: dict[Text, list[str]] = {}
    links: dict[str, None] = {}
    for party in parties:
        notices = [each for each, _day in notices_told(case, party, at, until) if each.how]
        talks = [each for each in case.standing(Interview) if _tells(each, until, at)]
        talks = [each for each in talks if party in addressees(case, each)]
        links.update(dict.fromkeys(each.uid for each in (*notices, *talks)))
        for what in _untold(case, office, party, notices, talks, on_the_spot=on_the_spot):
            known = case.party(party)
            lacking.setdefault(what, []).append(known.name if known else "")
    said = [
        what if len(who) == len(parties) else _("${what}（${who}）", what=what, who=join(who))
        for what, who in lacking.items()
    ]
    return said, list(links)


def _untold(
    case: CaseFacts,
    office: Office,
    party: str,
    notices: list[RightsNotice],
    talks: list[Interview],
    *,
    on_the_spot: bool,
) -> Iterator[Text]:
    """What these notices and interviews have not told a party."""
    rights = {right for notice in notices for right in notice.told}
    rights |= {right for talk in talks for right in talk.rights_told}
    for right in RIGHTS:
        if right not in rights:
            yield label("rights", right)
    proposing = [each for each in prior_notices(case) if party in addressees(case, each)]
    due = any(notice_hearing_due(case, office, each) for each in proposing)
    if due and not any(map(tells_of_hearing, notices)):
        yield label("rights", "hearing")
    if not on_the_spot and not any(_is_whole(each) for each in notices):
        yield _("拟作出的处罚及其事实、理由、依据")


def _tells(talk: Interview, until: date | None, at: datetime) -> bool:
    """Whether an interview told the party its rights, by word of mouth, by a day."""
    if not talk.is_final or not talk.rights_told or talk.occurred_start is None:
        return False
    if WITNESS_WORD in talk.relation:
        return False
    return day_of(talk.occurred_start) <= (until or day_of(at))


def _is_whole(notice: RightsNotice) -> bool:
    said = (notice.facts, notice.reasons, notice.basis, notice.proposed)
    return notice.kind in PRIOR and all(text.strip() for text in said)


def _comes_before(state: str, other: str) -> bool:
    """Whether a penalty case's state is earlier than another."""
    line = LINES["PenaltyCase"]
    return state in line and line.index(state) < line.index(other)


@rule(
    "RGT-2",
    article=10,
    title=_("陈述、申辩经过复核，写明是否采纳和理由"),
    nothing=_("当事人没有陈述、申辩，也没有放弃的记录。"),
    blocking=True,
)
def heard(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """复核 (RGT-2): what the party said is reviewed, taken up or not, and why; a waiver is recorded.

    The review is written after the party has signed what it said, so it is pending until the
    case comes to the decision.
    """
    statements = case.standing(Statement)
    for statement in statements:
        yield _statement(case, statement)
    for decision in penalties(case) if statements else ():
        until = deciding_on(decision, at)
        said = [
            each
            for each in statements
            if said_on(each, until) <= until and is_about_the_same(case, each, decision)
        ]
        open_ones = [each for each in said if _what_was_open(each, until)]
        if open_ones:
            reason = _(
                "第十条：《${record}》${what}。当事人的陈述、申辩应当先经复核，再作出决定。",
                record=short(open_ones[0]),
                what=_what_was_open(open_ones[0], until) or "",
            )
            status = status_of_lack(decision)
            yield about(decision.uid, status, reason, *(each.uid for each in open_ones))
        elif said:
            reason = _("作出决定以前，陈述、申辩已经复核或者放弃。")
            yield about(decision.uid, Status.PASS, reason, *(each.uid for each in said))


def _statement(case: CaseFacts, statement: Statement) -> Finding:
    lacking = _what_is_open(statement)
    if lacking is None:
        if statement.waived:
            reason = _("当事人明确放弃陈述、申辩，已有记录。")
        else:
            reason = _("陈述、申辩已经复核，写明了是否采纳和理由。")
        return about(statement.uid, Status.PASS, reason)
    reason = _(
        "第十条：《${record}》${what}。请写明复核意见、是否采纳和理由。",
        record=short(statement),
        what=lacking,
    )
    empty = not statement.opinion.strip() and not statement.waived
    due = any(not each.is_draft for each in case.standing(Decision))
    due = due or (case.type == "PenaltyCase" and not _comes_before(case.state, "decision"))
    broken = statement.is_final and (empty or due)
    return about(statement.uid, Status.FAIL if broken else Status.PENDING, reason)


def _what_was_open(statement: Statement, until: date) -> Text | None:
    """What a statement still lacked by the day of a decision: its review may be written later."""
    lacking = _what_is_open(statement)
    written = [day_of(row["at"]) for row in statement.later if row["field"] in REVIEW]
    if lacking is None and written and max(written) > until:
        return _(
            "${day}才写明复核意见，晚于决定日期${decided}",
            day=say_day(max(written)),
            decided=say_day(until),
        )
    return lacking


def _what_is_open(statement: Statement) -> Text | None:
    """What a statement still lacks before anybody may decide; None where it is whole."""
    if not statement.is_final:
        return _("尚未定稿")
    if statement.waived:
        return None
    if not statement.opinion.strip():
        return _("没有写明陈述、申辩的意见")
    asked = (
        (bool(statement.review_opinion.strip()), _("复核意见")),
        (statement.accepted is not None, _("是否采纳")),
        (bool(statement.accept_reason.strip()), _("采纳或者不采纳的理由")),
    )
    missing = [item for given, item in asked if not given]
    return _("还没有写明${items}", items=listed(missing)) if missing else None


@rule(
    "RGT-3",
    article=10,
    title=_("陈述、申辩和要求听证的期限届满后作出决定，不因申辩加重"),
    nothing=_("本案尚未事先告知，或者不作处罚决定。"),
    blocking=True,
)
def in_its_time(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """期限和不加重 (RGT-3): no decision before the party's time is over, none heavier for its plea.

    Only an express waiver shortens the time (Penalty Law 62); the hearing's also ends with the
    hearing. A penalty on the spot has no such time.
    """
    if not punishes(case, at):
        return
    decisions = penalties(case)
    if not decisions:
        yield from _running(case, office, at)
    for decision in decisions:
        if not is_on_the_spot(case, decision):
            yield _waited(case, office, decision, at)
        yield from _not_heavier(case, decision, at)


def _running(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """What there is to say before anybody has drafted a decision."""
    parties = _whom(case)
    told = [found for party in parties if (found := last_told(case, party, at))]
    if not told or is_on_the_spot(case):
        return
    day = day_of(at)
    deadline = _open_until(case, office, parties, at, day)
    last = max(told, key=lambda each: each[1])[0].uid
    if len(told) < len(parties):
        reason = _("事先告知书还没有送达全部当事人，送达最后一人以后，期限届满才可以作出决定。")
        yield of_case(Status.PENDING, reason, last)
    elif deadline is None or day > deadline.due:
        yield of_case(Status.PENDING, _("陈述、申辩的期限已满，尚未作出决定。"), last)
    else:
        yield of_case(Status.PENDING, _wait(deadline), last, due=deadline.due)


def _open_until(
    case: CaseFacts, office: Office, parties: tuple[str, ...], at: datetime, until: date
) -> Deadline | None:
    """The last day of the parties' time, as a decision on ``until`` must heed it; None if waived.

    Each party's time runs from the day on which it was told itself.
    """
    found: list[Deadline] = []
    for party in parties:
        told = last_told(case, party, at, until)
        if told and not has_waived(case, party, told[1], until):
            days = office.count("statement_days")
            found.append(working_days(office.calendar, told[1], days))
        hearing = hearing_told(case, party, at, until)
        if hearing and not _hearing_over(case, party, hearing[1], at, until):
            days = office.count("hearing_request_days")
            found.append(working_days(office.calendar, hearing[1], days))
    return max(found, key=lambda each: each.due, default=None)


def _hearing_over(case: CaseFacts, party: str, told: date, at: datetime, until: date) -> bool:
    held = [each for each in case.standing(Hearing) if is_held(each, until, at)]
    from_hearing = any(party in addressees(case, each) for each in held)
    return from_hearing or has_waived(case, party, told, until, hearing=True)


def _wait(deadline: Deadline) -> Text:
    return _(
        "当事人陈述、申辩或者要求听证的期限至${due}。${how}决定最早于${first}作出；当事人明确放弃的除外。",
        due=say_day(deadline.due),
        how=deadline.sentence,
        first=say_day(deadline.due + timedelta(days=1)),
    )


def _waited(case: CaseFacts, office: Office, decision: Decision, at: datetime) -> Finding:
    until = deciding_on(decision, at)
    lacking = status_of_lack(decision)
    parties = addressees(case, decision)
    untold = [each for each in prior_notices(case) if each.is_final]
    untold = [each for each in untold if _unreached(case, each, parties, at, until)]
    told = [found for party in parties if (found := last_told(case, party, at, until))]
    if len(told) < len(parties) or untold:
        links = [each.uid for each in untold]
        reason = _(
            "第十条：事先告知书还没有送达当事人，陈述、申辩的期限没有起算，不得作出处罚决定。"
            "请先送达，期满后再作出决定。"
        )
        return about(decision.uid, lacking, reason, *links, on=until)
    last = max(told, key=lambda each: each[1])[0].uid
    deadline = _open_until(case, office, parties, at, until)
    if deadline is None or until > deadline.due:
        if deadline is None:
            reason = _("当事人明确放弃，或者已经举行听证，期限不再等待。")
        else:
            reason = _(
                "决定在陈述、申辩和要求听证的期限（至${due}）届满以后。", due=say_day(deadline.due)
            )
        return about(decision.uid, Status.PASS, reason, last)
    reason = _(
        "第十条：当事人陈述、申辩或者要求听证的期限至${due}。${how}期满以前不得作出处罚决定。"
        "最早于${first}作出；当事人明确放弃的，请制作放弃的笔录（放弃听证的，写明放弃听证）。",
        due=say_day(deadline.due),
        how=deadline.sentence,
        first=say_day(deadline.due + timedelta(days=1)),
    )
    # of a decision that is made too early nothing is still due
    runs = day_of(at) <= deadline.due and not decision.is_final
    return about(decision.uid, lacking, reason, last, due=deadline.due if runs else None)


def _unreached(
    case: CaseFacts, notice: RightsNotice, parties: tuple[str, ...], at: datetime, until: date
) -> bool:
    """Whether a notice made before a decision had not reached one of its parties by its day."""
    made = notice.finalized_at
    if made is None or day_of(made) > until:
        return False
    days = [told_on(case, notice, each, at) for each in addressees(case, notice) if each in parties]
    return any(day is None or day > until for day in days)


def _not_heavier(case: CaseFacts, decision: Decision, at: datetime) -> Iterator[Finding]:
    """不得加重: after a party was heard, nothing beyond what all had been told (Penalty Law 45)."""
    until = deciding_on(decision, at)
    held = [each for each in case.standing(Hearing) if is_held(each, until, at)]
    heard: list[RecordFacts] = [*_pleas(case, until), *held]
    pleas = [each for each in heard if is_about_the_same(case, each, decision)]
    last = _told_together(case, decision, at, until)
    if not pleas or not last:
        return
    if not _is_measured(decision):
        reason = _("决定书没有写明处罚种类或者罚款数额，无法判断是否加重。")
        yield about(decision.uid, not_known(decision), reason, last[0].uid)
        return
    first_plea = min(said_on(each, until) for each in pleas)
    answered = _told_together(case, decision, at, first_plea) or last
    heavier, earlier = _compare(decision, last), _compare(decision, answered)
    links = [each.uid for each in last]
    if heavier is Status.FAIL:
        reason = _(
            "第十条：决定重于告知书所写的拟处罚（种类或者金额），不得因当事人陈述、申辩、听证而加重处罚。"
            "请按告知的种类和金额以内作出决定；有新的事实的，请重新告知。"
        )
        status = status_of_lack(decision)
        yield about(decision.uid, status, reason, *links)
    elif heavier is Status.UNKNOWN or earlier is not Status.PASS:
        reason = _(
            "决定的处罚与听取意见以前告知的不同，无法判断是否加重。"
            "请核对没有因陈述、申辩、听证而加重，并在决定书的裁量说明中写明。"
        )
        links += [each.uid for each in answered if each.uid not in links]
        yield about(decision.uid, Status.UNKNOWN, reason, *links)
    else:
        reason = _("听取意见以后没有加重处罚。")
        yield about(decision.uid, Status.PASS, reason, *links)


def _told_together(
    case: CaseFacts, decision: Decision, at: datetime, until: date
) -> tuple[RightsNotice, ...]:
    """What each party of a decision was told last by a day, each notice once; () if one was not."""
    told = last_notices(case, decision, at, until).values()
    return () if None in told else each_once(told)


def _pleas(case: CaseFacts, until: date) -> Iterable[Statement]:
    return (
        each
        for each in case.standing(Statement)
        if each.opinion.strip() and not each.waived and said_on(each, until) <= until
    )


def _is_measured(decision: Decision) -> bool:
    """Whether a decision says its kinds, and the amount of a fine, so that it can be compared."""
    fined = "fine" in decision.penalty_kinds
    return bool(decision.penalty_kinds) and not (fined and decision.amount is None)


def _compare(decision: Decision, notices: tuple[RightsNotice, ...]) -> Status:
    """Whether a decision stays within what was proposed; unknown where kinds were exchanged.

    Parties who were told separately count together: one decision may be about all of them.
    """
    proposed = {kind for each in notices for kind in each.proposed_kinds}
    decided = set(decision.penalty_kinds)
    beyond, dropped = decided - proposed, proposed - decided
    if not proposed:
        return Status.UNKNOWN
    if beyond and not (beyond <= WORDS_ONLY and dropped - WORDS_ONLY):
        return Status.UNKNOWN if dropped else Status.FAIL
    if "fine" in decided & proposed and decision.amount is not None:
        fining = [each.proposed_amount for each in notices if "fine" in each.proposed_kinds]
        if None in fining:
            return Status.UNKNOWN
        if decision.amount > sum(each for each in fining if each is not None):
            return Status.FAIL
    return Status.PASS
