"""The form of one act on an item: its fields, a button for it, and a way back."""

from Products.statusmessages.interfaces import IStatusMessage
from z3c.form import button, form

from tonghua.records import _
from tonghua.records.forms.guarded import Guarded
from tonghua.records.forms.page import FormPage, Templated
from tonghua.records.forms.refusing import attempt
from tonghua.records.forms.told import Told


class OperationForm(Guarded, Told, Templated, form.Form):
    """A form for one operation on an item.

    ``perform(data)`` does it; ``done`` is what to say then. Refusals come back to the form.
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
        self.finished(self.next_url())
        IStatusMessage(self.request).add(self.done, type="info")
        self.request.response.redirect(self.next_url())

    @button.buttonAndHandler(_("返回"), name="back")
    def handle_back(self, action):
        self.request.response.redirect(self.next_url())


class OperationView(FormPage):
    """An operation's form in its page."""
