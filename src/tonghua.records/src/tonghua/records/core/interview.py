"""The interview's standard questions (询问提纲): articles 9, 10 and 11(1).

The office keeps them as plain text: ``# 组名`` begins a group, every other line is a question, with
the answer that is mostly given behind ``|``. ``{机关}`` and its like are filled in where they are
used: ``PLACES``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: what a question may leave open, and what is put there
PLACES = {
    "机关": "office",
    "执法人员": "officers",
    "执法证号": "certificates",
    "被询问人": "interviewee",
    "案由": "cause",
}
#: the words by which a question tells of a right (article 10) → its token
RIGHTS = {"陈述": "statement", "申辩": "defence", "回避": "recusal", "听证": "hearing"}


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """One question as it is mostly asked, with the usual answer, or "".

    ``rights`` are the tokens of the rights that the question tells of; ``closes`` that it belongs
    to the last group, with which an interview ends.
    """

    question: str
    answer: str = ""
    rights: tuple[str, ...] = ()
    closes: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """Questions that belong together; ``title`` may be ""."""

    title: str
    phrases: tuple[Phrase, ...]


def groups_of(text: str) -> tuple[Group, ...]:
    """The groups of an office's text, in their order; lines that say nothing are left out."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in map(str.strip, text.splitlines()):
        if line.startswith("#"):
            found.append((line.lstrip("#").strip(), []))
        elif line:
            question, _bar, answer = map(str.strip, line.partition("|"))
            if not found:
                found.append(("", []))
            if question:
                found[-1][1].append((question, answer))
    filled = [(title, lines) for title, lines in found if lines]
    return tuple(
        Group(
            title=title,
            phrases=tuple(
                _phrase(question, answer, closes=n == len(filled) > 1) for question, answer in lines
            ),
        )
        for n, (title, lines) in enumerate(filled, start=1)
    )


def unknown_places(text: str) -> set[str]:
    """The places ``{…}`` of a text that nothing fills in."""
    return set(re.findall(r"\{([^{}]*)\}", text)) - set(PLACES)


def _phrase(question: str, answer: str, closes: bool) -> Phrase:
    rights = tuple(
        token for word, token in RIGHTS.items() if word in question and "有权" in question
    )
    return Phrase(question=question, answer=answer, rights=rights, closes=closes)


@cache
def usual_text() -> str:
    """The questions that an office begins with."""
    return (files("tonghua.records.core") / "data" / "interview.txt").read_text("utf-8")
