"""The edit form of a template: what a file is checked for, and the way to look at it first."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form.interfaces import NOT_CHANGED, IErrorViewSnippet
from zope.component import getMultiAdapter

from tonghua.records import _
from tonghua.records.checks import Wrong
from tonghua.records.files import is_given
from tonghua.records.forms.content import EditForm, EditView
from tonghua.records.papers.content import FaultyTemplate
from tonghua.records.papers.replacing import propose

WHY = _("第十八条：更换模板文件应当写明改了什么、为什么改。请填写修改说明。")
NO_FILE = _("第十八条：请先选择要检查的模板文件。")


class TemplateEditForm(EditForm):
    """文书模板: a file is checked at once, replaced with its reason, or looked at first."""

    #: the faults of the file that was just sent, for the page to list
    problems = ()

    def update(self):
        # whoever chooses a file means it, also with the box "keep the file" still ticked
        sent = self.request.form.get("form.widgets.docx_file")
        if getattr(sent, "filename", ""):
            self.request.form["form.widgets.docx_file.action"] = "replace"
        super().update()

    def extractData(self, setErrors=True):
        data, errors = super().extractData(setErrors=setErrors)
        given = is_given(data.get("docx_file"))
        for error in errors:
            if isinstance(getattr(error, "error", None), FaultyTemplate):
                self.problems = error.error.problems
                # the faults stand in the table, with their paragraphs
                error.message = _(
                    "第十八条：模板不能使用，有 ${n} 处问题，见“检查结果”。请更正后重新上传。",
                    mapping={"n": len(self.problems)},
                )
        if given and not (data.get("change_note") or "").strip():
            errors += (self._error("change_note", WHY),)
        return data, errors

    def _error(self, name, sentence):
        widget = self.widget(name)
        error = getMultiAdapter(
            (Wrong(sentence, name), self.request, widget, widget.field, self, None),
            IErrorViewSnippet,
        )
        error.update()
        widget.error = error
        self.widgets.errors = (*(self.widgets.errors or ()), error)
        return error

    @button.buttonAndHandler(_("保存"), name="save")
    def handle_save(self, action):
        if self.save():
            self._leave(self.success_message)

    @button.buttonAndHandler(_("先检查和预览"), name="look")
    def handle_look(self, action):
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        if data.get("docx_file") is NOT_CHANGED or not is_given(data.get("docx_file")):
            self._error("docx_file", NO_FILE)
            self.status = self.formErrorsMessage
            return
        propose(self.context, data["docx_file"], data["change_note"].strip())
        self.finished(self.nextURL())
        self._leave(_("检查没有发现问题。请看下面的预览，满意后点击“采用”。"))

    @button.buttonAndHandler(_("取消"), name="cancel")
    def handle_cancel(self, action):
        self.request.response.redirect(self.nextURL())


class TemplateEditView(EditView):
    """The form in its page, with what the check has found."""

    form = TemplateEditForm
    index = ViewPageTemplateFile("template_edit.pt")
