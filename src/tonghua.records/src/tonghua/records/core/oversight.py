"""The supervising office's figures (监督看板): articles 6 and 30.

Sums of what cases add (``core.standing.figures_of``), by month of opening, kind of case and section.
They know no case, so nothing here can tell of a title, a party or a person.

A rate is what was kept of what was judged. What does not apply and what is not due yet is in neither
part of it; what cannot be judged for want of material (资料不足) is never kept, and shown beside it.
Where nothing was judged there is no rate, neither of nothing nor of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tonghua.records.core.articles import articles
from tonghua.records.core.rules import RULES
from tonghua.records.core.rules.evaluation import in_order
from tonghua.records.core.standing import OUTCOME_LABELS, Outcome
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import label as vocabulary_label

#: stands for no section, in addresses and in the index: complaints, and what was not assigned
NO_SECTION = "-"
#: all rules together, where a figure names them
ALL = "all"
#: months that one answer spans at most
MOST_MONTHS = 120
#: outcomes that a rate is made of
JUDGED = (Outcome.KEPT, Outcome.LATE, Outcome.BROKEN)


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Things that lie in cases and are counted: what they are, their unit, and the part in them.

    ``part`` is the figure of that part, "" where there is none; ``rate`` is what its share is called.
    """

    label: Text
    unit: Text
    part: str = ""
    part_label: str = ""
    rate: str = ""


#: figures that count cases, with what they are called
OF_CASES: Mapping[str, Text] = {
    "cases": _("案件"),
    "open": _("在办案件"),
    "overdue": _("在办超期"),
}
#: figures that count what lies in cases
OF_THINGS: Mapping[str, Thing] = {
    "ingested": Thing(
        label=_("音像记录"),
        unit=_("份"),
        part="ingested_in_time",
        part_label=_("24小时以内归集"),
        rate=_("音像24小时归集率"),
    ),
    "filed_away": Thing(
        label=_("应当归档的案卷"),
        unit=_("卷"),
        part="filed_away_in_time",
        part_label=_("30日以内归档"),
        rate=_("案卷30日归档率"),
    ),
    "receipts": Thing(
        label=_("已定稿的送达回证"),
        unit=_("份"),
        part="public_notices",
        part_label=_("公告送达"),
        rate=_("公告送达所占比例"),
    ),
    "overrides": Thing(label=_("例外放行"), unit=_("次")),
}


class Unreadable(ValueError):
    """What was asked cannot be answered; ``text`` says why, and how to ask."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, order=True)
class Month:
    """A month of the office's calendar."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read 2026-03, or the month of 2026-03-06. Raises ValueError for anything else."""
        day = date.fromisoformat(f"{text}-01" if len(text) == len("2026-03") else text)
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def label(self) -> str:
        """2026年3月"""
        return f"{self.year}年{self.number}月"

    @property
    def ordinal(self) -> int:
        """Months since the beginning of the calendar."""
        return self.year * 12 + self.number - 1


