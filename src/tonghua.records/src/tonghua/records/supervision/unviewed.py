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

from tonghua.records.core.articles import articles
from tonghua.records.core.clock import day_of
from tonghua.records.core.oversight import Month, section_label
from tonghua.records.core.remaining import is_overdue, remaining
from tonghua.records.core.rules import RULES, Status
from tonghua.records.core.standing import standing_of
from tonghua.records.display import day_in_words, may_view
from tonghua.records.i18n import say
from tonghua.records.interfaces import ICase, IFactsSource
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.pages import Badge, state_badge
from tonghua.records.supervision.board import kind_label
from tonghua.records.supervision.compliance import compliance
from tonghua.records.supervision.findings import badge_of
from tonghua.records.supervision.state import month_of


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
    def answers(self):
        return compliance(self.case, self.at)["items"]

    @property
    def place(self):
        """What kind of case it is, whose, and since when, as the sums count it."""
        section = getattr(aq_base(self.case), "section", None) or ""
        month = Month.parse(month_of(self.case)).label
        return " · ".join((kind_label(self.case.portal_type), say(section_label(section)), month))

    @property
    def state(self):
        return state_badge(self.case)

    @cached_property
    def clocks(self):
        """The open deadlines, the nearest first; of several of one rule on one day one."""
        settings = office()
        standing = standing_of(IFactsSource(self.case).facts(), settings, self.at)
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
        """The articles that a rule judges, in order, with each rule's words and badge."""
        return [
            {
                "number": number,
                "label": article.label,
                "subject": article.subject,
                "rules": [
                    {
                        "rule": each["rule"],
                        "title": each["title"],
                        "badge": badge_of(Status(each["status"])),
                    }
                    for each in self.answers
                    if each["article"] == number
                ],
            }
            for number, article in articles().items()
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
        case = self._case
        if may_view(case):
            return self.request.response.redirect(f"{case.absolute_url()}/@@case-compliance")
        return UnviewedCompliance(case, self.request)()

    @property
    def _case(self):
        """The case, whoever may view it. Raises NotFound."""
        catalog = api.portal.get_tool("portal_catalog")
        for brain in catalog.unrestrictedSearchResults(UID=self.uid) if self.uid else ():
            item = brain._unrestrictedGetObject()
            if ICase.providedBy(item):
                return item
        raise NotFound(self.uid)
