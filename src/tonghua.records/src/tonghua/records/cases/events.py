"""What happens when a case or a complaint is registered, and when one leads to another."""

from plone import api
from plone.dexterity.utils import addContentToContainer, createContent
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.container.interfaces import IContainerModifiedEvent
from zope.intid.interfaces import IIntIds

from tonghua.records import _
from tonghua.records.cases.complaint import IComplaintFields
from tonghua.records.cases.numbering import number_case
from tonghua.records.cases.origins import join, source_of
from tonghua.records.core.acceptance import received_at
from tonghua.records.i18n import in_chinese, say
from tonghua.records.interfaces import IComplaint, IFactsSource
from tonghua.records.moments import now, to_office
from tonghua.records.refusals import Conflict


def on_added(case, event):
    """Give a new case its first handler and, but for a penalty case, its number (8, 31).

    An import brings both, or neither.
    """
    if getattr(case, "_v_imported", False):
        return
    if case.portal_type != "PenaltyCase":
        number_case(case)
    user = api.user.get_current()
    username = user.getId()
    if not username or "Case Officer" not in api.user.get_roles(user=user):
        return
    if IComplaint.providedBy(case):
        if not case.registrar:
            case.registrar = username
            case.reindexObjectSecurity()
        return
    named = list(case.handlers or ())
    if username not in named:
        case.handlers = [username, *named]
        case.reindexObjectSecurity()


def after_complaint_transition(complaint, event):
    """A complaint that is concluded to be filed leads to a case (article 8)."""
    if event.transition is None or event.transition.getId() != "conclude":
        return
    if complaint.concluded_at is None:
        complaint.concluded_at = now()
    if complaint.conclusion == "filed":
        source = in_chinese(
            _("投诉举报（${number}）", mapping={"number": complaint.number or complaint.title})
        )
        handlers = [name for name in (complaint.examiner,) if name]
        register_case(complaint, source, handlers, complaint=_relation_to(complaint))


def on_complaint_modified(complaint, event):
    """A concluded complaint says what it said then, also to an edit that knows no form (30)."""
    if IContainerModifiedEvent.providedBy(event):
        return
    changed = {
        name.rsplit(".", 1)[-1]
        for each in event.descriptions
        for name in getattr(each, "attributes", ())
    }
    fixed = [name for name in complaint.fixed_fields if name in changed]
    if fixed:
        titles = "、".join(say(IComplaintFields[name].title) for name in sorted(fixed))
        raise Conflict(
            _(
                "第三十条：投诉举报已经作出结论，“${fields}”不能再改动，只能补写告知的情况。"
                "有新的情况的，请另行登记。",
                mapping={"fields": titles},
            ),
            article=30,
        )


def after_inspection_transition(inspection, event):
    """An inspection that finds an offence leads to a penalty case (articles 8, 11)."""
    if event.transition is None or event.transition.getId() != "transfer":
        return
    case = register_case(
        inspection,
        source_of(inspection),
        list(inspection.handlers or ()),
        legal_reviewer=inspection.legal_reviewer,
        archivist=inspection.archivist,
        cause=inspection.cause,
        section=inspection.section,
        legal_basis=[
            RelationValue(each.to_id) for each in inspection.legal_basis or () if each.to_object
        ],
    )
    join(inspection, case)


def after_application_transition(case, event):
    """An application is open from the day on which it was received (article 7)."""
    if event.transition is None or event.transition.getId() != "accept" or case.opened_at:
        return
    received = received_at(IFactsSource(case).facts())
    case.opened_at = to_office(received) if received else now()


def register_case(origin, source, handlers, **values):
    """Register the penalty case that something else led to; what is known goes along."""
    case = createContent(
        "PenaltyCase",
        title=origin.title,
        source=source,
        handlers=handlers,
        reviewer=origin.reviewer,
        approver=origin.approver,
        confidentiality=origin.confidentiality,
        **values,
    )
    return addContentToContainer(api.portal.get()["cases"], case, checkConstraints=False)


def _relation_to(item):
    return RelationValue(getUtility(IIntIds).getId(item))
