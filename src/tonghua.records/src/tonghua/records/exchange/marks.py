"""What an imported item remembers of its file, and which content was imported before."""

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations

from tonghua.records.moments import now

MARK = "tonghua.records.imported"
KNOWN = "tonghua.records.imports"


def mark(content, source, item):
    """Say forever that this was imported, when, by whom and from what."""
    IAnnotations(content)[MARK] = PersistentMapping(
        at=now(),
        by=api.user.get_current().getId() or "",
        file=source.path.name,
        key=item.key,
        given=item.given,
        files={name: value.given for name, value in item.values.items() if hasattr(value, "given")},
    )


def mark_of(content):
    """The mark of an imported item; None for what was made here."""
    return IAnnotations(content).get(MARK)


def known():
    """hash of content → UID of the item that it became."""
    annotations = IAnnotations(api.portal.get())
    if KNOWN not in annotations:
        annotations[KNOWN] = OOBTree()
    return annotations[KNOWN]
