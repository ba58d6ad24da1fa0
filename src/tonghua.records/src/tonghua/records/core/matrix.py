"""The matrix of rights (权限一览): who may do what with which type, in which state, at which level.

Pure: a ``Profile`` says what rolemap, workflows and types say, from wherever it was read; the matrix
asks it. ``core.rights`` is one such profile, the XML of the add-on another; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tonghua.records.core import confidentiality, rights
from tonghua.records.core.acts import WRITTEN_BY, Part
from tonghua.records.core.workflows import WORKFLOWS, Workflow, workflow_of

CONFIDENTIALITY = "confidentiality_workflow"
MANAGER_ALONE = frozenset({rights.MANAGER})

#: what a type is for the matrix
CASE, COMPLAINT, RECORD, PARTY = "case", "complaint", "record", "party"
ENTRY, SUPERVISION = "entry", "supervision"
#: kinds that have no level of their own nor a case's
_OPEN = (ENTRY, SUPERVISION)
#: kinds that print papers (文书)
_PRINTING = (CASE, COMPLAINT, RECORD, SUPERVISION)

#: part → (who the case names for it, the group of which any may act where it names nobody)
PARTS: Mapping[Part, tuple[str, str]] = {
    Part.LEGAL_REVIEWER: ("Case Legal Reviewer", "Legal Reviewer"),
    Part.ARCHIVIST: ("Case Archivist", "Archivist"),
}


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A workflow: state → permission → roles; transition → its permission and where it leads."""

    initial: str
    states: Mapping[str, Mapping[str, frozenset[str]]]
    exits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    guards: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Rights as a profile gives them. ``types``: portal_type → (kind, its workflow or None)."""

    rolemap: Mapping[str, frozenset[str]]
    flows: Mapping[str, Flow]
    types: Mapping[str, tuple[str, str | None]]

    def states(self, portal_type: str) -> tuple[str | None, ...]:
        """The states of a type; of a party, which has none, those of the cases it may lie in."""
        kind, flow = self.types[portal_type]
        if kind == PARTY:
            return tuple(
                dict.fromkeys(
                    state for each in self.case_flows for state in self.flows[each].states
                )
            )
        return tuple(self.flows[flow].states) if flow else (None,)

    @property
    def case_flows(self) -> tuple[str, ...]:
        """The workflows of the cases in which a party may lie."""
        found = (flow for kind, flow in self.types.values() if kind == CASE)
        return tuple(dict.fromkeys(flow for flow in found if flow))

    def roles(
        self, permission: str, portal_type: str, state: str | None, level: str
    ) -> frozenset[str]:
        """Who has a permission on an item; what its workflows leave open comes from above it.

        A party has what its case has; a state that several cases' workflows know says the same in
        each (a test sees to it).
        """
        kind, flow = self.types[portal_type]
        if kind == PARTY:
            flow = next(each for each in self.case_flows if state in self.flows[each].states)
        found = self.flows[flow].states[state].get(permission) if flow and state else None
        if found is None and kind not in _OPEN:
            found = self.flows[CONFIDENTIALITY].states[level].get(permission)
        if found is None and kind == SUPERVISION and permission in (rights.VIEW, rights.LIST):
            # from the register that it lies in
            found = self.flows["register_workflow"].states["active"].get(permission)
        return self.rolemap.get(permission, MANAGER_ALONE) if found is None else found


@dataclass(frozen=True, kw_only=True)
class Action:
    """An act (操作) and the permissions that it asks for, each of them."""

    id: str
    title: str
    permissions: tuple[str, ...]
    kinds: tuple[str, ...]
    #: the act is open to who may not view the item, or to these roles without viewing it
    unviewed: bool | tuple[str, ...] = False
    #: of those who have the permission, only who has this part in the case, and the Manager
    part: Part | None = None


_ALL = (CASE, COMPLAINT, RECORD, PARTY, ENTRY, SUPERVISION)
_LEVELLED = (CASE, COMPLAINT, RECORD)
ACTIONS = (
    Action(id="view", title="查看", permissions=(rights.VIEW,), kinds=_ALL),
    Action(id="search", title="检索", permissions=(rights.VIEW,), kinds=_ALL),
    Action(id="download", title="下载", permissions=(rights.VIEW,), kinds=(RECORD,)),
    Action(id="paper", title="读取文书", permissions=(rights.VIEW,), kinds=_PRINTING),
    Action(
        id="compliance",
        title="查看合规情况",
        permissions=("tonghua.records: See compliance",),
        kinds=(CASE, COMPLAINT),
        unviewed=("Supervisor",),
    ),
    Action(
        id="informant",
        title="查看举报人",
        permissions=("tonghua.records: Read informant",),
        kinds=(COMPLAINT,),
    ),
    Action(
        id="add",
        title="新建记录和当事人",
        permissions=(rights.ADD, rights.ADD_RECORD),
        kinds=(CASE,),
    ),
    Action(
        id="add_inside",
        title="新建记录",
        permissions=(rights.ADD, rights.ADD_RECORD),
        kinds=(COMPLAINT,),
    ),
    Action(
        id="add_review",
        title="新建法制审核意见书",
        permissions=(rights.ADD, rights.ADD_REVIEW),
        kinds=(CASE,),
        part=Part.LEGAL_REVIEWER,
    ),
    Action(
        id="add_volume",
        title="新建案卷和复制申请",
        permissions=(rights.ADD, rights.ADD_VOLUME),
        kinds=(CASE,),
        part=Part.ARCHIVIST,
    ),
    Action(id="edit", title="修改", permissions=(rights.MODIFY,), kinds=_ALL),
    Action(
        id="make_paper",
        title="生成文书",
        permissions=("tonghua.records: Make paper",),
        kinds=_PRINTING,
    ),
    Action(id="sign", title="签名", permissions=(rights.SIGN,), kinds=(RECORD,)),
    Action(id="later", title="补写", permissions=(rights.HANDLE,), kinds=(RECORD, SUPERVISION)),
    Action(
        id="raise",
        title="提高密级",
        permissions=("tonghua.records: Raise confidentiality",),
        kinds=_LEVELLED,
        unviewed=True,
    ),
    Action(
        id="lower",
        title="降低密级",
        permissions=("tonghua.records: Lower confidentiality",),
        kinds=_LEVELLED,
        unviewed=True,
    ),
    Action(
        id="override",
        title="例外放行",
        permissions=("tonghua.records: Override",),
        kinds=(CASE, COMPLAINT),
    ),
    Action(id="delete", title="删除", permissions=(rights.DELETE,), kinds=_ALL),
)
READING = ("view", "search", "download", "paper")


def actions_of(profile: Profile, portal_type: str) -> tuple[Action, ...]:
    """The acts that there are for a type, apart from its steps."""
    return tuple(act for act in ACTIONS if profile.types[portal_type][0] in act.kinds)


def steps_of(profile: Profile, portal_type: str, state: str | None) -> tuple[Action, ...]:
    """The steps (办理环节) that lead out of a state."""
    kind, flow = profile.types[portal_type]
    if flow is None or state is None or kind == PARTY:
        return ()
    known = profile.flows[flow]
    return tuple(
        Action(id=id, title=id, permissions=(known.guards[id],), kinds=(kind,))
        for id in known.targets
        if id in known.exits[state]
    )


def acts_for(part: Part, roles: Iterable[str], level: str, *, named: bool) -> bool:
    """Whether somebody has a part; where the case names nobody, any of the group has it.

    In a case that only its own people may view, nobody has it whom the case does not name.
    """
    own, group = PARTS[part]
    roles = set(roles)
    return own in roles or (not named and group in roles and level not in confidentiality.SECRET)


def roles_on(
    profile: Profile, portal_type: str, roles: Iterable[str], level: str, *, named: bool = True
) -> set[str]:
    """The roles on an item of whoever has these in its case and by his groups.

    ``named``: whether the case names its legal reviewer and its archivist. What they write
    takes the writer's role from them alone; everybody else of the case reads it.
    """
    kind, own = profile.types[portal_type][0], set(roles)
    of_case = own & set(rights.CASE_ROLES)
    if kind in _OPEN:
        writes = kind == SUPERVISION and "Supervisor" in own
        if portal_type != "DocumentTemplate":
            own -= {rights.EDITOR}
        return (own - of_case) | ({rights.HANDLER} if writes else set())
    if kind == COMPLAINT:
        return own - {each for each, _group in PARTS.values()}
    part = WRITTEN_BY.get(portal_type)
    if part is None:
        return own
    given = {"Case Reader"} if of_case else set()
    if acts_for(part, own, level, named=named):
        given.add(rights.HANDLER)
    return (own - of_case) | given


def allowed(
    profile: Profile,
    action: Action,
    roles: Iterable[str],
    portal_type: str,
    state: str | None,
    level: str,
    *,
    named: bool = True,
) -> bool:
    """Whether somebody of these roles has the right to an act; a rule may still refuse it (409).

    ``named``: whether the case names its legal reviewer and its archivist.
    """
    own = roles_on(profile, portal_type, roles, level, named=named)
    if not all(
        own & profile.roles(permission, portal_type, state, level)
        for permission in action.permissions
    ):
        return False
    if (
        action.part is not None
        and rights.MANAGER not in own
        and not acts_for(action.part, own, level, named=named)
    ):
        return False
    if action.unviewed is True:
        return True
    if isinstance(action.unviewed, tuple) and own & set(action.unviewed):
        return True
    return bool(own & profile.roles(rights.VIEW, portal_type, state, level))


def profile_of_tables(types: Mapping[str, str]) -> Profile:
    """What ``core.rights`` and ``core.workflows`` say of types (portal_type → kind)."""
    flows = {name: _flow(name, WORKFLOWS.get(name)) for name in rights.RIGHTS}
    bound = {name: workflow_of(name) for name in types}
    return Profile(
        rolemap={name: frozenset(given) for name, given in rights.ALWAYS.items()},
        flows=flows,
        types={name: (kind, _id(bound[name])) for name, kind in types.items()},
    )


def _id(workflow: Workflow | None) -> str | None:
    return workflow.id if workflow else None


def _flow(name: str, workflow: Workflow | None) -> Flow:
    states = {
        state: {permission: frozenset(given) for permission, given in maps.items()}
        for state, maps in rights.RIGHTS[name].items()
    }
    if workflow is None:
        return Flow(initial="internal", states=states, exits=dict.fromkeys(states, frozenset()))
    steps = workflow.transitions
    return Flow(
        initial=workflow.initial,
        states={state: states[state] for state in workflow.states},
        exits={
            state: frozenset(id for id, (sources, _to) in steps.items() if state in sources)
            for state in workflow.states
        },
        guards={id: rights.TRANSITION_PERMISSIONS.get(id, rights.HANDLE) for id in steps},
        targets={id: target for id, (_from, target) in steps.items()},
    )
