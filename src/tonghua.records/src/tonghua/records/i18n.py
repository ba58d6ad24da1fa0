"""Core's sentences in the language of whoever reads them."""

from zope.globalrequest import getRequest
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.text import Text

#: the folder of our Chinese catalogue; zope.i18n does not find it under Plone's "zh-cn" and would
#: fall back on English
CHINESE = "zh_CN"


def message(text, inner=None):
    """A ``core.text.Text`` as an i18n message; anything else as it is.

    What has texts within texts is said at once, by ``inner`` (``say`` without one): zope.i18n takes
    two equal sentences within one, as two rows that lack the same, for a circle.
    """
    if not isinstance(text, Text):
        return text
    within = {
        name: (inner or say)(value) if _is_nested(value) else message(value, inner)
        for name, value in text.mapping.items()
    }
    return _(text.msgid, mapping=within)


def _is_nested(value):
    return isinstance(value, Text) and any(
        isinstance(each, Text) for each in value.mapping.values()
    )


def say(text):
    """The sentence in the language of the current request; Chinese without one."""
    request = getRequest()
    if request is None:
        return in_chinese(text)
    return translate(message(text), context=request)


def in_chinese(text):
    """The sentence in Chinese, whoever reads it: what a paper prints and a record keeps."""
    return translate(message(text, in_chinese), target_language=CHINESE)
