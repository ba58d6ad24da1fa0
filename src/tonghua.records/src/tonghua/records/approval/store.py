"""例外放行 as it is kept: a leader's overrides, on the case, written once each and for good."""

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core import facts
from tonghua.records.core.clock import in_office

KEY = "tonghua.records.overrides"


class Override(Persistent):
    """One override: written once, never changed. ``subject`` is a record's uid, "" for the case.

    ``place`` is how many the case had before.
    """

    place = 0

    def __init__(self, rule, subject, transition, by, at, reason):
        self.rule = rule
        self.subject = subject
        self.transition = transition
        self.by = by
        self.at = at
        self.reason = reason

    def facts(self):
        return facts.Override(
            rule=self.rule,
            subject=self.subject,
            transition=self.transition,
            by=self.by,
            at=in_office(self.at),
            reason=self.reason,
        )


def stored(case):
    """Every override of a case, in the order in which they were kept."""
    kept = IAnnotations(case).get(KEY)
    return tuple(sorted(kept.values(), key=lambda each: (each.place, each.at))) if kept else ()


def keep(case, override):
    """Keep one more override; those there never change.

    The key is the act and how often it was let through: two people who let different acts through
    at once do not hinder one another, and the same act is let through by one of them alone.
    """
    annotations = IAnnotations(case)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    kept = annotations[KEY]
    act = (override.rule, override.subject, override.transition)
    times = sum((each.rule, each.subject, each.transition) == act for each in kept.values())
    override.place = len(kept)
    kept[(*act, times)] = override
