"""The page of a record (记录): its paper, what it says, its signatures, its way."""

from functools import cached_property

from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records.approval.chain import PARTS, opinions_of
from tonghua.records.core.facts import AudioVisual
from tonghua.records.core.papers import paper_of
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.display import link_to, may_view, when
from tonghua.records.i18n import say
from tonghua.records.interfaces import IChainedRecord, IFactsSource
from tonghua.records.moments import parse
from tonghua.records.pages import FieldsView, Section, badges, history, late_badges, shown
from tonghua.records.papers.panel import PapersBeside, opened, papers_of
from tonghua.records.records.bar import bar_of
from tonghua.records.records.notes import notes_of
from tonghua.records.records.strip import places


class RecordView(PapersBeside, FieldsView):
    """记录: its paper as printed; beside it signatures, data, recordings, versions, history."""

    hidden = (*FieldsView.hidden, "handler_opinion", "reviewer_opinion", "approver_opinion")

    def _update(self):
        super()._update()
        self.case = case_of(self.context)
        self.case_facts = IFactsSource(self.case).facts()
        uid = IUUID(self.context)
        self.facts = next(each for each in self.case_facts.records if each.uid == uid)
        self.paper = paper_of(self.facts)

    @property
    def case_link(self):
        return link_to(self.case)

    @cached_property
    def state(self):
        return api.content.get_state(self.context)

    @property
    def is_struck(self):
        """Whether something else counts in its place, or nothing any more."""
        return self.state in ("superseded", "void")

    @cached_property
    def bar(self):
        """The next step, the signature, and what is behind 更多."""
        return bar_of(self.context, self.places)

    @property
    def badges(self):
        """Level and state, and that it was entered late (补录, article 5)."""
        return [*badges(self.context), *late_badges(self.context)]

    @property
    def notes(self):
        """What a reader must know before he reads: corrected by what and why, entered late."""
        return notes_of(self.context)

    @cached_property
    def papers(self):
        """The versions of the paper, the newest first."""
        return papers_of(self.context)

    @cached_property
    def open_paper(self):
        """The version that is shown: the one asked for, or the newest; None without a paper."""
        return opened(self.context, self.papers, self.request.form.get("version"))

    @property
    def may_make_paper(self):
        may = api.user.has_permission("tonghua.records: Make paper", obj=self.context)
        return self.paper is not None and may

    @property
    def may_preview(self):
        """Whether a paper made now would be a draft."""
        return self.may_make_paper and self.state not in ("final", "superseded", "void")

    @cached_property
    def places(self):
        """The signing places: who stands there, who is awaited."""
        return places(self.context, self.case_facts, self.facts)

    @property
    def may_sign(self):
        return api.user.has_permission("tonghua.records: Take signatures", obj=self.context)

    @property
    def recordings(self):
        """The audio-visual records about this one (article 12)."""
        uid = IUUID(self.context)
        about = {
            each.uid
            for each in self.case_facts.records
            if isinstance(each, AudioVisual) and uid in each.about
        }
        items = [item for item in self.case.objectValues() if IUUID(item, None) in about]
        return [link_to(item) for item in items if may_view(item)]

    @property
    def opinions(self):
        """承办人、审核人、批准人: opinion, name and moment, of the steps that were taken."""
        if not IChainedRecord.providedBy(self.context):
            return []
        said = opinions_of(self.context)
        return [
            {
                "part": say(label("capacity", part)),
                "name": said[part]["name"],
                "opinion": said[part]["opinion"],
                "at": when(parse(said[part]["at"])),
            }
            for part in PARTS.values()
            if said[part]["at"]
        ]

    @property
    def draft_opinion(self):
        """The opinion that an approval made by a person proposes, until its chain has spoken."""
        field = self.fields.get("handler_opinion")
        if field is None or self.opinions:
            return []
        row = shown(self.context, field.field, self.request)
        return [] if row.is_empty else [Section(label="", fields=(row,))]

    @property
    def history(self):
        return history(self.context)
