"""Document numbers (文号): unique, and without gaps also when many people file at once.

A number is taken in a transaction of its own on a second connection, under a lock that is held
until the request's transaction has ended: if that fails, the number is given back before anybody
else can take one. Where another process took a later number meanwhile, the unused one is kept as
作废 with its reason (article 30: nothing is lost without a trace).
"""

from contextlib import contextmanager

import transaction
from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core import numbering
from tonghua.records.core.papers import choosing, number_class_of, paper_for
from tonghua.records.core.workflows import APPROVED_TYPES
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.turns import lock

KEY = "tonghua.records.numbering"
ATTEMPTS = 50
UNUSED = "取号后办理未成功，未使用"


class NumberRegister(Persistent):
    """The sequences of all classes: (class, year) → last number and the voided ones."""

    def __init__(self):
        self.sequences = OOBTree()

    def sequence(self, kind, year):
        last, voided = self.sequences.get((kind, year), (0, {}))
        return numbering.Sequence(last=last, voided=voided)

    def keep(self, kind, year, sequence):
        self.sequences[(kind, year)] = (sequence.last, dict(sequence.voided))


def register():
    """The site's number register."""
    annotations = IAnnotations(api.portal.get())
    if KEY not in annotations:
        annotations[KEY] = NumberRegister()
    return annotations[KEY]


@contextmanager
def _apart(where):
    """The number register on a connection and transaction of its own."""
    database, oid = where
    manager = transaction.TransactionManager(explicit=False)
    connection = database.open(transaction_manager=manager)
    try:
        yield connection.get(oid), manager
    finally:
        manager.abort()
        connection.close()


def _change(where, kind, year, change):
    """Commit ``change(sequence) → (sequence, result)``, again when another process was faster."""
    with _apart(where) as (kept, manager):
        for _attempt in range(ATTEMPTS):
            manager.begin()
            sequence, result = change(kept.sequence(kind, year))
            kept.keep(kind, year, sequence)
            try:
                manager.commit()
                return result
            except ConflictError:
                manager.abort()
    raise ConflictError("the number register is too busy")


class _Taken:
    """A number until the transaction that uses it has ended."""

    def __init__(self, where, kind, year, n):
        # the site is no longer at hand when a request is rolled back: keep where to write
        self.where, self.kind, self.year, self.n = where, kind, year, n
        self.settled = False

    def settle(self, used):
        if self.settled:
            return
        self.settled = True
        try:
            if not used:
                _change(self.where, self.kind, self.year, self._give_back)
        finally:
            lock.release()

    def _give_back(self, sequence):
        if sequence.last == self.n:
            return numbering.Sequence(last=self.n - 1, voided=sequence.voided), None
        return numbering.void(sequence, self.n, UNUSED), None


def take(kind, year):
    """Take the next number of a class; it is the caller's when his transaction commits."""
    here = register()
    where = here._p_jar.db(), here._p_oid
    lock.acquire()
    try:
        n = _change(where, kind, year, numbering.take)
    except BaseException:
        lock.release()
        raise
    taken = _Taken(where, kind, year, n)
    current = transaction.get()
    current.addAfterCommitHook(lambda status: taken.settle(status))
    current.addAfterAbortHook(lambda: taken.settle(False))
    return n


def lift(kind, year, n):
    """Raise a sequence to a number that an import brought, in the import's own transaction."""
    kept = register()
    kept.keep(kind, year, numbering.lift(kept.sequence(kind, year), n))


def lift_to(kind, number):
    """Raise the class's sequence to an imported number where that follows the office's pattern."""
    pattern = office().number_patterns.get(kind)
    found = numbering.parse_number(pattern, number) if pattern and number else None
    if found:
        lift(kind, *found)


def next_number(kind):
    """The next number of a class as it is printed; None where the office has no pattern for it."""
    pattern = office().number_patterns.get(kind)
    if not pattern:
        return None
    year = now().year
    return numbering.format_number(pattern, year, take(kind, year))


def number_case(case):
    """Give a case its number (案号) once."""
    if not case.number:
        case.number = next_number(numbering.CASE_NUMBER_CLASS[case.portal_type])


def own_class(record):
    """The number class of the paper that a record is; None for an unnumbered one."""
    paper = paper_for(record.portal_type, chosen_by(record))
    return paper.number_class if paper else None


def class_of(record):
    """The class of a record's number: its own paper's, or that of one issued beside it."""
    return number_class_of(record.portal_type, own_class(record))


def chosen_by(item):
    """The values of an item that choose its papers."""
    base = aq_base(item)
    return {name: getattr(base, name, None) for name in choosing(item.portal_type)}


def number_record(record, at):
    """Give a record its number once: at ``approve``, or without a chain at its first
    ``signature``, else at ``finalize``.
    """
    if record.number or (record.portal_type in APPROVED_TYPES) != (at == "approve"):
        return
    kind = own_class(record)
    if kind:
        record.number = next_number(kind)
        record.reindexObject(idxs=["SearchableText", "number"])


def draft_number(kind):
    """What a draft without a number prints: the class's pattern with room for the number."""
    pattern = office().number_patterns.get(kind or "")
    return numbering.format_number(pattern, now().year, None) if pattern else ""
