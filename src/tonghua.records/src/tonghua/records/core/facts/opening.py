"""Facts of how a case begins: application and filing (articles 7, 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tonghua.records.core.facts.base import RecordFacts


@dataclass(frozen=True, kw_only=True)
class Application(RecordFacts):
    """申请登记 (article 7)"""

    mode: str | None = None
    matter: str = ""
    received_at: datetime | None = None
    materials: tuple[str, ...] = ()
    corrections_on_spot: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplicationNotice(RecordFacts):
    """受理/不予受理/补正告知 (article 7)"""

    outcome: str | None = None
    reasons: str = ""
    supplement_items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Filing(RecordFacts):
    """立案审批表 (articles 8, 31)"""

    clue: str = ""
    facts: str = ""
