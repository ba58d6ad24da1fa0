"""The page of a supervision check (监督检查) or order (责令整改通知书)."""

from plone import api

from tonghua.records.cases.views import EntryView
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.pages import history
from tonghua.records.papers.panel import PapersBeside
from tonghua.records.records.bar import bar_of
from tonghua.records.records.notes import notes_of


class SupervisionEntryView(PapersBeside, EntryView):
    """What it says, what corrects it or what it corrects, what may be done, and its way."""

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
