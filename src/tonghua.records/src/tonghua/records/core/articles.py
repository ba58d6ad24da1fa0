"""The ordinance's articles (条): their text, how to read it, and the rules that stand on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tonghua.records.core.tables import load
from tonghua.records.core.text import Text, _

TITLE = "通化市地方志编纂委员会办公室行政执法全过程记录办法"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A fault of the text, and how it is read."""

    problem: str
    reading: str


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article. ``text`` is verbatim, misprints included; ``reads_as`` has them mended.

    ``types`` are the portal_types that carry it and have neither a paper nor a required text that
    would name it: registers, cases, parties. All that carry it are in ``core.ordinance``.
    """

    number: int
    label: Text
    subject: Text
    text: str
    reads_as: str
    readings: tuple[Reading, ...]
    rules: tuple[str, ...]
    types: tuple[str, ...] = ()


@cache
def articles() -> Mapping[int, Article]:
    """All articles by number, in order."""
    return {
        int(number): Article(
            number=int(number),
            label=_(row["label"]),
            subject=_(row["subject"]),
            text=row["text"],
            reads_as=row.get("reads_as", row["text"]),
            readings=tuple(Reading(**each) for each in row.get("readings", ())),
            rules=tuple(row["rules"]),
            types=tuple(row.get("types", ())),
        )
        for number, row in load("articles").items()
    }


def article(number: int) -> Article:
    """One article. Raises KeyError for a number that the ordinance does not have."""
    return articles()[number]


def articles_of(rule: str) -> tuple[int, ...]:
    """The articles that a rule stands on."""
    return tuple(number for number, each in articles().items() if rule in each.rules)
