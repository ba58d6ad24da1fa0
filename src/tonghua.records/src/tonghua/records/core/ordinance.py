"""The ordinance with all that carries it (办法全文): per article its records, papers and rules.

Nothing here says anything of its own: articles, papers, required texts, stages, gates, numbers and
tests are gathered from where each of them stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tonghua.records.core import mandatory
from tonghua.records.core.articles import Article, articles, articles_of
from tonghua.records.core.gates import GATES
from tonghua.records.core.papers import Paper, papers
from tonghua.records.core.parameters import Parameter, parameters
from tonghua.records.core.rules import RULES
from tonghua.records.core.rules.unjudged import UNJUDGED
from tonghua.records.core.stages import WANTED
from tonghua.records.core.tables import load
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import label

#: what a text restores where the original lacks words (article 26)
RESTORED = re.compile("(〔[^〕]*〕)")
#: a workflow that several types share → what a page calls them
SHARED = {
    "record_workflow": _("由承办人定稿的记录"),
    "approved_record_workflow": _("须经审核、批准的记录"),
}
#: what is asked of more than one type → how a page calls those
ASKED_OF_ALL = {
    mandatory.COMMON: _("各种记录"),
    mandatory.CORRECTION: _("更正已定稿记录的新记录"),
}
#: unit of a number → how a number of it reads
AMOUNTS = {
    "working_days": _("${n}个工作日"),
    "days": _("${n}日"),
    "hours": _("${n}小时"),
    "months": _("${n}个月"),
    "yuan": _("${n}元"),
    "percent": _("${n}%"),
    "cases": _("${n}件"),
}
YES, NO = _("是"), _("否")
EMPTY = _("未设定")
#: of an amount that the office has not set a person says in each case what follows
ASKED = _("未设定，逐件由人确认")


@dataclass(frozen=True, kw_only=True)
class RuleTests:
    """A file of tests that concern a rule: its path in the repository, and the tests' names.

    No names: the file as a whole is about the rule.
    """

    path: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RuleEntry:
    """One rule as the ordinance's page shows it.

    ``article`` is its own, the first of those that it stands on. ``where``: the acts that it may
    refuse. ``reason``: why people and not the program judge it; empty where the program does.
    """

    id: str
    article: int
    title: Text
    judged: bool
    blocking: bool
    where: tuple[Text, ...]
    numbers: tuple[Parameter, ...]
    tests: tuple[RuleTests, ...]
    reason: Text


@dataclass(frozen=True, kw_only=True)
class ArticleEntry:
    """One article with what carries it.

    ``types`` are portal_types; ``asked`` is what must be written before something is final: what
    that is, and the names of what this article asks for in it.
    """

    article: Article
    types: tuple[str, ...]
    asked: tuple[tuple[Text, tuple[Text, ...]], ...]
    papers: tuple[Paper, ...]
    rules: tuple[RuleEntry, ...]


@cache
def ordinance() -> tuple[ArticleEntry, ...]:
    """The articles in order."""
    return tuple(
        ArticleEntry(
            article=article,
            types=types_of(number),
            asked=tuple(_asked(number)),
            papers=tuple(each for each in papers().values() if number in each.articles),
            rules=tuple(rule_entry(id) for id in rules_of(number)),
        )
        for number, article in articles().items()
    )


@cache
def carried_by() -> Mapping[str, frozenset[int]]:
    """portal_type → the articles that it carries, in the order of the vocabulary of types.

    A record carries what its own papers stand on (not those beside them, as a supplementary note
    is of every type), what must be said in it before it is final, and what its stage wants it for.
    """
    found: dict[str, set[int]] = {name: set() for name in load("vocabularies")["types"]}
    for number, article in articles().items():
        for name in article.types:
            found[name].add(number)
    for paper in papers().values():
        for name in () if paper.beside else paper.portal_types:
            found[name].update(paper.articles)
    for name in mandatory.types():
        found[name].update(entry.article for entry in mandatory.own_entries(name))
    for wanted in (each for stage in WANTED.values() for each in stage):
        found[wanted.type].add(wanted.article)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def types_of(number: int) -> tuple[str, ...]:
    """The portal_types that carry an article."""
    return tuple(name for name, numbers in carried_by().items() if number in numbers)


def _asked(number: int) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    for name in (*mandatory.types(), *ASKED_OF_ALL):
        asked = (each.name for each in mandatory.own_entries(name) if each.article == number)
        names = tuple(dict.fromkeys(asked))
        if names:
            yield ASKED_OF_ALL.get(name) or label("types", name), names


def rules_of(number: int) -> tuple[str, ...]:
    """The ids of the rules of an article, in its order; one that names it as its own comes last."""
    named = (id for id, rule in RULES.items() if rule.article == number)
    return tuple(dict.fromkeys((*articles()[number].rules, *named)))


def rule_entry(id: str) -> RuleEntry:
    """One rule, whether the program judges it or people do. Raises KeyError for an unknown id."""
    rule = RULES.get(id)
    by_people = UNJUDGED.get(id)
    return RuleEntry(
        id=id,
        article=rule.article if rule else articles_of(id)[0],
        title=rule.title if rule else Text(""),
        judged=rule is not None and by_people is None,
        blocking=rule is not None and rule.blocking,
        where=tuple(_where(id)),
        numbers=tuple(each for each in parameters().values() if id in each.rules),
        tests=rule_tests(id),
        reason=by_people.reason if by_people else Text(""),
    )


def rule_ids() -> tuple[str, ...]:
    """Every id that an article or the program names, each once, in the ordinance's order."""
    return tuple(dict.fromkeys(id for number in articles() for id in rules_of(number)))


def rule_tests(rule: str) -> tuple[RuleTests, ...]:
    """The tests that concern a rule, as ``scripts/ordinance`` found them."""
    found = load("rule_tests").get(rule, {})
    return tuple(RuleTests(path=path, names=tuple(names)) for path, names in found.items())


def numbers_of_no_rule() -> tuple[Parameter, ...]:
    """The office's numbers that no rule asks for: they only remind."""
    return tuple(each for each in parameters().values() if not each.rules)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut at 〔〕: each piece, and whether it was restored and is not the original's."""
    for piece in RESTORED.split(text):
        if piece:
            yield piece, bool(RESTORED.fullmatch(piece))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an article's text."""
    return tuple(line for line in text.strip().splitlines() if line)


def is_mended(article: Article) -> bool:
    """Whether the reading text differs from the original's words."""
    return article.reads_as.strip() != article.text.strip()


def say_number(parameter: Parameter, value: Decimal | None) -> Text:
    """A number with its unit: 7个工作日, 80%, 3,000元, 是; or that there is none."""
    if value is None:
        return ASKED if parameter.unit == "yuan" else EMPTY
    if parameter.unit == "yes_no":
        return YES if value else NO
    return _(AMOUNTS[parameter.unit].msgid, n=f"{value:,}")


def _where(rule: str) -> Iterable[Text]:
    """The acts that a rule guards: 行政处罚案件：立案."""
    for (subject, transition), rules in GATES.items():
        if rule in rules:
            what = SHARED.get(subject) or label("types", subject)
            yield _("${what}：${act}", what=what, act=label("transitions", transition))
