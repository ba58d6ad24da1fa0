"""The page of a template (文书模板): the file in force, its check and preview, and all earlier ones."""

from dataclasses import dataclass
from functools import cached_property

from plone import api
from plone.namedfile.file import NamedBlobFile
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound, Unauthorized
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.cases.views import EntryView
from tonghua.records.core.papers import papers
from tonghua.records.display import when
from tonghua.records.forms import hide_columns, once
from tonghua.records.forms.guarded import AGAIN, token_holds
from tonghua.records.pages import Badge
from tonghua.records.papers.comparing import SAME, compare, paragraphs
from tonghua.records.papers.content import problems_of
from tonghua.records.papers.preview import preview_docx, preview_pdf
from tonghua.records.papers.problems import TemplateProblem
from tonghua.records.papers.replacing import (
    adopt,
    candidate_of,
    discard,
    put_in_force,
    restore,
    version_of_template,
    versions_of_template,
)
from tonghua.records.papers.shipped import STATES, note_shipped, shipped_bytes, state_of
from tonghua.records.papers.templates import DOCX
from tonghua.records.papers.versions import PDF, disposition
from tonghua.records.people import fullname
from tonghua.records.refusals import Conflict
from tonghua.records.subpath import Subpath

MODIFY = "Modify portal content"
#: what the buttons say
WORDS = {
    "adopt": _("采用"),
    "discard": _("放弃"),
    "restore": _("恢复此版"),
    "take_shipped": _("采用新版"),
    "keep_own": _("保留本单位的"),
}
CURRENT, CANDIDATE, SHIPPED = "current", "candidate", "shipped"

#: what stands on a side of a comparison
TITLES = {
    CURRENT: _("现在使用的模板"),
    SHIPPED: _("程序随附的模板"),
    CANDIDATE: _("待采用的模板"),
}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One version of the template as the page lists it."""

    number: int
    in_force: bool
    at: str
    actor: str
    reason: str
    sha256: str
    url: str


def may_edit(template):
    return bool(api.user.has_permission(MODIFY, obj=template))


def bytes_of(template, which):
    """The file that an address names: in force, waiting, the program's, or a version's.

    Raises NotFound, and Unauthorized where only who may replace the template looks.
    """
    if which == CURRENT:
        found = template.docx_file.data if template.docx_file else None
    elif which == SHIPPED:
        found = shipped_bytes(template.getId())
    elif which == CANDIDATE:
        if not may_edit(template):
            raise Unauthorized(which)
        waiting = candidate_of(template)
        found = waiting.file.data if waiting is not None else None
    else:
        version = version_of_template(template, int(which)) if which.isdecimal() else None
        found = version.file.data if version is not None else None
    if found is None:
        raise NotFound(which)
    return found


class TemplateView(EntryView):
    """文书模板: what is in force, how it prints, what waits, what was."""

    hidden = (*EntryView.hidden, "change_note", "docx_file", "odt_file")
    words = WORDS

    @property
    def badges(self):
        return [*super().badges, *self.shipped_badge]

    @cached_property
    def shipped_badge(self):
        if not self.has_file:
            return []
        words, colour = STATES[state_of(self.context)]
        return [Badge(text=translate(words, context=self.request), colour=colour)]

    @property
    def has_file(self):
        return bool(self.context.docx_file)

    @property
    def known(self):
        """Whether the catalogue has a paper that this template prints."""
        return self.context.getId() in papers()

    @property
    def file_url(self):
        return f"{self.context.absolute_url()}/@@template-file"

    @cached_property
    def problems(self):
        """What the check finds in the file in force now."""
        return problems_of(self.context.getId(), self.context.docx_file.data)

    @cached_property
    def waiting(self):
        """The file that waits to be taken, for who may take it."""
        found = candidate_of(self.context) if self.may_edit else None
        return None if found is None else self._kept(found, CANDIDATE)

    @property
    def waiting_problems(self):
        return problems_of(self.context.getId(), candidate_of(self.context).file.data)

    @cached_property
    def versions(self):
        """Every file that was in force, the newest first."""
        kept = versions_of_template(self.context)
        return [self._kept(each, str(each.number)) for each in reversed(kept)]

    def _kept(self, version, which):
        newest = versions_of_template(self.context)
        return Kept(
            number=version.number,
            in_force=bool(newest) and version is newest[-1],
            at=when(version.at),
            actor=fullname(version.actor),
            reason=version.reason or translate(self._without(version), context=self.request),
            sha256=version.sha256,
            url=f"{self.file_url}/{which}",
        )

    def _without(self, version):
        """What stands where nobody gave a reason."""
        return _("首次登记") if version.number == 1 else _("（没有写修改说明）")

    @property
    def newer(self):
        """Whether the program brings a file that the office has not decided about."""
        return self.has_file and state_of(self.context) in ("newer", "both")

    def reader(self, which):
        """What the reader's macro wants of a preview."""
        title = translate(
            _("预览：${title}", mapping={"title": self.context.title}), context=self.request
        )
        return {"pdf": f"{self.file_url}/{which}/pdf", "title": title}


