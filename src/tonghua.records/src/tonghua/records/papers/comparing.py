"""Two papers side by side (对照), paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from itertools import zip_longest

from docx import Document
from docx.oxml.ns import qn

SAME, CHANGED, LEFT, RIGHT = "same", "changed", "left", "right"
#: from here on two paragraphs are the same one, changed
ALIKE = 0.5
#: letters of two paragraphs that are compared one by one, and paragraphs of a paper
LONGEST = 4000
MOST = 2000


@dataclass(frozen=True)
class Pair:
    """A paragraph of each side; one of the two is None where it stands on one side alone.

    ``left`` and ``right`` are pieces (text, whether it differs), ``kind`` is same, changed, left
    or right.
    """

    kind: str
    left: tuple[tuple[str, bool], ...] | None
    right: tuple[tuple[str, bool], ...] | None


def paragraphs(docx: bytes) -> list[str]:
    """The texts of headers, body and footers, a paragraph each; empty ones are left out."""
    document = Document(BytesIO(docx))
    section = document.sections[0]
    parts = [section.header._element, document.element.body, section.footer._element]
    texts = (
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for part in parts
        for paragraph in part.iter(qn("w:p"))
    )
    return [text for text in texts if text.strip()]


def compare(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """The pairs of two papers, in their order."""
    return list(_pairs(left, right))


def _bounded(paper: Sequence[str]) -> Sequence[str]:
    """No more paragraphs than are compared; the rest as one, which shows that there is more."""
    if len(paper) <= MOST:
        return paper
    return [*paper[: MOST - 1], "\n".join(paper[MOST - 1 :])]


def _pairs(left: Sequence[str], right: Sequence[str]) -> Iterator[Pair]:
    left, right = _bounded(left), _bounded(right)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for a, b in zip_longest(left[i1:i2], right[j1:j2]):
            if tag == "equal":
                yield Pair(SAME, ((a, False),), ((b, False),))
            elif a is None:
                yield Pair(RIGHT, None, ((b, True),))
            elif b is None:
                yield Pair(LEFT, ((a, True),), None)
            else:
                yield Pair(CHANGED, *_pieces(a, b))


def _pieces(a: str, b: str) -> tuple[tuple[tuple[str, bool], ...], tuple[tuple[str, bool], ...]]:
    """Both texts in pieces, with those marked that differ."""
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    # letter by letter costs the square of the letters
    if len(a) + len(b) > LONGEST:
        return ((a, True),), ((b, True),)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    # of two sentences that have nothing in common but a full stop, nobody reads single letters
    if matcher.ratio() < ALIKE:
        return ((a, True),), ((b, True),)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if a[i1:i2]:
            left.append((a[i1:i2], tag != "equal"))
        if b[j1:j2]:
            right.append((b[j1:j2], tag != "equal"))
    return tuple(left), tuple(right)
