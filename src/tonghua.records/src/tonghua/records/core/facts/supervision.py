"""Facts of the supervising office's own records (articles 6, 30); they lie in no case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tonghua.records.core.facts.base import PLANNED, RecordFacts, brings


@dataclass(frozen=True, kw_only=True)
class SupervisionCheck(RecordFacts):
    """监督检查 (article 6); ``cases`` are uids"""

    period: str = ""
    cases: tuple[str, ...] = ()
    findings: str = ""
    seed: str = ""


@dataclass(frozen=True, kw_only=True)
class SupervisionOrder(RecordFacts):
    """责令整改通知书 (article 30); ``case`` is a uid

    ``replied_at`` and ``rechecked_at`` are when the two texts were written; None where that is not
    known (an import says only what).
    """

    ground: str | None = None
    case: str | None = None
    severity: str = ""
    due_at: datetime | None = field(default=None, metadata=PLANNED)
    reply: str = ""
    recheck: str = ""
    replied_at: datetime | None = field(default=None, metadata=brings("reply"))
    rechecked_at: datetime | None = field(default=None, metadata=brings("recheck"))
