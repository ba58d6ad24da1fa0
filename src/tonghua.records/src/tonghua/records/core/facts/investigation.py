"""Facts of investigation and the preservation of evidence (articles 9, 11, 13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tonghua.records.core.facts.base import PLANNED, RecordFacts, Row, brings


@dataclass(frozen=True, kw_only=True)
class Interview(RecordFacts):
    """询问笔录 (articles 9, 11(1)); ``recorder`` is an officer's uid"""

    interviewee: str = ""
    relation: str = ""
    rights_told: tuple[str, ...] = ()
    questions: tuple[Row, ...] = ()
    recorder: str | None = None


@dataclass(frozen=True, kw_only=True)
class EvidenceRequest(RecordFacts):
    """调取证据通知书 (article 11(2))"""

    holder: str = ""
    due_at: datetime | None = field(default=None, metadata=PLANNED)
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SceneInspection(RecordFacts):
    """现场检查（勘验）笔录 (articles 11(3), 12)"""

    inspected: str = ""
    witness: str = ""
    situation: str = ""


@dataclass(frozen=True, kw_only=True)
class Sampling(RecordFacts):
    """抽查取样通知书 (articles 11(4), 12)"""

    rows: tuple[Row, ...] = ()
    method: str = ""
    sealed: str = ""
    retained: str = ""
    fee: str = ""


@dataclass(frozen=True, kw_only=True)
class OtherInvestigation(RecordFacts):
    """其他调查记录 (article 11(7))"""

    method: str = ""
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Refusal(RecordFacts):
    """拒绝情况记录 (article 11)"""

    refuser: str = ""
    what: str = ""
    reason: str = ""
    witness: str = ""


@dataclass(frozen=True, kw_only=True)
class EvidencePreservation(RecordFacts):
    """证据保全（先行登记保存） (article 13)"""

    reason: str = ""
    subject_matter: str = ""
    forms: tuple[str, ...] = ()
    approved_at: datetime | None = None
    rows: tuple[Row, ...] = ()
    disposition: str = ""
    disposed_at: datetime | None = field(default=None, metadata=brings("disposition"))
