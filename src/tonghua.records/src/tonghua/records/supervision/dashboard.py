"""监督看板: the supervising office's figures as a page, and as a spreadsheet (articles 6, 30)."""

import json
from dataclasses import dataclass, replace
from functools import cached_property

from plone import api
from plone.batching import Batch
from Products.Five.browser import BrowserView
from zExceptions import BadRequest
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core import oversight as core
from tonghua.records.core.articles import articles
from tonghua.records.core.clock import day_of
from tonghua.records.core.standing import OUTCOME_LABELS, Outcome
from tonghua.records.display import when
from tonghua.records.i18n import say
from tonghua.records.lists.search import whole
from tonghua.records.lists.sheet import MOST_ROWS, SPREADSHEET, left_out, sheets, workbook
from tonghua.records.moments import now
from tonghua.records.papers.versions import disposition
from tonghua.records.supervision.behind import Behind
from tonghua.records.supervision.board import (
    KINDS,
    answer,
    asked,
    everything,
    figure_of,
    kind_label,
    sections,
)
from tonghua.records.supervision.checks import sampled

PERMISSION = "tonghua.records: Supervise"
#: figures of cases that a line counts beside its rules
CASES = ("cases", "open", "overdue")
NO_RATE = "—"


def may_supervise():
    """Whether the present person may see the figures: Supervisor or Manager."""
    return api.user.has_permission(PERMISSION, obj=api.portal.get())


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number with the list behind it. ``value`` is an int, a rate as a float, or None for none."""

    value: int | float | None
    url: str = ""

    @property
    def text(self):
        if self.value is None:
            return NO_RATE
        return f"{self.value:.1%}" if isinstance(self.value, float) else f"{self.value:,}"


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A line of a table; ``note`` stands small beside its label."""

    label: str
    note: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of figures; ``chart`` is the name under which a picture of it is drawn, or ""."""

    id: str
    title: str
    head: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    chart: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A figure in large: what it is, and of what it is the part."""

    label: str
    number: Number
    note: str = ""
    colour: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A choice of a filter."""

    value: str
    title: str
    chosen: bool


class Asking(BrowserView):
    """What the dashboard and the lists behind it read alike from their address."""

    problem = None

    @cached_property
    def question(self):
        """What is asked; what cannot be read is said, and the usual question answered."""
        try:
            return asked(self.request.form)
        except BadRequest as refused:
            self.problem = translate(refused.args[0], context=self.request)
            self.request.response.setStatus(400)
            return everything()

    @property
    def url(self):
        return self.context.absolute_url()

    @property
    def board_url(self):
        return f"{self.url}/@@supervision?{self.question.address()}"

    @property
    def made_at(self):
        return when(now())

    def words(self, message):
        return translate(message, context=self.request)

    def send(self, data, name):
        """An XLSX under its Chinese name."""
        response = self.request.response
        response.setHeader("Content-Type", SPREADSHEET)
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Content-Disposition", disposition(f"{name}.xlsx"))
        return data


class Figures(Asking):
    """The figures as tables of numbers, each with the address of the list behind it."""

    @cached_property
    def sums(self):
        return answer(self.question)

    def behind(self, figure, question=None):
        """The address of the list behind a figure."""
        query = (question or self.question).address(figure=figure)
        return f"{self.url}/@@supervision-cases?{query}"

    def _number(self, count, figure, question=None):
        return Number(value=count, url=self.behind(figure, question) if count else "")

    def _outcomes(self, tally, scope, question=None):
        counts = tuple(
            self._number(tally.of(each), f"{scope}:{each}", question) for each in Outcome
        )
        return (*counts, Number(value=tally.share.rate))

    def _counted(self, line, question):
        """A line's numbers: cases, then how their rules went."""
        cases = tuple(self._number(line.count(each), each, question) for each in CASES)
        return (*cases, *self._outcomes(line.tally, core.ALL, question))

    @cached_property
    def outcome_heads(self):
        return (*(say(OUTCOME_LABELS[each]) for each in Outcome), self.words(_("符合率")))

    @property
    def case_heads(self):
        return (*(say(core.OF_CASES[each]) for each in CASES), *self.outcome_heads)

    @property
    def tables(self):
        return (
            self._months(),
            self._by(
                "sections",
                _("按科室"),
                _("科室"),
                self.sums.sections,
                lambda key: {"section": key},
            ),
            self._by(
                "kinds", _("按案件类别"), _("类别"), self.sums.kinds, lambda key: {"kind": key}
            ),
            self._articles(),
            self._rules(),
        )

    def _by(self, name, title, head, lines, narrower):
        return Table(
            id=name,
            title=self.words(title),
            head=self.words(head),
            heads=self.case_heads,
            chart=name if name != "kinds" else "",
            rows=tuple(
                TableRow(
                    label=say(line.label),
                    note="",
                    numbers=self._counted(line, replace(self.question, **narrower(line.key))),
                )
                for line in lines
            ),
        )

    def _months(self):
        def narrower(key):
            month = core.Month.parse(key)
            return {"period": core.Period(first=month, last=month)}

        return self._by("months", _("逐月趋势"), _("月份"), self.sums.months, narrower)

    def _articles(self):
        return Table(
            id="articles",
            title=self.words(_("按条文")),
            head=self.words(_("条文")),
            heads=self.outcome_heads,
            chart="articles",
            rows=tuple(
                TableRow(
                    label=say(line.label),
                    note=articles()[line.article].subject,
                    numbers=self._outcomes(line.tally, line.key),
                )
                for line in self.sums.articles
                if not line.tally.is_empty
            ),
        )

    def _rules(self):
        return Table(
            id="rules",
            title=self.words(_("按规则")),
            head=self.words(_("规则")),
            heads=self.outcome_heads,
            chart="rules",
            rows=tuple(
                TableRow(
                    label=say(line.label),
                    note=f"{articles()[line.article].label} {line.key}",
                    numbers=self._outcomes(line.tally, line.key),
                )
                for line in self.sums.rules
                if not line.tally.is_empty
            ),
        )

    @property
    def cards(self):
        """The figures that stand first."""
        tally = self.sums.tally
        found = [
            Card(label=say(core.OF_CASES[name]), number=self._number(self.sums.count(name), name))
            for name in CASES
        ]
        found.append(self._rate(self.words(_("符合率")), tally.share, f"{core.ALL}:{Outcome.KEPT}"))
        for name, thing in core.OF_THINGS.items():
            if thing.part:
                found.append(self._rate(say(thing.rate), self.sums.share(name), name))
            else:
                number = self._number(self.sums.count(name), name)
                found.append(Card(label=say(thing.label), number=number))
        unknown = self._number(tally.unknown, f"{core.ALL}:{Outcome.UNKNOWN}")
        label = self.words(_("资料不足，不能判断"))
        found.append(Card(label=label, number=unknown))
        found.append(self._sampled())
        return found

    def _sampled(self):
        """抽查 (SUP-1): of the cases counted here; the number leads to the checks."""
        told = sampled(self.question)
        number = Number(value=told.cases, url=f"{self.url}/supervision")
        label = self.words(_("已经抽查的案件"))
        return Card(label=label, number=number, note=say(told.sentence))

    def _rate(self, label, share, figure):
        number = Number(value=share.rate, url=self.behind(figure) if share.whole else "")
        if share.whole:
            said = _("${whole} 中有 ${part}", mapping={"part": share.part, "whole": share.whole})
        else:
            said = _("还没有可以计算的")
        return Card(label=label, number=number, note=self.words(said))


