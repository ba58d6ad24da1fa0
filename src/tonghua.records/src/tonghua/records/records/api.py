"""POST @later: write a later field, once."""

from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.component import getMultiAdapter
from zope.schema.interfaces import ValidationError

from tonghua.records import _
from tonghua.records.records.later import later_schema, write_later
from tonghua.records.services import allow_write, body_of


class LaterPost(Service):
    """``{field: value}`` → the fields as they now are."""

    def reply(self):
        allow_write(self.request)
        body = body_of(self.request)
        fields = later_schema(self.context)
        values = {}
        for name, given in body.items():
            if name not in fields:
                raise BadRequest(
                    _("“${field}”不是定稿后可以补写的栏目。请核对。", mapping={"field": name})
                )
            read = getMultiAdapter((fields[name], self.context, self.request), IFieldDeserializer)
            try:
                values[name] = read(given)
            except ValueError as error:
                raise BadRequest([{"field": name, "message": str(error)}]) from error
            except ValidationError as error:
                raise BadRequest([{"field": name, "message": error.doc()}]) from error
        if not values or None in values.values() or "" in values.values():
            raise BadRequest(_("请写明要补写的栏目和内容。补写的内容只能写一次，不能为空。"))
        write_later(self.context, values)
        return {name: body[name] for name in values}
