"""One slice of a job: some papers made, as many as fit into a moment.

DOCX are filled in one after another, as they read the database; meanwhile others become PDF in
threads of their own, which are given bytes and know nothing of the database. Each paper has its own
savepoint, so that one that fails takes no other with it.
"""

import logging
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor

import transaction
from plone import api
from ZODB.POSException import ConflictError

from tonghua.records import _
from tonghua.records.cases.by_uid import item_by_uid
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.display import may_view
from tonghua.records.i18n import message
from tonghua.records.interfaces import IRecordContent
from tonghua.records.papers.batch.claims import claim
from tonghua.records.papers.batch.current import current_version
from tonghua.records.papers.batch.store import WAITING
from tonghua.records.papers.conversion import to_pdf
from tonghua.records.papers.values import printed_paper
from tonghua.records.papers.versions import FAILED, make_version, printed_values, put_pdf
from tonghua.records.refusals import Conflict

logger = logging.getLogger(__name__)

#: seconds after which a slice takes on nothing more; the first is short, to show that it goes on
BUDGET = 4.0
FIRST = 1.0
#: conversions at once: as many as the office's LibreOffice workers are likely to be, and one waits
THREADS = 4
#: entries claimed at a time
AT_ONCE = 4
#: entries that wait for their PDF at once, so that LibreOffice waits for nobody
IN_FLIGHT = 8
MAKE = "tonghua.records: Make paper"

VANISHED = _("选择以后这份记录已经删除，没有生成。")
UNSEEN = _("您现在不能查看这份记录，没有生成。")
NOT_ALLOWED = _("您没有为这份记录生成文书的权限。请由本案承办人办理。")
FINAL_NOW = _("第三十条：选择以后这份记录已经定稿，没有生成。请核对定稿的文书后重新选择。")
SET_ASIDE_NOW = _("第三十条：选择以后这份记录已经被更正或者作废，没有生成。请选择更正后的记录。")
NO_PAPER = _("第三条：这类记录没有对应的文书，不需要生成。")
NO_PARTY = _("第十八条：记录和案件都没有当事人，不能逐个当事人生成。请先登记当事人。")
BROKEN = _("生成这份文书时系统出错，没有生成。请稍后重试；再次出错的，请告知系统管理员。")


class _Under:
    """An entry on its way: its versions, and the conversions that are not done yet."""

    def __init__(self, entry):
        self.entry = entry
        self.versions, self.flying = [], []
        self.reused = True

    def settle(self):
        """Keep the PDFs, and note what came of the entry."""
        numbers = [version.number for version in self.versions]
        try:
            for version, conversion in self.flying:
                put_pdf(version, *conversion.result())
        except ConflictError:
            raise
        except Exception:
            logger.exception("batch, record %s", self.entry.uid)
            self.entry.failed(BROKEN, numbers)
            return
        failed = [each.pdf_problem for each in self.versions if each.pdf_state == FAILED]
        if failed:
            self.entry.failed(failed[0], numbers)
        else:
            self.entry.made(numbers, reused=self.reused)


def work(job, token):
    """Make papers until the time is up or none is left that nobody works on; how many."""
    begun = any(entry.state != WAITING for entry in job.entries)
    until = time.monotonic() + (BUDGET if begun else min(FIRST, BUDGET))
    under, taken = deque(), set()
    with ThreadPoolExecutor(THREADS) as pool:
        while places := claim(job, token, AT_ONCE, taken):
            taken.update(places)
            for entry in (job.entries[n] for n in places):
                one = _begin(job, entry, pool)
                if one is not None:
                    under.append(one)
                while len(under) > IN_FLIGHT:
                    under.popleft().settle()
            if time.monotonic() >= until:
                break
        while under:
            under.popleft().settle()
    return len(taken)


def _begin(job, entry, pool):
    """Fill in an entry's DOCX and send them off to become PDF; None where it failed."""
    savepoint = transaction.savepoint(optimistic=True)
    try:
        record = record_of(entry)
        refuse(record, entry)
        return _fill_in(job, entry, record, pool)
    except ConflictError:
        raise
    except Conflict as refusal:
        savepoint.rollback()
        entry.failed(message(refusal.message))
    except Exception:
        logger.exception("batch %s, record %s", job.id, entry.uid)
        savepoint.rollback()
        entry.failed(BROKEN)
    return None


def _fill_in(job, entry, record, pool):
    under = _Under(entry)
    for addressee in _addressees(job, record):
        version = None if job.anew else current_version(record, addressee)
        if version is None:
            under.reused = False
            version = make_version(record, ("docx",), addressee=addressee)
            under.flying.append((version, pool.submit(to_pdf, version.docx.data)))
        under.versions.append(version)
    return under


def _addressees(job, record):
    """The places of the parties who get a copy each; just None for the paper as it stands."""
    if not job.each_party:
        return (None,)
    parties = printed_values(record)["parties"]
    if not parties:
        raise Conflict(NO_PARTY, article=18)
    return range(len(parties)) if len(parties) > 1 else (None,)


def record_of(entry):
    """The record of an entry, whoever asks; None where it was deleted."""
    return record_by(entry.uid)


def record_by(uid):
    """The record with a uid, whoever asks; None where there is none."""
    found = item_by_uid(uid)
    return found if IRecordContent.providedBy(found) else None


def refuse(record, entry):
    """Raise Conflict where an entry's paper is not to be made by this person, or not any more."""
    if record is None:
        raise Conflict(VANISHED)
    if not may_view(record):
        raise Conflict(UNSEEN)
    if not api.user.has_permission(MAKE, obj=record):
        raise Conflict(NOT_ALLOWED)
    state = api.content.get_state(record, default="")
    if state != entry.chosen_in and state in SET_ASIDE:
        raise Conflict(SET_ASIDE_NOW, article=30)
    if state != entry.chosen_in and state == "final":
        raise Conflict(FINAL_NOW, article=30)
    if printed_paper(record) is None:
        raise Conflict(NO_PAPER, article=3)
