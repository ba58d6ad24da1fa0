"""变更密级: raise or lower the level of confidentiality, with the reason (article 29)."""

from plone import api
from z3c.form.field import Fields
from zope import schema
from zope.interface import Interface

from tonghua.records import _
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import change_level, level_of
from tonghua.records.custody.guard import AnswersUnviewed
from tonghua.records.display import may_view
from tonghua.records.forms.operation import OperationForm, OperationView
from tonghua.records.i18n import say
from tonghua.records.schema import choice


class IChange(Interface):
    """The new level and why."""

    level = choice("confidentiality", title=_("新的密级"), required=True)
    reason = schema.Text(
        title=_("变更的理由"),
        description=_("第二十九条：提高密级由承办人决定，降低密级由保密员决定，都要写明理由。"),
        required=False,
    )


class ChangeForm(OperationForm):
    """The level now, the level to be, and the reason."""

    fields = Fields(IChange)
    label = _("变更密级")
    done = _("已变更密级。")

    @property
    def description(self):
        return _(
            "现在的密级是“${level}”。",
            mapping={"level": say(label("confidentiality", level_of(self.context)))},
        )

    def next_url(self):
        """The item, or the site for a secrecy officer who may not see it."""
        item = self.context if may_view(self.context) else api.portal.get()
        return item.absolute_url()

    def updateActions(self):
        super().updateActions()
        self.actions["save"].title = _("变更")

    def perform(self, data):
        change_level(self.context, data["level"], data["reason"])


class ChangeView(AnswersUnviewed, OperationView):
    """The form in its page; for who may not view the item, the page says nothing of it."""

    form = ChangeForm

    def render(self):
        if not may_view(self.context):
            self.context = api.portal.get()
        return super().render()
