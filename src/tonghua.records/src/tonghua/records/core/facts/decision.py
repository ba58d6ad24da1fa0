"""Facts of review, approval and decision (articles 14-18, 31)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tonghua.records.core.facts.base import PLANNED, RecordFacts, brings


@dataclass(frozen=True, kw_only=True)
class LegalReview(RecordFacts):
    """法制审核意见书 (article 14); ``reviewers`` are officers' uids"""

    reviewers: tuple[str, ...] = ()
    opinion: str = ""
    suggestion: str = ""
    verdict: str | None = None


@dataclass(frozen=True, kw_only=True)
class ExpertOpinion(RecordFacts):
    """专家论证意见书/纪要 (article 15)"""

    experts: tuple[str, ...] = ()
    conclusion: str = ""
    conflict_declared: str = ""


@dataclass(frozen=True, kw_only=True)
class Deliberation(RecordFacts):
    """集体讨论记录 (article 16)"""

    chair: str = ""
    present: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    opinions: str = ""
    conclusion: str = ""


@dataclass(frozen=True, kw_only=True)
class Approval(RecordFacts):
    """内部审批表 (articles 17, 31)

    ``chain_of`` is the uid of the record whose chain wrote this form by itself; None where a
    person made it for a matter of its own.
    """

    matter: str = ""
    handler_opinion: str = ""
    reviewer_opinion: str = ""
    approver_opinion: str = ""
    chain_of: str | None = None


@dataclass(frozen=True, kw_only=True)
class Decision(RecordFacts):
    """决定书 (article 18)"""

    kind: str | None = None
    facts: str = ""
    evidence: str = ""
    reasons: str = ""
    basis: str = ""
    discretion: str = ""
    content: str = ""
    performance: str = ""
    remedies: str = ""
    decided_at: datetime | None = None
    penalty_kinds: tuple[str, ...] = ()
    amount: Decimal | None = None
    published_at: datetime | None = field(default=None, metadata=brings("published_where"))
    published_where: str = ""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Extension(RecordFacts):
    """延期审批表 (articles 7, 18)"""

    what: str = ""
    until: date | None = field(default=None, metadata=PLANNED)
    reason: str = ""
    informed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TransferLetter(RecordFacts):
    """移送函 (articles 8, 18)"""

    to: str = ""
    reason: str = ""
