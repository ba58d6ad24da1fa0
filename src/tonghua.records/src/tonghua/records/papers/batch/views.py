"""The pages of a batch: one's jobs, a job with its progress, and the buttons on them."""

import json

from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import BadRequest, MethodNotAllowed, NotFound

from tonghua.records import _
from tonghua.records.forms import once
from tonghua.records.forms.guarded import AGAIN, token_holds
from tonghua.records.papers.batch.acts import begin, carry_on, own_job, send_file, try_again
from tonghua.records.papers.batch.assembly import may_have
from tonghua.records.papers.batch.store import ZIP, jobs
from tonghua.records.papers.batch.telling import Account, say
from tonghua.records.subpath import Subpath

JSON = "application/json"
OTHERS = _("另一个页面正在生成其余的文书，请稍候。")
STOPPED = _("暂时连不上服务器，或者登录已经失效。已生成的文书都在，请登录后点击“继续生成”。")


class BatchView(Subpath, BrowserView):
    """``@@batch-papers`` lists one's jobs and takes new ones; ``@@batch-papers/ID`` shows one.

    ``…/ID/next``, ``…/ID/again`` and ``…/ID/file`` are its buttons.
    """

    list_page = ViewPageTemplateFile("jobs.pt")
    job_page = ViewPageTemplateFile("job.pt")

    @property
    def url(self):
        return f"{api.portal.get().absolute_url()}/@@batch-papers"

    def __call__(self):
        if not self.path:
            return self.begin() if self.request.method == "POST" else self.list_page()
        self.job = own_job(self.context, self.path[0], self.request)
        acts = {(): self.show, ("next",): self.next, ("again",): self.again, ("file",): self.file}
        act = acts.get(tuple(self.path[1:]))
        if act is None:
            raise NotFound(self.context, "/".join(self.path), self.request)
        if act in (self.next, self.again) and self.request.method != "POST":
            raise MethodNotAllowed()
        return act()

    # the jobs

    @property
    def accounts(self):
        return [(Account(job), f"{self.url}/{job.id}") for job in jobs()]

    def begin(self):
        form = self.request.form
        if not token_holds(self.request):
            return self.back(self.url, AGAIN, "warning")
        if once.repeated(self.request):
            return ""
        wanted = form.get("records", [])
        try:
            job = begin(
                [wanted] if isinstance(wanted, str) else wanted,
                form.get("output", ZIP),
                each_party="each_party" in form,
                anew="anew" in form,
            )
        except BadRequest as refusal:
            return self.back(self.url, refusal.args[0], "error")
        url = f"{self.url}/{job.id}"
        once.keep(self.request, url)
        return self.back(url)

    # one job

    def show(self):
        self.account = Account(self.job)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.job_page()

    @property
    def job_url(self):
        return f"{self.url}/{self.job.id}"

    @property
    def words(self):
        """What the script says where it cannot go on."""
        return say(STOPPED)

    @property
    def may_have(self):
        return self.job.file is not None and may_have(self.job)

    @property
    def size(self):
        return f"{self.job.file.getSize() / 1024:,.0f} KB"

    def next(self):
        """A slice: told as JSON to the script, else the page again."""
        if not token_holds(self.request):
            return self.back(self.job_url, AGAIN, "warning")
        went_on = carry_on(self.job, self.request)
        if JSON not in (self.request.getHeader("Accept") or ""):
            if went_on or self.job.closed:
                return self.back(self.job_url)
            return self.back(self.job_url, OTHERS, "info")
        account, busy = Account(self.job), not went_on and not self.job.closed
        response = self.request.response
        response.setHeader("Content-Type", JSON)
        response.setHeader("Cache-Control", "private, no-store")
        return json.dumps(
            {
                "decided": account.decided,
                "total": account.total,
                "message": say(OTHERS) if busy else account.words,
                "finished": account.is_finished,
                "busy": busy,
            },
            ensure_ascii=False,
        )

    def again(self):
        if not token_holds(self.request):
            return self.back(self.job_url, AGAIN, "warning")
        if self.job.closed:
            try_again(self.job)
        return self.back(self.job_url)

    def file(self):
        return send_file(self.job, self.request)

    def back(self, url, words=None, kind="info"):
        if words is not None:
            IStatusMessage(self.request).add(words, type=kind)
        self.request.response.redirect(url)
        return ""
