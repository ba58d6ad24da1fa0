"""JSON in and out for the fields of ``tonghua.records.schema``."""

from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

from collective.z3cform.datagridfield.row import DictRow
from plone import api
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer, IFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.uuid.interfaces import IUUID
from tonghua.records import _
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.interfaces import IRecordContent, IRecordsContent, IRecordsLayer
from tonghua.records.moments import parse
from tonghua.records.schema import (
    IAmount,
    IMoment,
    IPerson,
    IPersons,
    IReference,
    IReferences,
)
from zope.component import adapter, getMultiAdapter
from zope.i18n import translate
from zope.interface import implementer
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice, IDate, IDatetime, IList


def wrong(message, **mapping):
    """A ValueError whose text is the Chinese sentence; plone.restapi answers 400 with it."""
    filled = _(message, mapping={key: str(value) for key, value in mapping.items()})
    return ValueError(translate(filled, target_language="zh-cn"))


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
            field=translate(field.title, target_language="zh-cn"),
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
            field=translate(field.title, target_language="zh-cn"),
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
            field=translate(field.title or field.__name__, target_language="zh-cn"),
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


def read_amount(value):
    try:
        if isinstance(value, bool):
            raise TypeError
        return Decimal(str(value))
    except (InvalidOperation, TypeError):
        raise wrong("金额“${value}”不是数。请以元为单位填写。", value=value) from None


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


def resolve(value):
    """The item that a URL, path, UID or ``{"@id"}`` names, if this person may view it."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("UID")
    if not isinstance(value, str) or not value:
        return None
    portal = api.portal.get()
    found = None
    url = portal.absolute_url()
    if value.startswith(url + "/"):
        found = _at_path(portal, value[len(url) + 1 :])
    elif value.startswith("/"):
        root = "/".join(portal.getPhysicalPath())
        inside = value[len(root) :] if value.startswith(root + "/") else value
        found = _at_path(portal, inside.lstrip("/"))
    else:
        brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=value)
        found = brains[0]._unrestrictedGetObject() if brains else None
    if found is None or not api.user.has_permission("View", obj=found):
        return None
    return found


def _at_path(portal, path):
    try:
        return portal.unrestrictedTraverse(unquote(path).strip("/").split("/"), None)
    except (KeyError, AttributeError, TypeError):
        return None


def read_reference(value, field, context):
    """The item named, of a type that the field takes and of the same case as ``context``.

    Raises ValueError with what to do.
    """
    found = resolve(value)
    if found is None or not _fits(found, field, context):
        raise wrong(
            "“${field}”引用的“${value}”不存在、不是这一栏要的内容、不在本案，或者您无权查看。"
            "请重新选择。",
            field=translate(field.title, target_language="zh-cn"),
            value=value.get("@id") if isinstance(value, dict) else value,
        )
    return found


def _fits(found, field, context):
    wanted = getattr(found, "portal_type", None) in field.types
    if not (wanted if field.types else IRecordContent.providedBy(found)):
        return False
    here, there = case_of(context), case_of(found)
    return None in (here, there) or IUUID(here) == IUUID(there)


@implementer(IFieldDeserializer)
@adapter(IReference, IRecordsContent, IRecordsLayer)
class ReferenceDeserializer(DefaultFieldDeserializer):
    """URL, path or UID → the item."""

    def __call__(self, value):
        return read_reference(value, self.field, self.context)


@implementer(IFieldDeserializer)
@adapter(IReferences, IRecordsContent, IRecordsLayer)
class ReferencesDeserializer(DefaultFieldDeserializer):
    def __call__(self, value):
        values = value if isinstance(value, list) else [value]
        return [read_reference(each, self.field, self.context) for each in values]


def as_link(target):
    """``{"@id", "title"}`` of an item; None when this person may not view it."""
    if target is None or not api.user.has_permission("View", obj=target):
        return None
    return {"@id": target.absolute_url(), "title": target.Title(), "UID": IUUID(target)}


@implementer(IFieldSerializer)
@adapter(IReference, IRecordsContent, IRecordsLayer)
class ReferenceSerializer(DefaultFieldSerializer):
    """The item's link, left out when the reader may not view it."""

    def __call__(self):
        return as_link(getattr(self.get_value(), "to_object", None))


@implementer(IFieldSerializer)
@adapter(IReferences, IRecordsContent, IRecordsLayer)
class ReferencesSerializer(DefaultFieldSerializer):
    def __call__(self):
        links = (as_link(each.to_object) for each in self.get_value() or ())
        return [link for link in links if link]


@implementer(IFieldDeserializer)
@adapter(IList, IRecordsContent, IRecordsLayer)
class ListDeserializer(DefaultFieldDeserializer):
    """A list of tokens, lines or rows."""

    def __call__(self, value):
        values = value if isinstance(value, list) else [value]
        inner = self.field.value_type
        if isinstance(inner, DictRow):
            return [self._row(row, inner.schema) for row in values]
        read = getMultiAdapter((inner, self.context, self.request), IFieldDeserializer)
        result = [read(each) for each in values]
        self.field.validate(result)
        return result

    def _row(self, row, schema):
        if not isinstance(row, dict):
            raise wrong("表格的每一行应当是一个对象。")
        columns = dict(getFieldsInOrder(schema))
        unknown = sorted(set(row) - set(columns))
        if unknown:
            raise wrong("表格没有“${column}”这一列。请核对列名。", column=unknown[0])
        result = {}
        for name, field in columns.items():
            given = row.get(name)
            if given is None:
                result[name] = None
                continue
            read = getMultiAdapter((field, self.context, self.request), IFieldDeserializer)
            result[name] = read(given)
        return result
