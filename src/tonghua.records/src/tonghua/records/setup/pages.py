"""The pages of a new site's administrator: four steps, and the office's settings."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage

from tonghua.records import _
from tonghua.records.moments import now
from tonghua.records.office import settings
from tonghua.records.setup.changing import changing
from tonghua.records.setup.holidays import warning
from tonghua.records.setup.office_values import KINDS, PERIODS, Typed, number_sample, read, write_to
from tonghua.records.setup.steps import steps


class SetupView(BrowserView):
    """四步设置."""

    @cached_property
    def steps(self):
        return steps()

    @property
    def done(self):
        return all(step.done for step in self.steps)

    @property
    def warning(self):
        """What to say while a year's holidays are wanting."""
        return warning(self.request)


class OfficeView(BrowserView):
    """机关设置: name, sections, numbers, retention, questions; one form, no scripts."""

    #: empty rows under each table, to be filled in
    MORE = 3

    def __call__(self):
        self.problems = []
        self.typed = Typed.of(settings())
        if self.request.method == "POST":
            self.typed, self.problems = read(self.request.form)
            if not self.problems:
                with changing() as kept:
                    write_to(kept, self.typed)
                IStatusMessage(self.request).add(_("已保存机关设置。"))
                return self.request.response.redirect(self.url)
        return self.index()

    @property
    def site_url(self):
        return api.portal.get().absolute_url()

    @property
    def url(self):
        return f"{self.site_url}/@@office-settings"

    @property
    def year(self):
        return now().year

    def sample(self, pattern):
        return number_sample(pattern, self.year)

    def with_more(self, rows, width):
        return [*rows, *[("",) * width] * self.MORE]

    @property
    def periods(self):
        return list(PERIODS.items())

    def kinds(self, rows):
        """(kind, period, its words)."""
        kept = dict(rows)
        return [(kind, kept.get(kind, ""), words) for kind, words in KINDS.items()]
