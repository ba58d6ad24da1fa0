"""The interview's form (询问): question after question, the office's own questions at hand."""

import json

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.core.interview import PLACES, groups_of
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.forms.rows import WORDS, RowsWidget
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.office import settings
from tonghua.records.schema import IDialogue


class DialogueWidget(RowsWidget):
    """Questions and answers, with the standard questions of the office to choose from."""

    klass = "rows-widget dialogue-widget"
    layout = "records-spoken"
    phrases = ViewPageTemplateFile("phrases.pt")
    said = WORDS | {
        "count": _("共 ${n} 问"),
        "none": _("没有含有“${words}”的标准问题。"),
        "ended": _("已填写结束时间 ${time}。"),
        "told": _("已勾选告知的权利：${rights}。"),
    }

    @property
    def beside(self):
        return self.phrases() if self.groups else ""

    @property
    def groups(self):
        return groups_of(settings().interview_questions or "")

    @property
    def places(self):
        """Place of a question → its name, and what stands there where the form itself does not say."""
        case = case_of(self.form.context)
        filled = {
            "office": settings().office_name or "",
            "cause": getattr(case, "cause", None) or translate(_("本案"), context=self.request),
        }
        return json.dumps(
            {word: [name, filled.get(name, "")] for word, name in PLACES.items()},
            ensure_ascii=False,
        )


@adapter(IDialogue, IRecordsLayer)
@implementer(IFieldWidget)
def dialogue_widget(field, request):
    return FieldWidget(field, DialogueWidget(request))
