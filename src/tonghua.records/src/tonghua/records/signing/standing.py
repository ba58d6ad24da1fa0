"""Which signatures stand (有效的签名): one counts only for the data that it saw.

A draft that is changed after somebody signed it must be signed again. What was signed when a record
became final is kept, as the number it takes then is already new data.
"""

from plone import api
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core.canonical import digest
from tonghua.records.papers.values import values_of
from tonghua.records.signing.store import on_paper, stored

KEY = "tonghua.records.signed"
UNFINISHED = ("draft", "in_review", "in_approval")


def outdated(record):
    """The signatures on data that has changed since; none on what an import brought."""
    kept = stored(record)
    if not any(each.data_sha256 for each in kept) and KEY not in IAnnotations(record):
        return ()
    if api.content.get_state(record) in UNFINISHED:
        return _on_other_data(record)
    return tuple(kept[n] for n in IAnnotations(record).get(KEY, ()))


def standing(record):
    """The signatures that count on the record's own paper, in the order taken."""
    old = outdated(record)
    return tuple(each for each in on_paper(record) if each not in old)


def settle(record):
    """Remember at finalizing, before the record takes its number, which signatures do not count."""
    old = _on_other_data(record)
    if old:
        kept = stored(record)
        IAnnotations(record)[KEY] = tuple(n for n, each in enumerate(kept) if each in old)


def _on_other_data(record):
    kept = on_paper(record)
    if not any(each.data_sha256 for each in kept):
        return ()
    present = digest(values_of(record))
    return tuple(each for each in kept if each.data_sha256 not in (None, present))
