"""The page 合规 for who may supervise a case but not view it (article 29)."""

from dataclasses import dataclass
from functools import cached_property

from Acquisition import aq_base
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from tonghua.records.cases.by_uid import case_by_uid
from tonghua.records.core.checklist import checklist
from tonghua.records.core.clock import day_of
from tonghua.records.core.oversight import Month, section_label
from tonghua.records.core.remaining import is_overdue, remaining
from tonghua.records.core.rules import RULES, Status, evaluate
from tonghua.records.core.standing import standing_of
from tonghua.records.display import day_in_words, may_view
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.pages import Badge
from tonghua.records.pages import state_badge as badge_of_item
from tonghua.records.supervision.board import kind_label
from tonghua.records.supervision.checks import KINDS
from tonghua.records.supervision.findings import badge_of
from tonghua.records.supervision.state import month_of
from tonghua.records.supervision.tiles import legend, state_badge, tiles


@dataclass(frozen=True, kw_only=True)
class Clock:
    """An open deadline: which rule's, its day, and what is left of it. Never why."""

    title: str
    day: str
    badge: Badge


class UnviewedCompliance(BrowserView):
    """The articles with their rules' answers and the clocks: no reason, title, address or person."""

    index = ViewPageTemplateFile("unviewed.pt")

    def __init__(self, context, request):
        # the frame of the page prints titles and paths of what it stands on
        super().__init__(api.portal.get(), request)
        self.case = context

    def __call__(self):
        return self.index()

    @cached_property
    def at(self):
        return now()

    @cached_property
    def facts(self):
        return IFactsSource(self.case).facts()

    @cached_property
    def entries(self):
        """The articles, each rule with its status alone: what it found is told to nobody here."""
        answers = evaluate(self.facts, office(), self.at)
        return checklist((each, ()) for each in answers)

    @property
    def tiles(self):
        return tiles(self.entries, lambda _number: "")

    @property
    def legend(self):
        return legend()

    @property
    def order_url(self):
        """Where an order to rectify (责令整改) begins; None for whoever gives none."""
        register = api.portal.get()["supervision"]
        if not api.user.has_permission("tonghua.records: Supervise", obj=register):
            return None
        if self.case.portal_type not in KINDS:
            return None
        return f"{register.absolute_url()}/@@order-rectification?case={self.case.UID()}"

    @property
    def place(self):
        """What kind of case it is, whose, and since when, as the sums count it."""
        section = getattr(aq_base(self.case), "section", None) or ""
        month = Month.parse(month_of(self.case)).label
        return " · ".join((kind_label(self.case.portal_type), say(section_label(section)), month))

    @property
    def state(self):
        return badge_of_item(self.case)

    @cached_property
    def clocks(self):
        """The open deadlines, the nearest first; of several of one rule on one day one."""
        settings = office()
        standing = standing_of(self.facts, settings, self.at)
        found = {(each.rule, day_of(each.due)): each for each in standing.deadlines}
        return [self._clock(each, settings.calendar) for each in found.values()]

    def _clock(self, deadline, calendar):
        over = is_overdue(deadline.due, self.at)
        words = say(remaining(deadline.due, self.at, calendar))
        return Clock(
            title=say(RULES[deadline.rule].title),
            day=day_in_words(day_of(deadline.due)),
            badge=Badge(
                text=f"✗ {words}" if over else words, colour="danger" if over else "secondary"
            ),
        )

    @property
    def articles(self):
        """The articles in order, each with its badge, and its rules' words and badges."""
        return [
            {
                "number": entry.article.number,
                "label": entry.article.label,
                "subject": entry.article.subject,
                "badge": state_badge(entry.status),
                "rules": [
                    {
                        "rule": line.answer.rule,
                        "title": say(line.answer.title),
                        "badge": badge_of(line.status),
                        "idle": line.status is Status.NA,
                    }
                    for line in entry.lines
                    if line.told_at is None
                ],
            }
            for entry in self.entries
        ]


@implementer(IPublishTraverse)
class Supervised(BrowserView):
    """``@@supervised/UID``: a case's compliance by an address that tells nothing of the case."""

    uid = ""

    def publishTraverse(self, request, name):
        if self.uid:
            raise NotFound(name)
        self.uid = name
        return self

    def __call__(self):
        case = case_by_uid(self.uid)
        if may_view(case):
            return self.request.response.redirect(f"{case.absolute_url()}/@@case-compliance")
        return UnviewedCompliance(case, self.request)()
