"""Versions of a record's paper (文书版本): each with its template's and its data's SHA-256."""

from hashlib import sha256
from urllib.parse import quote

from Acquisition import aq_base
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.annotation.interfaces import IAnnotations

from tonghua.records import _
from tonghua.records.core.canonical import digest
from tonghua.records.interfaces import IFinalizable, IRecordContent
from tonghua.records.moments import now
from tonghua.records.papers.builds import build
from tonghua.records.papers.conversion import to_pdf
from tonghua.records.papers.issued import last_issue
from tonghua.records.papers.pages import counted
from tonghua.records.papers.problems import TemplateProblem
from tonghua.records.papers.render import render
from tonghua.records.papers.templates import template_for
from tonghua.records.papers.values import context_for, paper_values, printed_paper, values_of
from tonghua.records.refusals import Conflict
from tonghua.records.signing.standing import standing
from tonghua.records.signing.store import on_paper

KEY = "tonghua.records.papers"
EMPTY = (None, "", [], ())
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
TYPES = {"docx": DOCX, "pdf": PDF}
UNFINISHED = ("draft", "in_review", "in_approval")

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
    #: pages of the PDF; None where nobody has counted them
    pages = None
    #: whether it is of a paper beside the record's own
    beside = False
    #: the records that its lists tell of: who may not view them all does not read it
    tells = ()
    #: of a copy for one of several parties, that party's place among those printed, from 0
    addressee = None

    def __init__(self, number, key, title, values, template, docx, draft, beside=False, tells=()):
        self.number = number
        if beside:
            self.beside = True
        if tells:
            self.tells = tuple(tells)
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

    def says(self, values):
        """Whether it says just this."""
        return self.data_sha256 == digest(values)


def all_versions(item):
    """Every version of all papers of an item, oldest first; their numbers run on."""
    return tuple(IAnnotations(item).get(KEY, ()))


def versions_of(item, key=None):
    """Every version of an item's own paper, or of one beside it by its key; oldest first."""
    kept = all_versions(item)
    if key is not None:
        return tuple(each for each in kept if each.beside and each.key == key)
    return tuple(each for each in kept if not each.beside)


def final_version(item):
    """The version of its own paper made when an item became final; None before, or if imported."""
    return next((each for each in versions_of(item) if not each.draft), None)


def printed_values(item, paper=None, issue=None, lists=None):
    """What an item's paper prints, its own or one beside it, as ``issue`` gave it out.

    ``lists`` are those that the paper builds, where they are gathered already.

    A final record prints what it printed then; a later field (事后栏目) that was empty then is
    printed from when it is written. A case and a complaint print what they say now.
    """
    if paper is None or not paper.beside:
        return _own_values(item, lists)
    own = _own_values(item)
    lists = build(item, paper)[0] if lists is None else lists
    return {**own, **lists, "paper": paper_values(item, paper, issue)}


def _own_values(item, lists=None):
    final = final_version(item) if IFinalizable.providedBy(item) else None
    if final is None:
        return values_of(item, lists)
    then = final.values
    open_then = [name for name in later_fields(item) if then["record"].get(name) in EMPTY]
    if all(getattr(item, name, None) in EMPTY for name in open_then):
        return then
    now_said = values_of(item)["record"]
    added = {
        each: now_said[each]
        for name in open_then
        for each in (name, f"{name}_label")
        if each in now_said
    }
    return {**then, "record": {**then["record"], **added}}


def later_fields(record):
    """The names of the fields that are written once after a record is final."""
    return getattr(aq_base(record), "later_fields", ())


def has_changed(item, version):
    """Whether an item says something else now than a version of its own paper."""
    return not version.says(values_of(item))


def is_draft(item):
    """Whether what an item prints is a draft (草稿): not yet final. A case's own list never is."""
    return api.content.get_state(item, default=None) in UNFINISHED


def addressed(values, addressee):
    """What a paper prints when it goes to one of its parties (同一文书发给多名当事人)."""
    return values if addressee is None else {**values, "party": values["parties"][addressee]}


