"""What a record must say before it is final (必填): the table, and what a record still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tonghua.records.core.act_words import short
from tonghua.records.core.articles import article
from tonghua.records.core.facts import FACTS_OF_SUPERVISION, CaseFacts, RecordFacts, Row
from tonghua.records.core.tables import load
from tonghua.records.core.text import Text, _

#: what is asked of every record of a case
COMMON = "record"
#: what is asked of all that is mended by a new one, which names it
CORRECTION = "correction"

Values = Mapping[str, tuple[Any, ...]]

#: (transition, whether only rows lack something) → the sentence
SENTENCES = {
    ("finalize", False): _("${articles}：《${record}》还缺：${items}。请补充后再定稿。"),
    ("finalize", True): _("${articles}：《${record}》的${items}。请补充后再定稿。"),
    ("submit", False): _("${articles}：《${record}》还缺：${items}。请补充后再提交。"),
    ("submit", True): _("${articles}：《${record}》的${items}。请补充后再提交。"),
    ("conclude", False): _("${articles}：投诉举报登记还缺：${items}。请补充后再作出结论。"),
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """What each row must say that says anything."""

    field: str
    name: Text


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that must be filled: any of ``fields``, on behalf of an article.

    ``only``, ``unless`` and ``with_field`` say of which records it is asked; ``or_case`` names what
    of the case does as well.
    """

    fields: tuple[str, ...]
    name: Text
    article: int
    columns: tuple[Column, ...] = ()
    optional: bool = False
    file: bool = False
    only: Values = field(default_factory=dict)
    unless: Values = field(default_factory=dict)
    with_field: str = ""
    or_case: str = ""

    def is_asked_of(self, record: object, case: CaseFacts | None = None) -> bool:
        """Whether a record with these values must have it."""
        if self.or_case and (case is None or _is_there(getattr(case, self.or_case))):
            return False
        if self.with_field and not _is_there(getattr(record, self.with_field)):
            return False
        if any(_holds(record, name, tokens) for name, tokens in self.unless.items()):
            return False
        return all(_holds(record, name, tokens) for name, tokens in self.only.items())

    def is_missing(self, record: object) -> bool:
        """Whether none of its fields says anything; ``False`` is an answer, but no file."""
        if self.optional:
            return False
        values = [getattr(record, name) for name in self.fields]
        said = _is_there if self.file else _is_said
        return not any(map(said, values))

    def half_rows(self, record: object) -> Iterator[Text]:
        """Each row that says something, but not all: 证据清单第2行缺名称."""
        if not self.columns:
            return
        for number, row in enumerate(getattr(record, self.fields[0]), start=1):
            lacks = [each.name for each in self.columns if not _is_said(row.get(each.field))]
            if lacks and _says_something(row):
                yield _("${list}第${n}行缺${what}", list=self.name, n=number, what=listed(lacks))


@dataclass(frozen=True, kw_only=True)
class Lack:
    """What a record lacks, in one sentence, and the article that asks for it."""

    article: int
    message: Text


def entries(portal_type: str) -> tuple[Entry, ...]:
    """All that may be asked of a type, in the order of its form; what all are asked comes last."""
    table, own = _table(), own_entries(portal_type)
    if portal_type == "Complaint":
        return own
    common = () if portal_type in FACTS_OF_SUPERVISION else table[COMMON]
    return own + common + table[CORRECTION]


def own_entries(portal_type: str) -> tuple[Entry, ...]:
    """What is asked of a type alone, without what all are asked."""
    return _table().get(portal_type, ())


def types() -> tuple[str, ...]:
    """The portal_types that have entries of their own."""
    return tuple(name for name in _table() if name not in (COMMON, CORRECTION))


def lack_of(
    facts: RecordFacts | CaseFacts, transition: str, case: CaseFacts | None = None
) -> Lack | None:
    """What facts lack for a step; None where they are whole, or the step asks for nothing.

    ``transition`` is ``finalize`` or ``submit`` of a record, ``conclude`` of a complaint; ``case``
    is the one that a record lies in, without which nothing is asked that it may have.
    """
    if (transition, False) not in SENTENCES:
        return None
    asked = [entry for entry in entries(facts.type) if entry.is_asked_of(facts, case)]
    missing = _once(entry for entry in asked if entry.is_missing(facts))
    halves = [(entry, said) for entry in asked for said in entry.half_rows(facts)]
    if not missing and not halves:
        return None
    numbers = {entry.article for entry in (*missing, *(entry for entry, _said in halves))}
    own = load("mandatory").get(facts.type, {}).get("article")
    items = [listed([entry.name for entry in missing])] if missing else []
    items += [said for _entry, said in halves]
    sentence = SENTENCES[transition, not missing]
    return Lack(
        article=own if own in numbers else min(numbers),
        message=_(
            sentence.msgid,
            articles=listed([_(article(number).label) for number in sorted(numbers)]),
            record=short(facts) if isinstance(facts, RecordFacts) else facts.title,
            items=listed(items, "；"),
        ),
    )


def _once(missing: Iterable[Entry]) -> list[Entry]:
    """Each field once, in a type's own words before those for all; not what a correction adds."""
    found: dict[tuple[tuple[str, ...], str], Entry] = {}
    for entry in missing:
        found.setdefault((entry.fields, entry.with_field), entry)
    return list(found.values())


def listed(words: Sequence[Text], separator: str = "、") -> Text:
    """Words as a Chinese enumeration, each of which can still be translated.

    A single word is itself: zope.i18n takes a list of one within a list of one for a circle.
    """
    if len(words) == 1:
        return words[0]
    named = {f"word{n}": word for n, word in enumerate(words)}
    return Text(separator.join(f"${{{name}}}" for name in named), named)


def _is_there(value: Any) -> bool:
    """Whether a value says anything: text that is not blank, a list with something in it."""
    if value is None or value is False:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return _says_something(value)
    if isinstance(value, (list, tuple)):
        return any(map(_is_there, value))
    return True


def _is_said(value: Any) -> bool:
    """Whether a question is answered; no is an answer too."""
    return value is False or _is_there(value)


def _says_something(row: Row) -> bool:
    return any(map(_is_there, row.values()))


def _holds(record: object, name: str, tokens: tuple[Any, ...]) -> bool:
    """Whether a field is one of these values, or a list that has one of them."""
    value = getattr(record, name)
    return any(each in tokens for each in value) if isinstance(value, tuple) else value in tokens


@cache
def _table() -> Mapping[str, tuple[Entry, ...]]:
    return {
        name: tuple(_entry(each, row["article"]) for each in row["asks"])
        for name, row in load("mandatory").items()
    }


def _entry(row: Mapping[str, Any], article: int) -> Entry:
    names = row["field"]
    return Entry(
        fields=(names,) if isinstance(names, str) else tuple(names),
        name=_(row["name"]),
        article=row.get("article", article),
        columns=tuple(
            Column(field=each["field"], name=_(each["name"])) for each in row.get("columns", ())
        ),
        optional=row.get("optional", False),
        file=row.get("file", False),
        only=_values(row.get("only", {})),
        unless=_values(row.get("unless", {})),
        with_field=row.get("with", ""),
        or_case=row.get("or_case", ""),
    )


def _values(row: Mapping[str, Any]) -> Values:
    return {name: tuple(tokens) for name, tokens in row.items()}
