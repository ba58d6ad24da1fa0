"""What follows when a decision is not performed: demand, then the court (article 24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import (
    Deadline,
    calendar_days,
    calendar_months,
    working_days,
)
from tonghua.records.core.facts import CaseFacts, Decision, Performance
from tonghua.records.core.office import Office
from tonghua.records.core.rules.performance import (
    COURT,
    NOTHING_LEFT,
    allowed_until,
    applied_to_court,
    fine_deadline,
    of_fine,
    outcome_of,
    performances,
    to_perform,
)
from tonghua.records.core.rules.registry import Finding, Status, about, rule
from tonghua.records.core.service import addressees, served_on_everyone, served_on_party
from tonghua.records.core.several import first_of_any, last_of_all
from tonghua.records.core.text import Text, _


@dataclass(frozen=True, kw_only=True)
class Window:
    """When the court may be asked (申请强制执行的期间): after ``opens``, until ``closes``.

    ``demanded`` is when the demand (催告书) was served, ``waited`` the last day that it leaves the
    party; both None before. ``days`` are the working days that must pass after it.
    """

    opens: date
    closes: Deadline
    demanded: date | None
    waited: Deadline | None
    days: int


@rule(
    "PRF-3",
    article=24,
    title=_("催告期满、复议诉讼期满以后三个月内申请强制执行"),
    nothing=_("决定已经履行、尚未送达，或者还在履行期限内。"),
)
def enforced(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """申请强制执行 (PRF-3): ten working days after the demand, within three months of the law's terms.

    Administrative Coercion Law 53 and 54. A review or lawsuit that was asked for moves the window;
    no record tells of it, so a person must mind it.
    """
    for decision in to_perform(case):
        if outcome_of(case) in NOTHING_LEFT:
            continue
        final = tuple(each for each in performances(case, decision) if each.is_final)
        asked = next((each for each in final if applied_to_court(each)), None)
        if asked is None:
            served = served_on_everyone(case, decision.uid, at)
            if served is None or _is_done(decision, final):
                continue
            if not _is_due(case, office, final, decision, served.day, at):
                continue
        parties = _parties_of(case, decision, asked)
        served_on = [served_on_party(case, decision.uid, party, at) for party in parties]
        days = [each.day for each in served_on if each]
        if not days:
            continue
        demanded = demanded_on(case, final, parties, at)
        window = window_of(case, office, days, demanded)
        if asked is None:
            yield _unasked(decision, window, at)
        elif len(days) < len(parties):
            yield _unserved(decision, asked)
        else:
            yield _asked(decision, asked, window)


def _parties_of(case: CaseFacts, decision: Decision, asked: Performance | None) -> tuple[str, ...]:
    """Against whom the court is asked: whom the record names, else all of the decision's parties."""
    parties = addressees(case, decision)
    named = [each for each in parties if asked is not None and each in asked.parties]
    return tuple(named) or parties


def demanded_on(
    case: CaseFacts, records: Iterable[Performance], parties: Iterable[str], at: datetime
) -> date | None:
    """When the last of these parties had a demand (催告书); None while one of them had none.

    A receipt that names a record of performance serves the demand that the record prints.
    """
    records = tuple(records)
    first = [
        first_of_any(served_on_party(case, record.uid, party, at) for record in records)
        for party in parties
    ]
    last = last_of_all(first)
    return last.day if last else None


def window_of(
    case: CaseFacts, office: Office, served: Sequence[date], demanded: date | None
) -> Window:
    """The window against parties who were served a decision on these days.

    Each party's terms run from its own service: the court is asked once those of the last are
    over, and while the three months of the first still run. Where paying later was allowed, the
    window begins no earlier than its end (Penalty Law 72, second paragraph).
    """
    calendar = office.calendar
    over = [max(_over(office, day), allowed_until(case) or day) for day in served]
    days = office.count("demand_days")
    waited = working_days(calendar, demanded, days) if demanded else None
    return Window(
        opens=max([*over, *([waited.due] if waited else [])]),
        closes=calendar_months(min(over), office.count("court_months"), rolled_by=calendar),
        demanded=demanded,
        waited=waited,
        days=days,
    )