class TemplateFileView(Subpath, BrowserView):
    """``WHICH/template`` the file itself, ``WHICH/docx`` and ``WHICH/pdf`` the sample case by it."""

    def __call__(self):
        if len(self.path) != 2:
            raise NotFound("/".join(self.path))
        which, kind = self.path
        data = bytes_of(self.context, which)
        if kind == "template":
            return self._send(data, "docx", "")
        if kind not in ("docx", "pdf"):
            raise NotFound(kind)
        words = translate(_("预览"), context=self.request)
        try:
            made, problem = self._made(kind, data)
        except TemplateProblem as faulty:
            made, problem = None, str(faulty)
        if made is None:
            return self._say(problem or translate(_("这种文书没有预览。"), context=self.request))
        return self._send(made, kind, words)

    def _made(self, kind, data):
        key = self.context.getId()
        return preview_pdf(key, data) if kind == "pdf" else (preview_docx(key, data), "")

    def _say(self, problem):
        response = self.request.response
        response.setStatus(409)
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        response.setHeader("Cache-Control", "private, no-store")
        return problem

    def _send(self, data, kind, words):
        response = self.request.response
        response.setHeader("Content-Type", DOCX if kind == "docx" else PDF)
        response.setHeader("Content-Length", len(data))
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", "private, no-store")
        name = f"{self.context.title}{words}.{kind}"
        response.setHeader("Content-Disposition", disposition(name, attachment=kind != "pdf"))
        return data


class TemplateAct(BrowserView):
    """采用 放弃 恢复此版 采用新版 保留本单位的: one act on a template, by a button of its page."""

    def __call__(self):
        if self.request.method != "POST":
            self.request.response.setStatus(405)
            return ""
        url = self.context.absolute_url()
        if not token_holds(self.request):
            return self._back(url, AGAIN, "warning")
        if once.repeated(self.request):
            return ""
        act = getattr(self, f"_{self.request.form.get('act')}", None)
        if self.request.form.get("act") not in WORDS or act is None:
            raise NotFound("act")
        try:
            said = act()
        except Conflict as refusal:
            return self._back(url, refusal.message, "warning")
        once.keep(self.request, url)
        return self._back(url, said, "info")

    def _back(self, url, said, kind):
        IStatusMessage(self.request).add(said, type=kind)
        self.request.response.redirect(url)
        return ""

    def _adopt(self):
        adopt(self.context)
        return _("已采用。此后生成的文书用这一版模板，以前的文书不变。")

    def _discard(self):
        discard(self.context)
        return _("已放弃上传的模板，继续使用原来的模板。")

    def _restore(self):
        number = str(self.request.form.get("number") or "")
        restore(self.context, int(number) if number.isdecimal() else 0)
        return _("已恢复。此后生成的文书用这一版模板，以前的文书不变。")

    def _take_shipped(self):
        data = bytes_of(self.context, SHIPPED)
        put_in_force(self.context, _named(self.context, data), "采用程序随附的新版")
        note_shipped(self.context, data)
        return _("已采用程序随附的模板。本单位原来的一版在“历次版本”中，可以恢复。")

    def _keep_own(self):
        note_shipped(self.context, bytes_of(self.context, SHIPPED))
        return _("已保留本单位的模板。程序再有新版时会再次提示。")


def _named(template, data):
    return NamedBlobFile(data=data, contentType=DOCX, filename=f"{template.title}.docx")


class TemplateCompare(BrowserView):
    """对照: the sample case by the file in force, beside it by another, paragraph by paragraph."""

    words = WORDS

    def update(self):
        hide_columns(self.request)
        self.which = str(self.request.form.get("with") or SHIPPED)
        self.problem = ""
        self.pairs = []
        other = bytes_of(self.context, self.which)
        try:
            self.pairs = compare(self._texts(bytes_of(self.context, CURRENT)), self._texts(other))
        except TemplateProblem as problem:
            self.problem = str(problem)

    def __call__(self):
        self.update()
        return self.index()

    def _texts(self, data):
        made = preview_docx(self.context.getId(), data)
        return paragraphs(data if made is None else made)

    @property
    def title(self):
        found = TITLES.get(self.which)
        if found is None:
            return translate(_("第${n}版", mapping={"n": self.which}), context=self.request)
        return translate(found, context=self.request)

    @property
    def left(self):
        return translate(TITLES[CURRENT], context=self.request)

    @property
    def differing(self):
        return sum(each.kind != SAME for each in self.pairs)

    @property
    def file_url(self):
        return f"{self.context.absolute_url()}/@@template-file"

    @property
    def may_choose(self):
        return self.which == SHIPPED and may_edit(self.context)
