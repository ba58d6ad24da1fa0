"""What every page of a case has: its head, what is due, its stages, its tabs, its side."""

from dataclasses import dataclass
from functools import cached_property

from plone import api
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.cases.doors import Doors
from tonghua.records.cases.facts import orders_about, uid_of
from tonghua.records.cases.heading import going_on, heading_of
from tonghua.records.cases.inside import Inside
from tonghua.records.cases.next_steps import next_steps_of, waiting_of
from tonghua.records.cases.stages import STAGES, articles_of, rail
from tonghua.records.core.overrides import handlers_of
from tonghua.records.core.releasing import blocked
from tonghua.records.core.remaining import is_overdue, open_deadlines, remaining
from tonghua.records.core.rules import RULES
from tonghua.records.core.vocabularies import label
from tonghua.records.display import Link, day_or_moment, link_to, may_view
from tonghua.records.i18n import say
from tonghua.records.interfaces import IComplaint
from tonghua.records.pages import FieldsView, level_badge
from tonghua.records.papers.panel import PapersBeside
from tonghua.records.supervision.compliance import told
from tonghua.records.supervision.findings import counts

#: (name of the view, title), in order; the first is the case's own page
TABS = (
    ("", _("记录")),
    ("@@case-recordings", _("音像")),
    ("@@case-service", _("送达")),
    ("@@case-timeline", _("时间轴")),
    ("@@case-compliance", _("合规")),
    ("@@case-volume", _("案卷")),
    ("@@case-access", _("权限")),
)


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A part of the case with an address of its own."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class DeadlineRow:
    """An open deadline: its name, its day, what is left, and the sentence of how it was counted."""

    title: str
    due: str
    left: str
    overdue: bool
    reason: str
    links: tuple[Link, ...]


class CasePage(PapersBeside, FieldsView):
    """案件: the frame of its pages. ``tab`` is the name of the view, ``part`` its macro."""

    hidden = (*FieldsView.hidden, "cause", "handlers")
    tab = ""
    part = "records"

    def prepare(self):
        self.inside = Inside(self.context)
        self.doors = Doors(self.context, list(self.inside.records.values()))

    @property
    def badges(self):
        return [level_badge(self.context)]

    @property
    def rail(self):
        return rail(self.inside.facts)

    @property
    def tabs(self):
        url = self.inside.url
        return [
            Tab(
                title=translate(title, context=self.request),
                url=f"{url}/{name}" if name else url,
                current=name == self.tab,
            )
            for name, title in TABS
            if name != "@@case-compliance" or self.may_see_compliance
        ]

    @cached_property
    def heading(self):
        """The facts at the head: number, matter, people."""
        return heading_of(self.context, self.inside)

    @property
    def is_complaint(self):
        """Whether what was registered is the matter itself, and stands open on the page."""
        return IComplaint.providedBy(self.context)

    # what may be done

    @cached_property
    def next_steps(self):
        due = next_steps_of(
            self.context, facts=self.inside.facts, doors=self.doors, at=self.inside.at
        )
        return [*going_on(self.context), *due]

    @property
    def waiting(self):
        """Whom the case waits for, said to who has nothing to do."""
        if self.next_steps:
            return ""
        return waiting_of(
            self.context, self.inside.facts, self.inside.records, at=self.inside.at
        ) or _("本案没有待办的事项。")

    @cached_property
    def addable(self):
        """The types that this person may add now, by stage, with the articles that ask for them."""
        found = []
        for name, held in STAGES:
            links = [
                Link(
                    title=say(label("types", each)),
                    url=f"{self.inside.url}/++add++{each}",
                    note=articles_of(each),
                )
                for each in held
                if each in self.doors.offered
            ]
            if links:
                found.append({"name": translate(name, context=self.request), "links": links})
        return found

    @cached_property
    def more(self):
        """What else may be done with the case: the other steps, editing, the level."""
        url, due = self.inside.url, {step.url for step in self.next_steps}
        acts = [step for step in self.steps if step.url not in due]
        if self.may_edit:
            acts.insert(0, Link(title=_("编辑案件"), url=f"{url}/edit"))
        if api.user.has_permission("tonghua.records: Change confidentiality", obj=self.context):
            acts.append(Link(title=_("变更密级"), url=f"{url}/@@change-confidentiality"))
        if self.blocked:
            article = RULES[self.blocked[0].refusal.rule].article
            acts.append(Link(title=_("例外放行"), url=f"{url}/@@case-compliance#article-{article}"))
        return acts

    @cached_property
    def blocked(self):
        """What the approver may let through now (例外放行); nothing for anybody else."""
        inside = self.inside
        if not api.user.has_permission("tonghua.records: Override", obj=self.context):
            return ()
        if api.user.get_current().getId() in handlers_of(inside.facts):
            return ()
        return tuple(
            each
            for each in blocked(inside.facts, inside.office, inside.at)
            if not each.subject or each.subject in inside.records
        )

    # what the ordinance asks

    @cached_property
    def may_see_compliance(self):
        return api.user.has_permission("tonghua.records: See compliance", obj=self.context)

    @cached_property
    def told(self):
        """Every rule's answer now, as this person may be told it."""
        inside = self.inside
        return told(inside.facts, inside.seen, inside.office, inside.at)

    @property
    def counts(self):
        return counts(self.told)

    @cached_property
    def open_deadlines(self):
        """The open deadlines that this person may be told, the nearest first, as core has them."""
        return open_deadlines(
            (each.answer.rule, finding) for each in self.told for finding in each.findings
        )

    @property
    def deadlines(self):
        """The open deadlines in words."""
        inside = self.inside
        return [
            DeadlineRow(
                title=say(RULES[each.rule].title),
                due=day_or_moment(each.due),
                left=say(remaining(each.due, inside.at, inside.office.calendar)),
                overdue=is_overdue(each.due, inside.at),
                reason=say(each.reason),
                links=self.links_of(each),
            )
            for each in self.open_deadlines
        ]

    def links_of(self, found):
        """Links to what a finding or a deadline rests on, and to an order that lies in no case."""
        links = self.links(found.records)
        order = self._orders.get(found.subject)
        return links if order is None else (*links, link_to(order))

    @cached_property
    def _orders(self):
        """uid → the order to rectify (责令整改通知书), of those that this person may view."""
        if not self.inside.facts.orders:
            return {}
        return {uid_of(each): each for each in orders_about(self.context) if may_view(each)}

    def links(self, uids):
        """Links to records that this person may view."""
        inside = self.inside
        return tuple(
            Link(title=inside.title(uid), url=inside.address(inside.records[uid]))
            for uid in dict.fromkeys(uids)
            if uid in inside.records
        )
