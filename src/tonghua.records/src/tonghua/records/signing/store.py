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
    username of who took it.
    """

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
    """Every signature on a record, as kept, in the order taken."""
    return tuple(IAnnotations(record).get(KEY, ()))


def signatures_of(record):
    """The signatures as facts."""
    return tuple(signature.facts() for signature in stored(record))


def append(record, signature):
    """Keep one more signature; those there never change."""
    annotations = IAnnotations(record)
    if KEY not in annotations:
        annotations[KEY] = PersistentList()
    annotations[KEY].append(signature)