def make_version(item, formats=("docx", "pdf"), paper=None, issue=None, addressee=None):
    """Make the next version of an item's own paper, or of one beside it; None where it has none.

    ``issue`` is given by who gives out a paper beside the record's own; until then such a paper
    is a draft (草稿). ``addressee`` makes the own paper's copy for one party, which is kept beside
    the own versions. Raises Conflict when the office has no template for it or the template is
    faulty. Without LibreOffice the DOCX is made all the same and the version says why it has no
    PDF.
    """
    paper = paper or printed_paper(item)
    if paper is None:
        return None
    template = _template(paper)
    issue = issue or last_issue(item, paper.key)
    draft = issue is None if paper.issued else is_draft(item)
    lists, told = build(item, paper)
    values = addressed(printed_values(item, paper, issue, lists), addressee)
    context, images = context_for(item, paper, values, draft, signers(item, paper, values))
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
    annotations = IAnnotations(item)
    if KEY not in annotations:
        annotations[KEY] = PersistentList()
    kept = annotations[KEY]
    version = Version(
        len(kept) + 1,
        paper.key,
        file_title(paper, values),
        values,
        template,
        docx,
        draft,
        beside=paper.beside or addressee is not None,
        tells=told,
    )
    if addressee is not None:
        version.addressee = addressee
    if "pdf" in formats:
        add_pdf(version, docx)
    kept.append(version)
    return version


def signers(item, paper, values):
    """The signatures that a paper with these values prints: those that stand on it."""
    if not IRecordContent.providedBy(item):
        return ()
    if not paper.beside:
        return standing(item)
    seen = {each.number: _unnumbered(each.values) for each in versions_of(item, paper.key)}
    said = _unnumbered(values)
    # what an import brought has seen no version
    return tuple(
        each
        for each in on_paper(item, paper.key)
        if each.version is None or seen.get(each.version) == said
    )


def standing_beside(item, paper):
    """The signatures that count on a paper beside the own one, by what the item says now."""
    return signers(item, paper, printed_values(item, paper, last_issue(item, paper.key)))


def _unnumbered(values):
    """Values without the numbers that case and record take on their way."""
    return {
        **values,
        **{name: {**values[name], "number": ""} for name in ("case", "record", "paper")},
    }


def _template(paper):
    template = template_for(paper.key)
    if template is None:
        raise Conflict(
            _(
                "第十八条：还没有《${paper}》的模板。请系统管理员在“文书模板”中上传。",
                mapping={"paper": str(paper.title)},
            ),
            article=18,
        )
    return template


def add_pdf(version, docx):
    """Convert a version's DOCX; on failure the version keeps the reason."""
    put_pdf(version, *to_pdf(docx))


def put_pdf(version, pdf, problem):
    """Keep a version's PDF, or why there is none."""
    if pdf is None:
        version.pdf_state, version.pdf_problem = FAILED, problem
    else:
        version.pdf_state = MADE
        version.pages = counted(pdf)
        version.pdf = NamedBlobFile(data=pdf, contentType=PDF, filename=f"{version.title}.pdf")


def file_title(paper, values):
    """The name of the file, without its ending: paper and party."""
    party = values["party"]["name"]
    title = f"{paper.title} {party}".strip()
    return "".join("_" if char in '\\/:*?"<>|' or ord(char) < 32 else char for char in title)[:80]


def convert_again(version):
    """重新转换: make the PDF that a version lacks, from its own DOCX; all else of it stays.

    Raises Conflict where it has one: what was printed and signed is not replaced.
    """
    if version.pdf is not None:
        raise Conflict(
            _(
                "第十八条：第${number}版已经有 PDF，不必重新转换。",
                mapping={"number": version.number},
            ),
            article=18,
        )
    version.pdf_problem = ""
    add_pdf(version, version.docx.data)


def disposition(filename, attachment=True):
    """A Content-Disposition that carries a Chinese name whole (RFC 6266, RFC 8187)."""
    kind = "attachment" if attachment else "inline"
    plain = filename.rsplit(".", 1)[-1]
    return f"{kind}; filename=\"paper.{plain}\"; filename*=UTF-8''{quote(filename)}"
