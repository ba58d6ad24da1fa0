"""A register as JSON: its entries by when they were made, the newest first."""

from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from zope.component import adapter
from zope.interface import implementer

from tonghua.records.interfaces import IRecordsLayer, IRegister


@implementer(ISerializeToJson)
@adapter(IRegister, IRecordsLayer)
class RegisterSerializer(SerializeFolderToJson):
    """Listed by date: the position in a folder would walk all its entries (a hundred thousand)."""

    def _build_query(self):
        query = super()._build_query()
        return {**query, "sort_on": "created", "sort_order": "descending"}
