"""行政执法全过程记录: the whole record of an administrative-enforcement case, for Plone.

``core`` below this package is pure Python, so importing the package loads nothing of Zope: the
message factory ``_`` comes only when somebody asks for it.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name == "_":
        from zope.i18nmessageid import MessageFactory

        return MessageFactory("tonghua.records")
    raise AttributeError(name)
