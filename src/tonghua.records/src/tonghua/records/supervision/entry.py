"""The page of a supervision check (监督检查) or order (责令整改通知书)."""

from dataclasses import dataclass, replace
from functools import cached_property

from Acquisition import aq_base
from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage

from tonghua.records import _
from tonghua.records.cases.views import EntryView
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.mandatory import lack_of
from tonghua.records.core.rules import RULES
from tonghua.records.display import Link, link_to, may_view
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource
from tonghua.records.pages import Badge, history
from tonghua.records.papers.panel import PapersBeside
from tonghua.records.records.bar import bar_of
from tonghua.records.records.later import later_open
from tonghua.records.records.notes import notes_of
from tonghua.records.supervision.checks import (
    cases_by_uid,
    draw_of,
    is_settled,
    repeat,
    scores_of,
)
from tonghua.records.supervision.orders import case_under, left_of, name_of

#: grade → colour of its badge; the word stands on it
COLOURS = {"优秀": "success", "合格": "info", "不合格": "danger"}
SUPERVISE = "tonghua.records: Supervise"


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
    """One case of a check: what of it may be told, and its score.

    ``secret`` is where the answers alone are told of a case that this person may not view.
    """

    case: Link | None
    secret: str
    number: str
    section: str
    total: str
    grade: Badge
    vetoes: tuple[str, ...]
    lost: tuple[str, ...]
    order: str


class SupervisionEntryView(PapersBeside, EntryView):
    """What it says, what corrects it or what it corrects, what may be done, and its way."""

    hidden = (*EntryView.hidden, "cases", "case")

    @property
    def is_struck(self):
        """Whether something else counts in its place, or nothing any more."""
        return api.content.get_state(self.context, default="") in SET_ASIDE

    @property
    def bar(self):
        """What comes next stands first: what a draft still lacks, an answer, its recheck."""
        bar = bar_of(self.context, ())
        due = self._due
        if due is None:
            return bar
        rest = [bar.main] if bar.main else []
        more = [link for link in bar.more if link.url != due.url]
        return replace(bar, main=due, more=(*rest, *more))

    @property
    def _due(self):
        """What is to be written now by this person; None for nothing."""
        entry, url = self.context, self.context.absolute_url()
        if api.content.get_state(entry, default="") == "draft":
            lack = lack_of(IFactsSource(entry).facts(), "finalize")
            may = api.user.has_permission("Modify portal content", obj=entry)
            return Link(title=_("补充内容"), url=f"{url}/edit") if lack and may else None
        if self.is_struck or not api.user.has_permission("tonghua.records: Handle", obj=entry):
            return None
        field = next(iter(later_open(entry).values()), None)
        if field is None:
            return None
        return Link(
            title=_("写入${what}", mapping={"what": say(field.title)}), url=f"{url}/@@later"
        )

    @property
    def notes(self):
        return notes_of(self.context)

    @property
    def history(self):
        return history(self.context)

    @cached_property
    def supervises(self):
        """Scores and numbers of cases are the supervisors' own."""
        return api.user.has_permission(SUPERVISE, obj=self.context)

    @property
    def case(self):
        """The case that an order is about: (link or None, its number for who supervises)."""
        case = case_under(self.context)
        if case is None or not (self.supervises or may_view(case)):
            return None
        return {
            "link": link_to(case) if may_view(case) else None,
            "secret": self._supervised(case) if self.supervises else None,
            "number": name_of(case),
        }

    @staticmethod
    def _supervised(case):
        """Where a case's answers are told without the case: an address that names nothing."""
        return f"{api.portal.get().absolute_url()}/@@supervised/{case.UID()}"

    @property
    def number(self):
        """文号, which an order has from the day on which it became final."""
        return getattr(aq_base(self.context), "number", None)

    @property
    def left(self):
        """What is left of an order's period, until the section has answered."""
        return left_of(self.context)

    @cached_property
    def scores(self):
        """The cases of a check with their scores; nothing for whoever does not supervise."""
        if self.context.portal_type != "SupervisionCheck" or not self.supervises:
            return []
        found = scores_of(self.context)
        cases = {case.UID(): case for case in cases_by_uid([each.case for each in found])}
        return [self._row(cases[each.case], each) for each in found if each.case in cases]

    def _row(self, case, result):
        rule = next(iter((*result.vetoes, *result.lost)), "")
        ordering = f"{self.up.url}/@@order-rectification?case={case.UID()}&rule={rule}"
        return ScoreRow(
            case=link_to(case) if may_view(case) else None,
            secret=self._supervised(case),
            number=name_of(case),
            section=case.section or "",
            total="" if result.total is None else f"{result.total:f}",
            grade=Badge(text=say(result.grade), colour=COLOURS.get(str(result.grade), "light")),
            vetoes=tuple(say(RULES[rule].title) for rule in result.vetoes),
            lost=tuple(say(RULES[rule].title) for rule in result.lost if rule not in result.vetoes),
            order=ordering,
        )

    @property
    def is_settled(self):
        return is_settled(self.context)

    @property
    def draw(self):
        """How the cases were drawn, for whoever supervises."""
        return draw_of(self.context) if self.supervises else None


class RepeatDraw(BrowserView):
    """重新抽取核对: says whether the seed draws the same cases again. Changes nothing."""

    def __call__(self):
        try:
            same, equal = repeat(self.context)
        except ValueError:
            told, kind = _("本次检查的案件不是由系统抽取的，没有可以核对的种子。"), "warning"
        else:
            told, kind = self._told(same, equal)
        IStatusMessage(self.request).add(told, type=kind)
        self.request.response.redirect(self.context.absolute_url())
        return ""

    @staticmethod
    def _told(same, equal):
        if equal and same:
            return _("凭种子重新抽取，与本次检查的案件一致。"), "info"
        if equal:
            return _("凭种子重新抽取，与本次检查的案件一致；期间内后来又有了其他案件。"), "info"
        if same:
            return _("重新抽取的结果与本次检查的案件不同：案件在抽取以后改动过。"), "warning"
        return _("期间内的案件已经有变化，重新抽取的结果与本次检查的案件不同。"), "warning"
