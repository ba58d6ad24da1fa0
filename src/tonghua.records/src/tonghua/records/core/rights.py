"""Rights (权限): one table, which the workflows' XML and the matrix are tested against.

workflow → state → permission → the roles that have it there; nothing is acquired. Permissions that
do not change with a state are in ``ALWAYS``.
"""

from __future__ import annotations

from collections.abc import Mapping

from tonghua.records.core.workflows import WORKFLOWS

MANAGER = "Manager"
HANDLER = "Case Handler"
REVIEWER = "Case Reviewer"
APPROVER = "Case Approver"
#: legal staff to whom a site administrator granted the templates, there and nowhere else
EDITOR = "Template Editor"

#: the roles that a case's own fields give
CASE_ROLES = (
    HANDLER,
    REVIEWER,
    APPROVER,
    "Case Legal Reviewer",
    "Case Archivist",
    "Case Reader",
)
#: the roles that groups give
STAFF_ROLES = (
    "Case Officer",
    "Legal Reviewer",
    "Archivist",
    "Supervisor",
    "Secrecy Officer",
)

VIEW = "View"
LIST = "Access contents information"
MODIFY = "Modify portal content"
DELETE = "Delete objects"
ADD = "Add portal content"
ADD_RECORD = "tonghua.records: Add record"
ADD_REVIEW = "tonghua.records: Add legal review"
ADD_VOLUME = "tonghua.records: Add volume"
SIGN = "tonghua.records: Take signatures"
SEND_BACK = "tonghua.records: Send back"

State = Mapping[str, tuple[str, ...]]

_BY_CASE = (*CASE_ROLES, MANAGER)
_BY_OFFICE = (*CASE_ROLES, "Legal Reviewer", "Archivist", "Supervisor", MANAGER)
_HANDLERS = (HANDLER, MANAGER)
#: who writes LegalReview; of several the one whom the case names (``custody.writers``)
_REVIEWERS = ("Case Legal Reviewer", "Legal Reviewer", MANAGER)
#: who writes Volume and CopyRequest, also when the case is over
_ARCHIVISTS = ("Case Archivist", "Archivist", MANAGER)
_NOBODY: tuple[str, ...] = ()
_REGISTRY = (*STAFF_ROLES, "Site Administrator", MANAGER)
_KEEPERS = ("Site Administrator", MANAGER)


def _seen(roles: tuple[str, ...]) -> State:
    return {VIEW: roles, LIST: roles}


_DRAFT: State = {MODIFY: _HANDLERS, DELETE: _HANDLERS, SIGN: _HANDLERS}
_FIXED: State = {MODIFY: _NOBODY, DELETE: _NOBODY, SIGN: _HANDLERS}
_DEAD: State = {MODIFY: _NOBODY, DELETE: _NOBODY, SIGN: _NOBODY}


def _back(state: State, *roles: str) -> State:
    return {**state, SEND_BACK: roles}


def _case(workflow: str, closed: tuple[str, ...]) -> Mapping[str, State]:
    """A case is worked on by its handlers until it is closed for good."""
    return {
        state: {
            MODIFY: _NOBODY if state in closed else _HANDLERS,
            ADD: _ARCHIVISTS
            if state in closed
            else tuple(dict.fromkeys(_HANDLERS[:1] + _REVIEWERS[:2] + _ARCHIVISTS)),
            ADD_RECORD: _NOBODY if state in closed else _HANDLERS,
            ADD_REVIEW: _NOBODY if state in closed else _REVIEWERS,
            ADD_VOLUME: _ARCHIVISTS,
            DELETE: (MANAGER,) if state == "registered" else _NOBODY,
        }
        for state in WORKFLOWS[workflow].states
    }


RIGHTS: Mapping[str, Mapping[str, State]] = {
    "confidentiality_workflow": {
        "internal": _seen(_BY_OFFICE),
        "public": _seen(_BY_OFFICE),
        "privacy": _seen(_BY_CASE),
        "business_secret": _seen(_BY_CASE),
        # what tells who complained; not the Manager's, see "Read informant"
        "informant": _seen((HANDLER,)),
    },
    "record_workflow": {"draft": _DRAFT, "final": _FIXED, "superseded": _DEAD, "void": _DEAD},
    "approved_record_workflow": {
        "draft": _back(_DRAFT),
        "in_review": _back(_FIXED, REVIEWER, MANAGER),
        "in_approval": _back(_FIXED, APPROVER, MANAGER),
        "final": _back(_FIXED),
        "superseded": _back(_DEAD),
        "void": _back(_DEAD),
    },
    "penalty_workflow": _case("penalty_workflow", ("archived",)),
    "application_workflow": _case("application_workflow", ("archived", "rejected")),
    "inspection_workflow": _case("inspection_workflow", ("archived", "transferred")),
    "complaint_workflow": _case("complaint_workflow", ("archived",)),
    "register_workflow": {
        state: {**_seen(_REGISTRY), MODIFY: (EDITOR, *_KEEPERS), DELETE: (MANAGER,)}
        for state in ("active", "retired")
    },
}

#: permissions that no workflow changes → the roles that have them
ALWAYS: Mapping[str, tuple[str, ...]] = {
    "tonghua.records: Register case": ("Case Officer", MANAGER),
    "tonghua.records: Keep registers": _KEEPERS,
    "tonghua.records: Supervise": ("Supervisor", MANAGER),
    # not the Manager's: whoever runs the site has no part in the complaint (article 8)
    "tonghua.records: Read informant": (HANDLER,),
    "tonghua.records: Handle": _HANDLERS,
    "tonghua.records: Endorse": (REVIEWER, MANAGER),
    "tonghua.records: Approve": (APPROVER, MANAGER),
    # not the Manager's: he is no leader of the case (article 31)
    "tonghua.records: Override": (APPROVER,),
    "tonghua.records: Archive": ("Case Archivist", "Archivist", MANAGER),
    "tonghua.records: Make paper": _HANDLERS,
    "tonghua.records: Raise confidentiality": _HANDLERS,
    "tonghua.records: Lower confidentiality": ("Secrecy Officer", MANAGER),
    "tonghua.records: Change confidentiality": (*_HANDLERS, "Secrecy Officer"),
    "tonghua.records: See compliance": (
        *CASE_ROLES,
        "Legal Reviewer",
        "Archivist",
        "Supervisor",
        MANAGER,
    ),
    "tonghua.records: Import": (MANAGER,),
}

#: transition → the permission that it asks for; what is not named asks for "Handle"
TRANSITION_PERMISSIONS: Mapping[str, str] = {
    "endorse": "tonghua.records: Endorse",
    "approve": "tonghua.records: Approve",
    "send_back": SEND_BACK,
    "archive": "tonghua.records: Archive",
    "retire": "tonghua.records: Keep registers",
    "reactivate": "tonghua.records: Keep registers",
}
HANDLE = "tonghua.records: Handle"
