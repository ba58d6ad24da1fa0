"""How forms ask for the fields of ``tonghua.records.schema``: plain HTML, no script needed."""

from datetime import datetime
from decimal import Decimal, InvalidOperation

from Acquisition import aq_base
from plone.app.z3cform.converters import DatetimeWidgetConverter
from plone.app.z3cform.interfaces import IDatetimeWidget
from plone.app.z3cform.widgets.checkbox import CheckBoxWidget
from plone.app.z3cform.widgets.select import SelectWidget
from z3c.form.converter import BaseDataConverter, FormatterValidationError
from z3c.form.interfaces import NOT_CHANGED, IFieldWidget, ISelectWidget, ITextWidget
from z3c.form.validator import InvariantsValidator, NoInputData
from z3c.form.widget import ComputedWidgetAttribute, FieldWidget
from zope.component import adapter
from zope.i18n import translate
from zope.interface import Interface, Invalid, implementer
from zope.interface.interfaces import IInterface
from zope.schema.interfaces import ITitledTokenizedTerm

from tonghua.records import _
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.moments import to_office
from tonghua.records.schema import (
    IAmount,
    IMoment,
    IPerson,
    IPersons,
    IReference,
    IReferences,
    IToken,
    ITokens,
)


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


class ReferencesWidget(KeptCheckBoxWidget):
    """Check boxes of items; only of the types that the field names, where it names any."""

    @property
    def items(self):
        wanted = self.field.types
        for item in super().items:
            if item["checked"] or not wanted or self._type_of(item["value"]) in wanted:
                yield item

    def _type_of(self, token):
        return self.terms.getTermByToken(token).value.portal_type


#: what the empty choice of a drop-down list says
NothingChosen = ComputedWidgetAttribute(
    lambda adapter: _("（未选择）"), request=IRecordsLayer, widget=ISelectWidget
)


@implementer(IFieldWidget)
def _select(field, request):
    return FieldWidget(field, SelectWidget(request))


@implementer(IFieldWidget)
def _check_boxes(field, request):
    return FieldWidget(field, KeptCheckBoxWidget(request))


@adapter(IToken, IRecordsLayer)
@implementer(IFieldWidget)
def token_widget(field, request):
    return _select(field, request)


@adapter(ITokens, IRecordsLayer)
@implementer(IFieldWidget)
def tokens_widget(field, request):
    return _check_boxes(field, request)


@adapter(IPerson, IRecordsLayer)
@implementer(IFieldWidget)
def person_widget(field, request):
    return _select(field, request)


@adapter(IPersons, IRecordsLayer)
@implementer(IFieldWidget)
def persons_widget(field, request):
    return _check_boxes(field, request)


@adapter(IReference, IRecordsLayer)
@implementer(IFieldWidget)
def reference_widget(field, request):
    return _select(field, request)


@adapter(IReferences, IRecordsLayer)
@implementer(IFieldWidget)
def references_widget(field, request):
    return FieldWidget(field, ReferencesWidget(request))


@adapter(IMoment, IDatetimeWidget)
class MomentConverter(DatetimeWidgetConverter):
    """``2026-03-06T10:00`` on the office's clock ↔ an aware moment of Asia/Shanghai (pytz)."""

    def toWidgetValue(self, value):
        if value is self.field.missing_value:
            return ""
        local = to_office(value)
        return local.strftime("%Y-%m-%dT%H:%M:%S" if local.second else "%Y-%m-%dT%H:%M")

    def toFieldValue(self, value):
        if not value or not value.strip():
            return self.field.missing_value
        try:
            return to_office(datetime.fromisoformat(value.strip()))
        except ValueError:
            raise FormatterValidationError(
                _("时间的写法不对。请写作 2026-03-06T10:00，或者从日历中选择。"), value
            ) from None


@adapter(IAmount, ITextWidget)
class AmountConverter(BaseDataConverter):
    """Yuan as people write them, with or without thousands separators."""

    def toWidgetValue(self, value):
        return "" if value is self.field.missing_value else f"{value:f}"

    def toFieldValue(self, value):
        digits = (value or "").strip().removesuffix("元").replace(",", "").replace("，", "").strip()
        if not digits:
            return self.field.missing_value
        try:
            amount = Decimal(digits)
        except InvalidOperation:
            amount = None
        if amount is None or not amount.is_finite():
            raise FormatterValidationError(
                _("金额不是数。请以元为单位填写阿拉伯数字，例如 5000.00。"), value
            )
        return amount


@adapter(Interface, IRecordsLayer, Interface, IInterface, Interface)
class KeptValues(InvariantsValidator):
    """Checks a form as a whole; a file that was left as it is counts with what is stored.

    A schema of ours is judged by our own rules: documentgenerator's ask for an ODT file.
    """

    def validate(self, data):
        stored = aq_base(self.context)
        return super().validate(
            {
                name: getattr(stored, name, None) if value is NOT_CHANGED else value
                for name, value in data.items()
            }
        )

    def validateObject(self, object):
        if not is_ours(self.schema):
            return super().validateObject(object)
        return tuple(filter(None, (_fault(rule, object) for rule in _rules(self.schema))))


def is_ours(schema):
    return schema.__module__.startswith("tonghua.records")


def _rules(schema):
    """The invariants of a schema and of those of ours that it extends."""
    for each in schema.__iro__:
        if is_ours(each):
            yield from each.queryDirectTaggedValue("invariants", ())


def _fault(rule, object):
    try:
        rule(object)
    except NoInputData:
        return None
    except Invalid as error:
        return error
    return None
