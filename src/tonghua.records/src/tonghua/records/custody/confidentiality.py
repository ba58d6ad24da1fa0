"""Confidentiality (密级, article 29): one field, one workflow state, one place that sets it."""

from Acquisition import aq_base, aq_inner, aq_parent
from DateTime import DateTime
from persistent.list import PersistentList
from plone import api
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations

from tonghua.records import _
from tonghua.records.core import confidentiality as levels
from tonghua.records.interfaces import ICase, IComplaint, IConfidential, IRecordContent
from tonghua.records.moments import now
from tonghua.records.refusals import Conflict

WORKFLOW = "confidentiality_workflow"
STATE = "confidentiality_state"
LOG = "tonghua.records.confidentiality"


def case_of(item):
    """The case that an item lies in (the case itself for a case); None outside."""
    current = aq_inner(item)
    while current is not None and not ICase.providedBy(current):
        current = aq_parent(current)
    return current


def level_of(item):
    """The level that holds: the item's own, but never less than its case's."""
    own = getattr(item, "confidentiality", None) or levels.DEFAULT
    case = case_of(item)
    if case is None or case is item:
        return own
    return levels.effective(case.confidentiality or levels.DEFAULT, own)


def state_of(item):
    """The level that is in force in the item's permissions."""
    return api.portal.get_tool("portal_workflow").getInfoFor(item, STATE, None)


def tells_informant(item):
    """Whether a record shows who complained: notice, receipt and recording are made with him.

    The approval of the conclusion (内部审批表) is for others to read.
    """
    return (
        IRecordContent.providedBy(item)
        and item.portal_type != "Approval"
        and IComplaint.providedBy(case_of(item))
    )


def wanted_state(item):
    """The state that decides who views an item: its level, or nearer than that."""
    return levels.INFORMANT if tells_informant(item) else level_of(item)


def enforce(item):
    """Bring the permissions in line with the level. Returns whether anything changed."""
    wanted = wanted_state(item)
    tool = api.portal.get_tool("portal_workflow")
    if tool.getInfoFor(item, STATE, None) == wanted:
        return False
    user = api.user.get_current()
    tool.setStatusOf(
        WORKFLOW,
        item,
        {
            STATE: wanted,
            "action": None,
            "actor": user.getId() or "",
            "comments": "",
            "time": DateTime(),
        },
    )
    tool.getWorkflowById(WORKFLOW).updateRoleMappingsFor(item)
    item.reindexObjectSecurity()
    return True


def enforce_within(case):
    """Enforce the level of a case and of everything confidential in it."""
    if enforce(case):
        for item in case.objectValues():
            if IConfidential.providedBy(item):
                enforce(item)


def is_settled(item):
    """Whether the level may only change by an act with its reason: filed, or no longer a draft."""
    state = api.content.get_state(item, default=None)
    return state not in (None, "draft", "registered")


def change_level(item, level, reason):
    """Raise or lower the level, with the reason, also after an item is final.

    Raises Conflict when the level is unknown, the reason is missing, or the person may raise but
    not lower (handlers raise, the Secrecy Officer lowers).
    """
    if level not in levels.LEVELS:
        raise Conflict(
            _("第二十九条：没有这个密级。请选择公开、内部、个人隐私或者商业秘密。"), article=29
        )
    if not (reason or "").strip():
        raise Conflict(_("第二十九条：请写明变更密级的理由。"), article=29)
    before = item.confidentiality or levels.DEFAULT
    needed = (
        "tonghua.records: Raise confidentiality"
        if levels.is_raised(before, level)
        else "tonghua.records: Lower confidentiality"
    )
    if not api.user.has_permission(needed, obj=item):
        raise Conflict(
            _("第二十九条：降低密级由保密员决定，提高密级由承办人决定。请转交有权的人员办理。"),
            article=29,
        )
    item.confidentiality = level
    log(item).append(
        {
            "at": now(),
            "actor": api.user.get_current().getId(),
            "from": before,
            "to": level,
            "reason": reason.strip(),
        }
    )
    if ICase.providedBy(item):
        enforce_within(item)
    else:
        enforce(item)
        for approval in _approvals_of(item):
            approval.confidentiality = level
            enforce(approval)


def _approvals_of(record):
    """The records that the record's chain wrote for itself: they tell what it says."""
    uid = IUUID(record)
    for other in case_of(record).objectValues():
        if getattr(aq_base(other), "chain_of", None) == uid:
            yield other


def log(item):
    """The acts that changed the level: at, actor, from, to, reason."""
    annotations = IAnnotations(item)
    if LOG not in annotations:
        annotations[LOG] = PersistentList()
    return annotations[LOG]
