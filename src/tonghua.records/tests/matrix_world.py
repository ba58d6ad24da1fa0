"""A world that holds each type in each state once, and a person for each role."""

from contextlib import contextmanager
from dataclasses import dataclass

from case_steps import MEDIA
from grounds import PASSWORD

from tonghua.records.core.acts import WRITTEN_BY
from tonghua.records.core.matrix import (
    CASE,
    COMPLAINT,
    ENTRY,
    PARTY,
    SUPERVISION,
    allowed,
    roles_on,
    steps_of,
)

#: person → the roles that he has in the world's cases, by the fields or by his groups
PEOPLE = {
    "handler1": ("Case Handler", "Case Officer"),
    "reviewer1": ("Case Reviewer", "Case Officer"),
    "approver1": ("Case Approver", "Case Officer"),
    "caselegal1": ("Case Legal Reviewer",),
    "casearchivist1": ("Case Archivist",),
    "reader1": ("Case Reader",),
    "handler3": ("Case Officer",),
    "legal1": ("Legal Reviewer",),
    "archivist1": ("Archivist",),
    "supervisor1": ("Supervisor",),
    "secrecy1": ("Secrecy Officer",),
    "siteadmin1": ("Site Administrator",),
    "editor1": ("Legal Reviewer", "Template Editor"),
    "manager1": ("Manager",),
    None: (),
}
#: people whose only role is the one that the case gives
OF_THE_CASE_ALONE = ("caselegal1", "casearchivist1", "reader1")

FIELDS = {
    "Officer": {"certificate_number": "SL-T-900"},
    "AudioVisual": {"kind": "photo"},
    "Decision": {"kind": "penalty"},
    "Party": {"kind": "organisation", "name": "示例单位"},
}
CONTAINERS = {
    "Complaint": "complaints",
    "Officer": "officers",
    "Device": "devices",
    "LegalBasis": "bases",
    "DocumentTemplate": "templates",
    "SupervisionCheck": "supervision",
    "SupervisionOrder": "supervision",
}
#: types that are walked over HTTP: of each group with equal rights the one with most to reach;
#: all others of the group are asked in the process, cell by cell
WALKED = (
    "PenaltyCase",
    "Complaint",
    "AudioVisual",
    "Decision",
    "LegalReview",
    "Volume",
    "Party",
    "Officer",
    "DocumentTemplate",
    "SupervisionOrder",
)


@dataclass(frozen=True)
class Item:
    """One item of the world: what it is, in which state, and where."""

    type: str
    state: str | None
    path: str

    @property
    def name(self):
        return f"{self.type} {self.state}"


def make(portal, profile):
    """Make the world; ``Item`` for each type and state."""
    from plone import api
    from plone.dexterity.utils import createContentInContainer

    from tonghua.records.papers.editors import give
    from tonghua.records.people import make_person

    with api.env.adopt_roles(["Manager"]):
        for username in OF_THE_CASE_ALONE:
            make_person(username, f"示例{username}", [], PASSWORD)
        make_person("editor1", "示例模板维护人", ["Legal Reviewer"], PASSWORD)
        give(portal["templates"], ["editor1"])
        users = api.portal.get_tool("acl_users")
        users.userFolderAddUser("manager1", PASSWORD, ["Manager"], [])

        def create(container, portal_type, **more):
            values = {"title": f"（示例）{portal_type}", **FIELDS.get(portal_type, {}), **more}
            return createContentInContainer(
                container, portal_type, checkConstraints=False, **values
            )

        def case_in(portal_type, state):
            people = {"reviewer": "reviewer1", "approver": "approver1"}
            if profile.types[portal_type][0] == COMPLAINT:
                people |= {"registrar": "handler1", "examiner": "handler1"}
            else:
                people |= {
                    "handlers": ["handler1"],
                    "legal_reviewer": "caselegal1",
                    "archivist": "casearchivist1",
                }
            case = create(portal[CONTAINERS.get(portal_type, "cases")], portal_type, **people)
            case.manage_setLocalRoles("reader1", ["Case Reader"])
            put(case, state)
            case.reindexObjectSecurity()
            return case

        items, holding = [], case_in("PenaltyCase", "investigation")
        for name, (kind, _flow) in profile.types.items():
            for state in profile.states(name):
                if kind in (CASE, COMPLAINT):
                    made = case_in(name, state)
                elif kind == PARTY:
                    made = create(case_in(case_with(profile, state), state), name)
                elif kind in (ENTRY, SUPERVISION):
                    made = create(portal[CONTAINERS[name]], name)
                    if name == "DocumentTemplate":
                        made.docx_file = portal["templates"]["prior_notice"].docx_file
                    put(made, state)
                else:
                    made = create(holding, name)
                    if name == "AudioVisual":
                        made.media = _picture()
                    put(made, state)
                items.append(Item(name, state, "/".join(made.getPhysicalPath()[2:])))
    return items


def put(item, state):
    """Bring an item into a state without walking there."""
    from DateTime import DateTime
    from plone import api

    from tonghua.records.core.workflows import workflow_of

    tool = api.portal.get_tool("portal_workflow")
    flow = workflow_of(item.portal_type).id
    status = {
        "review_state": state,
        "action": None,
        "actor": "",
        "comments": "",
        "time": DateTime(),
    }
    tool.setStatusOf(flow, item, status)
    tool.getWorkflowById(flow).updateRoleMappingsFor(item)
    item.reindexObject(idxs=["review_state"])


def _picture():
    from plone.namedfile.file import NamedBlobFile

    data = (MEDIA / "sign" / "sign-01.png").read_bytes()
    return NamedBlobFile(data, contentType="image/png", filename="sign-01.png")


def case_with(profile, state):
    """A type of case that knows a state; a penalty case where it does."""
    known = ["PenaltyCase", *(name for name, (kind, _f) in profile.types.items() if kind == CASE)]
    return next(name for name in known if state in profile.states(name))


def walked(items):
    """The items that are walked over HTTP."""
    return [item for item in items if item.type in WALKED]


def group_of(profile, portal_type):
    """What types with equal rights share: kind, workflow and who writes them."""
    return (*profile.types[portal_type], WRITTEN_BY.get(portal_type))


def roles_of(profile, who, item, level="internal"):
    """The roles that a person has on an item."""
    return roles_on(profile, item.type, PEOPLE[who], level)


def expected(profile, who, item, action, level="internal"):
    """Whether the matrix gives a person an act."""
    return allowed(profile, action, PEOPLE[who], item.type, item.state, level)


def steps(profile, item):
    """The steps that lead out of the item's state."""
    return steps_of(profile, item.type, item.state)


@contextmanager
def person(who):
    """The security of somebody, as a request of his has it."""
    from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
    from plone import api

    noSecurityManager()
    if who is not None:
        newSecurityManager(None, api.portal.get_tool("acl_users").getUserById(who))
    try:
        yield
    finally:
        noSecurityManager()
