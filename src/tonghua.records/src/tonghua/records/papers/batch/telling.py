"""What a job's owner is told of it: nothing of records that he may no longer view."""

from dataclasses import dataclass

from zope.globalrequest import getRequest
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.display import may_view, when
from tonghua.records.papers.batch.making import record_of
from tonghua.records.papers.batch.store import FAILED, MADE, WAITING

OUTPUTS = {"zip": _("一个压缩包（DOCX 和 PDF）"), "pdf": _("一个合并的 PDF")}


@dataclass(frozen=True, kw_only=True)
class Told:
    """An entry as it is told; ``url`` is empty for a record that was deleted."""

    title: str
    url: str
    state: str
    reason: str
    versions: tuple[int, ...]
    reused: bool


class Account:
    """A job for its owner, found once: its entries, its counts, and what is left to do."""

    def __init__(self, job):
        self.job = job
        self.entries = [told for told in map(_told, job.entries) if told is not None]

    @property
    def total(self):
        return len(self.entries)

    @property
    def waiting(self):
        return [each for each in self.entries if each.state == WAITING]

    @property
    def made(self):
        return [each for each in self.entries if each.state == MADE]

    @property
    def failed(self):
        return [each for each in self.entries if each.state == FAILED]

    @property
    def decided(self):
        return self.total - len(self.waiting)

    @property
    def is_finished(self):
        """Whether there is nothing more to do: all are decided, and what was made has its file."""
        return self.job.closed

    @property
    def words(self):
        """已完成 3 / 10，未能生成 1"""
        if self.job.is_decided and not self.is_finished:
            return say(_("文书已全部处理，正在合成一个文件。"))
        said = _(
            "已处理 ${done} / ${total} 份记录，其中未能生成 ${failed} 份。",
            mapping={
                "done": self.decided,
                "total": self.total,
                "failed": len(self.failed),
            },
        )
        return say(said)

    @property
    def made_at(self):
        return when(self.job.made_at)

    @property
    def output(self):
        return say(OUTPUTS[self.job.output])


def say(words):
    return translate(words, context=getRequest())


def _told(entry):
    record = record_of(entry)
    if record is not None and not may_view(record):
        return None
    return Told(
        title=record.Title() if record is not None else entry.title,
        url=record.absolute_url() if record is not None else "",
        state=entry.state,
        reason=say(entry.reason) if entry.reason else "",
        versions=tuple(entry.versions),
        reused=entry.reused,
    )
