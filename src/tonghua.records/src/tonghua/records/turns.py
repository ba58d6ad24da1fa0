"""Whose turn it is to commit (先来后到): nobody is overtaken for ever when many work at once.

Two requests that change the same index cannot both commit; Zope has the slower one begin again.
Among many that can go on until its attempts are used up and a person sees an error for having been
slow. So requests of one process commit one after another, and one that was overtaken twice keeps
the turn from its beginning to its end.
"""

import threading

import transaction
from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeCommit, IPubStart

#: how often a request may be overtaken before the others wait for it
PATIENCE = 2
READING = {"GET", "HEAD", "OPTIONS"}

#: whoever holds it may also take numbers: ``cases.numbering`` uses the same lock, so that nobody
#: who holds a number waits for somebody who waits for a number
lock = threading.RLock()


def take_turn(afresh=False):
    """Wait for the turn and keep it until this transaction has ended, either way.

    ``afresh``: the transaction, in which nothing was done yet, begins after the wait and so sees
    what was committed meanwhile.
    """
    lock.acquire()
    turn = _Turn()
    try:
        if afresh:
            transaction.begin()
    except BaseException:
        # the storage is away: nobody may wait for a turn that no transaction will end
        turn.end()
        raise
    current = transaction.get()
    current.addAfterCommitHook(lambda status: turn.end())
    current.addAfterAbortHook(turn.end)


class _Turn:
    def __init__(self):
        self.ended = False

    def end(self):
        if not self.ended:
            self.ended = True
            lock.release()


@adapter(IPubStart)
def favour_the_overtaken(event):
    """One that was overtaken too often works alone."""
    if event.request.retry_count >= PATIENCE:
        take_turn(afresh=True)


@adapter(IPubBeforeCommit)
def commit_in_turn(event):
    """What changes anything waits until whoever has the turn is done."""
    if event.request.method not in READING:
        take_turn()
