"""Lists over REST: of tokens, of lines, and the rows of a table."""

from datetime import date
from decimal import Decimal

from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer, IFieldSerializer
from plone.restapi.serializer.dxfields import CollectionFieldSerializer
from zope.component import adapter, getMultiAdapter
from zope.interface import implementer
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IList

from tonghua.records.interfaces import IRecordsContent, IRecordsLayer
from tonghua.records.rest.fields import wrong
from tonghua.records.schema import Row


@implementer(IFieldDeserializer)
@adapter(IList, IRecordsContent, IRecordsLayer)
class ListDeserializer(DefaultFieldDeserializer):
    """A list of tokens, lines or rows."""

    def __call__(self, value):
        values = value if isinstance(value, list) else [value]
        inner = self.field.value_type
        if isinstance(inner, Row):
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


@implementer(IFieldSerializer)
@adapter(IList, IRecordsContent, IRecordsLayer)
class RowsSerializer(CollectionFieldSerializer):
    """The rows of a table as they were given, their moments in the office's time."""

    def __call__(self):
        if not isinstance(self.field.value_type, Row):
            return super().__call__()
        return [
            {name: _as_json(value) for name, value in row.items()} for row in self.get_value() or ()
        ]


def _as_json(value):
    """A cell as it was given: moments in the office's time, numbers as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
