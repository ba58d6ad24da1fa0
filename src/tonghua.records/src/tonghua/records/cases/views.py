"""The pages of a case, and of a party or an entry of a register."""

from datetime import date

from plone import api
from tonghua.records import _
from tonghua.records.cases.rows import group_rows
from tonghua.records.cases.stages import STAGES, articles_of, rail
from tonghua.records.core.articles import article
from tonghua.records.core.clock import say_day
from tonghua.records.core.rules.registry import STATUS_LABELS, Status
from tonghua.records.core.vocabularies import label
from tonghua.records.display import Link, link_to, may_view, when
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.moments import now, parse
from tonghua.records.pages import Badge, FieldsView, history
from tonghua.records.people import fullname
from tonghua.records.supervision.compliance import compliance
from zope.i18n import translate

#: status → (colour, sign): the sign and the word say it without the colour
SIGNS = {
    Status.PASS: ("success", "✓"),
    Status.FAIL: ("danger", "✗"),
    Status.PENDING: ("warning", "…"),
    Status.NA: ("light", "–"),
    Status.UNKNOWN: ("secondary", "?"),
}
#: what asks for attention comes first
ORDER = (Status.FAIL, Status.UNKNOWN, Status.PENDING, Status.PASS, Status.NA)


class EntryView(FieldsView):
    """A party, or an entry of a register."""


class CaseView(FieldsView):
    """案件: what it is, where it stands, its records, and what the ordinance asks of it."""

    hidden = (*FieldsView.hidden, "cause", "handlers", "reviewer", "approver")

    def _update(self):
        super()._update()
        self.facts = IFactsSource(self.context).facts()

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
        return [link_to(item) for item in self._inside() if item.portal_type == "Party"]

    @property
    def groups_of_records(self):
        """The records that this person may view, by stage and then by time."""
        records = [item for item in self._inside() if IRecordContent.providedBy(item)]
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
    def may_see_compliance(self):
        return api.user.has_permission("tonghua.records: See compliance", obj=self.context)

    @property
    def may_change_level(self):
        return api.user.has_permission(
            "tonghua.records: Change confidentiality", obj=self.context
        )

    def compliance(self):
        """Counts and rules, broken ones first, in words."""
        answer = compliance(self.context, now())
        titles = {item.absolute_url(): item.Title() for item in self._inside()}
        items = sorted(
            answer["items"], key=lambda item: (ORDER.index(Status(item["status"])), item["article"])
        )
        return {
            "counts": [
                {"badge": self._badge(status), "count": answer["counts"][str(status)]}
                for status in ORDER
            ],
            "items": [
                {
                    **item,
                    "badge": self._badge(Status(item["status"])),
                    "links": [Link(title=titles.get(url, url), url=url) for url in item["records"]],
                    "due": _due(item["due"]),
                    "article": article(item["article"]).label,
                }
                for item in items
            ],
        }

    def _badge(self, status):
        colour, sign = SIGNS[status]
        return Badge(text=f"{sign} {say(STATUS_LABELS[status])}", colour=colour)

    def _inside(self):
        return [item for item in self.context.objectValues() if may_view(item)]


def _due(given):
    """A deadline in words; the rules give a day or a moment."""
    if not given:
        return ""
    return when(parse(given)) if "T" in given else say_day(date.fromisoformat(given))