class Dashboard(Figures):
    """监督看板."""

    def __call__(self):
        # read before the page is drawn, as it decides the status
        self.question  # noqa: B018
        return self.index()

    @property
    def presets(self):
        """(title, address, whether it is what is shown)."""
        return [
            (
                say(title),
                f"{self.url}/@@supervision?{replace(self.question, period=period).address()}",
                period == self.question.period,
            )
            for title, period in core.presets(day_of(now()))
        ]

    @property
    def section_options(self):
        chosen = self.question.section
        named = [(name, name, name == chosen) for name in sections()]
        none = (core.NO_SECTION, say(core.section_label("")), chosen == "")
        return [Option(value=v, title=t, chosen=c) for v, t, c in (*named, none)]

    @property
    def kind_options(self):
        chosen = self.question.kind
        return [Option(value=kind, title=kind_label(kind), chosen=kind == chosen) for kind in KINDS]

    @property
    def sheet_url(self):
        return f"{self.url}/@@supervision-xlsx?{self.question.address()}"

    @property
    def json_url(self):
        return f"{self.url}/@supervision?{self.question.address()}"

    @property
    def list_url(self):
        return f"{self.url}/@@supervision-cases"

    @property
    def chart_words(self):
        """The words of the charts as JSON: outcome → its label, and what stands beside."""
        words = {each.value: say(OUTCOME_LABELS[each]) for each in Outcome}
        words |= {"cases": say(core.OF_CASES["cases"]), "none": say(core.section_label(""))}
        return json.dumps(words, ensure_ascii=False)


