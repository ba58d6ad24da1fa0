"""The page of a supervision check (监督检查) or order (责令整改通知书)."""

from dataclasses import dataclass
from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage

from tonghua.records import _
from tonghua.records.cases.views import EntryView
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.rules import RULES
from tonghua.records.display import Link, link_to, may_view
from tonghua.records.i18n import say
from tonghua.records.pages import Badge, history
from tonghua.records.papers.panel import PapersBeside
from tonghua.records.records.bar import bar_of
from tonghua.records.records.notes import notes_of
from tonghua.records.supervision.checks import (
    cases_by_uid,
    draw_of,
    is_settled,
    repeat,
    scores_of,
)
from tonghua.records.supervision.orders import case_under

#: grade → colour of its badge; the word stands on it
COLOURS = {"优秀": "success", "合格": "info", "不合格": "danger"}
SUPERVISE = "tonghua.records: Supervise"


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
    """One case of a check: what of it may be told, and its score."""

    case: Link | None
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
        return bar_of(self.context, ())

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
            "number": case.number or case.getId(),
        }

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
            number=case.number or case.getId(),
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
