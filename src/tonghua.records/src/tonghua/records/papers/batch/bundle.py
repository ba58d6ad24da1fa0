"""The one file of a batch: a ZIP of papers, or their PDFs merged; nothing of Zope."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pikepdf

#: PDFs that are open at once while they are merged
OPEN_AT_ONCE = 50


@dataclass(frozen=True)
class Piece:
    """One file of a paper: its name without ending, its format, when it was made, how to open it."""

    title: str
    kind: str
    made_at: datetime
    open: Callable[[], IO[bytes]]


def distinct(names: Iterable[str]) -> list[str]:
    """The same names numbered: 送达回证, 送达回证（2）.

    Two names that differ only in small and capital letters are one to some systems.
    """
    taken: set[str] = set()
    found = []
    for name in names:
        candidate, n = name, 1
        while candidate.casefold() in taken:
            n += 1
            candidate = f"{name}（{n}）"
        taken.add(candidate.casefold())
        found.append(candidate)
    return found


def write_zip(papers: Sequence[Sequence[Piece]], out: IO[bytes]) -> None:
    """Write papers, each in its formats, into a ZIP; a paper's files have the same name.

    Nothing is held in memory. Names are UTF-8 and say so (general purpose bit 11).
    """
    names = distinct(pieces[0].title for pieces in papers)
    # DOCX and PDF are packed in themselves
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, pieces in zip(names, papers, strict=True):
            for piece in pieces:
                entry = zipfile.ZipInfo(f"{name}.{piece.kind}", piece.made_at.timetuple()[:6])
                entry.external_attr = 0o644 << 16
                with piece.open() as source, archive.open(entry, "w") as target:
                    shutil.copyfileobj(source, target, 256 * 1024)


def write_pdf(pieces: Sequence[Piece], out: IO[bytes]) -> None:
    """Merge PDFs in their order, with a bookmark for each that has its name."""
    names = distinct(piece.title for piece in pieces)
    with TemporaryDirectory() as folder, ExitStack() as stack:
        parts, counts = [], []
        for start in range(0, len(pieces), OPEN_AT_ONCE):
            part = Path(folder) / f"{start}.pdf"
            counts += _merge(pieces[start : start + OPEN_AT_ONCE], part)
            parts.append(part)
        whole = stack.enter_context(pikepdf.Pdf.new())
        for part in parts:
            whole.pages.extend(stack.enter_context(pikepdf.open(part)).pages)
        with whole.open_outline() as outline:
            first = 0
            for name, count in zip(names, counts, strict=True):
                outline.root.append(pikepdf.OutlineItem(name, first))
                first += count
        whole.Root.PageMode = pikepdf.Name.UseOutlines
        whole.save(out)


def _merge(pieces: Sequence[Piece], path: Path) -> list[int]:
    """Merge some PDFs into a file; the pages of each."""
    counts = []
    with ExitStack() as stack:
        part = stack.enter_context(pikepdf.Pdf.new())
        for piece in pieces:
            source = stack.enter_context(pikepdf.open(stack.enter_context(piece.open())))
            counts.append(len(source.pages))
            part.pages.extend(source.pages)
        part.save(path)
    return counts
