"""Claims (认领): who works on which entries of a job, so that two pages do not make a paper twice.

A claim is committed at once, on a connection of its own, before the work begins; the work's own
transaction never writes it. One who dies leaves his claims, which end by themselves.
"""

import time
from contextlib import contextmanager

import transaction
from ZODB.POSException import ConflictError

from tonghua.records.papers.batch.store import WAITING

#: seconds; longer than the longest slice, in which several papers may each take their whole limit
EXPIRY = 600
ATTEMPTS = 20
#: the place under which the making of the file is claimed
FILE = -1


def claim(job, token, most, taken=()):
    """The places of up to ``most`` waiting entries, in order, which nobody else works on now.

    ``taken`` are those that this one has taken and not committed yet.
    """

    def choose(kept):
        waiting = (n for n, entry in enumerate(kept.entries) if entry.state == WAITING)
        free = (n for n in waiting if n not in taken and _is_free(kept, n, token))
        return [n for n, _more in zip(free, range(most), strict=False)]

    return _claim(job, token, choose)


def claim_file(job, token):
    """Whether this one is to make the file."""
    return bool(_claim(job, token, lambda kept: [FILE] if _is_free(kept, FILE, token) else []))


def _is_free(job, n, token):
    held = job.claims.get(n)
    return held is None or held[0] == token or held[1] < time.time() or held[2] != _round(job, n)


def _round(job, n):
    """How often an entry was tried anew; the file with all of them."""
    return sum(entry.round for entry in job.entries) if n == FILE else job.entries[n].round


def _claim(job, token, choose):
    def write(kept):
        chosen = choose(kept)
        for n in chosen:
            kept.claims[n] = (token, time.time() + EXPIRY, _round(kept, n))
        return chosen

    return _apart(job, write)


def _apart(job, change):
    """Commit ``change(job)`` on another connection, again where another was faster."""
    database, oid = job._p_jar.db(), job._p_oid
    with _connection(database) as (connection, manager):
        for _attempt in range(ATTEMPTS):
            manager.begin()
            try:
                result = change(connection.get(oid))
                manager.commit()
                return result
            except ConflictError:
                manager.abort()
    raise ConflictError("the job is too busy")


@contextmanager
def _connection(database):
    manager = transaction.TransactionManager(explicit=False)
    connection = database.open(transaction_manager=manager)
    try:
        yield connection, manager
    finally:
        manager.abort()
        connection.close()
