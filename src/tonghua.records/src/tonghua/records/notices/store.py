"""Each person's inbox of notices (我的提醒).

A notice keeps a sentence and the uid of its case, never the case's title: what of it may be shown is
asked when it is read. Each is posted under a key once for each person, whoever posts it again.
"""

from datetime import datetime
from typing import NamedTuple

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core.text import Text

KEY = "tonghua.records.notices"


class Notice(NamedTuple):
    """One notice. ``kind`` is a token of what is told (soon, today, overdue …)."""

    key: str
    kind: str
    text: Text
    case: str
    at: datetime


class Inbox(Persistent):
    """One person's notices by key; ``unread`` and ``unmailed`` hold keys."""

    def __init__(self):
        self.notices = OOBTree()
        self.unread = OOTreeSet()
        self.unmailed = OOTreeSet()
        self.count = Length()


def post(username, key, kind, text, case, at):
    """Put a notice into a person's inbox; whether it is new there."""
    inbox = _inbox(username)
    if key in inbox.notices:
        return False
    inbox.notices[key] = Notice(key=key, kind=kind, text=text, case=case, at=at)
    inbox.unread.insert(key)
    inbox.unmailed.insert(key)
    inbox.count.change(1)
    return True


def inbox(username):
    """[(notice, whether it is unread)], the newest first."""
    kept = _inboxes().get(username)
    if kept is None:
        return []
    found = sorted(kept.notices.values(), key=lambda notice: (notice.at, notice.key), reverse=True)
    return [(notice, notice.key in kept.unread) for notice in found]


def unread_count(username):
    """How many notices a person has not read; asks no notice."""
    kept = _inboxes().get(username)
    return kept.count() if kept is not None else 0


def mark_read(username, keys=None):
    """Mark notices as read, all of them without ``keys``; how many that were."""
    kept = _inboxes().get(username)
    if kept is None:
        return 0
    wanted = [key for key in (list(kept.unread) if keys is None else keys) if key in kept.unread]
    for key in wanted:
        kept.unread.remove(key)
    if wanted:
        kept.count.change(-len(wanted))
    return len(wanted)


def prune(before):
    """Drop what was read and is older than a moment; how many that were."""
    dropped = 0
    for kept in _inboxes().values():
        for key, notice in list(kept.notices.items()):
            if notice.at < before and key not in kept.unread and key not in kept.unmailed:
                del kept.notices[key]
                dropped += 1
    return dropped


def unmailed():
    """username → the notices that no mail has told yet, the earliest first."""
    found = {}
    for username, kept in _inboxes().items():
        waiting = [kept.notices[key] for key in kept.unmailed if key in kept.notices]
        if waiting:
            found[username] = sorted(waiting, key=lambda notice: (notice.at, notice.key))
    return found


def mark_mailed(username, keys):
    """Remember that notices were sent by mail, or that they are not going to be."""
    kept = _inboxes().get(username)
    for key in keys if kept is not None else ():
        if key in kept.unmailed:
            kept.unmailed.remove(key)


def _inboxes():
    return IAnnotations(api.portal.get()).get(KEY) or {}


def _inbox(username):
    kept = IAnnotations(api.portal.get())
    if KEY not in kept:
        kept[KEY] = OOBTree()
    found = kept[KEY].get(username)
    if found is None:
        found = kept[KEY][username] = Inbox()
    return found
