"""``@batch-papers``: papers of many records at once, over REST.

``POST @batch-papers`` begins a job, ``GET @batch-papers`` lists one's own, ``GET …/ID`` tells of
one, ``POST …/ID/next`` carries it on by a slice, ``POST …/ID/again`` tries anew what failed, and
``GET …/ID/file`` sends the file.
"""

from plone import api
from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from tonghua.records import _
from tonghua.records.papers.batch.acts import begin, carry_on, own_job, send_file, try_again
from tonghua.records.papers.batch.store import ZIP, jobs
from tonghua.records.papers.batch.telling import Account
from tonghua.records.services import allow_write, body_of, truth_of
from tonghua.records.subpath import Subpath


def address(job):
    return f"{api.portal.get().absolute_url()}/@batch-papers/{job.id}"


def as_json(job, busy=False):
    """A job as it is answered; ``busy`` where another request works on all that is left."""
    account, url = Account(job), address(job)
    return {
        "@id": url,
        "output": job.output,
        "each_party": job.each_party,
        "made_at": job.made_at.isoformat(),
        "total": account.total,
        "waiting": len(account.waiting),
        "made": len(account.made),
        "failed": len(account.failed),
        "finished": account.is_finished,
        "busy": busy,
        "message": account.words,
        "file": f"{url}/file" if job.file is not None else None,
        "items": [
            {
                "record": each.url or None,
                "title": each.title,
                "state": each.state,
                "reason": each.reason,
                "versions": list(each.versions),
                "reused": each.reused,
            }
            for each in account.entries
        ],
    }


class BatchService(Subpath, Service):
    """What lies behind the service's name in the address."""

    def job(self, *act):
        """The job that the address names, followed by just this."""
        if tuple(self.path[1:]) != act:
            raise NotFound(self.context, "/".join(self.path), self.request)
        return own_job(self.context, self.path[0], self.request)


class BatchGet(BatchService):
    """List one's jobs, tell of one, send its file."""

    def render(self):
        if len(self.path) == 2:
            return send_file(self.job("file"), self.request)
        return super().render()

    def reply(self):
        if self.path:
            return as_json(self.job())
        url = f"{api.portal.get().absolute_url()}/@batch-papers"
        return {"@id": url, "items": [{"@id": address(job)} for job in jobs()]}


class BatchPost(BatchService):
    """Begin a job, carry one on, try again what failed."""

    def reply(self):
        allow_write(self.request)
        if not self.path:
            return self.begun()
        if self.path[-1] == "again":
            job = self.job("again")
            try_again(job)
            return as_json(job)
        job = self.job("next")
        return as_json(job, busy=not carry_on(job, self.request) and not job.closed)

    def begun(self):
        body = body_of(self.request)
        records = body.get("records")
        if not isinstance(records, list):
            raise BadRequest(_("“records”应当是记录的网址或者 UID 的列表。请核对。"))
        job = begin(
            records,
            body.get("output", ZIP),
            each_party=bool(truth_of(body, "each_party")),
            anew=bool(truth_of(body, "anew")),
        )
        self.request.response.setStatus(201)
        return as_json(job)
