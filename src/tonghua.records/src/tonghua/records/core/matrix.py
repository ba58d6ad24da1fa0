"""The matrix of rights (权限一览): who may do what with which type, in which state, at which level.

Pure: a ``Profile`` says what rolemap, workflows and types say, from wherever it was read; the matrix
asks it. ``core.rights`` is one such profile, the XML of the add-on another; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tonghua.records.core import rights
from tonghua.records.core.workflows import WORKFLOWS, Workflow, workflow_of

CONFIDENTIALITY = "confidentiality_workflow"
MANAGER_ALONE = frozenset({rights.MANAGER})

#: what a type is for the matrix
CASE, RECORD, PARTY, ENTRY = "case", "record", "party", "entry"


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
        """The states of a type; of a party, which has none, those of its case."""
        kind, flow = self.types[portal_type]
        if kind == PARTY:
            flow = self.case_flow
        return tuple(self.flows[flow].states) if flow else (None,)

    @property
    def case_flow(self) -> str | None:
        """The workflow of the cases in which a party lies."""
        return next(flow for kind, flow in self.types.values() if kind == CASE)

    def roles(
        self, permission: str, portal_type: str, state: str | None, level: str
    ) -> frozenset[str]:
        """Who has a permission on an item; what its workflows leave open comes from above it."""
        kind, flow = self.types[portal_type]
        flow = self.case_flow if kind == PARTY else flow
        found = self.flows[flow].states[state].get(permission) if flow and state else None
        if found is None and kind != ENTRY:
            found = self.flows[CONFIDENTIALITY].states[level].get(permission)
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


_ALL = (CASE, RECORD, PARTY, ENTRY)
ACTIONS = (
    Action(id="view", title="查看", permissions=(rights.VIEW,), kinds=_ALL),
    Action(id="search", title="检索", permissions=(rights.VIEW,), kinds=_ALL),
    Action(id="download", title="下载", permissions=(rights.VIEW,), kinds=(RECORD,)),
    Action(id="paper", title="读取文书", permissions=(rights.VIEW,), kinds=(RECORD,)),
    Action(
        id="compliance",
        title="查看合规情况",
        permissions=("tonghua.records: See compliance",),
        kinds=(CASE,),
        unviewed=("Supervisor",),
    ),
    Action(
        id="add",
        title="新建记录和当事人",
        permissions=(rights.ADD, rights.ADD_RECORD),
        kinds=(CASE,),
    ),
    Action(id="edit", title="修改", permissions=(rights.MODIFY,), kinds=_ALL),
    Action(
        id="make_paper",
        title="生成文书",
        permissions=("tonghua.records: Make paper",),
        kinds=(RECORD,),
    ),
    Action(id="sign", title="签名", permissions=(rights.SIGN,), kinds=(RECORD,)),
    Action(id="later", title="补写", permissions=(rights.HANDLE,), kinds=(RECORD,)),
    Action(
        id="raise",
        title="提高密级",
        permissions=("tonghua.records: Raise confidentiality",),
        kinds=(CASE, RECORD),
        unviewed=True,
    ),
    Action(
        id="lower",
        title="降低密级",
        permissions=("tonghua.records: Lower confidentiality",),
        kinds=(CASE, RECORD),
        unviewed=True,
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


def allowed(
    profile: Profile,
    action: Action,
    roles: Iterable[str],
    portal_type: str,
    state: str | None,
    level: str,
) -> bool:
    """Whether somebody of these roles has the right to an act; a rule may still refuse it (409)."""
    own = set(roles)
    if not all(
        own & profile.roles(permission, portal_type, state, level)
        for permission in action.permissions
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