class DashboardSheet(Dashboard):
    """The same sums as an XLSX, a sheet for each table; a page where it cannot be made."""

    def __call__(self):
        question = self.question
        if self.problem:
            return self.index()
        data = sheets([self._totals(), *map(self._sheet, self.tables)])
        name = f"{self.words(_('监督看板'))}{question.period.label}"
        return self.send(data, name)

    def _totals(self):
        lines = [
            [self.words(_("期间")), self.question.words],
            [self.words(_("制表时间")), self.made_at],
            *([card.label, _or_dash(card.number.value), card.note] for card in self.cards),
        ]
        heads = [self.words(each) for each in (_("数字"), _("数值"), _("说明"))]
        return self.words(_("总体")), heads, lines

    def _sheet(self, table):
        """A table as a sheet; what stands small beside the names has a column where there is any."""
        noted = any(row.note for row in table.rows)
        heads = [table.head, *([self.words(_("说明"))] if noted else ()), *table.heads]
        lines = (
            [
                row.label,
                *([row.note] if noted else ()),
                *(_or_dash(number.value) for number in row.numbers),
            ]
            for row in table.rows
        )
        return table.title, heads, lines


def _or_dash(value):
    return NO_RATE if value is None else value


class BehindView(Asking):
    """The list behind a figure, twenty on a page."""

    SIZE = 20

    def __call__(self):
        self.behind  # noqa: B018
        return self.index()

    @cached_property
    def behind(self):
        question = self.question
        try:
            figure = figure_of(self.request.form)
        except BadRequest as refused:
            self.problem = self.words(refused.args[0])
            self.request.response.setStatus(400)
            figure = core.figure("cases")
        return Behind(question, figure)

    @cached_property
    def total(self):
        return len(self.behind)

    @cached_property
    def start(self):
        """Where the page begins; an address beyond the end shows the last page."""
        wanted = max(0, whole(self.request.form.get("b_start")))
        last = max(0, self.total - 1) // self.SIZE * self.SIZE
        return min(wanted, last)

    @cached_property
    def batch(self):
        return Batch(Shown(self.rows, self.total), self.SIZE, self.start)

    @cached_property
    def rows(self):
        return self.behind.rows(self.start, self.SIZE)

    @property
    def title(self):
        return say(self.behind.figure.label)

    @property
    def heads(self):
        return [self.words(column.title) for column in self.behind.columns]

    @property
    def things(self):
        """How many things the figure counts, where it counts what lies in cases; empty elsewhere."""
        thing = self.behind.figure.thing
        if thing is None:
            return ""
        return f"{self.behind.value:,} {say(thing.unit)}"

    @property
    def sheet_url(self):
        query = self.question.address(figure=self.behind.figure.id)
        return f"{self.url}/@@supervision-cases-xlsx?{query}"


class Shown(list):
    """The rows of one page, which know how many there are on all pages."""

    def __init__(self, rows, total):
        super().__init__(rows)
        self.actual_result_count = total


class BehindSheet(BehindView):
    """The same list as an XLSX with all its pages; a page where it cannot be made.

    A list that is too long for that says so below its last row.
    """

    def __call__(self):
        behind = self.behind
        if self.problem:
            return self.index()
        lines = [[cell.in_words for _column, cell in row] for row in behind.rows(0, MOST_ROWS)]
        last = left_out(self.total)
        if last:
            lines.append([self.words(last)])
        name = f"{self.title}{self.question.period.label}".replace("：", "-")
        return self.send(workbook(self.title, self.heads, lines), name)
