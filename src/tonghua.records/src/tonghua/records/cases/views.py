"""The pages of a case, and of a party or an entry of a register."""

from Acquisition import aq_inner, aq_parent
from plone import api
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.cases.findings import findings
from tonghua.records.cases.rows import group_rows
from tonghua.records.cases.stages import STAGES, articles_of, rail
from tonghua.records.core.vocabularies import label
from tonghua.records.display import Link, link_to, may_view
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.moments import now
from tonghua.records.pages import FieldsView, history
from tonghua.records.people import fullname


class EntryView(FieldsView):
    """A party, or an entry of a register."""

    @property
    def up(self):
        """The case or register that it lies in."""
        return link_to(aq_parent(aq_inner(self.context)))


class CaseView(FieldsView):
    """案件: what it is, where it stands, its records, and what the ordinance asks of it."""

    hidden = (*FieldsView.hidden, "cause", "handlers", "reviewer", "approver")

    def _update(self):
        super()._update()
        self.facts = IFactsSource(self.context).facts()
        self.inside = [item for item in self.context.objectValues() if may_view(item)]

    @property
    def rail(self):
        return rail(self.context.portal_type, api.content.get_state(self.context))

    @property
    def people(self):
        """承办人、审核人、批准人, by their names."""
        case = self.context
        return [
            (_("承办人"), "、".join(map(fullname, case.handlers or ()))),
            (_("审核人"), fullname(case.reviewer)),
            (_("批准人"), fullname(case.approver)),
        ]

    @property
    def parties(self):
        return [link_to(item) for item in self.inside if item.portal_type == "Party"]

    @property
    def groups_of_records(self):
        """The records that this person may view, by stage and then by time."""
        records = [item for item in self.inside if IRecordContent.providedBy(item)]
        return group_rows(records, self.facts, now())

    @property
    def addable(self):
        """The types that this person may add now, by stage, with the articles that ask for them."""
        types = {fti.getId(): fti for fti in self.context.allowedContentTypes()}
        url = self.context.absolute_url()
        found = []
        for name, held in STAGES:
            links = [
                Link(
                    title=say(label("types", each)),
                    url=f"{url}/++add++{each}",
                    note=articles_of(each),
                )
                for each in held
                if each in types
            ]
            if links:
                found.append({"name": translate(name, context=self.request), "links": links})
        return found

    @property
    def history(self):
        return history(self.context)

    @property
    def may_change_level(self):
        return api.user.has_permission("tonghua.records: Change confidentiality", obj=self.context)

    @property
    def findings(self):
        """What the ordinance asks, for who may see it."""
        if not api.user.has_permission("tonghua.records: See compliance", obj=self.context):
            return None
        return findings(self.context, {item.absolute_url(): item.Title() for item in self.inside})
