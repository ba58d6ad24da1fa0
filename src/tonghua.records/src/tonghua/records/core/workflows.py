"""The workflows as data: which act leads from which state to which (model, "Workflows")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


class HasTransition(Protocol):
    """Anything that says which transition it was."""

    @property
    def transition(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """One workflow: its first state, and transition → (states it leaves, state it enters)."""

    id: str
    initial: str
    transitions: Mapping[str, tuple[tuple[str, ...], str]]
    with_reason: frozenset[str] = field(default_factory=frozenset)

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order in which the transitions name them."""
        seen = [self.initial]
        for sources, target in self.transitions.values():
            seen += [state for state in (*sources, target) if state not in seen]
        return tuple(seen)

    def allows(self, state: str, transition: str) -> bool:
        """Whether the workflow has this transition from this state."""
        return transition in self.transitions and state in self.transitions[transition][0]

    def replay(self, history: Iterable[HasTransition], start: str | None = None) -> str:
        """The state after these steps.

        An imported history may be out of order: each step counts by where it leads, and a step
        that the workflow does not know counts for nothing.
        """
        state = start or self.initial
        for step in history:
            if step.transition in self.transitions:
                state = self.transitions[step.transition][1]
        return state


def _line(id: str, states: str, acts: str, *, steps_back: bool = False) -> Workflow:
    """A workflow that goes through its states one by one."""
    path, names = states.split(), acts.split()
    table: dict[str, tuple[tuple[str, ...], str]] = {
        name: ((path[i],), path[i + 1]) for i, name in enumerate(names)
    }
    back = {f"return_to_{path[i]}": ((path[i + 1],), path[i]) for i in range(len(path) - 1)}
    if not steps_back:
        back = {}
    return Workflow(
        id=id, initial=path[0], transitions={**table, **back}, with_reason=frozenset(back)
    )


def _with(base: Workflow, **more: tuple[tuple[str, ...], str]) -> Workflow:
    return Workflow(
        id=base.id,
        initial=base.initial,
        transitions={**base.transitions, **more},
        with_reason=base.with_reason,
    )


PENALTY = _line(
    "penalty_workflow",
    "registered filed investigation notice review decision service enforcement closed archived",
    "file investigate give_notice review decide serve enforce close archive",
    steps_back=True,
)
APPLICATION = _with(
    _line(
        "application_workflow",
        "registered accepted examination review decision service closed archived",
        "accept examine review decide serve close archive",
    ),
    reject=(("registered",), "rejected"),
)
INSPECTION = _with(
    _line(
        "inspection_workflow",
        "registered investigation closed archived",
        "investigate close archive",
    ),
    transfer=(("investigation",), "transferred"),
)
COMPLAINT = _line("complaint_workflow", "registered concluded archived", "conclude archive")

_AFTER_FINAL = {
    "supersede": (("final",), "superseded"),
    "annul": (("final",), "void"),
}
RECORD = Workflow(
    id="record_workflow",
    initial="draft",
    transitions={"finalize": (("draft",), "final"), **_AFTER_FINAL},
    with_reason=frozenset({"annul"}),
)
APPROVED_RECORD = Workflow(
    id="approved_record_workflow",
    initial="draft",
    transitions={
        "submit": (("draft",), "in_review"),
        "endorse": (("in_review",), "in_approval"),
        "approve": (("in_approval",), "final"),
        "send_back": (("in_review", "in_approval"), "draft"),
        **_AFTER_FINAL,
    },
    with_reason=frozenset({"send_back", "annul"}),
)
REGISTER = Workflow(
    id="register_workflow",
    initial="active",
    transitions={"retire": (("active",), "retired"), "reactivate": (("retired",), "active")},
)

WORKFLOWS: Mapping[str, Workflow] = {
    workflow.id: workflow
    for workflow in (
        PENALTY,
        APPLICATION,
        INSPECTION,
        COMPLAINT,
        RECORD,
        APPROVED_RECORD,
        REGISTER,
    )
}

#: types that go through the handler - reviewer - approver chain (article 31)
APPROVED_TYPES = frozenset(
    {
        "Filing",
        "EvidencePreservation",
        "RightsNotice",
        "Recusal",
        "Decision",
        "Extension",
        "RectificationOrder",
        "TransferLetter",
        "Closing",
        "Approval",
    }
)

#: portal_type → workflow where it is not ``record_workflow``; None: the chain is bound empty
BOUND: Mapping[str, Workflow | None] = {
    "PenaltyCase": PENALTY,
    "ApplicationCase": APPLICATION,
    "InspectionCase": INSPECTION,
    "Complaint": COMPLAINT,
    "Officer": REGISTER,
    "Device": REGISTER,
    "LegalBasis": REGISTER,
    "DocumentTemplate": REGISTER,
    "Party": None,
    **dict.fromkeys(sorted(APPROVED_TYPES), APPROVED_RECORD),
}


def workflow_of(portal_type: str) -> Workflow | None:
    """The workflow of a type; types not named have ``record_workflow``, Party has none."""
    return BOUND.get(portal_type, RECORD)
