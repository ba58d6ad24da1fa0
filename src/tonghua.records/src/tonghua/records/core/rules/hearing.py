"""Hearings: offered, organised, notified in time, and held by others (articles 11(6), 12).

Administrative Penalty Law, articles 63 to 65.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tonghua.records.core.act_words import short
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import Deadline, working_days
from tonghua.records.core.facts import (
    CaseFacts,
    Decision,
    EvidencePreservation,
    EvidenceRequest,
    Hearing,
    Interview,
    OtherInvestigation,
    RecordFacts,
    RectificationCheck,
    RightsNotice,
    Sampling,
    SceneInspection,
)
from tonghua.records.core.office import Office
from tonghua.records.core.rules.recording import recorded_enough
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    of_case,
    rule,
    status_of_lack,
)
from tonghua.records.core.service import addressees
from tonghua.records.core.telling import (
    Told,
    deciding_on,
    has_waived,
    hearing_due,
    hearing_told,
    is_about_the_same,
    is_held,
    is_on_the_spot,
    last_receipts,
    notice_hearing_due,
    notices_told,
    penalties,
    prior_notices,
    punishes,
    tells_of_hearing,
)
from tonghua.records.core.text import Text, _, join
from tonghua.records.core.vocabularies import label

#: records whose officers have investigated: they neither preside nor keep the minutes
INVESTIGATED: tuple[type[RecordFacts], ...] = (
    Interview,
    EvidenceRequest,
    SceneInspection,
    Sampling,
    EvidencePreservation,
    OtherInvestigation,
    RectificationCheck,
)
#: levels at which a hearing is not held in public (Penalty Law 64)
NOT_PUBLIC = frozenset({"privacy", "business_secret"})


@rule(
    "HRG-1",
    article=11,
    title=_("拟作出较大处罚的，告知要求听证的权利"),
    nothing=_("本案没有拟作出的处罚。"),
    blocking=True,
)
def offered(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """听证告知 (HRG-1): where what is proposed gives the right to a hearing, it was told.

    Where the office has set no amount, a person answers for each notice; told is answered.
    """
    if case.type != "PenaltyCase":
        return
    for notice in prior_notices(case):
        yield _offer(case, office, notice)
    for decision in penalties(case):
        if not is_on_the_spot(case, decision):
            yield _offered_before(case, office, decision, at)


def _offer(case: CaseFacts, office: Office, notice: RightsNotice) -> Finding:
    if tells_of_hearing(notice):
        return about(notice.uid, Status.PASS, _("已经告知要求听证的权利。"))
    due = notice_hearing_due(case, office, notice)
    others = [each for each in prior_notices(case) if each.is_final and tells_of_hearing(each)]
    told = {party for each in others for party in addressees(case, each)}
    if due and told.issuperset(addressees(case, notice)):
        return about(
            notice.uid, Status.PASS, _("已经另行告知要求听证的权利。"), *(e.uid for e in others)
        )
    if due:
        reason = _(
            "第十一条：《${record}》拟作出的处罚属于《行政处罚法》第六十三条规定的听证范围，"
            "没有告知要求听证的权利。请在“告知的权利”中选上听证；已经定稿的，请另作听证告知书。",
            record=short(notice),
        )
        return about(notice.uid, status_of_lack(notice), reason)
    if due is None:
        status = Status.PENDING if notice.is_draft else Status.UNKNOWN
        return about(notice.uid, status, unanswered(notice))
    if notice.hearing_required is False and notice.hearing_reason.strip():
        reason = _("经确认不须告知听证：${reason}", reason=notice.hearing_reason.strip())
        return about(notice.uid, Status.PASS, reason)
    return about(notice.uid, Status.PASS, _("拟作出的处罚不在听证范围内。"))


def unanswered(notice: RightsNotice) -> Text:
    """What is said where nobody has answered whether a hearing must be offered."""
    return _(
        "第十一条：《${record}》须告知听证吗？听证的罚款数额没有设定，或者拟处罚的种类、金额不能判断，"
        "由人确认（《行政处罚法》第六十三条）。请在告知的权利中选上听证，"
        "或者在“须告知听证”中选“否”并写明理由。",
        record=short(notice),
    )


def is_unanswered(case: CaseFacts, office: Office, notice: RightsNotice) -> bool:
    """Whether a notice leaves open, against the law, if a hearing must be offered."""
    if notice.kind not in {"prior_notice", "hearing"} or tells_of_hearing(notice):
        return False
    return notice_hearing_due(case, office, notice) is None


def _offered_before(case: CaseFacts, office: Office, decision: Decision, at: datetime) -> Finding:
    """Whether a hearing had been offered by the day of a decision that gives the right to it.

    To each of its parties: what one was offered is no offer to another.
    """
    until = deciding_on(decision, at)
    parties = addressees(case, decision)
    told = {party: hearing_told(case, party, at, until) for party in parties}
    links = dict.fromkeys(found[0].uid for found in told.values() if found)
    others = [party for party, found in told.items() if found is None]
    if not others:
        reason = _("作出决定以前已经告知要求听证的权利。")
        return about(decision.uid, Status.PASS, reason, *links)
    due = {_due_to(case, office, decision, party, at) for party in others}
    if True in due:
        reason = _(
            "第十一条：这一处罚属于《行政处罚法》第六十三条规定的听证范围，作出决定以前没有告知要求听证的权利。"
            "请先送达听证告知书，期满后再作出决定。"
        )
        return about(decision.uid, status_of_lack(decision), reason, *links)
    if None in due:
        status = Status.PENDING if decision.is_draft else Status.UNKNOWN
        reason = _("没有人确认这一处罚是否须告知听证（《行政处罚法》第六十三条）。")
        return about(decision.uid, status, reason, *links)
    return about(decision.uid, Status.PASS, _("这一处罚不须告知听证。"), *links)


def _due_to(
    case: CaseFacts, office: Office, decision: Decision, party: str, at: datetime
) -> bool | None:
    """Whether a hearing had to be offered to a party that was not offered one; None if unknown."""
    by_table = hearing_due(case, office, decision.penalty_kinds, decision.amount, decision)
    notices = [notice for notice, _day in notices_told(case, party, at, deciding_on(decision, at))]
    answers = [notice_hearing_due(case, office, each) for each in notices if each.proposed_kinds]
    if by_table or True in answers:
        return True
    return None if by_table is None and (not answers or None in answers) else False


@rule(
    "HRG-2",
    article=11,
    title=_("当事人在期限内要求听证的，组织听证"),
    nothing=_("没有告知听证，或者当事人没有在期限内要求听证。"),
    blocking=True,
)
def organised(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """组织听证 (HRG-2): asked for within five working days of being told, it is held before any decision.

    A hearing that its party gave up after asking need not be held.
    """
    requested = [each for each in case.standing(Hearing) if each.requested_at]
    late = {each.uid: _came_late(case, office, each, at) for each in requested}
    for hearing in requested:
        yield _request(case, hearing, late[hearing.uid], at)
    if not punishes(case, at):
        return
    if not requested and not penalties(case):
        yield from _may_still_ask(case, office, at)
    in_time = [each for each in requested if late[each.uid] is None]
    for decision in penalties(case):
        yield from _organised_before(case, decision, in_time, at)


def _may_still_ask(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """Until when a party may ask; of several the one who has longest, for each has its own term."""
    today = day_of(at)
    found: list[tuple[Deadline, Told]] = []
    for party in addressees(case, None):
        told = hearing_told(case, party, at)
        if told and not has_waived(case, party, told[1], today, hearing=True):
            found.append((_asking(office, told[1]), told))
    if not found:
        return
    deadline, told = max(found, key=lambda each: each[0].due)
    if today <= deadline.due:
        reason = _(
            "当事人要求听证的，最迟于${due}提出。${how}",
            due=say_day(deadline.due),
            how=deadline.sentence,
        )
        yield of_case(Status.PENDING, reason, told[0].uid, due=deadline.due)


def _asking(office: Office, told: date) -> Deadline:
    return working_days(office.calendar, told, office.count("hearing_request_days"))


def _request(case: CaseFacts, hearing: Hearing, late: Deadline | None, at: datetime) -> Finding:
    if is_held(hearing, day_of(at), at):
        return about(hearing.uid, Status.PASS, _("已经组织听证。"))
    if late is not None:
        reason = _(
            "要求听证（${day}）晚于期限${due}，不必组织。${how}",
            day=say_day(hearing.requested_at or at),
            due=say_day(late.due),
            how=late.sentence,
        )
        return about(hearing.uid, Status.NA, reason)
    if _was_given_up(case, hearing, at, day_of(at)):
        return about(hearing.uid, Status.NA, _("当事人要求听证以后又放弃，不再组织。"))
    reason = _(
        "第十一条：当事人已于${day}要求听证，还没有组织。请确定时间并送达听证通知书，举行以后填写听证笔录。",
        day=say_day(hearing.requested_at or at),
    )
    decided = any(not each.is_draft for each in penalties(case))
    return about(hearing.uid, Status.FAIL if decided else Status.PENDING, reason)


def _came_late(case: CaseFacts, office: Office, hearing: Hearing, at: datetime) -> Deadline | None:
    """The term after which a hearing was asked for; None where it was asked for in time.

    Each party's term runs from the day on which it was told itself; of several who ask together
    one in time is enough. Told again, a party may ask again; where nobody knows when it was told,
    it is in time.
    """
    if hearing.requested_at is None or case.type != "PenaltyCase":
        return None
    told = [hearing_told(case, party, at) for party in addressees(case, hearing)]
    days = [found[1] for found in told if found]
    if len(days) < len(told):
        return None
    deadline = _asking(office, max(days))
    return deadline if day_of(hearing.requested_at) > deadline.due else None


def _was_given_up(case: CaseFacts, hearing: Hearing, at: datetime, until: date) -> bool:
    asked = day_of(hearing.requested_at or at)
    parties = addressees(case, hearing)
    return all(has_waived(case, party, asked, until, hearing=True) for party in parties)


def _organised_before(
    case: CaseFacts, decision: Decision, in_time: list[Hearing], at: datetime
) -> Iterator[Finding]:
    """Each hearing asked for before a decision was held and its minutes are final (Penalty Law 65)."""
    until = deciding_on(decision, at)
    lacking = status_of_lack(decision)
    for hearing in in_time:
        asked = day_of(hearing.requested_at or at)
        if asked > until or not is_about_the_same(case, hearing, decision):
            continue
        if is_held(hearing, until, at):
            if hearing.is_final:
                reason = _("作出决定以前已经举行听证。")
                yield about(decision.uid, Status.PASS, reason, hearing.uid)
            else:
                reason = _(
                    "第十一条：听证笔录《${record}》尚未定稿，应当根据听证笔录作出决定。请先由有关人员签名、定稿。",
                    record=short(hearing),
                )
                yield about(decision.uid, lacking, reason, hearing.uid)
        elif not _was_given_up(case, hearing, at, until):
            reason = _(
                "第十一条：当事人已于${day}要求听证，还没有举行，不得作出决定。"
                "请先组织听证；当事人放弃听证的，请制作放弃的笔录，写明放弃听证。",
                day=say_day(asked),
            )
            yield about(decision.uid, lacking, reason, hearing.uid)


@rule(
    "HRG-3",
    article=11,
    title=_("举行听证的七个工作日以前通知"),
    nothing=_("本案没有举行听证。"),
    blocking=True,
)
def notified(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """听证通知 (HRG-3): served seven working days before the hearing.

    By the careful reading (``hearing_notice_strict``) seven full working days lie in between.
    """
    findings = {each.uid: _notified(case, office, each, at) for each in case.standing(Hearing)}
    yield from (each for each in findings.values() if each)
    late = [uid for uid, each in findings.items() if each and each.status is not Status.PASS]
    kept = [uid for uid, each in findings.items() if each and each.status is Status.PASS]
    for decision in penalties(case) if case.type == "PenaltyCase" else ():
        until = deciding_on(decision, at)
        held = [
            each.uid
            for each in case.standing(Hearing)
            if is_held(each, until, at) and is_about_the_same(case, each, decision)
        ]
        if not held:
            continue
        if any(uid in kept for uid in held):
            reason = _("听证已经依照期限通知。")
            yield about(decision.uid, Status.PASS, reason, *held)
        elif any(uid in late for uid in held):
            reason = _(
                "第十一条：据以作出决定的听证没有在${n}个工作日以前通知当事人。"
                "请核对通知送达的时间；确实不足的，请重新通知、举行听证。",
                n=office.count("hearing_notice_days"),
            )
            lacking = status_of_lack(decision)
            yield about(decision.uid, lacking, reason, *held)


def _notified(case: CaseFacts, office: Office, hearing: Hearing, at: datetime) -> Finding | None:
    lacking = Status.FAIL if hearing.is_final else Status.PENDING
    told = _notified_on(case, hearing, at)
    if hearing.occurred_start is None:
        if told is None:
            return None
        return about(hearing.uid, lacking, _("第十一条：没有写明举行听证的时间。请填写。"))
    if told is None:
        reason = _(
            "第十一条：《${record}》没有听证通知送达的时间。请填写，或者登记听证通知书的送达回证。",
            record=short(hearing),
        )
        return about(hearing.uid, lacking, reason)
    held = day_of(hearing.occurred_start)
    deadline = working_days(office.calendar, told, office.count("hearing_notice_days"))
    strict = bool(office.count("hearing_notice_strict"))
    first = deadline.due + timedelta(days=1) if strict else deadline.due
    if held >= first:
        reason = _("听证通知于${day}送达，期限足够。", day=say_day(told))
        return about(hearing.uid, Status.PASS, reason)
    reason = _(
        "第十一条：听证通知于${day}送达，${n}个工作日至${due}止，最早于${first}举行；"
        "现定于${held}，不足期限。请改期；已经举行的，请重新通知、举行。",
        day=say_day(told),
        n=office.count("hearing_notice_days"),
        due=say_day(deadline.due),
        first=say_day(first),
        held=say_day(held),
    )
    return about(hearing.uid, lacking, reason)


def _notified_on(case: CaseFacts, hearing: Hearing, at: datetime) -> date | None:
    """The day on which every party had the notice of a hearing: the latest of what is known.

    The day written on the hearing speaks for whoever has no receipt.
    """
    days = last_receipts(case, hearing, at)
    if hearing.notified_at is None and None in days:
        return None
    if hearing.notified_at:
        days = (*days, day_of(hearing.notified_at))
    return max((day for day in days if day is not None), default=None)


@rule(
    "HRG-4",
    article=11,
    title=_("听证由非本案调查人员主持，依法公开"),
    nothing=_("本案没有举行听证。"),
    blocking=True,
)
def presided(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """主持和公开 (HRG-4): host and clerk have not investigated; secrets are not heard in public.

    All else is: whether one behind closed doors had its ground, a person must say. Who signs the
    minutes is rule DOC-SIG's.
    """
    hearings = case.standing(Hearing)
    if not hearings:
        return
    investigators = {uid for each in case.standing(*INVESTIGATED) for uid in each.officers}
    for hearing in hearings:
        yield _presided(case, hearing, investigators)


def _presided(case: CaseFacts, hearing: Hearing, investigators: set[str]) -> Finding:
    lacking = Status.FAIL if hearing.is_final else Status.PENDING
    absent = [name for uid, name in _people(hearing) if not uid]
    if absent:
        reason = _(
            "第十一条：《${record}》没有写明${who}。请填写。",
            record=short(hearing),
            who=join(absent),
        )
        return about(hearing.uid, lacking, reason)
    for uid, name in _people(hearing):
        officer = case.officer(uid or "")
        handles = officer is not None and bool(officer.user_id) and officer.user_id in case.handlers
        if uid in investigators or handles:
            reason = _(
                "第十一条：${who}${name}参加了本案的调查。听证由非本案调查人员主持、记录，请改由他人担任。",
                who=name,
                name=officer.title if officer else "",
            )
            return about(hearing.uid, lacking, reason)
    levels = (hearing.confidentiality, case.confidentiality)
    secret = next((level for level in levels if level in NOT_PUBLIC), "")
    if hearing.public and secret:
        reason = _(
            "第十一条：本案涉及${secret}，听证不公开举行。请把“公开举行”改为“否”。",
            secret=label("confidentiality", secret),
        )
        return about(hearing.uid, lacking, reason)
    if hearing.public is None:
        status = Status.UNKNOWN if hearing.is_final else Status.PENDING
        return about(hearing.uid, status, _("没有写明听证是否公开举行。"))
    if not hearing.public and not secret:
        reason = _(
            "第十一条：听证不公开举行，案件和听证都没有标明商业秘密、个人隐私（《行政处罚法》第六十四条）。"
            "请核对：依法应当保密的，请标明；不属于的，应当公开举行。"
        )
        status = Status.UNKNOWN if hearing.is_final else Status.PENDING
        return about(hearing.uid, status, reason)
    if any(case.officer(uid or "") is None for uid, _name in _people(hearing)):
        reason = _("听证主持人或者记录人没有登记为执法人员，无法判断是否参加了调查。")
        return about(hearing.uid, Status.UNKNOWN, reason)
    return about(hearing.uid, Status.PASS, _("听证由非本案调查人员主持、记录。"))


def _people(hearing: Hearing) -> tuple[tuple[str | None, Text], ...]:
    return ((hearing.host, _("听证主持人")), (hearing.clerk, _("听证记录人")))


@rule(
    "AV-H",
    article=12,
    title=_("听证同时音像记录"),
    nothing=_("本案没有举行听证。"),
)
def recorded(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """听证音像 (AV-H): like AV-12, for hearings alone; AV-12 refuses one that is not recorded."""
    for hearing in case.standing(Hearing):
        yield recorded_enough(case, office, hearing)
