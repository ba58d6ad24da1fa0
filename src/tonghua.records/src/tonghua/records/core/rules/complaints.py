"""Complaints and reports: examined in time, and the informant told (article 8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.acceptance import notices
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import calendar_days
from tonghua.records.core.facts import CaseFacts, ComplaintFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, of_case, rule
from tonghua.records.core.service import served_on_everyone
from tonghua.records.core.text import _


def notice_served(complaint: CaseFacts, at: datetime) -> str | None:
    """The uid of the notice (不予立案告知书) that was served; None while none was."""
    for notice in notices(complaint, "not_filed"):
        if served_on_everyone(complaint, notice.uid, at) is not None:
            return notice.uid
    return None


def concluded_at(complaint: ComplaintFacts) -> datetime | None:
    """When the conclusion was reached: as written, else by its step; None while it was not."""
    steps = [step.at for step in complaint.history if step.transition == "conclude"]
    return complaint.concluded_at or (steps[-1] if steps else None)


def is_told(complaint: ComplaintFacts, at: datetime) -> bool:
    """Whether the informant was told why nothing follows: when and by whom, or by a notice."""
    recorded = bool(complaint.informed_at and complaint.informed_by)
    return recorded or notice_served(complaint, at) is not None


@rule(
    "CMP-1",
    article=8,
    title=_("实名举报不启动执法程序的，告知举报人"),
    nothing=_("匿名举报，或者已经启动执法程序，不适用本项。"),
    blocking=True,
)
def informed(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """告知举报人 (CMP-1): by a served notice, or as recorded with the day and the person."""
    if not isinstance(case, ComplaintFacts) or case.real_name is False:
        return
    if case.conclusion != "not_filed":
        if case.conclusion is None:
            yield of_case(Status.PENDING, _("尚未作出结论。"))
        return
    if is_told(case, at):
        notice = notice_served(case, at)
        links = (notice,) if notice else ()
        yield of_case(Status.PASS, _("已经告知举报人，并作书面记录。"), *links)
        return
    concluded = concluded_at(case)
    if concluded is None:
        if case.state == "registered":
            yield of_case(Status.PENDING, _("结论尚未办理，办理后告知举报人。"))
        else:
            yield of_case(Status.UNKNOWN, _("没有作出结论的时间，无法计算告知举报人的期限。"))
        return
    if case.real_name is None:
        reason = _("没有写明是否实名，无法判断应否告知举报人（第八条）。请核对。")
        yield of_case(Status.UNKNOWN, reason)
        return
    days = office.count("complaint_answer_days")
    deadline = calendar_days(day_of(concluded), days)
    late = day_of(at) > deadline.due
    yield of_case(
        Status.FAIL if late else Status.PENDING,
        _(
            "第八条：实名举报不启动执法程序的，应当告知举报人，最迟于${due}。${how}"
            "请送达不予立案告知书，或者记录告知的时间和告知人。",
            due=say_day(deadline.due),
            how=deadline.sentence,
        ),
        due=deadline.due,
    )


@rule(
    "CMP-2",
    article=8,
    title=_("需要查处的，及时启动执法程序"),
    nothing=_("本案不是投诉举报，或者没有启动执法程序，不适用本项。"),
)
def started(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """启动执法程序 (CMP-2): the complaint led to a case, filed (立案) no earlier than received.

    The law says no number of days (及时); a case that waits for its filing is pending.
    """
    if not isinstance(case, ComplaintFacts) or case.conclusion != "filed":
        return
    if case.cases is None:
        yield of_case(Status.UNKNOWN, _("没有查到投诉举报引起的案件，无法判断是否已经立案。"))
        return
    if not case.cases:
        if concluded_at(case) is None:
            yield of_case(Status.PENDING, _("结论尚未办理，办理后登记案件并立案。"))
        else:
            reason = _("第八条：结论是启动执法程序，还没有登记案件。请登记案件，选择这件投诉举报。")
            yield of_case(Status.FAIL, reason)
        return
    opened = [day_of(each.opened_at) for each in case.cases if each.opened_at]
    if not opened:
        yield of_case(Status.PENDING, _("案件已经登记，立案审批表尚未批准。"))
        return
    first = min(opened)
    if case.received_at is not None and first < day_of(case.received_at):
        reason = _(
            "第八条：立案日（${opened}）早于收到投诉举报之日（${received}）。请核对两个日期。",
            opened=say_day(first),
            received=say_day(case.received_at),
        )
        yield of_case(Status.FAIL, reason)
    elif case.received_at is None:
        yield of_case(Status.UNKNOWN, _("没有收到投诉举报的时间，无法与立案日比较。"))
    else:
        yield of_case(Status.PASS, _("已于${day}立案。", day=say_day(first)))


@rule(
    "CMP-3",
    article=8,
    title=_("收到投诉举报后及时审查"),
    nothing=_("本案不是投诉举报。"),
)
def examined(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """及时审查 (CMP-3): concluded within the office's days of receipt."""
    if not isinstance(case, ComplaintFacts):
        return
    if case.received_at is None:
        status = Status.PENDING if case.state == "registered" else Status.UNKNOWN
        yield of_case(status, _("没有收到投诉举报的时间，无法计算审查的期限。请填写。"))
        return
    days = office.count("complaint_days")
    deadline = calendar_days(day_of(case.received_at), days)
    due, how = say_day(deadline.due), deadline.sentence
    concluded = concluded_at(case)
    if concluded is not None:
        day = say_day(concluded)
        if day_of(concluded) <= deadline.due:
            reason = _("已于${day}作出结论，在期限内。", day=day)
            yield of_case(Status.PASS, reason, due=deadline.due)
        else:
            reason = _(
                "第八条：结论（${day}）晚于期限${due}作出。${how}请写明原因。",
                day=day,
                due=due,
                how=how,
            )
            finding = of_case(Status.FAIL, reason, due=deadline.due)
            yield finding._replace(late=True)
    elif day_of(at) <= deadline.due:
        reason = _("最迟于${due}作出结论。${how}", due=due, how=how)
        yield of_case(Status.PENDING, reason, due=deadline.due)
    else:
        reason = _("第八条：审查的期限已于${due}届满。${how}请尽快作出结论。", due=due, how=how)
        yield of_case(Status.FAIL, reason, due=deadline.due)
