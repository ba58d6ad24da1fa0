"""The cases behind a figure (数字背后的案件): as many rows as the figure says, a page at a time.

The catalogue is asked without regard to rights, since a figure counts every case; each row tells of
its case what the reader may know. Of a case that he may not view that is the section, the month, the
stage, which rules are not kept, and the next deadline: neither number nor title, party or person
(article 29). Rows stand in the order of their deadlines, which says nothing of any of these.
"""

from dataclasses import dataclass
from functools import cached_property

from Acquisition import aq_base
from plone import api
from plone.uuid.interfaces import IUUID
from zope.globalrequest import getRequest
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.oversight import NO_SECTION, Month, section_label
from tonghua.records.core.rules import RULES
from tonghua.records.core.standing import Outcome
from tonghua.records.custody.confidentiality import level_of
from tonghua.records.display import may_view
from tonghua.records.i18n import say
from tonghua.records.lists.deadlines import badge, day_in_words, due_of
from tonghua.records.lists.ordered import in_order, numbers_of
from tonghua.records.lists.parts import Cell, Column
from tonghua.records.office import office
from tonghua.records.pages import level_badge, state_badge
from tonghua.records.supervision.board import answer, kind_label
from tonghua.records.supervision.state import month_of, state_of

#: outcomes of a rule that is not kept
NOT_KEPT = (Outcome.BROKEN, Outcome.LATE)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row: a case, the name of the figure for which it stands here, and its next deadline."""

    case: object
    name: str
    due: object


def _words(message):
    return translate(message, context=getRequest())


def _case(row, behind):
    case = row.case
    if may_view(case):
        level = () if level_of(case) == "internal" else (level_badge(case),)
        url = f"{case.absolute_url()}/@@case-compliance"
        return Cell(text=case.title or "", url=url, note=case.number or "", badges=level)
    # not its own address, which tells of the register that it lies in
    url = f"{api.portal.get().absolute_url()}/@@supervised/{IUUID(case)}"
    return Cell(text=_words(_("保密案件")), url=url)


def _rule(row, behind):
    return Cell(text=say(RULES[row.name.partition(":")[0]].title))


def _amount(row, behind):
    figures, thing = state_of(row.case).figures, behind.figure.thing
    whole = f"{figures.get(row.name, 0)} {say(thing.unit)}"
    if not thing.part:
        return Cell(text=whole)
    words = f"{say(thing.part_label)} {figures.get(thing.part, 0)} {say(thing.unit)}"
    return Cell(text=whole, note=words)


def _kind(row, behind):
    return Cell(text=kind_label(row.case.portal_type))


def _section(row, behind):
    return Cell(text=say(section_label(getattr(aq_base(row.case), "section", None) or "")))


def _month(row, behind):
    return Cell(text=Month.parse(month_of(row.case)).label)


def _state(row, behind):
    return Cell(badges=(state_badge(row.case),))


def _not_kept(row, behind):
    figures = state_of(row.case).figures
    titles = [
        say(rule.title)
        for rule in RULES.values()
        if any(figures.get(f"{rule.id}:{outcome}") for outcome in NOT_KEPT)
    ]
    return Cell(text="、".join(titles) or _words(_("✓ 无")))


def _due(row, behind):
    if row.due is None:
        return Cell(text="—")
    return Cell(text=day_in_words(row.due), badges=(badge(row.due, getRequest(), behind.calendar),))


CASE = Column(id="case", title=_("案件"), cell=_case)
RULE = Column(id="rule", title=_("事项"), cell=_rule)
AMOUNT = Column(id="amount", title=_("数量"), cell=_amount)
ALWAYS = (
    Column(id="kind", title=_("类别"), cell=_kind),
    Column(id="section", title=_("承办科室"), cell=_section),
    Column(id="month", title=_("月份"), cell=_month),
    Column(id="state", title=_("阶段"), cell=_state),
    Column(id="not_kept", title=_("不符合、超期的事项"), cell=_not_kept),
    Column(id="due", title=_("最近时限"), cell=_due),
)


class Behind:
    """The rows behind a figure; ``figure`` is one of ``core.oversight``."""

    def __init__(self, question, figure):
        self.question = question
        self.figure = figure

    @cached_property
    def sums(self):
        return answer(self.question)

    @property
    def value(self):
        """The figure itself."""
        return sum(map(self.sums.count, self.figure.names))

    def __len__(self):
        """How many rows there are: as many as the figure says, unless it counts things in cases."""
        return sum(map(self._held, self.figure.names))

    def _held(self, name):
        """How many rows a name has."""
        return len(self._found(name)) if self.is_of_things else self.sums.count(name)

    @cached_property
    def calendar(self):
        return office().calendar

    @property
    def columns(self):
        """The columns, as a page and a spreadsheet have them."""
        more = ((RULE,) if self.figure.of_rules else ()) + ((AMOUNT,) if self.is_of_things else ())
        return (CASE, *more, *ALWAYS)

    @property
    def is_of_things(self):
        return self.figure.thing is not None

    def rows(self, start, size):
        """The rows from ``start`` on, at most ``size``: each a list of (column, ``Cell``)."""
        return [
            [(column, column.cell(row, self)) for column in self.columns]
            for row in self._rows(start, size)
        ]

    def _rows(self, start, size):
        """Name after name, each by deadline.

        How many rows a name has is known from the sums, so only those are asked for whose rows are
        wanted.
        """
        for name in self.figure.names:
            if size <= 0:
                return
            held = self._held(name)
            if start >= held:
                start -= held
                continue
            for row in self._of_name(name, start, min(size, held - start)):
                yield row
                size -= 1
            start = 0

    def _of_name(self, name, start, size):
        """The rows of one name, by deadline."""
        catalog = api.portal.get_tool("portal_catalog")._catalog
        due = catalog.indexes["next_due"].documentToKeyMap()
        for number in in_order(self._found(name), "next_due", page=(start, size)):
            yield Row(
                case=catalog[number]._unrestrictedGetObject(),
                name=name,
                due=due_of(due.get(number)),
            )

    def _found(self, name):
        """The catalogue's numbers of the cases that a name counts, in no order of the cases."""
        question, period = self.question, self.question.period
        query = {
            "rule_outcomes": name,
            "case_month": {
                "query": (str(period.first), str(period.last)),
                "range": "min:max",
            },
        }
        if question.section is not None:
            query["case_section"] = question.section or NO_SECTION
        if question.kind is not None:
            query["portal_type"] = question.kind
        catalog = api.portal.get_tool("portal_catalog")
        return numbers_of(catalog.unrestrictedSearchResults(query))
