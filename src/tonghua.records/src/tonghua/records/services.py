"""What the REST services of all rooms share."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from zExceptions import BadRequest
from zope.interface import alsoProvides

from tonghua.records import _


def allow_write(request):
    """A REST call carries its own credentials; the form token of pages does not apply."""
    alsoProvides(request, IDisableCSRFProtection)


def body_of(request):
    """The JSON object of a request. Raises BadRequest when it is something else."""
    try:
        body = json_body(request)
    except DeserializationError:
        body = None
    if not isinstance(body, dict):
        raise BadRequest(_("请求的内容应当是一个 JSON 对象。"))
    return body


def words_of(body, name):
    """The text under a name, empty where there is none. Raises BadRequest for anything else."""
    words = body.get(name)
    if words is None:
        return ""
    if not isinstance(words, str):
        raise BadRequest(_("“${name}”应当是文字。请核对。", mapping={"name": name}))
    return words
