"""Facts of performance, correction, closing and the archive (articles 24-28)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tonghua.records.core.facts.base import PLANNED, RecordFacts, brings


@dataclass(frozen=True, kw_only=True)
class Performance(RecordFacts):
    """履行情况记录 (article 24)"""

    obligation: str = ""
    due_at: datetime | None = field(default=None, metadata=PLANNED)
    done_at: datetime | None = field(default=None, metadata=brings("receipt_number"))
    receipt_number: str = ""
    overdue_measure: str = ""


@dataclass(frozen=True, kw_only=True)
class RectificationOrder(RecordFacts):
    """责令改正 (article 25)"""

    due_at: datetime | None = field(default=None, metadata=PLANNED)


@dataclass(frozen=True, kw_only=True)
class RectificationCheck(RecordFacts):
    """复查 (article 25)"""

    order: str | None = None
    checked_at: datetime | None = field(default=None, metadata=brings("result", "next_measure"))
    result: str | None = None
    next_measure: str = ""


@dataclass(frozen=True, kw_only=True)
class Closing(RecordFacts):
    """结案审批表 (article 26)"""

    outcome: str | None = None


@dataclass(frozen=True, kw_only=True)
class CopyRequest(RecordFacts):
    """复制申请 (article 28)"""

    applicant: str = ""
    purpose: str = ""
    scope: str = ""
    consented_by: str | None = None
    consented_at: datetime | None = field(default=None, metadata=brings("consented_by"))
    masked: str = ""
    handed_over_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Volume(RecordFacts):
    """案卷 (articles 26, 27)"""

    retention: str | None = None
    archivist: str | None = None
    archived_at: datetime | None = None
    pages: int | None = None
