"""The tick of the clock (到期检查): what has become due since the last run.

Every case knows the next moment at which the clock changes something in it (``next_look``), so a run
asks only those whose moment has come. A run may be broken off, run twice, or twice at once: what was
told has a key, what was judged is judged the same, and a case that another run has just written is
left to that run.
"""

import logging
import time
from dataclasses import dataclass

import transaction
from plone import api
from Products.CMFCore.indexing import processQueue
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core.looks import Reminder, due_now, sentence
from tonghua.records.core.standing import standing_of
from tonghua.records.interfaces import IComplaint, IFactsSource
from tonghua.records.lists.indexing import MOVING, NO_DEADLINE, held
from tonghua.records.lists.ordered import numbers_of
from tonghua.records.moments import now
from tonghua.records.notices import store
from tonghua.records.office import office
from tonghua.records.supervision import corrections
from tonghua.records.supervision.settling import is_archived, tidy
from tonghua.records.supervision.state import keep, state_of, tell

logger = logging.getLogger(__name__)

#: cases to a transaction: few enough that a conflict costs little
BATCH = 50
#: seconds that one run spends on cases which a correction of the calendar wants judged anew
PATIENCE = 40
#: how far judging anew has come: (version of the corrections, the last path)
PROGRESS = "tonghua.records.recount"
#: the rule about archiving is the archivist's too
ARCHIVING = "ARC-1"


@dataclass(kw_only=True)
class Ticked:
    """What a run did: cases looked at and judged anew, reminders told, cases left for the next."""

    looked: int = 0
    recounted: int = 0
    told: int = 0
    failed: int = 0


def tick(at=None, patience=PATIENCE):
    """Look at every case whose moment has come; commits batch by batch. Returns ``Ticked``."""
    at = at or now()
    done = Ticked()
    for paths in _batches(_due_paths(at)):
        done.looked += len(paths)
        _run(paths, at, done)
    _recount(at, patience, done)
    tidy(at)
    return done


def _due_paths(at):
    return _paths(next_look={"query": at, "range": "max"})


def _paths(**query):
    """Paths of the cases that a query finds, without loading what the catalogue says of each."""
    catalog = api.portal.get_tool("portal_catalog")
    return sorted(map(catalog.getpath, numbers_of(catalog.unrestrictedSearchResults(**query))))


def _recount(at, patience, done):
    """Judge the open cases anew after a correction, as many as there is patience for."""
    known = corrections.version()
    kept = IAnnotations(api.portal.get())
    version, last = kept.get(PROGRESS, (0, None))
    if version == known and last is None:
        return
    if version != known:
        last = ""
    end = time.monotonic() + patience
    for paths in _batches(_moving_paths(after=last)):
        if time.monotonic() > end:
            return
        if not _run(paths, at, done, progress=(known, paths[-1])):
            # somebody was at one of them, perhaps by the old calendar: the next run goes on here
            return
        done.recounted += len(paths)
    _run([], at, done, progress=(known, None))


def _moving_paths(after):
    """Cases in which a deadline can move: those in progress, and closed ones to be archived yet."""
    last = NO_DEADLINE.replace(year=NO_DEADLINE.year - 1)
    found = {*_paths(rule_outcomes="open"), *_paths(next_due={"query": last, "range": "max"})}
    return sorted(path for path in found if path > after)


def _batches(paths):
    for start in range(0, len(paths), BATCH):
        yield paths[start : start + BATCH]


def _run(paths, at, done, progress=None):
    """One transaction; whether it was done, and not undone by what others wrote meanwhile.

    What they wrote has been judged by them, or is found by the next run. A case that cannot be
    judged stops no other: the batch is undone, and taken case by case.
    """
    try:
        settings = office()
        told = sum(_look_by_path(path, at, settings) for path in paths)
        if progress:
            IAnnotations(api.portal.get())[PROGRESS] = progress
        transaction.commit()
    except ConflictError:
        transaction.abort()
        logger.info("others were at one of %s cases; they are seen next time", len(paths))
        return False
    except Exception:
        transaction.abort()
        if len(paths) < 2:
            logger.exception("%s could not be looked at", paths[0] if paths else "nothing more")
            done.failed += len(paths)
            return bool(paths)
        every = [_run([path], at, done) for path in paths]
        return all(every) and (not progress or _run([], at, done, progress))
    done.told += told
    return True


def _look_by_path(path, at, settings):
    case = api.portal.get().unrestrictedTraverse(path, None)
    return 0 if case is None else look(case, path, at, settings)


def look(case, path, at, settings):
    """Judge a case, remind its people of what has come, and note its next moment.

    Returns how many were reminded.
    """
    standing = standing_of(IFactsSource(case).facts(), settings, at)
    keep(case, standing, at)
    due = due_now(standing.deadlines, at, settings.count("remind_days"), state_of(case).told)
    told = sum(_remind(case, each, at) for each in due)
    tell(case, [each.key for each in due])
    with held(case, standing):
        processQueue()
        catalog = api.portal.get_tool("portal_catalog")
        catalog.catalog_object(case, path, idxs=list(MOVING), update_metadata=False)
    return told


def _remind(case, due, at):
    text = sentence(due)
    key = f"{case.UID()}|{due.key}"
    return sum(
        store.post(username, key, str(due.kind), text, case.UID(), at)
        for username in recipients(case, due)
    )


def recipients(case, due):
    """Whom a reminder goes to: who has the case in hand; past the end also who supervises them.

    Of an archived case, which keeps what was missed for good, nobody is reminded.
    """
    if is_archived(case):
        return []
    if IComplaint.providedBy(case):
        named = [case.examiner, case.registrar]
    else:
        named = list(case.handlers or ())
        if due.kind is Reminder.OVERDUE:
            named.append(case.reviewer)
        if due.deadline.rule == ARCHIVING:
            named.append(case.archivist)
    return list(dict.fromkeys(name for name in named if name))
