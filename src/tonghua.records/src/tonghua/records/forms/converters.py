"""Between what a form shows and what a field keeps: moments and money."""

from datetime import datetime
from decimal import Decimal, InvalidOperation

from plone.app.z3cform.converters import DatetimeWidgetConverter
from plone.app.z3cform.interfaces import IDatetimeWidget
from plone.uuid.interfaces import IUUID
from z3c.form.converter import BaseDataConverter, FormatterValidationError
from z3c.form.interfaces import ISequenceWidget, ITextWidget
from zope.component import adapter

from tonghua.records import _
from tonghua.records.moments import to_office
from tonghua.records.schema import IAmount, IMoment, IReference

NO_MOMENT = _("时间的写法不对。请写作 2026-03-06T10:00，或者从日历中选择。")


def moment_as_text(moment):
    """``2026-03-06T10:00`` on the office's clock, with seconds where there are any."""
    local = to_office(moment)
    return local.strftime("%Y-%m-%dT%H:%M:%S" if local.second else "%Y-%m-%dT%H:%M")


def text_as_moment(text):
    """The aware moment that a text of the office's clock names. Raises ValueError."""
    return to_office(datetime.fromisoformat(text.strip()))


@adapter(IMoment, IDatetimeWidget)
class MomentConverter(DatetimeWidgetConverter):
    """``2026-03-06T10:00`` on the office's clock ↔ an aware moment of Asia/Shanghai (pytz)."""

    def toWidgetValue(self, value):
        return "" if value is self.field.missing_value else moment_as_text(value)

    def toFieldValue(self, value):
        if not value or not value.strip():
            return self.field.missing_value
        try:
            return text_as_moment(value)
        except ValueError:
            raise FormatterValidationError(NO_MOMENT, value) from None


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


@adapter(IReference, ISequenceWidget)
class ReferenceConverter(BaseDataConverter):
    """The token that was chosen ↔ the item, as the field's vocabulary has it.

    Plone's asks the catalogue, which drops what an item names already and one may not view.
    """

    def toWidgetValue(self, value):
        return [] if value is None else [IUUID(value)]

    def toFieldValue(self, value):
        token = value if isinstance(value, str) else next(iter(value or ()), "")
        try:
            return self.widget.terms.getValue(token)
        except LookupError:
            return self.field.missing_value
