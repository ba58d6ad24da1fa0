"""Signatures (签名) and refusals to sign (拒签), kept beside the fields of a record."""

from persistent import Persistent
from persistent.list import PersistentList
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core import facts
from tonghua.records.core.clock import in_office

KEY = "tonghua.records.signatures"


class Signature(Persistent):
    """One signature: who, in which capacity, how, when, and which version of the paper it saw.

    ``image`` is a named blob or None; ``version`` the number of the paper's version and
    ``data_sha256`` its data (None for a signature that an import brought); ``taken_by`` the
    username of who took it; ``every_page`` whether each page was signed (逐页签名); ``paper`` the
    key of the paper beside the record's own that was signed, empty for its own.
    """

    every_page = False
    paper = ""

    def __init__(
        self,
        name,
        capacity,
        mode,
        at,
        image=None,
        refusal_reason="",
        witness="",
        version=None,
        data_sha256=None,
        taken_by=None,
        every_page=False,
        paper="",
    ):
        self.name = name
        self.capacity = capacity
        self.mode = mode
        self.at = at
        self.image = image
        self.refusal_reason = refusal_reason or ""
        self.witness = witness or ""
        self.version = version
        self.data_sha256 = data_sha256
        self.taken_by = taken_by
        self.every_page = every_page
        if paper:
            self.paper = paper

    def facts(self):
        return facts.Signature(
            name=self.name,
            capacity=self.capacity,
            mode=self.mode,
            at=in_office(self.at),
            refusal_reason=self.refusal_reason,
            witness=self.witness,
        )


def stored(record):
    """Every signature on a record's papers, as kept, in the order taken."""
    return tuple(IAnnotations(record).get(KEY, ()))


def on_paper(record, key=""):
    """The signatures on one paper: the record's own, or one beside it by its key."""
    return tuple(each for each in stored(record) if each.paper == key)


def signatures_of(record):
    """The signatures on the record's own paper, as facts."""
    return tuple(signature.facts() for signature in on_paper(record))


def append(record, signature):
    """Keep one more signature; those there never change."""
    annotations = IAnnotations(record)
    if KEY not in annotations:
        annotations[KEY] = PersistentList()
    annotations[KEY].append(signature)
