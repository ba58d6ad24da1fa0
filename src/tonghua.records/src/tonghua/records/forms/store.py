"""What the forms keep of each person (表单暂存): one small tree a person, beside all content.

Two people never write the same object; nothing of it is published, catalogued or exported.
"""

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

KEY = "tonghua.records.forms"


class Kept(Persistent):
    """One person's: ``drafts`` (form → Draft) and ``used`` (one-time key → Used)."""

    def __init__(self):
        self.drafts = OOBTree()
        self.used = OOBTree()


def store():
    """The trees of all people; made when the product is installed, else by the first writer."""
    annotations = IAnnotations(api.portal.get())
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    return annotations[KEY]


def mine():
    """What is kept of the current person; None for an anonymous one or where nothing is."""
    person = me()
    trees = IAnnotations(api.portal.get()).get(KEY)
    return trees.get(person) if person and trees is not None else None


def make_mine():
    """What is kept of the current person, made where nothing is yet."""
    trees = store()
    person = me()
    if person not in trees:
        trees[person] = Kept()
    return trees[person]


def me():
    """The current person's id, "" for an anonymous one."""
    return "" if api.user.is_anonymous() else api.user.get_current().getId()
