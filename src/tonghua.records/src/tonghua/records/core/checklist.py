"""The checklist (逐条清单): the ordinance's articles in order, each in one state, with its rules.

A rule is told under the article that asks, which a finding may name for itself: the signatures of
a receipt stand under articles 19 to 22, and not under the rule's own. An article that a rule
stands on without anything to tell there says under which article it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tonghua.records.core.articles import Article, articles
from tonghua.records.core.rules.evaluation import worst
from tonghua.records.core.rules.registry import PRECEDENCE, Answer, Finding, Status


@dataclass(frozen=True, kw_only=True)
class Line:
    """One rule under one article.

    ``findings`` are those that stand on the article, the worst first. ``told_at`` is the number
    of the article under which the rule is told instead, None where it is told here.
    """

    answer: Answer
    status: Status
    findings: tuple[Finding, ...] = ()
    told_at: int | None = None

    def has(self, status: Status) -> bool:
        """Whether the rule, or a finding of it, has a status under this article."""
        return self.status is status or any(each.status is status for each in self.findings)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One article. ``status`` is the worst of its rules'; None: no rule judges it (由人评查)."""

    article: Article
    lines: tuple[Line, ...]

    @property
    def status(self) -> Status | None:
        found = {line.status for line in self.lines}
        return next((each for each in PRECEDENCE if each in found), None)

    @property
    def is_idle(self) -> bool:
        """Whether nothing of it applies to the case (不适用)."""
        return self.status is Status.NA

    def has(self, status: Status) -> bool:
        """Whether one of its rules has something of a status to tell here."""
        return any(line.has(status) for line in self.lines)


def checklist(told: Iterable[tuple[Answer, Sequence[Finding]]]) -> tuple[Entry, ...]:
    """All articles in order with the rules' answers.

    ``told`` are the answers, each with those of its findings that may be told. What of an answer
    may not be told leaves its status under the rule's own article.
    """
    lines: dict[int, list[Line]] = {number: [] for number in articles()}
    answers: dict[str, Answer] = {}
    for answer, findings in told:
        answers[answer.rule] = answer
        for number, line in _lines(answer, findings).items():
            lines[number].append(line)
    return tuple(
        Entry(article=each, lines=(*lines[number], *_told_elsewhere(each, lines[number], answers)))
        for number, each in articles().items()
    )


def _lines(answer: Answer, findings: Sequence[Finding]) -> Mapping[int, Line]:
    """The lines of one rule by article."""
    placed: dict[int, list[Finding]] = {}
    for each in findings:
        placed.setdefault(each.article or answer.article, []).append(each)
    lines = {
        number: Line(answer=answer, status=worst(held), findings=_worst_first(held))
        for number, held in placed.items()
    }
    if not any(line.status is answer.status for line in lines.values()):
        held = placed.get(answer.article, [])
        lines[answer.article] = Line(
            answer=answer, status=answer.status, findings=_worst_first(held)
        )
    return lines


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: PRECEDENCE.index(each.status)))


def _told_elsewhere(
    article: Article, lines: Iterable[Line], answers: Mapping[str, Answer]
) -> Iterable[Line]:
    """The rules that the article is named for and that are told under their own article."""
    here = {line.answer.rule for line in lines}
    for rule in article.rules:
        answer = answers.get(rule)
        if answer is not None and rule not in here and answer.article != article.number:
            yield Line(answer=answer, status=answer.status, told_at=answer.article)
