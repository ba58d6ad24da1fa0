"""Files over REST: a name and base64, never a codec of the caller's choice."""

import base64
import binascii

from plone.namedfile.interfaces import INamedField
from plone.restapi.deserializer.dxfields import NamedFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.services.content.tus import TUSUpload
from tonghua.records.i18n import say
from tonghua.records.interfaces import IRecordsContent, IRecordsLayer
from tonghua.records.rest.fields import wrong
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldDeserializer)
@adapter(INamedField, IRecordsContent, IRecordsLayer)
class FileDeserializer(NamedFieldDeserializer):
    """``{"filename", "content-type", "encoding": "base64", "data"}``; what was answered stays."""

    def __call__(self, value):
        if isinstance(value, TUSUpload):
            return super().__call__(value)
        if not isinstance(value, dict):
            raise self._fault("“${field}”应当写作 filename、content-type、encoding 和 data。")
        if "data" not in value:
            return getattr(self.field.context, self.field.__name__)
        if value.get("encoding") != "base64":
            raise self._fault("“${field}”的 encoding 只能是 base64。")
        try:
            data = base64.b64decode(value["data"], validate=True)
        except (binascii.Error, ValueError, TypeError):
            raise self._fault("“${field}”的内容不是 base64。请重新上传。") from None
        name = value.get("filename")
        if not isinstance(name, str) or not name.strip():
            raise self._fault("“${field}”没有文件名。请重新上传。")
        if not data:
            raise self._fault("第三条：“${field}”的文件是空的。请上传有内容的文件。")
        found = self.field._type(
            data=data,
            contentType=str(value.get("content-type") or "application/octet-stream"),
            filename=name,
        )
        self.field.validate(found)
        return found

    def _fault(self, message):
        return wrong(message, field=say(self.field.title))
