"""Each person's inbox of notices (我的提醒): one small tree a person, beside all content.

A notice keeps a sentence and the uid of its case, never the case's title: what of it may be shown is
asked when it is read. Each is posted under a key once for each person, whoever posts it again. Two
people never write the same object; nothing of it is published, catalogued or exported.
"""

from datetime import datetime
from typing import NamedTuple

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite

from tonghua.records.core.text import Text

KEY = "tonghua.records.notices"


class Notice(NamedTuple):
    """One notice. ``kind`` is a token of what is told (soon, today, overdue …).

    ``case`` is the uid of a case or of another item, "" for none.
    """

    key: str
    kind: str
    text: Text
    case: str
    at: datetime


class Inbox(Persistent):
    """One person's notices by key, as ``_packed``; ``unread`` and ``unmailed`` hold keys."""

    def __init__(self):
        self.notices = OOBTree()
        self.unread = OOTreeSet()
        self.unmailed = OOTreeSet()
        self.count = Length()


def post(username, key, kind, text, case, at):
    """Put a notice into a person's inbox; whether it is new there.

    ``text`` is a sentence of core that names no title, party or person of a case.
    """
    inbox = _make_inbox(username)
    if key in inbox.notices:
        return False
    inbox.notices[key] = (kind, _packed(text), case, at)
    inbox.unread.insert(key)
    inbox.unmailed.insert(key)
    inbox.count.change(1)
    return True


def inbox(username):
    """[(notice, whether it is unread)], the newest first."""
    kept = _inboxes().get(username)
    if kept is None:
        return []
    found = sorted(_notices(kept, kept.notices), key=_when, reverse=True)
    return [(notice, notice.key in kept.unread) for notice in found]


def unread_count(username):
    """How many notices a person has not read; asks no notice."""
    kept = _inboxes().get(username)
    return kept.count() if kept is not None else 0


def mark_read(username, keys=None, until=None):
    """Mark notices as read; how many that were.

    Those of ``keys``, all without; of these none that is younger than the moment ``until``. A key
    that the person has no unread notice of is passed over.
    """
    kept = _inboxes().get(username)
    if kept is None:
        return 0
    unread = set(kept.unread)
    wanted = unread if keys is None else unread.intersection(keys)
    read = [each.key for each in _notices(kept, wanted) if until is None or each.at <= until]
    for key in read:
        _seen(kept, key)
    return len(read)


def settle(is_over):
    """Mark as read for everybody what ``is_over(notice)`` says asks for nothing any more; how many."""
    return sum(
        mark_read(username, [each.key for each in _notices(kept, kept.unread) if is_over(each)])
        for username, kept in _inboxes().items()
    )


def prune(before, unread_before):
    """Drop what was read and is older than a moment, and whatever is older than another; how many."""
    dropped = 0
    for kept in _inboxes().values():
        for notice in list(_notices(kept, kept.notices)):
            waits = notice.key in kept.unread or notice.key in kept.unmailed
            if notice.at < (unread_before if waits else before):
                _seen(kept, notice.key)
                _mailed(kept, notice.key)
                del kept.notices[notice.key]
                dropped += 1
    return dropped


def forget(username):
    """Drop somebody's inbox: whoever gets the username anew does not get it."""
    kept = _inboxes()
    if username in kept:
        del kept[username]


def on_person_deleted(event):
    """A user was deleted; those of the whole server are removed outside any site."""
    if getSite() is not None:
        forget(event.principal)


def unmailed():
    """username → the notices that no mail has told yet, the earliest first."""
    waiting = {
        username: sorted(_notices(kept, kept.unmailed), key=_when)
        for username, kept in _inboxes().items()
    }
    return {username: notices for username, notices in waiting.items() if notices}


def mark_mailed(username, keys):
    """Remember that notices were sent by mail, or that they are not going to be."""
    kept = _inboxes().get(username)
    for key in keys if kept is not None else ():
        _mailed(kept, key)


def make_store():
    """The trees of all people; made when the product is installed, else by the first notice."""
    annotations = IAnnotations(api.portal.get())
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    return annotations[KEY]


def _inboxes():
    return IAnnotations(api.portal.get()).get(KEY) or {}


def _make_inbox(username):
    trees = make_store()
    if username not in trees:
        trees[username] = Inbox()
    return trees[username]


def _seen(kept, key):
    if key in kept.unread:
        kept.unread.remove(key)
        kept.count.change(-1)


def _mailed(kept, key):
    if key in kept.unmailed:
        kept.unmailed.remove(key)


def _notices(kept, keys):
    for key in keys:
        if key in kept.notices:
            kind, text, case, at = kept.notices[key]
            yield Notice(key=key, kind=kind, text=_unpacked(text), case=case, at=at)


def _when(notice):
    return notice.at, notice.key


def _packed(text):
    """A sentence as plain data, with the sentences that stand within it."""
    if not isinstance(text, Text):
        return str(text)
    return text.msgid, {name: _packed(value) for name, value in text.mapping.items()}


def _unpacked(data):
    if isinstance(data, str):
        return data
    msgid, mapping = data
    return Text(msgid, {name: _unpacked(value) for name, value in mapping.items()})
