"""Facts of telling and hearing the party: rights, recusal, statements, hearings (10, 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tonghua.records.core.facts.base import RecordFacts


@dataclass(frozen=True, kw_only=True)
class RightsNotice(RecordFacts):
    """权利告知书、事先告知书 (articles 10, 11(5))"""

    kind: str | None = None
    told: tuple[str, ...] = ()
    how: str | None = None
    facts: str = ""
    reasons: str = ""
    basis: str = ""
    proposed: str = ""
    proposed_kinds: tuple[str, ...] = ()
    proposed_amount: Decimal | None = None
    #: 须告知听证？ a person's answer where the office has set no amount; and why
    hearing_required: bool | None = None
    hearing_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Recusal(RecordFacts):
    """回避决定 (article 10)"""

    person: str = ""
    relation: str = ""
    asked_by: str = ""
    decided_by: str = ""
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement(RecordFacts):
    """陈述申辩笔录 (articles 10, 11(5))"""

    opinion: str = ""
    waived: bool | None = None
    review_opinion: str = ""
    accepted: bool | None = None
    accept_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Hearing(RecordFacts):
    """听证 (articles 11(6), 12); ``host`` and ``clerk`` are officers' uids"""

    requested_at: datetime | None = None
    notified_at: datetime | None = None
    host: str | None = None
    clerk: str | None = None
    public: bool | None = None
    minutes: str = ""
    report: str = ""
