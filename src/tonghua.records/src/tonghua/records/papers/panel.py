"""A record's papers as its page shows them: the one that is open, and all versions."""

from dataclasses import dataclass
from urllib.parse import urlencode

from plone import api

from tonghua.records.core.articles import article
from tonghua.records.core.canonical import digest
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.papers import papers_beside
from tonghua.records.display import when
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFinalizable, IRecordContent
from tonghua.records.papers.beside import offered
from tonghua.records.papers.issued import last_issue
from tonghua.records.papers.replacing import version_by_hash
from tonghua.records.papers.sending import may_read
from tonghua.records.papers.values import printed_paper, values_of
from tonghua.records.papers.versions import (
    FAILED,
    all_versions,
    final_version,
    printed_values,
    versions_of,
)
from tonghua.records.people import fullname


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One version of the paper; ``pdf`` is empty where there is none, ``problem`` says why where
    the conversion failed (转换失败).

    ``outdated`` when the record says something else by now; ``template`` is the number of the
    template's version that it was made by, None where that is not known.
    """

    number: int
    title: str
    made: str
    draft: bool
    outdated: bool
    url: str
    docx: str
    pdf: str
    problem: str
    template: int | None = None


def papers_of(record):
    """Every version, the newest first."""
    newest = _newest_is_outdated(record)
    kept = [each for each in reversed(versions_of(record)) if may_read(each)]
    return [_paper(record, each, newest and n == 0) for n, each in enumerate(kept)]


def _paper(item, version, outdated):
    url = item.absolute_url()
    address = f"{url}/@@paper/{version.number}"
    has_reader = IRecordContent.providedBy(item)
    template = version_by_hash(version.key, version.template_sha256)
    return Paper(
        number=version.number,
        title=version.title,
        made=f"{when(version.made_at)} {fullname(version.made_by)}",
        draft=version.draft,
        outdated=outdated,
        url=f"{url}?version={version.number}" if has_reader else f"{address}/docx",
        docx=f"{address}/docx",
        pdf=f"{address}/pdf" if version.pdf is not None else "",
        problem=version.pdf_problem if version.pdf_state == FAILED else "",
        template=template.number if template is not None else None,
    )


@dataclass(frozen=True, kw_only=True)
class Beside:
    """附随文书: a paper beside the record's own, with its versions, the newest first.

    ``number`` is that of its last issue (出具); ``issuable`` when it is given out at all, and
    ``sign`` the address where it is signed, empty where nobody signs it.
    """

    key: str
    title: str
    articles: str
    issuable: bool
    number: str
    issued: str
    sign: str
    versions: tuple[Paper, ...]


def beside_of(item):
    """The papers beside an item's own that it allows now or has made before."""
    made = {each.key for each in all_versions(item) if each.beside}
    allowed = {each.key for each in offered(item)}
    found = [
        each for each in papers_beside(item.portal_type) if each.key in allowed or each.key in made
    ]
    # a record's own paper has a place of its own on its page
    own = None if IRecordContent.providedBy(item) else printed_paper(item)
    return [_beside(item, each) for each in ([own] if own is not None else []) + found]


def _beside(item, paper):
    last = last_issue(item, paper.key)
    query = urlencode({"paper": paper.key})
    kept = versions_of(item, paper.key if paper.beside else None)
    versions = [each for each in reversed(kept) if may_read(each)]
    signed = paper.places and IRecordContent.providedBy(item) and (last or not paper.issued)
    return Beside(
        key=paper.key,
        title=say(paper.title),
        articles="、".join(article(number).label for number in paper.articles),
        issuable=paper.issued,
        number=last.number if last is not None else "",
        issued=f"{when(last.at)} {fullname(last.actor)}" if last is not None else "",
        sign=f"{item.absolute_url()}/@@sign?{query}" if signed else "",
        versions=tuple(_paper(item, each, False) for each in versions),
    )


def opened(item, papers, wanted):
    """The version whose number is ``wanted`` (text of a query), else the newest; None if none.

    ``papers`` are those of the item's own paper.
    """
    for version in all_versions(item):
        if str(version.number) == wanted and version.beside and may_read(version):
            return _paper(item, version, False)
    return next(
        (paper for paper in papers if str(paper.number) == wanted), papers[0] if papers else None
    )


def _newest_is_outdated(record):
    """Whether a draft was changed after its newest paper was made."""
    versions = versions_of(record)
    if not versions:
        return False
    if not IFinalizable.providedBy(record):
        return not versions[-1].says(printed_values(record))
    if final_version(record) is not None:
        return False
    if api.content.get_state(record) in ("final", "superseded", "void"):
        return False
    return versions[-1].data_sha256 != digest(values_of(record))


class PapersBeside:
    """Mix-in of a page with the macro ``beside``: what it lists, and whether more may be made."""

    may_sign = False

    @property
    def beside(self):
        """附随文书: the further papers of the item; of a case or an entry all of them."""
        return beside_of(self.context)

    @property
    def may_make_beside(self):
        return api.content.get_state(self.context, default="") not in SET_ASIDE and (
            api.user.has_permission("tonghua.records: Make paper", obj=self.context)
        )
