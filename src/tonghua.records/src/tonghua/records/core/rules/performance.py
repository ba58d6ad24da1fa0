"""Performance of a decision: recorded until its end, the fine paid in time (article 24)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import Deadline, calendar_days
from tonghua.records.core.ending import closings
from tonghua.records.core.facts import CaseFacts, Decision, Extension, Performance
from tonghua.records.core.fines import overdue_surcharge, say_yuan
from tonghua.records.core.office import Office
from tonghua.records.core.rules.decision import PENALTIES, WORDS_ONLY
from tonghua.records.core.rules.registry import Finding, Status, about, rule
from tonghua.records.core.service import Served, served_on_anyone, served_on_everyone
from tonghua.records.core.text import Text, _, join
from tonghua.records.core.vocabularies import label

#: keys of the papers beside a Performance (core.papers)
DEMAND = "demand_notice"
COURT = "enforcement_application"
#: how a record says that it is about the fine
FINE_WORDS = ("罚款", "罚金", "罚没", "缴款")
#: kind of penalty → how a record says that it is about it; of other kinds no word tells
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "fine": FINE_WORDS,
    "confiscation_income": ("没收", "罚没", "违法所得"),
    "confiscation_goods": ("没收", "罚没", "非法财物"),
    "suspension": ("暂扣",),
    "downgrade": ("降低", "资质"),
    "revocation": ("吊销",),
    "closure": ("停产", "停业", "停止", "关闭"),
}
#: outcomes of a closed case in which nothing more is performed
NOTHING_LEFT = frozenset({"terminated", "transferred", "withdrawn", "no_penalty"})


def to_perform(case: CaseFacts) -> tuple[Decision, ...]:
    """The final decisions that leave the party something to do; a mere warning does not."""
    return tuple(
        each
        for each in case.standing(Decision)
        if each.is_final
        and each.kind in PENALTIES | {"order"}
        and not (each.penalty_kinds and set(each.penalty_kinds) <= WORDS_ONLY)
    )


def performances(case: CaseFacts, decision: Decision) -> tuple[Performance, ...]:
    """The records of performance (履行情况记录) for a decision's parties, earliest first."""
    found = [
        each
        for each in case.standing(Performance)
        if not (each.parties and decision.parties) or set(each.parties) & set(decision.parties)
    ]
    return tuple(sorted(found, key=_when))


def of_fine(records: tuple[Performance, ...]) -> tuple[Performance, ...]:
    """Those about the fine; where none says so, those that speak of nothing else either."""
    told = tuple(each for each in records if _mentions(each, FINE_WORDS))
    return told or tuple(each for each in records if not _speaks_of_a_kind(each))


def applied_to_court(record: Performance) -> bool:
    """Whether the court was asked to enforce (申请法院强制执行): the paper went out, or it is said."""
    if any(row.get("paper") == COURT for row in record.issued):
        return True
    said = record.overdue_measure
    return "强制执行" in said and any(
        word in said for word in ("已申请", "已经申请", "已向", "已于")
    )


def outcome_of(case: CaseFacts) -> str | None:
    """How the case was closed (结案); None while its closing is not approved."""
    closed = [each.outcome for each in closings(case)]
    return (closed[-1] or "") if closed else None


def fine_deadline(case: CaseFacts, office: Office, served: date) -> Deadline:
    """The last day for paying: fifteen days from service on the last party, or as later was allowed (延期、分期).

    A last day off moves to the next day worked (Administrative Penalty Law 66, 67).
    """
    plain = calendar_days(served, office.count("fine_days"), rolled_by=office.calendar)
    until = allowed_until(case)
    if until is None or until <= plain.due:
        return plain
    return Deadline(due=until, sentence=_("经批准延期（分期）至${due}止。", due=say_day(until)))


def allowed_until(case: CaseFacts) -> date | None:
    """The last day that was allowed for paying later or in parts (Penalty Law 66); None for none."""
    allowed = [
        each.until
        for each in case.standing(Extension)
        if each.is_final
        and each.until
        and any(word in each.what for word in ("罚款", "缴纳", "履行"))
    ]
    return max(allowed, default=None)


def _when(record: Performance) -> float:
    moment = record.occurred_start or record.began
    return moment.timestamp() if moment else 0.0


def _mentions(record: Performance, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words for text in (record.title, record.obligation))


