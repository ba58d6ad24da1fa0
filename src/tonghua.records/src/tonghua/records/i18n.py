"""Core's sentences in the language of whoever reads them."""

from tonghua.records import _
from tonghua.records.core.text import Text
from zope.globalrequest import getRequest
from zope.i18n import translate


def message(text):
    """A ``core.text.Text`` as an i18n message; anything else as it is."""
    if not isinstance(text, Text):
        return text
    return _(text.msgid, mapping={name: message(value) for name, value in text.mapping.items()})


def say(text):
    """The sentence in the language of the current request; Chinese without one."""
    request = getRequest()
    if request is None:
        return translate(message(text), target_language="zh-cn")
    return translate(message(text), context=request)