def _over(office: Office, served: date) -> date:
    """The last day on which a party may ask for a review or go to court.

    A last day off moves on (Civil Procedure Law 85): a lawsuit may be brought on the next day
    worked.
    """
    calendar = office.calendar
    review = calendar_days(served, office.count("review_request_days"), rolled_by=calendar).due
    lawsuit = calendar_months(served, office.count("lawsuit_months"), rolled_by=calendar).due
    return max(review, lawsuit)


def _unserved(decision: Decision, record: Performance) -> Finding:
    reason = _(
        "第二十四条：申请强制执行的时候，决定书还没有送达全部被申请人，复议、诉讼的期限没有届满。"
        "请先送达，期满后再申请。"
    )
    return about(decision.uid, Status.FAIL, reason, record.uid)


def _is_done(decision: Decision, records: tuple[Performance, ...]) -> bool:
    about_fine = of_fine(records) if "fine" in decision.penalty_kinds else records
    return bool(about_fine) and about_fine[-1].done_at is not None


def _is_due(
    case: CaseFacts,
    office: Office,
    records: tuple[Performance, ...],
    decision: Decision,
    served: date,
    at: datetime,
) -> bool:
    """Whether the term of performance is over: that of the record, else that of a fine."""
    terms = [day_of(each.due_at) for each in records if each.due_at]
    if "fine" in decision.penalty_kinds:
        terms.append(fine_deadline(case, office, served).due)
    return bool(terms) and day_of(at) > max(terms)


def _unasked(decision: Decision, window: Window, at: datetime) -> Finding:
    closes = window.closes.due
    if day_of(at) > closes:
        reason = _(
            "第二十四条：申请人民法院强制执行的期限已于${due}届满。${how}"
            "请写明没有申请的原因，按终结执行办理或者报告监督机构。",
            due=say_day(closes),
            how=window.closes.sentence,
        )
        return about(decision.uid, Status.FAIL, reason, due=closes)
    if window.demanded is None:
        reason = _(
            "当事人逾期没有履行。请先送达催告书；催告书送达满${n}个工作日，并且复议、诉讼期满以后，"
            "在${due}以前申请人民法院强制执行。",
            n=window.days,
            due=say_day(closes),
        )
    else:
        reason = _(
            "催告书已于${day}送达。${opens}期满以后，在${due}以前申请人民法院强制执行。",
            day=say_day(window.demanded),
            opens=say_day(window.opens),
            due=say_day(closes),
        )
    return about(decision.uid, Status.PENDING, reason, due=closes)


def _asked(decision: Decision, record: Performance, window: Window) -> Finding:
    day = _asked_on(record)
    if day is None:
        reason = _("已经记明申请强制执行，没有记明申请的时间。请出具强制执行申请书。")
        return about(decision.uid, Status.UNKNOWN, reason, record.uid)
    problem = _problem(day, window)
    if problem:
        return about(decision.uid, Status.FAIL, problem, record.uid, late=True)
    reason = _("已于${day}申请人民法院强制执行，在法定期间内。", day=say_day(day))
    return about(decision.uid, Status.PASS, reason, record.uid)


def _problem(day: date, window: Window) -> Text | None:
    said = say_day(day)
    if window.waited is None:
        return _(
            "第二十四条：申请强制执行（${day}）以前没有送达催告书。请先催告，满${n}个工作日再申请。",
            day=said,
            n=window.days,
        )
    if day <= window.waited.due:
        return _(
            "第二十四条：申请强制执行（${day}）的时候催告书送达未满期限。${how}请期满后再申请。",
            day=said,
            how=window.waited.sentence,
        )
    if day <= window.opens:
        return _(
            "第二十四条：申请强制执行（${day}）的时候复议、诉讼或者准予延期的期限未满（至${opens}止）。"
            "请期满后再申请。",
            day=said,
            opens=say_day(window.opens),
        )
    if day > window.closes.due:
        return _(
            "第二十四条：申请强制执行（${day}）晚于期限${due}。${how}请在案卷中说明原因。",
            day=said,
            due=say_day(window.closes.due),
            how=window.closes.sentence,
        )
    return None


def _asked_on(record: Performance) -> date | None:
    """The day on which the application to the court went out."""
    days = [
        day_of(row["at"]) for row in record.issued if row.get("paper") == COURT and row.get("at")
    ]
    return min(days, default=None)
