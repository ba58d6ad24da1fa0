"""The evidence of a case (证据), gathered from its records for 证据目录 and 听证报告."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tonghua.records.core.facts import (
    AudioVisual,
    CaseFacts,
    EvidencePreservation,
    EvidenceRequest,
    ExpertOpinion,
    Interview,
    RecordFacts,
    Sampling,
    SceneInspection,
    Statement,
)
from tonghua.records.core.facts.base import Row

#: type → the kind of evidence that the record itself is (Administrative Penalty Law, article 46)
KINDS = {
    Interview: "testimony",
    Statement: "statement",
    SceneInspection: "inspection",
    AudioVisual: "audiovisual",
    ExpertOpinion: "expert",
}


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One piece of evidence. ``uid`` is the record that it comes from, ``kind`` a token.

    ``quantity`` and ``unit`` say how much of it, ``source`` from whom or where, ``note`` what
    else is to be known.
    """

    uid: str
    name: str
    kind: str
    quantity: str = "1"
    unit: str = "份"
    source: str = ""
    at: datetime | None = None
    note: str = ""


def evidence(case: CaseFacts) -> tuple[Evidence, ...]:
    """Every piece of evidence of a case, earliest first: what its final records took or are."""
    final = [record for record in case.standing(RecordFacts) if record.is_final]
    final.sort(key=_when)
    return tuple(piece for record in final for piece in _of(case, record))


def _of(case: CaseFacts, record: RecordFacts) -> Iterator[Evidence]:
    if isinstance(record, EvidenceRequest):
        yield from (_requested(record, row) for row in record.rows)
    elif isinstance(record, Sampling | EvidencePreservation):
        yield from (_taken(record, row) for row in record.rows)
    elif isinstance(record, AudioVisual):
        if record.media:
            yield _itself(case, record, record.captured_start)
    elif type(record) in KINDS:
        yield _itself(case, record, record.occurred_start)


def _requested(record: EvidenceRequest, row: Row) -> Evidence:
    """A document or thing that its holder gave (调取的证据)."""
    return Evidence(
        uid=record.uid,
        name=_text(row, "name"),
        kind=_text(row, "kind") or "documentary",
        quantity=_text(row, "copies") or "1",
        source=record.holder,
        at=record.occurred_start,
        note="原件" if row.get("original") else "复制件" if row.get("original") is False else "",
    )


def _taken(record: RecordFacts, row: Row) -> Evidence:
    """A sample (样品) or a thing that was kept (登记保存的物品)."""
    kept = isinstance(record, EvidencePreservation)
    return Evidence(
        uid=record.uid,
        name=_text(row, "name"),
        kind="physical",
        quantity=_text(row, "quantity"),
        unit=_text(row, "unit"),
        source=record.place,
        at=record.occurred_start,
        note="；".join(filter(None, (_text(row, "specification"), "登记保存" if kept else "抽样"))),
    )


def _itself(case: CaseFacts, record: RecordFacts, at: datetime | None) -> Evidence:
    """A record that is evidence by itself (笔录、音像、意见)."""
    parties = {each.name for each in case.parties} | {each.representative for each in case.parties}
    source = getattr(record, "interviewee", "") or record.place
    kind = KINDS[type(record)]
    if isinstance(record, Interview) and record.interviewee in parties:
        kind = "statement"
    return Evidence(uid=record.uid, name=record.title, kind=kind, source=source, at=at)


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def _when(record: RecordFacts) -> tuple[str, str]:
    at = getattr(record, "captured_start", None) or record.occurred_start or record.began
    return (at.isoformat() if at else "9", record.uid)
