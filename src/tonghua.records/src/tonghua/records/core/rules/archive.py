"""The archive: within thirty days of the end (article 26)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from tonghua.records.core.acceptance import notices
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import Deadline, calendar_days
from tonghua.records.core.ending import closings
from tonghua.records.core.facts import CaseFacts, ComplaintFacts, Decision, Volume
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, of_case, rule
from tonghua.records.core.service import served_on_everyone
from tonghua.records.core.text import Text, _

#: states of a case that was closed
OVER = frozenset({"closed", "archived"})


class End(NamedTuple):
    """The day on which the act of enforcement ended (终结日), and what ended it."""

    day: date
    what: Text


@rule(
    "ARC-1",
    article=26,
    title=_("终结之日起三十日内归档"),
    nothing=_("执法行为尚未终结，或者已经转为处罚案件办理。"),
)
def archived(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """归档期限 (ARC-1): archived within thirty calendar days of the end, as each kind of case ends.

    A law that sets another term is not known here: the office changes ``archive_days``.
    """
    end = ended_on(case, at)
    days = _archived(case)
    found = min(days, default=None)
    if end is None:
        if found is not None:
            reason = _(
                "已于${day}归档，没有记录说明执法行为何时终结。请补作结案审批或者送达回证。",
                day=say_day(found.day),
            )
            yield of_case(Status.UNKNOWN, reason, *found.records)
        return
    deadline = calendar_days(end.day, office.count("archive_days"))
    after = [each for each in days if each.day >= end.day]
    if after:
        yield _judge(min(after), end, deadline)
    elif found is None:
        yield _open(case, end, deadline, at)
    else:
        reason = _(
            "归档（${archived}）早于终结日（${what}之日，${day}），终结以前形成不了完整的案卷。"
            "请核对归档时间，或者补作案卷。",
            what=end.what,
            day=say_day(end.day),
            archived=say_day(found.day),
        )
        yield of_case(Status.UNKNOWN, reason, *found.records)


class _Archived(NamedTuple):
    day: date
    records: tuple[str, ...]


def _archived(case: CaseFacts) -> list[_Archived]:
    """The days of the final volumes (案卷); of a complaint that of its last step."""
    if isinstance(case, ComplaintFacts):
        steps = [step.at for step in case.history if step.transition == "archive"]
        return [_Archived(day_of(steps[-1]), ())] if steps else []
    return [
        _Archived(day_of(each.archived_at), (each.uid,))
        for each in case.standing(Volume)
        if each.is_final and each.archived_at
    ]


def ended_on(case: CaseFacts, at: datetime) -> End | None:
    """终结日: by what each kind of case ends; None while it has not."""
    if isinstance(case, ComplaintFacts):
        return _complaint_ended(case, at)
    if case.type == "ApplicationCase":
        return _application_ended(case, at)
    if case.type == "PenaltyCase" and case.procedure == "summary":
        return _summary_ended(case)
    return _closed(case)


def _closed(case: CaseFacts) -> End | None:
    """结案审批批准日; without the form the day on which the case was closed."""
    moments = [each.finalized_at for each in closings(case)]
    day = min((day_of(moment) for moment in moments if moment), default=None)
    if day is not None:
        return End(day, _("结案审批批准"))
    if case.state in OVER and case.closed_at is not None:
        return End(day_of(case.closed_at), _("结案"))
    return None


def _summary_ended(case: CaseFacts) -> End | None:
    """当场处罚备案日: the decision made on the spot is reported to the office by its approval."""
    moments = [
        each.finalized_at
        for each in case.standing(Decision)
        if each.is_final and each.kind == "summary_penalty"
    ]
    day = min((day_of(moment) for moment in moments if moment), default=None)
    return End(day, _("当场处罚决定报机关备案")) if day else _closed(case)


def _application_ended(case: CaseFacts, at: datetime) -> End | None:
    """The day on which the answer had been served on all; else that of the end (办结)."""
    answers = [each.uid for each in case.standing(Decision) if each.is_final]
    answers += [each.uid for each in notices(case, "rejected")]
    days = [served.day for uid in answers if (served := served_on_everyone(case, uid, at))]
    if days:
        return End(min(days), _("决定送达"))
    return End(day_of(case.closed_at), _("办结")) if case.closed_at else None


def _complaint_ended(case: ComplaintFacts, at: datetime) -> End | None:
    """告知送达日; of an anonymous report, whom nobody can tell, that of the conclusion."""
    if case.conclusion != "not_filed":
        return None
    told = [day_of(case.informed_at)] if case.informed_at else []
    for notice in notices(case, "not_filed"):
        served = served_on_everyone(case, notice.uid, at)
        told += [served.day] if served else []
    if told:
        return End(min(told), _("告知举报人"))
    if case.concluded_at and not case.real_name:
        return End(day_of(case.concluded_at), _("作出结论"))
    return None


def _open(case: CaseFacts, end: End, deadline: Deadline, at: datetime) -> Finding:
    values = {
        "what": end.what,
        "day": say_day(end.day),
        "due": say_day(deadline.due),
        "how": deadline.sentence,
    }
    drafts = [each.uid for each in case.standing(Volume)]
    if day_of(at) <= deadline.due:
        reason = _("终结日为${what}之日（${day}），最迟于${due}归档。${how}", **values)
        return of_case(Status.PENDING, reason, *drafts, due=deadline.due)
    reason = _(
        "第二十六条：终结日为${what}之日（${day}），归档的期限已于${due}届满。${how}"
        "请尽快归档并说明原因。",
        **values,
    )
    return of_case(Status.FAIL, reason, *drafts, due=deadline.due)


def _judge(found: _Archived, end: End, deadline: Deadline) -> Finding:
    values = {
        "what": end.what,
        "day": say_day(end.day),
        "archived": say_day(found.day),
        "due": say_day(deadline.due),
        "how": deadline.sentence,
    }
    if found.day <= deadline.due:
        reason = _("终结日为${what}之日（${day}），已于${archived}归档，在期限内。", **values)
        return of_case(Status.PASS, reason, *found.records, due=deadline.due)
    reason = _(
        "第二十六条：终结日为${what}之日（${day}），归档（${archived}）晚于期限${due}。${how}"
        "请在备考表中说明原因。",
        **values,
    )
    late = of_case(Status.FAIL, reason, *found.records, due=deadline.due)
    return late._replace(late=True)
