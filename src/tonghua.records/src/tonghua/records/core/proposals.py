"""What is proposed to a person as the next step, and what proposals are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tonghua.records.core.acts import Act, Part
from tonghua.records.core.facts import CaseFacts
from tonghua.records.core.office import Office
from tonghua.records.core.text import Text


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """An act that is due: ``title`` stands on its button, ``why`` is one sentence."""

    act: Act
    title: Text
    why: Text
    article: int
    part: Part = Part.HANDLER


@dataclass(frozen=True, kw_only=True)
class View:
    """What the proposals are made from: the case, the office, the moment, the types that exist."""

    case: CaseFacts
    office: Office
    at: datetime
    offered: frozenset[str]
