"""Forms of our content: what is refused is said on the form, and nothing typed is lost."""

from html import escape

import transaction
from plone.dexterity.browser.add import DefaultAddForm, DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform import layout
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from z3c.form import button, form
from z3c.form.interfaces import ActionExecutionError
from zExceptions import BadRequest
from zope.i18n import translate
from zope.interface import Invalid, classImplements
from zope.schema.interfaces import ValidationError

from tonghua.records import _
from tonghua.records.core.vocabularies import label
from tonghua.records.display import is_own
from tonghua.records.i18n import message, say
from tonghua.records.refusals import Conflict

NOT_SAVED = _("没有办理，也没有保存。请按照下面的提示改正后再提交，已经填写的内容都在。")


def attempt(operation):
    """Run an operation of a form; a refusal undoes all that it wrote and is said on the form.

    The whole transaction is given up and not only a savepoint: a document number taken by the
    refused act goes back when its transaction ends (``cases.numbering``).
    """
    try:
        return operation()
    except (Conflict, BadRequest, ValidationError, Invalid) as refusal:
        sentence = sentence_of(refusal)
        transaction.abort()
        transaction.begin()
        raise ActionExecutionError(Invalid(sentence)) from refusal


def sentence_of(refusal):
    """What a refusal says to whoever was refused."""
    if isinstance(refusal, Conflict):
        return message(refusal.message)
    if isinstance(refusal, ValidationError) and not getattr(refusal, "args", None):
        return refusal.doc()
    return refusal.args[0] if refusal.args else str(refusal)


class Told:
    """Mix-in for forms: says at the top which fields are wrong, and why."""

    formErrorsMessage = NOT_SAVED
    default_fieldset_label = _("主要内容")
    enable_form_tabbing = False
    enable_autofocus = False

    def update(self):
        hide_columns(self.request)
        super().update()

    def extractData(self, setErrors=True):
        data, errors = super().extractData(setErrors=setErrors)
        if errors:
            self.formErrorsMessage = self._told(errors)
        return data, errors

    def _told(self, errors):
        """One line a wrong field; errors of the form itself are listed by the template."""
        lines = [translate(NOT_SAVED, context=self.request)]
        own = self.widgets.errors or ()
        for error in errors:
            if error.widget is None and error in own:
                continue
            said = self._translated(error.message)
            if error.widget is not None and error.widget.label:
                said = f"{self._translated(error.widget.label)}：{said}"
            if said not in lines:
                lines.append(said)
        return "<br>".join(map(escape, lines))

    def _translated(self, message):
        return translate(message, context=self.request)


def hide_columns(request):
    """Leave the whole width to the page: what lies beside it is navigation, said above it."""
    request.set("disable_plone.leftcolumn", 1)
    request.set("disable_plone.rightcolumn", 1)


class OwnFields:
    """Mix-in for add and edit forms: asks for our own fields only."""

    def updateFields(self):
        super().updateFields()
        others = [name for name, each in self.fields.items() if not is_own(each.field)]
        self.fields = self.fields.omit(*others)


class AddForm(Told, OwnFields, DefaultAddForm):
    """Plone's add form; a refusal of the new item is said on it."""

    success_message = _("已保存。")

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
        if self.request.method == "GET" and self.request.form.get("supersedes"):
            self._fill_in("IRecord.supersedes", self.request.form["supersedes"])

    def _fill_in(self, name, token):
        """Choose what the link on another record's page names, where the list offers it."""
        for part in (self, *self.groups):
            if name in part.widgets:
                widget = part.widgets[name]
                if token in [item["value"] for item in widget.items]:
                    widget.value = (token,)

    def createAndAdd(self, data):
        return attempt(lambda: super(AddForm, self).createAndAdd(data))


class AddView(DefaultAddView):
    """The add form in its page."""

    form = AddForm


class EditForm(Told, OwnFields, DefaultEditForm):
    """Plone's edit form; a refusal of the change is said on it."""

    success_message = _("已保存。")

    def applyChanges(self, data):
        return attempt(lambda: super(EditForm, self).applyChanges(data))


EditView = layout.wrap_form(EditForm)
classImplements(EditView, IDexterityEditForm)


class OperationForm(Told, form.Form):
    """A form for one operation on an item: its fields, a button for it, and a way back.

    ``perform(data)`` does it and returns what to say; refusals come back to the form.
    """

    ignoreContext = True
    done = _("已办理。")

    def perform(self, data):
        raise NotImplementedError

    def next_url(self):
        return self.context.absolute_url()

    @button.buttonAndHandler(_("办理"), name="save")
    def handle_save(self, action):
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        attempt(lambda: self.perform(data))
        IStatusMessage(self.request).add(self.done, type="info")
        self.request.response.redirect(self.next_url())

    @button.buttonAndHandler(_("返回"), name="back")
    def handle_back(self, action):
        self.request.response.redirect(self.next_url())


class OperationView(layout.FormWrapper):
    """An operation's form in its page, under its title and what it is about."""

    index = ViewPageTemplateFile("operation.pt")

    @property
    def description(self):
        return getattr(self.form_instance, "description", "")
