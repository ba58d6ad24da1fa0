"""Applications: registered, one supplement notice in time, answered in writing (article 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tonghua.records.core.acceptance import (
    ANSWERS,
    deemed_accepted_on,
    noticed_on,
    notices,
    supplement_deadline,
)
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import Deadline
from tonghua.records.core.facts import Application, ApplicationNotice, CaseFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, of_case, rule
from tonghua.records.core.text import _

NOT_ASKED = _("本案不是申请类案件，或者尚未收到申请。")


@rule("APP-1", article=7, title=_("申请已经登记，并出具接收凭证"), nothing=NOT_ASKED)
def registered(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """申请登记 (APP-1): the application is recorded with its day; the record is the receipt.

    The seal is not judged while there are no electronic seals.
    """
    if case.type != "ApplicationCase":
        return
    applications = case.standing(Application)
    done = [each for each in applications if each.is_final and each.received_at]
    for each in done:
        yield about(each.uid, Status.PASS, _("申请已经登记，接收凭证载明了收到的日期。"))
    if done:
        return
    if case.state == "registered":
        drafts = [each.uid for each in applications]
        yield of_case(Status.PENDING, _("申请登记尚未定稿。"), *drafts)
    else:
        yield of_case(Status.FAIL, _("第七条：没有申请登记，或者没有写明收到的日期。请补作登记。"))


@rule(
    "APP-2",
    article=7,
    title=_("五个工作日内一次告知需要补正的全部内容"),
    nothing=NOT_ASKED,
    blocking=True,
)
def supplemented_once(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """一次性补正告知 (APP-2): at most one notice, within five working days of receipt.

    A second notice is refused; a late one, or none, makes the application accepted from the day
    of its receipt (Administrative Licensing Law, article 32). A late one fails whatever follows it.
    """
    deadline = supplement_deadline(case, office)
    if case.type != "ApplicationCase" or deadline is None:
        return
    told = notices(case, "supplement")
    # by the order in which they became final: recording late (补录) makes no room for a second
    by_order = sorted(told, key=_became_final)
    for again in by_order[1:]:
        yield _again(again, by_order[0])
    if told:
        yield _told(told[0], deadline, deemed_accepted_on(case, office, at))
    else:
        yield _untold(case, deadline, deemed_accepted_on(case, office, at), at)


def _became_final(notice: ApplicationNotice) -> float:
    return notice.finalized_at.timestamp() if notice.finalized_at else 0.0


def _again(notice: ApplicationNotice, first: ApplicationNotice) -> Finding:
    day = noticed_on(first)
    reason = _(
        "第七条：需要补正的全部内容应当一次告知，已经于${day}告知过（《${record}》）。"
        "请改为受理或者不予受理。",
        day=say_day(day) if day else "",
        record=first.title,
    )
    return about(notice.uid, Status.FAIL, reason, first.uid)


def _told(notice: ApplicationNotice, deadline: Deadline, deemed: date | None) -> Finding:
    day = noticed_on(notice)
    if day is not None and day <= deadline.due:
        reason = _("已于${day}一次告知需要补正的内容。", day=say_day(day))
        return of_case(Status.PASS, reason, notice.uid)
    if deemed is None:
        # answered all the same, in time or by a rejection; it was too late to ask for more
        reason = _(
            "第七条：补正告知（${day}）晚于期限${due}。${how}期限届满以后不得再要求补正。"
            "请在案卷中说明原因。",
            day=say_day(day) if day else "",
            due=say_day(deadline.due),
            how=deadline.sentence,
        )
        return of_case(Status.FAIL, reason, notice.uid)._replace(late=True)
    reason = _(
        "第七条：补正告知（${day}）晚于期限${due}。${how}申请自收到之日（${received}）起即为受理，"
        "请出具受理通知书。",
        day=say_day(day) if day else "",
        due=say_day(deadline.due),
        how=deadline.sentence,
        received=say_day(deemed),
    )
    return of_case(Status.FAIL, reason, notice.uid)


def _untold(case: CaseFacts, deadline: Deadline, deemed: date | None, at: datetime) -> Finding:
    if deemed is not None:
        reason = _(
            "期限内没有告知补正，申请自收到之日（${received}）起即为受理。",
            received=say_day(deemed),
        )
        return of_case(Status.PASS, reason)
    if notices(case, *ANSWERS) or day_of(at) > deadline.due:
        return of_case(Status.PASS, _("申请材料不需要补正。"))
    reason = _(
        "材料不齐全的，最迟于${due}一次告知需要补正的全部内容；逾期不告知的，自收到之日起即为受理。"
        "${how}",
        due=say_day(deadline.due),
        how=deadline.sentence,
    )
    return of_case(Status.PENDING, reason, due=deadline.due)


@rule(
    "APP-3",
    article=7,
    title=_("受理或者不予受理出具书面凭证"),
    nothing=NOT_ASKED,
    blocking=True,
)
def answered(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """书面凭证 (APP-3): acceptance or rejection is told by a sealed and dated notice.

    The seal is not judged while there are no electronic seals.
    """
    if case.type != "ApplicationCase":
        return
    wanted = "rejected" if case.state == "rejected" else "accepted"
    found = notices(case, *ANSWERS) if case.state == "registered" else notices(case, wanted)
    for notice in found:
        yield about(notice.uid, Status.PASS, _("已经出具书面凭证。"))
    if found:
        return
    deemed = deemed_accepted_on(case, office, at)
    if deemed is not None:
        reason = _(
            "第七条：申请自收到之日（${received}）起即为受理，还没有受理通知书。请出具受理通知书。",
            received=say_day(deemed),
        )
        yield of_case(Status.FAIL, reason)
    elif case.state == "registered":
        yield of_case(Status.PENDING, _("尚未决定受理或者不予受理。"))
    elif wanted == "rejected":
        yield of_case(Status.FAIL, _("第七条：没有不予受理通知书。请补作通知书并送达申请人。"))
    else:
        yield of_case(Status.FAIL, _("第七条：没有受理通知书。请补作通知书并送达申请人。"))