@rule(
    "PRF-1",
    article=24,
    title=_("记录当事人履行决定的情况"),
    nothing=_("本案没有需要履行的决定，或者决定尚未送达。"),
)
def recorded(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """履行记录 (PRF-1): performance is recorded until it is done, the court asked, or all ended."""
    for decision in to_perform(case):
        served = served_on_anyone(case, decision.uid, at)
        if served is not None:
            yield _recorded(case, office, decision, served, at)


def _recorded(
    case: CaseFacts, office: Office, decision: Decision, served: Served, at: datetime
) -> Finding:
    records = performances(case, decision)
    final = tuple(each for each in records if each.is_final)
    links = tuple(each.uid for each in records)
    outcome = outcome_of(case)
    if not final:
        return _unrecorded(case, office, decision, served, at)
    untold = _untold(decision, final)
    if not _open(final) and not untold:
        return about(decision.uid, Status.PASS, _("已经记录履行完毕的情况。"), *links)
    if any(applied_to_court(each) for each in final):
        reason = _("已经记录履行情况，并申请人民法院强制执行。")
        return about(decision.uid, Status.PASS, reason, *links)
    if outcome in NOTHING_LEFT:
        reason = _("已经记录履行情况，执行已经终结。")
        return about(decision.uid, Status.PASS, reason, *links)
    if untold:
        return _part(decision, untold, outcome, links)
    if outcome is not None:
        reason = _(
            "第二十四条：已经结案，但是履行情况记录没有写明实际履行的时间，也没有申请强制执行。"
            "请补作履行情况记录。"
        )
        return about(decision.uid, Status.FAIL, reason, *links)
    reason = _("尚未履行完毕，请继续记录，直至履行完毕、申请强制执行或者终结执行。")
    return about(decision.uid, Status.PENDING, reason, *links)


def _part(
    decision: Decision, untold: tuple[str, ...], outcome: str | None, links: tuple[str, ...]
) -> Finding:
    """Of a part of the penalty no record tells."""
    kinds = join(label("penalty_kinds", each) for each in untold)
    if outcome is None:
        reason = _("还没有${kinds}的履行情况记录，请继续记录。", kinds=kinds)
        return about(decision.uid, Status.PENDING, reason, *links)
    reason = _(
        "第二十四条：已经结案，但是没有${kinds}的履行情况记录。请补作履行情况记录。", kinds=kinds
    )
    return about(decision.uid, Status.FAIL, reason, *links)


def _speaks_of_a_kind(record: Performance) -> bool:
    return any(_mentions(record, words) for words in KIND_WORDS.values())


def _untold(decision: Decision, records: tuple[Performance, ...]) -> tuple[str, ...]:
    """The kinds of penalty of which no record tells; none where a record speaks of all at once."""
    kinds = [each for each in decision.penalty_kinds if each not in WORDS_ONLY]
    if len(kinds) < 2 or not all(_speaks_of_a_kind(each) for each in records):
        return ()
    return tuple(
        kind
        for kind in kinds
        if kind in KIND_WORDS and not any(_mentions(each, KIND_WORDS[kind]) for each in records)
    )


def _open(records: tuple[Performance, ...]) -> bool:
    """Whether an obligation is not done: of each, the record made last says so."""
    last: dict[str, Performance] = {}
    for each in records:
        key = "" if _mentions(each, FINE_WORDS) else each.obligation.strip()
        last[key] = each
    return any(each.done_at is None for each in last.values())


def _unrecorded(
    case: CaseFacts, office: Office, decision: Decision, served: Served, at: datetime
) -> Finding:
    """Nothing final is recorded yet. The day by which a fine is due is PRF-2's to show."""
    drafts = tuple(each.uid for each in performances(case, decision))
    if drafts:
        return about(decision.uid, Status.PENDING, _("履行情况记录尚未定稿。"), *drafts)
    is_over = outcome_of(case) is not None
    last = served_on_everyone(case, decision.uid, at)
    if "fine" in decision.penalty_kinds and last is not None:
        is_over = is_over or day_of(at) > fine_deadline(case, office, last.day).due
    day = say_day(served.day)
    if is_over:
        reason = _(
            "第二十四条：决定书已于${day}送达，没有当事人履行情况的记录。请填写履行情况记录。",
            day=day,
        )
        return about(decision.uid, Status.FAIL, reason)
    reason = _("决定书已于${day}送达，请记录当事人履行的情况。", day=day)
    return about(decision.uid, Status.PENDING, reason)


@rule(
    "PRF-2",
    article=24,
    title=_("罚款在期限内缴纳，逾期的依法加处"),
    nothing=_("本案没有罚款，或者决定书尚未送达。"),
)
def paid(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """罚款缴纳 (PRF-2): within fifteen days of service; what is added by the day when it is late.

    Several parties have one amount: the term runs once the last of them has been served. Days of
    a review or lawsuit, in which nothing is added (Penalty Law 73), are not known here.
    """
    for decision in to_perform(case):
        if "fine" not in decision.penalty_kinds:
            continue
        served = served_on_everyone(case, decision.uid, at)
        if served is not None:
            yield from _paid(case, office, decision, served, at)
        elif served_on_anyone(case, decision.uid, at) is not None:
            reason = _("决定书还没有送达全部当事人，缴纳罚款的期限自送达最后一人次日起算。")
            yield about(decision.uid, Status.PENDING, reason)


def _paid(
    case: CaseFacts, office: Office, decision: Decision, served: Served, at: datetime
) -> Iterator[Finding]:
    deadline = fine_deadline(case, office, served.day)
    due = deadline.due
    records = of_fine(performances(case, decision))
    final = tuple(each for each in records if each.is_final)
    links = tuple(each.uid for each in final)
    done = final[-1].done_at if final else None
    if done is not None:
        day = day_of(done)
        if decision.decided_at and day < day_of(decision.decided_at):
            reason = _(
                "履行情况记录写的缴款时间（${day}）早于作出决定的时间（${decided}），"
                "不能确认是否按期缴纳。请核对，写错的作更正记录。",
                day=say_day(day),
                decided=say_day(decision.decided_at),
            )
            yield about(decision.uid, Status.UNKNOWN, reason, *links, due=due)
        elif day <= due:
            reason = _("罚款已于${day}缴清，在期限内。", day=say_day(day))
            yield about(decision.uid, Status.PASS, reason, *links, due=due)
        else:
            reason = _late(office, decision, deadline, day, paid=True)
            yield about(decision.uid, Status.FAIL, reason, *links, due=due, late=True)
    elif outcome_of(case) in NOTHING_LEFT:
        return
    elif day_of(at) <= due:
        reason = _("最迟于${due}缴纳罚款。${how}", due=say_day(due), how=deadline.sentence)
        yield about(decision.uid, Status.PENDING, reason, *links, due=due)
    else:
        reason = _late(office, decision, deadline, day_of(at), paid=False)
        asked = any(applied_to_court(each) for each in final)
        yield about(decision.uid, Status.FAIL, reason, *links, due=due, late=asked)


def _late(
    office: Office, decision: Decision, deadline: Deadline, until: date, *, paid: bool
) -> Text:
    """How many days late, and what is added for them."""
    percent = office.number("fine_surcharge_percent") or Decimal(0)
    values = {
        "due": say_day(deadline.due),
        "how": deadline.sentence,
        "day": say_day(until),
        "n": (until - deadline.due).days,
        "percent": f"{percent.normalize():f}",
    }
    if decision.amount is None:
        return _(
            "第二十四条：缴纳罚款的期限已于${due}届满，至${day}逾期${n}日。${how}"
            "决定书没有写明罚款数额，不能计算加处罚款。请核对决定书。",
            **values,
        )
    fine = Decimal(decision.amount)
    values["sum"] = say_yuan(overdue_surcharge(fine, deadline.due, until, percent))
    if paid:
        return _(
            "第二十四条：罚款于${day}缴纳，晚于期限${due}${n}日。${how}"
            "每日按罚款数额的${percent}%加处，应加处${sum}（不超过罚款数额，复议、诉讼期间不计）。"
            "请在履行情况记录中写明加处的办理情况。",
            **values,
        )
    return _(
        "第二十四条：缴纳罚款的期限已于${due}届满，至${day}逾期${n}日。${how}"
        "每日按罚款数额的${percent}%加处，现应加处${sum}（不超过罚款数额，复议、诉讼期间不计）。"
        "请催告当事人，并记录履行情况。",
        **values,
    )
