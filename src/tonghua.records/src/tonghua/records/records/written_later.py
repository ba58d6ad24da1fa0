"""What was written of an item's later fields (事后栏目), when and by whom; ``later`` writes it."""

from zope.annotation.interfaces import IAnnotations

KEY = "tonghua.records.later"


def written_later(item):
    """What was written of an item's later fields: ``{"field", "at", "actor"}``, in order."""
    return IAnnotations(item).get(KEY, ())
