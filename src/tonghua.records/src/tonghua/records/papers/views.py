"""Pages' way to a paper: ``@@paper/N/docx``, and making one."""

from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from tonghua.records import _
from tonghua.records.forms import once
from tonghua.records.forms.guarded import AGAIN, token_holds
from tonghua.records.papers.sending import find, send
from tonghua.records.papers.versions import FAILED, make_version


@implementer(IPublishTraverse)
class PaperView(BrowserView):
    """Send a version's DOCX or PDF."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        self.path.append(name)
        return self

    def __call__(self):
        version, kind = find(self.context, self.path, self.request)
        return send(version, kind, self.request)


class MakePaper(BrowserView):
    """生成文书: make the next version from the page."""

    def __call__(self):
        if self.request.method != "POST":
            self.request.response.setStatus(405)
            return ""
        url = self.context.absolute_url()
        if not token_holds(self.request):
            IStatusMessage(self.request).add(AGAIN, type="warning")
            self.request.response.redirect(url)
            return ""
        if once.repeated(self.request):
            return ""
        version = make_version(self.context)
        once.keep(self.request, url)
        message, kind = _("已生成文书。"), "info"
        if version is None:
            message, kind = _("这类记录没有对应的文书。"), "warning"
        elif version.pdf_state == FAILED:
            message, kind = version.pdf_problem, "warning"
        IStatusMessage(self.request).add(message, type=kind)
        self.request.response.redirect(url)
        return ""
