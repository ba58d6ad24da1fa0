"""Orders to put things right: checked when due, by two officers (article 25)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts import CaseFacts, RectificationCheck, RectificationOrder
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, lacks, rule
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import vocabulary

#: how many check together whether it was put right
OFFICERS = 2


class Window(NamedTuple):
    """The days on which a check is in time (按期核查): some working days about the order's last."""

    first: date
    last: date


@rule(
    "RCT-1",
    article=25,
    title=_("责令改正有期限，期满按期核查"),
    nothing=_("本案没有责令改正。"),
)
def checked_in_time(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """按期核查 (RCT-1): a check within some working days of the last day set for putting it right."""
    for order in case.standing(RectificationOrder):
        if order.due_at is None:
            reason = _("第二十五条：责令改正没有写明期限。请写明改正的期限。")
            yield lacks(order, reason)
        elif not order.is_final:
            yield about(order.uid, Status.PENDING, _("责令改正通知书尚未批准。"))
        else:
            yield _checked(case, order, window_of(order.due_at, office), at)


def window_of(due_at: datetime, office: Office) -> Window:
    """From so many working days before the order's last day to as many after it."""
    due, days = day_of(due_at), office.count("rectification_check_days")
    calendar = office.calendar
    return Window(first=calendar.count_back(due, days), last=calendar.add_working_days(due, days))


def _checked(case: CaseFacts, order: RectificationOrder, window: Window, at: datetime) -> Finding:
    made = [
        each
        for each in case.standing(RectificationCheck)
        if each.order == order.uid and each.checked_at
    ]
    in_time = [each for each in made if window.first <= _day(each) <= window.last]
    done = next((each for each in in_time if each.is_final), None)
    if done is not None:
        reason = _("已于${day}复查。", day=say_day(_day(done)))
        return about(order.uid, Status.PASS, reason, done.uid, due=window.last)
    if in_time:
        reason = _("复查记录尚未定稿。请核对后定稿。")
        return about(order.uid, Status.PENDING, reason, in_time[0].uid, due=window.last)
    late = [each for each in made if each.is_final and _day(each) > window.last]
    if late:
        reason = _(
            "第二十五条：复查（${day}）晚于${due}，没有按期核查。请在案卷中说明原因。",
            day=say_day(min(map(_day, late))),
            due=say_day(window.last),
        )
        links = [each.uid for each in late]
        return about(order.uid, Status.FAIL, reason, *links, due=window.last, late=True)
    return _unchecked(order, window, made, at)


def _unchecked(
    order: RectificationOrder, window: Window, early: list[RectificationCheck], at: datetime
) -> Finding:
    said = {"first": say_day(window.first), "last": say_day(window.last)}
    links = [each.uid for each in early]
    if day_of(at) > window.last:
        reason = _(
            "第二十五条：改正期限届满以后没有按期核查（${first}至${last}）。"
            "请尽快复查，填写改正复查记录并说明原因。",
            **said,
        )
        return about(order.uid, Status.FAIL, reason, *links, due=window.last)
    if early:
        reason = _("期满以前已经查看过；期满时请再复查（${first}至${last}）。", **said)
    else:
        reason = _("请按期复查（${first}至${last}）。", **said)
    return about(order.uid, Status.PENDING, reason, *links, due=window.last)


def _day(check: RectificationCheck) -> date:
    return day_of(check.checked_at) if check.checked_at else date.max


@rule(
    "RCT-2",
    article=25,
    title=_("复查由二人进行，有结果，未改正的有措施"),
    nothing=_("本案没有改正复查记录。"),
)
def checked_wholly(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """复查记录 (RCT-2): two officers or more, a result, and what follows where it is not all done."""
    for check in case.standing(RectificationCheck):
        problem = _problem(check)
        if problem:
            yield lacks(check, problem)
        elif check.is_draft:
            yield about(check.uid, Status.PENDING, _("复查记录尚未定稿。请核对后定稿。"))
        else:
            yield about(check.uid, Status.PASS, _("复查的人数、结果和措施已经记明。"))


def _problem(check: RectificationCheck) -> Text | None:
    if len(set(check.officers)) < OFFICERS:
        return _("第二十五条：改正复查记录的复查人不足二人。请填写二名以上执法人员。")
    if check.result not in vocabulary("rectification_result"):
        return _("第二十五条：改正复查记录没有写明复查结果。请填写已改正、部分改正或者未改正。")
    if check.result != "done" and not check.next_measure.strip():
        return _("第二十五条：没有全部改正，也没有写明进一步的措施。请写明怎样处理。")
    return None
