"""A record's add and edit forms: 保存草稿 · 预览文书 · 定稿, or 提交审核 where a chain approves it."""

from plone.dexterity.interfaces import IDexterityEditForm
from Products.statusmessages.interfaces import IStatusMessage
from z3c.form import button
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.core.papers import papers_of
from tonghua.records.core.workflows import APPROVED_TYPES
from tonghua.records.forms.content import AddForm, AddView, EditForm, EditView
from tonghua.records.forms.refusing import afterwards
from tonghua.records.fti import RecordFTI
from tonghua.records.papers.versions import FAILED, make_version, versions_of
from tonghua.records.rest.workflow import act

SAVED = _("已保存为草稿。")
PREVIEWED = _("已保存为草稿，并生成了文书。")
FINAL = _("已定稿。")
NOT_FINAL = _("已保存为草稿，没有定稿。${reason}")
NO_PAPER = _("已保存为草稿，没有生成文书。${reason}")


def has_paper(portal_type):
    return bool(papers_of(portal_type))


def is_chained(portal_type):
    return portal_type in APPROVED_TYPES


class RecordButtons:
    """Mix-in: what a record's form does when it has saved. ``saved()`` is the record or None."""

    def then(self, record, act):
        """Save the draft for good, then act on it; what to say, and of which kind."""
        url = record.absolute_url()
        self.finished(url)
        said, kind = act(record)
        IStatusMessage(self.request).add(said, type=kind)
        self.request.response.redirect(url)

    def preview(self, record):
        refusal = afterwards(lambda: make_version(record))
        if refusal:
            return _(str(NO_PAPER), mapping={"reason": refusal}), "warning"
        versions = versions_of(record)
        if versions and versions[-1].pdf_state == FAILED:
            return versions[-1].pdf_problem, "warning"
        return PREVIEWED, "info"

    def make_final(self, record):
        refusal = afterwards(lambda: act(record, "finalize", ""))
        if refusal:
            return _(str(NOT_FINAL), mapping={"reason": refusal}), "warning"
        return FINAL, "info"

    def lead_to_chain(self, record):
        """The opinion is asked for by the step's own form."""
        self.finished(record.absolute_url())
        IStatusMessage(self.request).add(SAVED, type="info")
        self.request.response.redirect(f"{record.absolute_url()}/@@act?transition=submit")

    def button_colour(self, name, position):
        return {"save": "primary", "cancel": "link"}.get(name, "outline-primary")


def _has_paper(form):
    return has_paper(form.portal_type)


def _chained(form):
    return is_chained(form.portal_type)


def _unchained(form):
    return not is_chained(form.portal_type)


class RecordAddForm(RecordButtons, AddForm):
    """The add form of a record."""

    @button.buttonAndHandler(_("保存草稿"), name="save")
    def handle_save(self, action):
        if self.save() is not None:
            IStatusMessage(self.request).add(SAVED, type="info")

    @button.buttonAndHandler(_("预览文书"), name="preview", condition=_has_paper)
    def handle_preview(self, action):
        record = self.save()
        if record is not None:
            self.then(record, self.preview)

    @button.buttonAndHandler(_("定稿"), name="finalize", condition=_unchained)
    def handle_finalize(self, action):
        record = self.save()
        if record is not None:
            self.then(record, self.make_final)

    @button.buttonAndHandler(_("提交审核"), name="submit", condition=_chained)
    def handle_submit(self, action):
        record = self.save()
        if record is not None:
            self.lead_to_chain(record)

    @button.buttonAndHandler(_("取消"), name="cancel")
    def handle_cancel(self, action):
        AddForm.handle_cancel.func(self, action)

    def render(self):
        # z3c.form's add form redirects when it renders; the buttons have done so already
        if self._finishedAdd and self.request.response.getStatus() in (302, 303):
            return ""
        return super().render()


class AddPage(AddView):
    """The page of a type's add form; a record's has buttons of its own."""

    def __init__(self, context, request, ti):
        if isinstance(ti, RecordFTI):
            self.form = RecordAddForm
        super().__init__(context, request, ti)


class RecordEditForm(RecordButtons, EditForm):
    """The edit form of a record that is a draft."""

    @button.buttonAndHandler(_("保存草稿"), name="save")
    def handle_save(self, action):
        if self.save():
            self._leave(SAVED)

    @button.buttonAndHandler(_("预览文书"), name="preview", condition=_has_paper)
    def handle_preview(self, action):
        if self.save():
            self.then(self.context, self.preview)
            self._leave("")

    @button.buttonAndHandler(_("定稿"), name="finalize", condition=_unchained)
    def handle_finalize(self, action):
        if self.save():
            self.then(self.context, self.make_final)
            self._leave("")

    @button.buttonAndHandler(_("提交审核"), name="submit", condition=_chained)
    def handle_submit(self, action):
        if self.save():
            self._leave("")
            self.lead_to_chain(self.context)

    @button.buttonAndHandler(_("取消"), name="cancel")
    def handle_cancel(self, action):
        EditForm.handle_cancel.func(self, action)


@implementer(IDexterityEditForm)
class RecordEditView(EditView):
    """A record's edit form in its page."""

    form = RecordEditForm
