"""Versions of a record's paper (文书版本): each with its template's and its data's SHA-256."""

from hashlib import sha256
from urllib.parse import quote

from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.annotation.interfaces import IAnnotations

from tonghua.records import _
from tonghua.records.core.canonical import digest
from tonghua.records.core.papers import paper_of
from tonghua.records.interfaces import IFactsSource
from tonghua.records.moments import now
from tonghua.records.papers.conversion import to_pdf
from tonghua.records.papers.problems import TemplateProblem
from tonghua.records.papers.render import render
from tonghua.records.papers.templates import template_for
from tonghua.records.papers.values import context_for, values_of
from tonghua.records.refusals import Conflict
from tonghua.records.signing.standing import standing

KEY = "tonghua.records.papers"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
TYPES = {"docx": DOCX, "pdf": PDF}

#: the state of a version's PDF
MADE, FAILED, NOT_ASKED = "made", "failed", "not_asked"


class Version(Persistent):
    """One version of a paper.

    ``values`` are those printed (plain JSON), ``data_sha256`` their canonical hash,
    ``template_sha256`` that of the template's file; ``pdf`` is None where it was not asked for
    or ``pdf_state`` is failed, and then ``pdf_problem`` says why.
    """

    pdf = None
    pdf_state = NOT_ASKED
    pdf_problem = ""

    def __init__(self, number, key, title, values, template, docx, draft):
        self.number = number
        self.key = key
        self.title = title
        self.values = values
        self.data_sha256 = digest(values)
        self.template_sha256 = sha256(template).hexdigest()
        self.draft = draft
        self.made_at = now()
        self.made_by = api.user.get_current().getId()
        self.docx = NamedBlobFile(data=docx, contentType=DOCX, filename=f"{title}.docx")
        self.docx_sha256 = sha256(docx).hexdigest()

    def file(self, kind):
        """The blob of a format; None where there is none."""
        return self.docx if kind == "docx" else self.pdf if kind == "pdf" else None


def versions_of(record):
    """Every version, oldest first."""
    return tuple(IAnnotations(record).get(KEY, ()))


def final_version(record):
    """The version that was made when the record became final; None before, or if imported."""
    return next((each for each in versions_of(record) if not each.draft), None)


def printed_values(record):
    """What the record prints: for a final one what it printed then, else what it says now."""
    final = final_version(record)
    return final.values if final else values_of(record)


def has_changed(record, version):
    """Whether the record says something else now than a version of its paper."""
    return digest(values_of(record)) != version.data_sha256


def make_version(record, formats=("docx", "pdf")):
    """Make the next version of a record's paper; None for a record that prints none.

    Raises Conflict when the office has no template for it or the template is faulty. Without
    LibreOffice the DOCX is made all the same and the version says why it has no PDF.
    """
    paper = paper_of(IFactsSource(record).facts())
    if paper is None:
        return None
    template = template_for(paper.key)
    if template is None:
        raise Conflict(
            _(
                "第十八条：还没有《${paper}》的模板。请系统管理员在“文书模板”中上传。",
                mapping={"paper": str(paper.title)},
            ),
            article=18,
        )
    draft = api.content.get_state(record) not in ("final", "superseded", "void")
    values = printed_values(record)
    context, images = context_for(record, values, draft, standing(record))
    try:
        docx = render(template, context, images)
    except TemplateProblem as problem:
        raise Conflict(
            _(
                "第十八条：《${paper}》的模板有误：${problem} 请更正模板后重新上传。",
                mapping={"paper": str(paper.title), "problem": str(problem)},
            ),
            article=18,
        ) from problem
    annotations = IAnnotations(record)
    if KEY not in annotations:
        annotations[KEY] = PersistentList()
    kept = annotations[KEY]
    version = Version(
        len(kept) + 1, paper.key, file_title(paper, values), values, template, docx, draft
    )
    if "pdf" in formats:
        add_pdf(version, docx)
    kept.append(version)
    return version


def add_pdf(version, docx):
    """Convert a version's DOCX; on failure the version keeps the reason."""
    pdf, problem = to_pdf(docx)
    if pdf is None:
        version.pdf_state, version.pdf_problem = FAILED, problem
    else:
        version.pdf_state = MADE
        version.pdf = NamedBlobFile(data=pdf, contentType=PDF, filename=f"{version.title}.pdf")


def file_title(paper, values):
    """The name of the file, without its ending: paper and party."""
    party = values["party"]["name"]
    title = f"{paper.title} {party}".strip()
    return "".join("_" if char in '\\/:*?"<>|' or ord(char) < 32 else char for char in title)[:80]


def disposition(filename, attachment=True):
    """A Content-Disposition that carries a Chinese name whole (RFC 6266, RFC 8187)."""
    kind = "attachment" if attachment else "inline"
    plain = filename.rsplit(".", 1)[-1]
    return f"{kind}; filename=\"paper.{plain}\"; filename*=UTF-8''{quote(filename)}"
