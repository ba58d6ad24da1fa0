"""The secret addresses (保密地址) by which calendars read a person's deadlines.

Only the SHA-256 of a key is kept: the database tells nobody an address. One person has one key at
most; making a new one ends the old one at once.
"""

import secrets
from hashlib import sha256
from hmac import compare_digest

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite

from tonghua.records.moments import now
from tonghua.records.people import exists
from tonghua.records.setup.leaving import is_deactivated

KEY = "tonghua.records.calendar_addresses"
#: bytes of chance in a key, and characters that a request may send as one
BYTES, LONGEST = 32, 64


class Addresses(Persistent):
    """``people``: username → (hash, since when); ``hashes``: hash → username."""

    def __init__(self):
        self.people = OOBTree()
        self.hashes = OOBTree()


def renew(username):
    """Give somebody a new key, which is told here and never again; an old one ends."""
    key = secrets.token_urlsafe(BYTES)
    kept = _make()
    _forget(kept, username)
    kept.people[username] = (_hash(key), now())
    kept.hashes[_hash(key)] = username
    return key


def revoke(username):
    """End somebody's address; whether there was one."""
    kept = _kept()
    return kept is not None and _forget(kept, username)


def since(username):
    """When somebody's address was made; None where there is none."""
    kept = _kept()
    entry = kept.people.get(username) if kept is not None else None
    return entry[1] if entry else None


def holder(key):
    """The username of whose key it is; None for any other, and for who has left.

    What is looked up is a hash, of which a guess of the key tells nothing; the hashes are then
    compared in constant time.
    """
    kept = _kept()
    if kept is None or not isinstance(key, str) or not 0 < len(key) <= LONGEST:
        return None
    given = _hash(key)
    username = kept.hashes.get(given)
    entry = kept.people.get(username) if username else None
    if entry is None or not compare_digest(entry[0], given):
        return None
    return username if exists(username) and not is_deactivated(username) else None


def on_person_deactivated(event):
    """Whoever has left has no calendar, nor the old address when he comes back."""
    revoke(event.username)


def on_person_deleted(event):
    """Whoever gets a username anew does not get its former holder's calendar."""
    # users of the whole server are removed outside any site
    if getSite() is not None:
        revoke(event.principal)


def _hash(key):
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _kept():
    return IAnnotations(api.portal.get()).get(KEY)


def _make():
    annotations = IAnnotations(api.portal.get())
    if KEY not in annotations:
        annotations[KEY] = Addresses()
    return annotations[KEY]


def _forget(kept, username):
    entry = kept.people.pop(username, None)
    if entry is not None:
        kept.hashes.pop(entry[0], None)
    return entry is not None
