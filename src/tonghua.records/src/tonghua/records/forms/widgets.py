"""How forms ask for the fields of ``tonghua.records.schema``: plain HTML, no script needed."""

from plone.app.z3cform.widgets.checkbox import CheckBoxWidget
from plone.app.z3cform.widgets.datetime import DatetimeWidget
from plone.app.z3cform.widgets.radio import RadioWidget
from plone.app.z3cform.widgets.select import SelectWidget
from z3c.form.interfaces import IFieldWidget, ISelectWidget
from z3c.form.term import Terms
from z3c.form.widget import ComputedWidgetAttribute, FieldWidget
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.schema.interfaces import ITitledTokenizedTerm
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from tonghua.records import _
from tonghua.records.forms.case_numbers import VOCABULARY, CaseNumberWidget
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.schema import IMoment, IReference, IYesNo


class KeptCheckBoxWidget(CheckBoxWidget):
    """Check boxes: what the field holds in its order, then what else the vocabulary offers.

    What the vocabulary no longer offers is shown as long as the field holds it; otherwise saving
    a form would drop a retired officer, or change the order of the officers, without a word.
    """

    @property
    def items(self):
        offered = {item["value"]: item for item in super().items}
        for token in self.value or ():
            item = offered.pop(token, None) or self._kept(token)
            if item is not None:
                yield item
        yield from offered.values()

    def _kept(self, token):
        try:
            term = self.terms.getTermByToken(token)
        except LookupError:
            return None
        return {
            "id": f"{self.id}-kept-{token}",
            "name": f"{self.name}:list",
            "value": token,
            "label": self._title(term),
            "checked": True,
        }

    def _title(self, term):
        if ITitledTokenizedTerm.providedBy(term):
            return translate(term.title, context=self.request)
        return term.token


class YesNoWidget(RadioWidget):
    """是 / 否 / 未说明: what nobody said stays unsaid."""

    def updateTerms(self):
        if self.terms is None:
            self.terms = Terms()
            self.terms.terms = SimpleVocabulary(
                [
                    SimpleTerm(True, "true", _("是")),
                    SimpleTerm(False, "false", _("否")),
                    SimpleTerm(None, self.noValueToken, _("未说明")),
                ]
            )
        return self.terms

    def update(self):
        super().update()
        if not self.value:
            self.value = (self.noValueToken,)


class MomentWidget(DatetimeWidget):
    """A day and a time, by the browser's own control."""

    pattern = None


#: what the empty choice of a drop-down list says
NothingChosen = ComputedWidgetAttribute(
    lambda adapter: _("（未选择）"), request=IRecordsLayer, widget=ISelectWidget
)


@implementer(IFieldWidget)
def drop_down(field, request):
    """One of several: a code, a person, a record; a case is written by its number."""
    by_number = IReference.providedBy(field) and field.vocabularyName == VOCABULARY
    return FieldWidget(field, (CaseNumberWidget if by_number else SelectWidget)(request))


@implementer(IFieldWidget)
def check_boxes(field, request):
    """Any of several: codes, persons."""
    return FieldWidget(field, KeptCheckBoxWidget(request))


@adapter(IYesNo, IRecordsLayer)
@implementer(IFieldWidget)
def yes_no_widget(field, request):
    return FieldWidget(field, YesNoWidget(request))


@adapter(IMoment, IRecordsLayer)
@implementer(IFieldWidget)
def moment_widget(field, request):
    return FieldWidget(field, MomentWidget(request))
