"""Next steps at the opening: parties and people, and the answer to whoever applied or complained.

Articles 1, 7, 8, 9 and 31.
"""

from __future__ import annotations

from collections.abc import Iterator

from tonghua.records.core.acceptance import ANSWERS, deemed_accepted_on
from tonghua.records.core.acts import add, edit
from tonghua.records.core.clock import say_day
from tonghua.records.core.facts import ApplicationNotice, ComplaintFacts
from tonghua.records.core.mandatory import lack_of
from tonghua.records.core.proposals import Proposal, View
from tonghua.records.core.rules.complaints import is_told
from tonghua.records.core.text import _

#: (whether there is a reviewer, an approver) → what is to be done
UNNAMED = {
    (False, False): _("确定审核人和批准人"),
    (False, True): _("确定审核人"),
    (True, False): _("确定批准人"),
}


#: the cases that a section with power handles, by two officers or more
SECTIONED = frozenset({"PenaltyCase", "InspectionCase"})
HANDLERS = 2

PARTY = Proposal(
    act=add("Party"),
    title=_("登记当事人"),
    why=_("第九条：笔录由当事人签字或者盖章，文书应当写明当事人。本案还没有登记当事人。"),
    article=9,
)
APPLICANT = Proposal(
    act=add("Party"),
    title=_("登记申请人"),
    why=_("第七条：对申请登记予以记录，文书应当写明申请人。本案还没有登记申请人。"),
    article=7,
)


def particulars(seen: View) -> Iterator[Proposal]:
    """Who the party is, and who decides: without them no paper can be made."""
    case = seen.case
    if not case.parties and "Party" in seen.offered:
        yield APPLICANT if case.type == "ApplicationCase" else PARTY
    unnamed = UNNAMED.get((bool(case.reviewer), bool(case.approver)))
    if unnamed:
        yield Proposal(
            act=edit(),
            title=unnamed,
            why=_("第三十一条：应当明确承办人、审核人、批准人，三人不得相同。"),
            article=31,
        )
    if not case.section and case.type in SECTIONED:
        yield Proposal(
            act=edit(),
            title=_("选择承办科室"),
            why=_("第二条：由有行政执法权的科室承办。本案还没有写明承办科室。"),
            article=2,
        )
    if len(set(case.handlers)) < HANDLERS and case.type in SECTIONED:
        yield Proposal(
            act=edit(),
            title=_("确定第二名承办人"),
            why=_("第九条：执法人员不得少于二人。本案只有一名承办人。"),
            article=9,
        )
    if not case.legal_basis:
        yield Proposal(
            act=edit(),
            title=_("选择执法依据"),
            why=_("第一条：行政执法应当有法律、法规、规章的依据。本案还没有选择依据。"),
            article=1,
        )


def answers(seen: View) -> Iterator[Proposal]:
    """What answers whoever applied or complained; of a complaint, before it goes on."""
    if isinstance(seen.case, ComplaintFacts):
        yield from _complaint(seen, seen.case)
    elif seen.case.type == "ApplicationCase":
        yield from _deemed(seen)


def _complaint(seen: View, complaint: ComplaintFacts) -> Iterator[Proposal]:
    """Conclude what was reported; tell a known informant why nothing follows."""
    lack = lack_of(complaint, "conclude") if complaint.state == "registered" else None
    if lack:
        yield Proposal(act=edit(), title=_("填写审查结论"), why=lack.message, article=lack.article)
    if complaint.state != "concluded" or complaint.conclusion != "not_filed":
        return
    if complaint.real_name and not is_told(complaint, seen.at):
        yield from _telling(seen, complaint)


def _telling(seen: View, complaint: ComplaintFacts) -> Iterator[Proposal]:
    """The notice, which is then served; or how the informant was told."""
    if "ApplicationNotice" in seen.offered and not complaint.standing(ApplicationNotice):
        yield Proposal(
            act=add("ApplicationNotice"),
            title=_("填写不予立案告知书"),
            why=_(
                "第八条：实名投诉、举报不启动执法程序的，应当告知举报人。书面告知的，填写告知书并送达。"
            ),
            article=8,
        )
    yield Proposal(
        act=edit(),
        title=_("记录告知情况"),
        why=_("第八条：已经以其他方式告知的，写明告知的时间和告知人，作为书面记录。"),
        article=8,
    )


def _deemed(seen: View) -> Iterator[Proposal]:
    """An application that counts as accepted still wants its notice (article 7)."""
    case = seen.case
    if case.state != "registered" or "ApplicationNotice" not in seen.offered:
        return
    day = deemed_accepted_on(case, seen.office, seen.at)
    answered = (
        each.is_draft or each.outcome in ANSWERS for each in case.standing(ApplicationNotice)
    )
    if day is None or any(answered):
        return
    yield Proposal(
        act=add("ApplicationNotice"),
        title=_("填写受理通知书"),
        why=_(
            "第七条：没有在五个工作日内告知补正，申请自收到之日（${day}）起即为受理。请出具受理通知书。",
            day=say_day(day),
        ),
        article=7,
    )
