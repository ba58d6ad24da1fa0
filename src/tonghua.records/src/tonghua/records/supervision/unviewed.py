"""The page 合规 for who may supervise a case but not view it (article 29)."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from tonghua.records.core.checklist import checklist
from tonghua.records.core.rules import Status, evaluate
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.supervision.findings import badge_of
from tonghua.records.supervision.tiles import legend, state_badge, tiles


class UnviewedCompliance(BrowserView):
    """The articles with their rules' answers alone: no reason, title, address or person."""

    index = ViewPageTemplateFile("unviewed.pt")

    def __init__(self, context, request):
        # the frame of the page prints titles and paths of what it stands on
        super().__init__(api.portal.get(), request)
        self.case = context

    def __call__(self):
        return self.index()

    @cached_property
    def entries(self):
        """The articles, each rule with its status alone: what it found is told to nobody here."""
        answers = evaluate(IFactsSource(self.case).facts(), office(), now())
        return checklist((each, ()) for each in answers)

    @property
    def tiles(self):
        return tiles(self.entries, lambda _number: "")

    @property
    def legend(self):
        return legend()

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
