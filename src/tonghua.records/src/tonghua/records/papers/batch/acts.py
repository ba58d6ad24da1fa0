"""What is done with jobs, by pages and REST alike: begun, carried on, tried again, sent."""

import secrets

from AccessControl import Unauthorized
from plone import api
from plone.namedfile.utils import stream_data
from plone.uuid.interfaces import IUUID
from zExceptions import BadRequest, NotFound

from tonghua.records import _
from tonghua.records.forms.store import me
from tonghua.records.interfaces import IRecordContent
from tonghua.records.papers.batch.assembly import assemble, may_have
from tonghua.records.papers.batch.making import work
from tonghua.records.papers.batch.store import (
    MOST_RECORDS,
    PDF,
    ZIP,
    Entry,
    Job,
    job_of,
    keep,
)
from tonghua.records.papers.versions import disposition
from tonghua.records.refusals import Conflict
from tonghua.records.rest.references import resolve

#: under which name a request keeps who it is; one that is tried again is the same
CLAIMANT = "tonghua.records.batch"


def begin(wanted, output, each_party=False, anew=False):
    """Keep a new job of the current person for the records that URLs, paths or UIDs name.

    What he may not view is left out without a word. Raises BadRequest where nothing is left, there
    are too many, or the output is unknown.
    """
    if output not in (ZIP, PDF):
        raise BadRequest(_("批量生成的结果只有 zip 和 pdf 两种。请核对。"))
    wanted = list(dict.fromkeys(each for each in wanted if isinstance(each, str)))
    if len(wanted) > MOST_RECORDS:
        raise BadRequest(
            _(
                "一次最多选择 ${most} 份记录，现在选择了 ${n} 份。请分几次生成。",
                mapping={"most": MOST_RECORDS, "n": len(wanted)},
            )
        )
    records = {}
    for each in map(resolve, wanted):
        if IRecordContent.providedBy(each):
            records[IUUID(each)] = each
    if not records:
        raise BadRequest(_("没有选择可以生成文书的记录。请勾选至少一份记录后再生成。"))
    entries = [
        Entry(uid, record.Title(), api.content.get_state(record, default=""))
        for uid, record in records.items()
    ]
    job = Job(me(), entries, output, each_party=each_party, anew=anew)
    keep(job)
    return job


def own_job(context, id_, request):
    """The current person's job. Raises NotFound for any other, there or not."""
    job = job_of(id_)
    if job is None:
        raise NotFound(context, id_, request)
    return job


def claimant(request):
    """Who works on a job: this request, and the same once more when Zope tries it again.

    The next try is made from the environment that came in, of which ``environ`` is a copy.
    """
    environ = getattr(request, "_orig_env", request.environ)
    return environ.setdefault(CLAIMANT, secrets.token_hex(8))


def carry_on(job, request):
    """Do a slice of what is left; whether there was anything that nobody else works on."""
    if job.closed:
        return False
    token = claimant(request)
    if not job.is_decided:
        return work(job, token) > 0
    return assemble(job, token)


def send_file(job, request):
    """The file of a job. Raises NotFound before it is there, Unauthorized where it tells of what
    the owner may no longer view.
    """
    if job.file is None:
        raise NotFound(job.id)
    if not may_have(job):
        raise Unauthorized("a record in it may no longer be viewed")
    response = request.response
    response.setHeader("Content-Type", job.file.contentType)
    response.setHeader("Content-Length", job.file.getSize())
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Cache-Control", "private, no-store")
    name = f"批量文书 {job.made_at:%Y-%m-%d %H%M}.{job.output}"
    response.setHeader("Content-Disposition", disposition(name))
    return stream_data(job.file)


def try_again(job):
    """Let what failed be tried once more. Raises Conflict where nothing failed or it still runs."""
    if not job.closed or not any(entry.state == "failed" for entry in job.entries):
        raise Conflict(_("没有需要重新生成的文书。"))
    job.try_again()
