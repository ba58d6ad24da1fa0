"""Where the jobs lie: beside all content, a small tree a person; few of them, and not for long."""

import secrets
from datetime import timedelta

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from zope.annotation.interfaces import IAnnotations

from tonghua.records.forms.store import me
from tonghua.records.moments import now

KEY = "tonghua.records.batches"

#: records in one job
MOST_RECORDS = 500
#: jobs that are kept of one person; older ones make room
MOST_JOBS = 10
AGE = timedelta(days=7)

WAITING, MADE, FAILED = "waiting", "made", "failed"
ZIP, PDF = "zip", "pdf"


class Entry(Persistent):
    """A record in a job: its uid, its state when it was chosen, and what came of it.

    ``versions`` are the numbers of the versions that the job takes from the record, ``reused`` says
    that they were there before, ``reason`` is a sentence (an i18n message) where it failed, and
    ``round`` how often it was tried anew.
    """

    versions = ()
    reused = False
    reason = ""
    state = WAITING
    round = 0

    def __init__(self, uid, title, chosen_in):
        self.uid = uid
        self.title = title
        self.chosen_in = chosen_in

    def made(self, versions, reused=False):
        """Note the versions."""
        self.state, self.versions, self.reused, self.reason = MADE, tuple(versions), reused, ""

    def failed(self, reason, versions=()):
        """Note why it failed; a DOCX may be there all the same."""
        self.state, self.versions, self.reason = FAILED, tuple(versions), reason

    def again(self):
        """Let it be tried once more."""
        self.state, self.versions, self.reason = WAITING, (), ""
        self.round += 1


class Job(Persistent):
    """One batch: its entries in the order chosen, and in the end its ``file`` (a named blob; None
    where nothing could be made), when it is ``closed``.

    ``each_party``: a paper that names several parties is made once for each of them; ``anew``: also
    papers that are up to date are made again. ``claims`` (place → who works on it, until when) is
    written on a connection of its own, see ``claims.py``; ``inside`` are the uids of the records
    whose papers, or what they tell of, are in the file.
    """

    file = None
    inside = ()
    closed = False

    def __init__(self, owner, entries, output, each_party=False, anew=False):
        self.id = secrets.token_urlsafe(12).replace("-", "a").replace("_", "b")
        self.owner = owner
        self.made_at = now()
        self.output = output
        self.each_party = each_party
        self.anew = anew
        self.entries = PersistentList(entries)
        self.claims = IOBTree()

    @property
    def is_decided(self):
        """Whether no entry waits any more."""
        return all(entry.state != WAITING for entry in self.entries)

    def try_again(self):
        """Let what failed be tried once more; the file is made anew."""
        for entry in self.entries:
            if entry.state == FAILED:
                entry.again()
        self.file, self.inside, self.closed = None, (), False


def keep(job):
    """Keep a job of its owner; whatever is too old, and his oldest where there are many, goes."""
    annotations = IAnnotations(api.portal.get())
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    everybodys = annotations[KEY]
    if job.owner not in everybodys:
        everybodys[job.owner] = OOBTree()
    everybodys[job.owner][job.id] = job
    _clean(everybodys)


def jobs():
    """The current person's jobs, the newest first."""
    return sorted(_mine().values(), key=lambda job: job.made_at, reverse=True)


def job_of(id_):
    """The current person's job of this id; None where there is none."""
    return _mine().get(id_)


def _mine():
    kept = IAnnotations(api.portal.get()).get(KEY, {}).get(me(), {})
    oldest = now() - AGE
    return {id_: job for id_, job in kept.items() if job.made_at >= oldest}


def _clean(everybodys):
    oldest = now() - AGE
    for kept in everybodys.values():
        by_age = sorted(kept.values(), key=lambda job: job.made_at, reverse=True)
        for n, job in enumerate(by_age):
            if n >= MOST_JOBS or job.made_at < oldest:
                del kept[job.id]
