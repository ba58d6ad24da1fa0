"""What the pages of all rooms share: badges, steps, and an item's fields in its fieldsets."""

from dataclasses import dataclass

from Acquisition import aq_base, aq_inner, aq_parent
from plone import api
from plone.dexterity.browser.view import DefaultView
from plone.uuid.interfaces import IUUID
from zope.globalrequest import getRequest
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.cases.facts import history_of
from tonghua.records.core import confidentiality as levels
from tonghua.records.core.vocabularies import label
from tonghua.records.core.workflows import workflow_of
from tonghua.records.custody.confidentiality import case_of, level_of
from tonghua.records.display import Link, Shown, is_own, may_read, shown, when
from tonghua.records.forms import hide_columns
from tonghua.records.i18n import say
from tonghua.records.interfaces import IConfidential
from tonghua.records.people import fullname

#: state → the colour of its badge; words stand beside every colour, red is for what is broken
STATE_COLOURS = {
    "draft": "light",
    "in_review": "warning",
    "in_approval": "warning",
    "final": "success",
    "superseded": "secondary",
    "void": "secondary",
    "retired": "secondary",
}
LEVEL_COLOURS = {"privacy": "dark", "business_secret": "dark", "public": "info"}

#: steps that lead aside; those that ask for a reason lead back
BESIDE = ("supersede", "retire", "reject", "transfer")

#: fieldsets whose empty fields are shown in a draft: what every record says
KEPT = ("occurrence", "people")


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A word on a coloured ground."""

    text: str
    colour: str = "secondary"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A fieldset as it is shown."""

    label: str
    fields: tuple[Shown, ...]


def state_badge(item):
    """The state of an item; None for what has no workflow."""
    state = api.content.get_state(item, default=None)
    return None if state is None else badge_of_state(state)


def badge_of_state(state):
    """A state in words."""
    return Badge(text=say(label("states", state)), colour=STATE_COLOURS.get(state, "primary"))


def level_badge(item):
    """The level (密级) in force; None for what has none."""
    if not IConfidential.providedBy(item) and case_of(item) is None:
        return None
    return badge_of_level(level_of(item) or levels.DEFAULT)


def badge_of_level(level):
    """A level in words."""
    return Badge(
        text=say(label("confidentiality", level)), colour=LEVEL_COLOURS.get(level, "secondary")
    )


#: article 5: what was entered after the fact is marked
LATE = _("补录")


def late_badges(item):
    """The mark of what was entered after the fact (补录); none for anything else."""
    return [late_badge()] if getattr(aq_base(item), "backfilled", False) else []


def late_badge():
    """补录, in words."""
    return Badge(text=translate(LATE, context=getRequest()), colour="warning")


def badges(item):
    """Level and state, as they stand beside a title."""
    return [badge for badge in (level_badge(item), state_badge(item)) if badge is not None]


def steps_of(item):
    """The steps that this person may take now, each with the address of its form."""
    workflow = workflow_of(item.portal_type)
    if workflow is None:
        return []
    tool = api.portal.get_tool("portal_workflow")
    return [
        Link(
            title=say(label("transitions", action["id"])),
            url=step_url(item, action["id"]),
            note=action["id"],
            back=action["id"] in workflow.with_reason or action["id"] in BESIDE,
        )
        for action in tool.listActionInfos(object=item)
        if action["category"] == "workflow"
    ]


def step_url(item, transition):
    """Where a step is taken: by its form, or, for a correction, by the new record."""
    if transition == "supersede":
        add = f"{aq_parent(aq_inner(item)).absolute_url()}/++add++{item.portal_type}"
        return f"{add}?supersedes={IUUID(item)}"
    return f"{item.absolute_url()}/@@act?transition={transition}"


@dataclass(frozen=True, kw_only=True)
class Done:
    """A step that was taken."""

    at: str
    name: str
    title: str
    comment: str


def history(item):
    """The steps taken with an item, the newest first."""
    return [
        Done(
            at=when(step.at),
            name=fullname(step.actor),
            title=say(label("transitions", step.transition)),
            comment=step.comment,
        )
        for step in reversed(history_of(item))
    ]


class FieldsView(DefaultView):
    """All fields of an item, grouped as its form is; ``hidden`` are shown elsewhere on the page."""

    hidden = ("title", "number", "confidentiality")

    _fields_known = False

    def _update(self):
        # fields and groups without their widgets: values are shown in words. Plone's view calls
        # this twice, once before and once inside render
        if self._fields_known:
            return
        self._fields_known = True
        hide_columns(self.request)
        self.updateFieldsFromSchemata()
        self.prepare()

    def prepare(self):
        """What a page finds out once, before it is drawn."""

    @property
    def badges(self):
        return badges(self.context)

    @property
    def steps(self):
        return steps_of(self.context)

    @property
    def may_edit(self):
        return api.user.has_permission("Modify portal content", obj=self.context)

    @property
    def type_title(self):
        return say(label("types", self.context.portal_type))

    def sections(self):
        """The fieldsets with their fields; of later fieldsets only those that say something.

        An empty field is shown only where it can still be filled in.
        """
        found = [self._section(None, self.fields, keep=True)]
        for group in self.groups:
            found.append(self._section(group.label, group.fields, keep=group.__name__ in KEPT))
        return [section for section in found if section.fields]

    def _section(self, name, fields, keep):
        rows = tuple(
            shown(self.context, each.field, self.request)
            for each in fields.values()
            if each.field.__name__ not in self.hidden
            and is_own(each.field)
            and may_read(each.field, self.context)
        )
        filled = tuple(row for row in rows if not row.is_empty and not row.usual)
        whole = self.may_edit and (keep or filled)
        return Section(
            label=translate(name, context=self.request) if name else "",
            fields=tuple(row for row in rows if row.is_open or row in filled) if whole else filled,
        )
