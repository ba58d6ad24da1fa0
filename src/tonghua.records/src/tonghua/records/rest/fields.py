"""JSON in and out for the fields of ``tonghua.records.schema``."""

from datetime import date
from decimal import Decimal, InvalidOperation

from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer, IFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import IBool, IChoice, IDate, IDatetime, IDecimal, IInt

from tonghua.records import _
from tonghua.records.i18n import say
from tonghua.records.interfaces import IRecordsContent, IRecordsLayer
from tonghua.records.moments import parse
from tonghua.records.schema import (
    LARGEST,
    IAmount,
    IMoment,
    IPerson,
    IPersons,
)


def wrong(message, **mapping):
    """A ValueError whose text is the sentence; plone.restapi answers 400 with it."""
    filled = _(message, mapping={key: str(value) for key, value in mapping.items()})
    return ValueError(say(filled))


@implementer(IFieldDeserializer)
@adapter(IMoment, IRecordsContent, IRecordsLayer)
class MomentDeserializer(DefaultFieldDeserializer):
    """ISO 8601; without an offset it is the office's time."""

    def __call__(self, value):
        return read_moment(value, self.field)


def read_moment(value, field):
    try:
        return parse(value)
    except ValueError:
        raise wrong(
            "“${field}”的时间“${value}”写法不对，应当写作 2026-03-06T10:00:00+08:00。",
            field=say(field.title),
            value=value,
        ) from None


@implementer(IFieldDeserializer)
@adapter(IDate, IRecordsContent, IRecordsLayer)
class DateDeserializer(DefaultFieldDeserializer):
    """A day, YYYY-MM-DD."""

    def __call__(self, value):
        return read_date(value, self.field)


def read_date(value, field):
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise wrong(
            "“${field}”的日期“${value}”写法不对，应当写作 2026-03-06。",
            field=say(field.title),
            value=value,
        ) from None


@implementer(IFieldDeserializer)
@adapter(IChoice, IRecordsContent, IRecordsLayer)
class ChoiceDeserializer(DefaultFieldDeserializer):
    """A token, or the ``{"token", "title"}`` that was answered."""

    def __call__(self, value):
        if isinstance(value, dict):
            value = value.get("token")
        return read_token(value, self.field)


def read_token(value, field):
    """The value of a token, or a value itself. Raises ValueError for anything unknown."""
    vocabulary = field.vocabulary
    try:
        if value in vocabulary:
            return value
        return vocabulary.getTermByToken(value).value
    except (LookupError, TypeError):
        raise wrong(
            "“${field}”没有“${value}”这个取值。请从列表中选择。",
            field=say(field.title or field.__name__),
            value=value,
        ) from None


@implementer(IFieldDeserializer)
@adapter(IAmount, IRecordsContent, IRecordsLayer)
class AmountDeserializer(DefaultFieldDeserializer):
    """A JSON number in yuan with at most two decimals."""

    def __call__(self, value):
        amount = read_amount(value)
        self.field.validate(amount)
        return amount


@implementer(IFieldDeserializer)
@adapter(IDecimal, IRecordsContent, IRecordsLayer)
class NumberDeserializer(DefaultFieldDeserializer):
    """A JSON number, or the same in a text."""

    def __call__(self, value):
        number = as_number(value)
        if number is None:
            raise wrong(
                "“${field}”填写的“${value}”不是数，或者数太大。请填写阿拉伯数字。",
                field=say(self.field.title),
                value=str(value)[:40],
            )
        self.field.validate(number)
        return number


@implementer(IFieldDeserializer)
@adapter(IInt, IRecordsContent, IRecordsLayer)
class WholeDeserializer(DefaultFieldDeserializer):
    """A whole JSON number; true is none."""

    def __call__(self, value):
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 10**LARGEST:
            raise wrong(
                "“${field}”填写的“${value}”不是整数。请填写阿拉伯数字。",
                field=say(self.field.title),
                value=str(value)[:40],
            )
        self.field.validate(value)
        return value


def read_amount(value):
    amount = as_number(value)
    if amount is None:
        raise wrong("金额“${value}”不是数，或者数太大。请以元为单位填写。", value=str(value)[:40])
    return amount


def as_number(value):
    """The number of a JSON value; None for anything else, and for what nobody counts to."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None
    # a short text may name a number with a million digits
    whole = number.is_finite() and -99 < number.adjusted() < LARGEST
    return number if whole else None


@implementer(IFieldSerializer)
@adapter(IAmount, IRecordsContent, IRecordsLayer)
class AmountSerializer(DefaultFieldSerializer):
    def __call__(self):
        value = self.get_value()
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)


@implementer(IFieldSerializer)
@adapter(IDatetime, IRecordsContent, IRecordsLayer)
class MomentSerializer(DefaultFieldSerializer):
    """Moments in the office's time, with their offset."""

    def __call__(self):
        value = self.get_value()
        return value.isoformat() if value else None


@implementer(IFieldSerializer)
@adapter(IPerson, IRecordsContent, IRecordsLayer)
class PersonSerializer(DefaultFieldSerializer):
    """A username, plain."""

    def __call__(self):
        return self.get_value()


@implementer(IFieldSerializer)
@adapter(IPersons, IRecordsContent, IRecordsLayer)
class PersonsSerializer(DefaultFieldSerializer):
    def __call__(self):
        return list(self.get_value() or ())


@implementer(IFieldDeserializer)
@adapter(IBool, IRecordsContent, IRecordsLayer)
class YesNoDeserializer(DefaultFieldDeserializer):
    """true or false; any word would otherwise be read as no."""

    def __call__(self, value):
        if not isinstance(value, bool):
            raise wrong(
                "“${field}”只能是 true 或者 false，不能是“${value}”。",
                field=say(self.field.title),
                value=value,
            )
        return value
