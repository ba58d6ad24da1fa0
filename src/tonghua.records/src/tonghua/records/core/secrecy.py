"""Marks of a state secret (国家秘密标志), which this system must not hold (article 29, SEC-1).

By the Law on Guarding State Secrets, article 31, nobody keeps state secrets in a system that is not
made for them. What is looked for is in ``law.md`` B-9; whether a find is one, the Secrecy Officer says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from tonghua.records.core.facts import CaseFacts, PartyFacts, RecordFacts

#: ``机密★10年``, ``秘密级``, ``绝密件``; not what speaks of business or work secrets (商业秘密、工作秘密)
MARK = re.compile(r"(?<!商业)(?<!工作)(?:[绝机秘]\s*密\s*★|[绝机秘]密[级件])")
#: the character that every mark has: text without it needs no search
KEY = "密"
#: where facts keep what was found in them
FOUND = "_secret_mark"


def secret_mark(text: str) -> str | None:
    """The first mark of a state secret in a text; None where it has none."""
    found = MARK.search(text) if KEY in text else None
    return found.group() if found else None


def mark_in(facts: RecordFacts | CaseFacts | PartyFacts) -> str | None:
    """The first mark in any text of these facts themselves; looked for once, as they never change.

    What lies in a case is not looked at with the case: ask each record and party by itself.
    """
    if FOUND not in facts.__dict__:
        marks = filter(None, map(secret_mark, _suspect(facts)))
        facts.__dict__[FOUND] = next(marks, None)
    found: str | None = facts.__dict__[FOUND]
    return found


def _suspect(facts: RecordFacts | CaseFacts | PartyFacts) -> Iterator[str]:
    """The texts that hold the character of a mark: fields, lists, rows, opinions, signatures."""
    kind: Any = type(facts)
    for name in _told(kind):
        value = getattr(facts, name)
        if not value:
            continue
        if isinstance(value, str):
            if KEY in value:
                yield value
        elif isinstance(value, tuple):
            yield from _listed(value)


def _listed(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        told = value if isinstance(value, Mapping) else getattr(value, "__dict__", None)
        for text in told.values() if told is not None else (value,):
            if isinstance(text, str) and KEY in text:
                yield text


@cache
def _told(kind: Any) -> tuple[str, ...]:
    """The fields that hold text of their own, steps and signatures included."""
    words = ("str", "Row", "Step", "Signature")
    return tuple(
        each.name for each in fields(kind) if any(word in str(each.type) for word in words)
    )
