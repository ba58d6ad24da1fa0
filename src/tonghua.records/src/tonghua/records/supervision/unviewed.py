"""The page 合规 for who may supervise a case but not view it (article 29)."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from tonghua.records.core.articles import articles
from tonghua.records.core.rules import Status
from tonghua.records.moments import now
from tonghua.records.supervision.compliance import compliance
from tonghua.records.supervision.findings import badge_of


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
    def answers(self):
        return compliance(self.case, now())["items"]

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
