"""The volume of a case (案卷): what lies in it, in which order, on which page (article 26)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tonghua.records.core.facts import AudioVisual, CaseFacts, RecordFacts
from tonghua.records.core.papers import paper_of

#: stage of the volume → the types that are filed there, in the order 立案→调查→审查→决定→送达→执行→结案
STAGES: tuple[tuple[str, ...], ...] = (
    ("Application", "ApplicationNotice", "Filing"),
    (
        *("RightsNotice", "Recusal", "SceneInspection", "Interview", "EvidenceRequest"),
        *("Sampling", "EvidencePreservation", "OtherInvestigation", "Refusal"),
        *("Statement", "Hearing", "ExpertOpinion"),
    ),
    ("LegalReview", "Deliberation", "Extension"),
    ("Decision", "TransferLetter"),
    ("DeliveryReceipt",),
    ("Performance", "RectificationOrder", "RectificationCheck"),
    ("Closing",),
)
#: what lies in the inner volume (副卷) and is not shown to the parties
INNER = frozenset({"LegalReview", "Deliberation", "Approval", "Extension"})
_ORDER: Mapping[str, int] = {kind: n for n, kinds in enumerate(STAGES) for kind in kinds}
#: what is no paper of the volume: recordings are listed by themselves, the volume lists the rest
_OUTSIDE = frozenset({"AudioVisual", "Volume", "CopyRequest"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of 卷内目录. ``first`` and ``last`` are page numbers, None where not known."""

    uid: str
    n: int
    number: str
    author: str
    title: str
    at: datetime | None
    first: int | None
    last: int | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """卷内目录: the outer volume (正卷), the inner one (副卷), each with its pages."""

    outer: tuple[Entry, ...]
    inner: tuple[Entry, ...]
    outer_pages: int
    inner_pages: int
    uncounted: int


def contents(case: CaseFacts, pages: Mapping[str, int], office: str) -> Contents:
    """Every final record in the order of the volume. ``pages``: uid → pages of its paper.

    What was corrected stays in the volume and says so. Pages run through each volume; of a paper
    that is not counted, and behind it, no page is known.
    """
    filed = [
        record
        for record in case.records
        if record.type not in _OUTSIDE and record.state in ("final", "superseded")
    ]
    filed.sort(key=lambda record: (_ORDER.get(record.type, len(STAGES)), _when(record)))
    outer = _numbered((each for each in filed if each.type not in INNER), pages, office)
    inner = _numbered((each for each in filed if each.type in INNER), pages, office)
    return Contents(
        outer=outer,
        inner=inner,
        outer_pages=_last(outer),
        inner_pages=_last(inner),
        uncounted=sum(each.last is None for each in (*outer, *inner)),
    )


def recordings(case: CaseFacts) -> tuple[AudioVisual, ...]:
    """The recordings that are kept with the volume (音像), in the order of capture."""
    kept = [each for each in case.standing(AudioVisual) if each.media]
    return tuple(sorted(kept, key=_when))


def _numbered(
    records: Iterable[RecordFacts], pages: Mapping[str, int], office: str
) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    reached: int | None = 0
    for n, record in enumerate(records, start=1):
        count = pages.get(record.uid)
        first = reached + 1 if reached is not None and count else None
        reached = reached + count if reached is not None and count else None
        paper = paper_of(record)
        entries.append(
            Entry(
                uid=record.uid,
                n=n,
                number=record.number,
                author=office,
                title=record.title or (str(paper.title) if paper else record.type),
                at=record.finalized_at or record.occurred_start,
                first=first,
                last=reached if first else None,
                note="已被更正" if record.state == "superseded" else "",
            )
        )
    return tuple(entries)


def _last(entries: Iterable[Entry]) -> int:
    return max((each.last or 0 for each in entries), default=0)


def _when(record: RecordFacts) -> str:
    at = getattr(record, "captured_start", None) or record.occurred_start or record.began
    return at.isoformat() if at else "9"
