"""Drafts that save themselves (自动保存): what a person typed and has not sent.

A draft belongs to one person and one form and is read by nobody else through any page. It holds
names and values of fields, neither files nor passwords.
"""

import json
import zlib
from datetime import timedelta

from persistent import Persistent

from tonghua.records.forms.store import make_mine, mine
from tonghua.records.moments import now

LARGEST = 2 * 1024 * 1024
MOST = 50
AGE = timedelta(days=30)


class TooLarge(ValueError):
    """More than a draft may hold."""


class Draft(Persistent):
    """One form's values, packed, and when they were saved."""

    def __init__(self, values):
        packed = json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(packed) > LARGEST:
            raise TooLarge(len(packed))
        self.packed = zlib.compress(packed, 1)
        self.at = now()

    @property
    def values(self):
        """``[[name, value], …]`` in the form's order."""
        return json.loads(zlib.decompress(self.packed).decode("utf-8", "surrogatepass"))


def draft_of(form):
    """The current person's draft of a form; None where there is none or it is too old."""
    kept = mine()
    draft = kept.drafts.get(form) if kept is not None else None
    return draft if draft is not None and draft.at > now() - AGE else None


def save(form, values):
    """Keep a draft; the oldest ones make room. Raises TooLarge."""
    draft = Draft(values)
    drafts = make_mine().drafts
    drafts[form] = draft
    oldest = now() - AGE
    for name in [name for name, each in drafts.items() if each.at < oldest]:
        del drafts[name]
    if len(drafts) > MOST:
        by_age = sorted(drafts, key=lambda name: drafts[name].at)
        for name in by_age[: len(drafts) - MOST]:
            del drafts[name]
    return draft


def discard(form):
    """Forget the draft of a form; nothing happens where there is none."""
    kept = mine()
    if kept is not None and form in kept.drafts:
        del kept.drafts[form]


def is_values(values):
    """Whether something is the values of a form: pairs of two texts."""
    return isinstance(values, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(each, str) for each in pair)
        for pair in values
    )
