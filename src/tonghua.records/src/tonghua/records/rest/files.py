"""Files over REST: a name and base64, never a codec of the caller's choice."""

import base64
import binascii

from plone.namedfile.interfaces import INamedField
from plone.restapi.deserializer.dxfields import NamedFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.services.content.tus import TUSUpload
from zope.component import adapter
from zope.interface import implementer

from tonghua.records.i18n import say
from tonghua.records.interfaces import IRecordsContent, IRecordsLayer
from tonghua.records.rest.fields import wrong


@implementer(IFieldDeserializer)
@adapter(INamedField, IRecordsContent, IRecordsLayer)
class FileDeserializer(NamedFieldDeserializer):
    """``{"filename", "content-type", "encoding": "base64", "data"}``; what was answered stays."""

    def __call__(self, value):
        if isinstance(value, TUSUpload):
            return super().__call__(value)
        title = say(self.field.title)
        if not isinstance(value, dict):
            raise wrong(
                "“${field}”应当写作 filename、content-type、encoding 和 data。", field=title
            )
        if "data" not in value:
            return getattr(self.field.context, self.field.__name__)
        if value.get("encoding") != "base64":
            raise wrong("“${field}”的 encoding 只能是 base64。", field=title)
        try:
            data = base64.b64decode(value["data"], validate=True)
        except (binascii.Error, ValueError, TypeError):
            raise wrong("“${field}”的内容不是 base64。请重新上传。", field=title) from None
        name = value.get("filename")
        if not isinstance(name, str) or not name.strip():
            raise wrong("“${field}”没有文件名。请重新上传。", field=title)
        if not data:
            raise wrong("第三条：“${field}”的文件是空的。请上传有内容的文件。", field=title)
        found = self.field._type(
            data=data,
            contentType=str(value.get("content-type") or "application/octet-stream"),
            filename=name,
        )
        self.field.validate(found)
        return found
