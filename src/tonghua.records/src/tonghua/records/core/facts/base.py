"""What all records share, and how a field says what its act brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from tonghua.records.core.workflows import RECORD, Workflow, workflow_of

Row = Mapping[str, Any]


#: metadata of a day set in advance (a deadline): known before it comes, so never emptied
PLANNED: Mapping[str, Any] = {"plan": True}


def brings(*names: str) -> Mapping[str, Any]:
    """Metadata of a moment at which something happened: the fields that came with it.

    Seen from before that moment the field is empty, and so is what it brought.
    """
    return {"brings": names}


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One signature (签名), or a refusal to sign noted in its place (拒签注明)."""

    name: str
    capacity: str
    at: datetime
    mode: str = "handwritten"
    refusal_reason: str = ""
    witness: str = ""

    @property
    def is_refusal(self) -> bool:
        return self.mode == "refused"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a workflow: who did what when, and the opinion or reason given."""

    transition: str
    actor: str
    at: datetime
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordFacts:
    """A record (记录). Field names are those of the content type.

    ``initial_state`` is set only where a record was not born in its workflow's first state, as
    the Approval that a chain writes for itself is born final. ``issued`` are the papers beside its
    own that were given out (出具): rows of ``paper`` (its key), ``at`` and ``number``. ``later`` are
    rows of ``field`` and ``at``: what was written after it was final (补写), and when.
    """

    uid: str
    title: str = ""
    number: str = ""
    created: datetime | None = None
    occurred_start: datetime | None = None
    occurred_end: datetime | None = None
    place: str = ""
    officers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    body: str = ""
    confidentiality: str = ""
    backfilled: bool = False
    backfill_reason: str = ""
    supersedes: str | None = None
    credentials_shown: bool | None = None
    credentials_shown_at: datetime | None = field(
        default=None, metadata=brings("credentials_shown")
    )
    initial_state: str | None = None
    issued: tuple[Row, ...] = ()
    later: tuple[Row, ...] = ()
    signatures: tuple[Signature, ...] = ()
    history: tuple[Step, ...] = ()

    @property
    def type(self) -> str:
        """The portal_type, which is the name of the class."""
        return type(self).__name__

    @property
    def workflow(self) -> Workflow:
        return workflow_of(self.type) or RECORD

    @cached_property
    def state(self) -> str:
        """The state that the history leads to."""
        return self.workflow.replay(self.history, self.initial_state)

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def is_final(self) -> bool:
        return self.state == "final"

    @cached_property
    def began(self) -> datetime | None:
        """From when the record counts: its earliest signature, step or occurrence."""
        moments = [signature.at for signature in self.signatures]
        moments += [step.at for step in self.history]
        if self.occurred_start is not None:
            moments.append(self.occurred_start)
        return min(moments, default=self.created)

    @cached_property
    def last_act(self) -> datetime | None:
        """When it was signed or a step of it was taken last."""
        moments = [signature.at for signature in self.signatures]
        moments += [step.at for step in self.history]
        return max(moments, default=None)

    @property
    def finalized_at(self) -> datetime | None:
        """When it became final the last time; None while it is not."""
        entered = [step.at for step in self.history if step.transition in {"finalize", "approve"}]
        return entered[-1] if entered and not self.state.startswith(("draft", "in_")) else None
