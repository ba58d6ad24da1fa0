"""Pages' way to a paper: ``@@paper/N/docx``, making one, and making its PDF again."""

from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage

from tonghua.records import _
from tonghua.records.forms import once
from tonghua.records.forms.guarded import AGAIN, token_holds
from tonghua.records.papers.beside import issue, make
from tonghua.records.papers.sending import find, numbered, send
from tonghua.records.papers.versions import FAILED, convert_again
from tonghua.records.subpath import Subpath


class PaperView(Subpath, BrowserView):
    """Send a version's DOCX or PDF."""

    def __call__(self):
        version, kind = find(self.context, self.path, self.request)
        return send(version, kind, self.request)


class Acting(BrowserView):
    """What one button does: posted with a token, once, and answered with a sentence."""

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
        url, message, kind = self.act(url)
        once.keep(self.request, url)
        IStatusMessage(self.request).add(message, type=kind)
        self.request.response.redirect(url)
        return ""

    def act(self, url):
        """Do it; where it leads, what to say, and of which kind."""
        raise NotImplementedError


class MakePaper(Acting):
    """生成文书: make the next version from the page, of a paper beside the own one by ``paper``."""

    done = _("已生成文书。")

    def make(self):
        """The version made; None where the item has no paper."""
        return make(self.context, self.request.form.get("paper") or "")

    def act(self, url):
        version = self.make()
        if version is None:
            return url, _("这类记录没有对应的文书。"), "warning"
        if version.beside:
            url = f"{url}?version={version.number}"
        if version.pdf_state == FAILED:
            return url, version.pdf_problem, "warning"
        return url, self.done, "info"


class IssuePaper(MakePaper):
    """出具: number a paper beside the record's own and make the version that goes out."""

    done = _("已出具文书。")

    def make(self):
        form = self.request.form
        return issue(self.context, form.get("paper") or "", form.get("reason") or "")


class ConvertPaper(Acting):
    """重新转换: make the PDF that a version lacks, ``version`` by its number."""

    def act(self, url):
        number = self.request.form.get("version")
        version = numbered(self.context, number, self.request)
        url = f"{url}?version={version.number}"
        convert_again(version)
        if version.pdf_state == FAILED:
            return url, version.pdf_problem, "warning"
        said = _("第${number}版的 PDF 已生成，DOCX 没有变动。", mapping={"number": version.number})
        return url, said, "info"
