"""What the REST services of all rooms share."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from zExceptions import BadRequest
from zope.interface import alsoProvides

from tonghua.records import _
from tonghua.records.core.characters import unprintable


def allow_write(request):
    """A REST call carries its own credentials; the form token of pages does not apply."""
    alsoProvides(request, IDisableCSRFProtection)


def body_of(request):
    """The JSON object of a request.

    Raises BadRequest when it is something else, or holds a character that nothing can print.
    """
    try:
        body = json_body(request)
    except (DeserializationError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise BadRequest(_("请求的内容应当是一个 JSON 对象。"))
    refuse_unprintable(body)
    return body


def refuse_unprintable(body):
    """Raise BadRequest for the first text of plain data with a control character."""
    for name, position in unprintable(body):
        # a name that cannot be printed is not repeated
        named = name if not any(unprintable(name)) else "?"
        message = _(
            "“${field}”的第${n}个字符是不能显示和打印的控制字符。请删去后再提交。",
            mapping={"field": named, "n": str(position)},
        )
        raise BadRequest([{"field": named, "message": message}])


def words_of(body, name):
    """The text under a name, empty where there is none. Raises BadRequest for anything else."""
    words = body.get(name)
    if words is None:
        return ""
    if not isinstance(words, str):
        raise BadRequest(_("“${name}”应当是文字。请核对。", mapping={"name": name}))
    return words


def truth_of(body, name):
    """True or false as it stands under a name, None where there is nothing. Raises BadRequest."""
    value = body.get(name)
    if value is not None and not isinstance(value, bool):
        raise BadRequest(_("“${name}”应当是 true 或者 false。请核对。", mapping={"name": name}))
    return value
