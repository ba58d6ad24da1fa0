"""Plone's add and edit forms of our content: what is refused is said, and nothing typed is lost."""

from plone.dexterity.browser.add import DefaultAddForm, DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.events import AddCancelledEvent, EditCancelledEvent, EditFinishedEvent
from plone.dexterity.interfaces import IDexterityEditForm
from plone.dexterity.utils import addContentToContainer
from Products.statusmessages.interfaces import IStatusMessage
from z3c.form import button
from z3c.form.interfaces import IDataConverter
from zope.event import notify
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.core.vocabularies import label
from tonghua.records.display import is_own, may_read
from tonghua.records.forms import stale
from tonghua.records.forms.guarded import Guarded
from tonghua.records.forms.known import known, of_corrected
from tonghua.records.forms.page import FormPage, Templated
from tonghua.records.forms.refusing import attempt
from tonghua.records.forms.told import Told
from tonghua.records.i18n import say
from tonghua.records.interfaces import IComplaint


class OwnFields:
    """Mix-in for add and edit forms: asks for our own fields only."""

    def updateFields(self):
        super().updateFields()
        others = [name for name, each in self.fields.items() if not is_own(each.field)]
        self.fields = self.fields.omit(*others)


#: fields that a link on the case's page names the record for, as ``?about=UID``
NAMED_BY_LINKS = ("about", "served", "order")


class AddForm(Guarded, Told, Templated, OwnFields, DefaultAddForm):
    """The add form: filled in with what is known; a refusal of the new item is said on it."""

    success_message = _("已保存。")

    @property
    def label(self):
        named = {"type": say(label("types", self.portal_type))}
        if self.corrects:
            return _("更正：${type}", mapping=named)
        return _("新建：${type}", mapping=named)

    @property
    def description(self):
        """What a correction is, before anything is typed."""
        if not self.corrects:
            return super().description
        return _(
            "第三十条：新记录从原来的内容开始，请改正有误之处，并在备注中写明更正的原因。"
            "定稿以后，原记录仍然保存，标明已被更正。"
        )

    @property
    def corrects(self):
        """Whether the form was opened to correct a final record."""
        return bool(self.request.form.get("supersedes"))

    @property
    def draft_name(self):
        return f"++add++{self.portal_type}"

    def update(self):
        if self.portal_type not in [fti.getId() for fti in self.context.allowedContentTypes()]:
            IStatusMessage(self.request).add(
                _(
                    "“${where}”里不能新建“${type}”，或者您没有新建的权限。请核对位置和环节。",
                    mapping={
                        "where": self.context.Title(),
                        "type": say(label("types", self.portal_type)),
                    },
                ),
                type="warning",
            )
            self.request.response.redirect(self.context.absolute_url())
            return
        super().update()
        if self.request.method == "GET":
            served = self.request.form.get("served")
            self._fill_in(known(self.context, self.portal_type, served) | self._corrected())
            for name in ("supersedes", *NAMED_BY_LINKS):
                self._choose(name, self.request.form.get(name))

    def _corrected(self):
        uid = self.request.form.get("supersedes")
        return of_corrected(self.context, self.portal_type, uid) if uid else {}

    def _fill_in(self, values):
        for name, value in values.items():
            widget = self.widget_of_field(name)
            if widget is not None and value not in (None, "", []):
                widget.value = IDataConverter(widget).toWidgetValue(value)

    def _choose(self, name, token):
        """Choose what the link on another record's page names, where the list offers it."""
        widget = self.widget_of_field(name) if token else None
        if widget is not None and token in [item["value"] for item in widget.items]:
            widget.value = (token,)

    def createAndAdd(self, data):
        return attempt(lambda: super(AddForm, self).createAndAdd(data))

    def add(self, item):
        self.added = addContentToContainer(self.container, item)
        self.immediate_view = self.added.absolute_url()

    def save(self):
        """Make the item; it in its container, or None where something is wrong."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return None
        if self.createAndAdd(data) is None:
            return None
        self._finishedAdd = True
        self.finished(self.nextURL())
        return self.added

    @button.buttonAndHandler(_("保存"), name="save")
    def handle_save(self, action):
        if self.save() is not None:
            IStatusMessage(self.request).add(self.success_message, type="info")

    @button.buttonAndHandler(_("取消"), name="cancel")
    def handle_cancel(self, action):
        self.request.response.redirect(self.nextURL())
        notify(AddCancelledEvent(self.context))


class AddView(FormPage, DefaultAddView):
    """The add form in its page."""

    form = AddForm


class Unlocked:
    """Mix-in for edit forms: opening one locks nobody out, and writes nothing.

    A lock outlives the browser that died; ``stale`` lets two people write and loses neither's work.
    """

    def update(self):
        self.portal_type = self.context.portal_type
        # past Plone's own, which announces the beginning and so takes the lock
        super(DefaultEditForm, self).update()


class EditForm(Guarded, Told, Templated, OwnFields, Unlocked, DefaultEditForm):
    """The edit form: a refusal is said on it, and what others saved meanwhile is not lost."""

    success_message = _("已保存。")
    clash = None
    #: a browser that comes back must not put its old text over newer values
    autocomplete = "off"

    @property
    def label(self):
        return _("编辑：${title}", mapping={"title": self.context.Title()})

    @property
    def draft_name(self):
        return "edit"

    @property
    def hidden(self):
        if self.clash is None:
            return [*super().hidden, (stale.NAME, stale.carried_on(self))]
        return [
            *super().hidden,
            (stale.NAME, stale.made_from(self)),
            (stale.ASKED, self.clash.asked),
        ]

    def updateFields(self):
        super().updateFields()
        # who may write an item need not read all of it: a form shows what is stored
        fixed = self.context.fixed_fields if IComplaint.providedBy(self.context) else ()
        left_out = [
            name
            for part in (self, *self.groups)
            for name, each in part.fields.items()
            if each.field.__name__ in fixed or not may_read(each.field, self.context)
        ]
        for part in (self, *self.groups):
            part.fields = part.fields.omit(*left_out)
        self.groups = [group for group in self.groups if group.fields]

    def applyChanges(self, data):
        return attempt(lambda: super(EditForm, self).applyChanges(data))

    def save(self):
        """Write what was changed; whether it was written.

        Where somebody else saved the item meanwhile, nothing is, and the form asks field by field.
        """
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return False
        self.clash, data = stale.settle(self, data)
        if self.clash is not None:
            return False
        self.applyChanges(data)
        self.finished(self.nextURL())
        return True

    def drawn_buttons(self):
        """Where a choice is asked for, that is all there is to do."""
        buttons = super().drawn_buttons()
        if self.clash is None:
            return buttons
        save, *_others, cancel = buttons
        return [{**save, "title": stale.SAVE_CHOSEN}, cancel]

    @button.buttonAndHandler(_("保存"), name="save")
    def handle_save(self, action):
        if self.save():
            self._leave(self.success_message)

    @button.buttonAndHandler(_("取消"), name="cancel")
    def handle_cancel(self, action):
        self.request.response.redirect(self.nextURL())
        notify(EditCancelledEvent(self.context))

    def _leave(self, said, kind="info"):
        if said:
            IStatusMessage(self.request).add(said, type=kind)
        self.request.response.redirect(self.nextURL())
        notify(EditFinishedEvent(self.context))


@implementer(IDexterityEditForm)
class EditView(FormPage):
    """The edit form in its page."""

    form = EditForm
