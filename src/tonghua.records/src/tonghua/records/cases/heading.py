"""The facts at the head of a case's page: what it is, whose it is, as its kind asks (案件要素)."""

from dataclasses import dataclass

from plone import api

from tonghua.records import _
from tonghua.records.cases.next_steps import NextStep, named
from tonghua.records.cases.origins import cases_from, other_of
from tonghua.records.core.acceptance import accepted_on, received_on
from tonghua.records.core.acts import Part
from tonghua.records.core.vocabularies import label
from tonghua.records.display import YES_NO, Link, day_in_words, link_to, may_view, when
from tonghua.records.i18n import say
from tonghua.records.people import fullname


@dataclass(frozen=True, kw_only=True)
class HeadFact:
    """A word and what stands beside it: text or links; ``absent`` where there is neither."""

    title: str
    text: str = ""
    links: tuple[Link, ...] = ()
    absent: str = ""


def heading_of(case, inside):
    """The facts of a case's head, in order; without those that say nothing."""
    found = HEADS.get(case.portal_type, _of_penalty)(case, inside)
    return [each for each in found if each.text or each.links or each.absent]


def _of_penalty(case, inside):
    yield HeadFact(title=_("案号"), text=case.number or "", absent=_("立案时编号"))
    yield HeadFact(title=_("案由"), text=case.cause or "")
    yield _parties(_("当事人"), inside)
    yield _handlers(case)
    yield from _origin(case)


def _of_application(case, inside):
    yield HeadFact(title=_("案号"), text=case.number or "")
    yield HeadFact(title=_("申请事项"), text=case.cause or "")
    yield _parties(_("申请人"), inside)
    yield HeadFact(title=_("收件日"), text=_day(received_on(inside.facts)))
    accepted = accepted_on(inside.facts, inside.office, inside.at)
    if case_is_open(case):
        yield HeadFact(title=_("受理日"), text=_day(accepted), absent=_("尚未受理"))
    yield _handlers(case)


def _of_inspection(case, inside):
    yield HeadFact(title=_("案号"), text=case.number or "")
    yield HeadFact(title=_("检查事项"), text=case.cause or "")
    yield _parties(_("被检查人"), inside)
    yield _handlers(case)
    yield from _other(case, _("转为处罚案件"))


def _of_complaint(case, inside):
    yield HeadFact(title=_("编号"), text=case.number or "")
    channel = say(label("complaint_channel", case.channel)) if case.channel else ""
    yield HeadFact(title=_("来源"), text=channel)
    received = when(inside.facts.received_at) if inside.facts.received_at else ""
    yield HeadFact(title=_("收到的时间"), text=received, absent=_("未填写"))
    real = YES_NO[case.real_name] if case.real_name is not None else ""
    yield HeadFact(title=_("实名"), text=real, absent=_("未填写"))
    yield HeadFact(title=_("登记人"), text=fullname(case.registrar), absent=_("未指定"))
    yield HeadFact(title=_("审查人"), text=fullname(case.examiner), absent=_("未指定"))
    conclusion = say(label("complaint_conclusion", case.conclusion)) if case.conclusion else ""
    yield HeadFact(title=_("结论"), text=conclusion, absent=_("尚未作出"))
    yield from _led_to(case)


HEADS = {
    "PenaltyCase": _of_penalty,
    "ApplicationCase": _of_application,
    "InspectionCase": _of_inspection,
    "Complaint": _of_complaint,
}


def case_is_open(case):
    """Whether an application may still be, or was, accepted: not one that was rejected."""
    return api.content.get_state(case, default="") != "rejected"


def _day(day):
    return day_in_words(day) if day else ""


def _parties(title, inside):
    links = tuple(Link(title=item.Title(), url=inside.address(item)) for item in inside.parties)
    return HeadFact(title=title, links=links, absent=_("未登记"))


def _handlers(case):
    names = "、".join(map(fullname, named(case, Part.HANDLER)))
    return HeadFact(title=_("承办人"), text=names, absent=_("未指定"))


def _origin(case):
    """The complaint or the inspection that a case came from, for who may view it."""
    complaint = getattr(case.complaint, "to_object", None)
    if complaint is not None and may_view(complaint):
        yield HeadFact(title=_("投诉举报"), links=(link_to(complaint),))
    yield from _other(case, _("来自行政检查"))


def _other(item, title):
    """What an inspection turned into, or the inspection that a case came from, likewise.

    Both are called the same at first: the number tells them apart.
    """
    other = other_of(item)
    if other is not None and may_view(other):
        link = link_to(other)
        named = " ".join(filter(None, (other.number, link.title)))
        yield HeadFact(title=title, links=(Link(title=named, url=link.url),))


def _led_to(origin):
    """The cases that were registered because of a complaint."""
    links = tuple(link_to(case) for case in cases_from(origin) if may_view(case))
    if links:
        yield HeadFact(title=_("由此登记的案件"), links=links)


#: type → what led from it to a case, as the button says it
GOING_ON = {
    "Complaint": _("办理由此登记的案件"),
    "InspectionCase": _("办理转为的处罚案件"),
}


def going_on(origin):
    """The way to the cases that a complaint or an inspection led to, for whoever handles them."""
    if origin.portal_type not in GOING_ON:
        return []
    user = api.user.get_current().getId()
    return [
        NextStep(
            title=GOING_ON[origin.portal_type],
            url=case.absolute_url(),
            why=_("第八条：需要查处的，及时启动执法程序。案件已经登记，请在案件中办理立案。"),
            article="",
        )
        for case in (*cases_from(origin), *filter(None, (other_of(origin),)))
        if user in (case.handlers or ()) and not case.closed_at and may_view(case)
    ]