@dataclass(frozen=True, kw_only=True)
class Period:
    """Whole months, both ends with them."""

    first: Month
    last: Month

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(
            Month(n // 12, n % 12 + 1) for n in range(self.first.ordinal, self.last.ordinal + 1)
        )

    @property
    def label(self) -> str:
        """2026年1月至2026年3月; one month alone"""
        if self.first == self.last:
            return self.first.label
        return f"{self.first.label}至{self.last.label}"


@dataclass(frozen=True, kw_only=True)
class Sums:
    """The sums of one month, kind of case and section; ``section`` is "" for none."""

    month: str
    kind: str
    section: str
    figures: Mapping[str, int]


@dataclass(frozen=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """Between 0 and 1, to four places; None where there is no whole."""
        return round(self.part / self.whole, 4) if self.whole else None

    def as_json(self) -> dict[str, Any]:
        return {"part": self.part, "whole": self.whole, "rate": self.rate}


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How often rules were kept, kept too late, broken, are not due yet, or cannot be judged."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    due: int = 0
    unknown: int = 0

    @property
    def share(self) -> Share:
        """What was kept of what was judged."""
        return Share(self.kept, self.kept + self.late + self.broken)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(self.of(outcome) for outcome in Outcome)

    def of(self, outcome: Outcome) -> int:
        return int(getattr(self, outcome.value))

    def as_json(self) -> dict[str, Any]:
        return {each.value: self.of(each) for each in Outcome} | {"rate": self.share.rate}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the figures: of a rule, an article, a section, a kind of case or a month.

    ``key`` is the rule's id, the article's number, the section's name ("" for none), the
    portal_type or 2026-03; ``figures`` are the sums, ``rules`` those that the line counts.
    """

    key: str
    label: Text
    tally: Tally
    figures: Mapping[str, int]
    rules: tuple[str, ...] = ()
    article: int | None = None

    def count(self, figure: str) -> int:
        return self.figures.get(figure, 0)


@dataclass(frozen=True, kw_only=True)
class Oversight:
    """The figures of a period, for one section or kind or all of them (None)."""

    period: Period
    section: str | None
    kind: str | None
    cells: tuple[Sums, ...]

    @cached_property
    def total(self) -> Line:
        return _line("", _("合计"), self.cells)

    @property
    def tally(self) -> Tally:
        return self.total.tally

    def count(self, figure: str) -> int:
        """The sum of one figure."""
        return self.total.count(figure)

    def share(self, figure: str) -> Share:
        """What of a figure is the part that ``OF_THINGS`` names in it."""
        return Share(self.count(OF_THINGS[figure].part), self.count(figure))

    @cached_property
    def rules(self) -> tuple[Line, ...]:
        """Each rule, in the order of the articles."""
        order = sorted(RULES.values(), key=lambda rule: rule.article)
        return tuple(
            self._of_rules(rule.id, rule.title, (rule.id,), rule.article) for rule in order
        )

    @cached_property
    def articles(self) -> tuple[Line, ...]:
        """Each article that a rule stands on; a rule that stands on several counts in each."""
        return tuple(
            self._of_rules(str(number), _("${words}", words=each.label), held, number)
            for number, each in articles().items()
            if (held := rules_of(number))
        )

    @cached_property
    def sections(self) -> tuple[Line, ...]:
        return self._grouped(lambda cell: cell.section, section_label)

    @cached_property
    def kinds(self) -> tuple[Line, ...]:
        return self._grouped(lambda cell: cell.kind, kind_label)

    @cached_property
    def months(self) -> tuple[Line, ...]:
        """Every month of the period, those with nothing too."""
        by_month = self._by(lambda cell: cell.month)
        return tuple(
            _line(str(month), _("${words}", words=month.label), by_month.get(str(month), ()))
            for month in self.period.months
        )

    def as_json(self, say: Callable[[Text], str] = str) -> dict[str, Any]:
        """The answer of ``@supervision``: names, numbers and rates alone; ``say`` translates."""
        return {
            "from": str(self.period.first),
            "to": str(self.period.last),
            "section": self.section,
            "kind": self.kind,
            "totals": _totals(self),
            "rules": [
                {"rule": each.key, "article": each.article, "title": say(each.label)}
                | each.tally.as_json()
                for each in self.rules
            ],
            "articles": [
                {"article": each.article, "label": say(each.label), "rules": list(each.rules)}
                | each.tally.as_json()
                for each in self.articles
            ],
            "sections": [{"section": each.key} | _line_json(each) for each in self.sections],
            "kinds": [{"kind": each.key} | _line_json(each) for each in self.kinds],
            "months": [{"month": each.key} | _line_json(each) for each in self.months],
        }

    def _by(self, key: Callable[[Sums], str]) -> dict[str, list[Sums]]:
        found: dict[str, list[Sums]] = {}
        for cell in self.cells:
            found.setdefault(key(cell), []).append(cell)
        return found

    def _grouped(
        self, key: Callable[[Sums], str], label: Callable[[str], Text]
    ) -> tuple[Line, ...]:
        """A line of each group that has a case, by name."""
        lines = [_line(name, label(name), held) for name, held in self._by(key).items()]
        return tuple(sorted((e for e in lines if e.count("cases")), key=lambda line: line.key))

    def _of_rules(self, key: str, label: Text, rules: tuple[str, ...], article: int) -> Line:
        return Line(
            key=key,
            label=label,
            tally=_tally(self.total.figures, rules),
            figures=self.total.figures,
            rules=rules,
            article=article,
        )


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure by name, with what a list behind it has rows of.

    ``names``: what it sums, each with rows of its own, in this order; ``of_rules``: each is a rule
    with its outcome; ``thing``: what it counts where that lies in cases and is none itself.
    """

    id: str
    label: Text
    names: tuple[str, ...]
    of_rules: bool = False
    thing: Thing | None = None


def period(first: str | None, last: str | None, today: date) -> Period:
    """The period that was asked for: months or days, of which the months count.

    Without a beginning this year's; without an end until the present month, or for a beginning
    after that, its month alone. Raises Unreadable.
    """
    now = Month(today.year, today.month)
    begin = _month(first) or Month(today.year, 1)
    end = _month(last) or max(now, begin)
    if not first and end < begin:
        begin = Month(end.year, 1)
    if end < begin:
        raise Unreadable(
            _("期间的起始（${first}）晚于截止（${last}），请核对。", first=begin, last=end)
        )
    if end.ordinal - begin.ordinal >= MOST_MONTHS:
        raise Unreadable(_("一次最多统计 ${n} 个月，请缩短期间，分次统计。", n=MOST_MONTHS))
    return Period(first=begin, last=end)


def _month(text: str | None) -> Month | None:
    if not text:
        return None
    try:
        return Month.parse(text)
    except ValueError:
        raise Unreadable(
            _("期间“${given}”写法不对，应当写作 2026-03 或者 2026-03-06。", given=text[:40])
        ) from None


def presets(today: date) -> tuple[tuple[Text, Period], ...]:
    """本月、本季、本年、上年"""
    now = Month(today.year, today.month)
    quarter = Month(today.year, (today.month - 1) // 3 * 3 + 1)
    before = today.year - 1
    return (
        (_("本月"), Period(first=now, last=now)),
        (_("本季"), Period(first=quarter, last=now)),
        (_("本年"), Period(first=Month(today.year, 1), last=now)),
        (_("上年"), Period(first=Month(before, 1), last=Month(before, 12))),
    )


def oversight(
    cells: Iterable[Sums], span: Period, section: str | None = None, kind: str | None = None
) -> Oversight:
    """The figures of a period from all cells; ``section`` "" asks for what belongs to none."""
    first, last = str(span.first), str(span.last)
    return Oversight(
        period=span,
        section=section,
        kind=kind,
        cells=tuple(
            cell
            for cell in cells
            if first <= cell.month <= last
            and section in (None, cell.section)
            and kind in (None, cell.kind)
        ),
    )


def rules_of(article: int) -> tuple[str, ...]:
    """The rules that stand on an article: by the table of articles, or by their own word."""
    named = articles()[article].rules
    return tuple(id for id in in_order() if RULES[id].article == article or id in named)


def figure(text: str) -> Figure:
    """Read the name of a figure: ``open``, ``AV-24:late``, ``18:broken``, ``all:unknown``.

    Raises KeyError for a figure that does not exist.
    """
    if text in OF_CASES:
        return Figure(id=text, label=OF_CASES[text], names=(text,))
    if text in OF_THINGS:
        return Figure(id=text, label=OF_THINGS[text].label, names=(text,), thing=OF_THINGS[text])
    scope, _colon, word = text.partition(":")
    if word not in {each.value for each in Outcome}:
        raise KeyError(text)
    outcome = Outcome(word)
    label, rules = _scope(scope)
    return Figure(
        id=text,
        label=_("${what}：${outcome}", what=label, outcome=OUTCOME_LABELS[outcome]),
        names=tuple(f"{rule}:{outcome}" for rule in rules),
        of_rules=True,
    )


def _scope(scope: str) -> tuple[Text, tuple[str, ...]]:
    if scope == ALL:
        return _("全部规则"), in_order()
    if scope in RULES:
        return RULES[scope].title, (scope,)
    if scope.isascii() and scope.isdigit() and int(scope) in articles():
        return _("${words}", words=articles()[int(scope)].label), rules_of(int(scope))
    raise KeyError(scope)


def section_label(section: str) -> Text:
    """A section's name, in words for none."""
    return _("${words}", words=section) if section else _("未定科室")


def kind_label(kind: str) -> Text:
    """What a kind of case is called."""
    return vocabulary_label("types", kind)


def _line(key: str, label: Text, cells: Iterable[Sums]) -> Line:
    figures: Counter[str] = Counter()
    for cell in cells:
        figures.update(cell.figures)
    return Line(key=key, label=label, tally=_tally(figures, RULES), figures=figures)


def _tally(figures: Mapping[str, int], rules: Iterable[str]) -> Tally:
    """What the sums say of these rules; what was a rule once, and is none now, is not counted."""
    counts: Counter[str] = Counter()
    for rule in rules:
        for outcome in Outcome:
            counts[outcome.value] += figures.get(f"{rule}:{outcome.value}", 0)
    return Tally(**{outcome.value: counts[outcome.value] for outcome in Outcome})


def _totals(found: Oversight) -> dict[str, Any]:
    return {
        **_line_json(found.total),
        "ingested": found.share("ingested").as_json(),
        "filed_away": found.share("filed_away").as_json(),
        "public_notices": found.share("receipts").as_json(),
        "overrides": found.count("overrides"),
    }


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "cases": line.count("cases"),
        "open": line.count("open"),
        "overdue": line.count("overdue"),
        **line.tally.as_json(),
    }
