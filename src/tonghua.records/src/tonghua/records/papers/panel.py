"""A record's papers as its page shows them: the one that is open, and all versions."""

from dataclasses import dataclass

from plone import api

from tonghua.records.core.canonical import digest
from tonghua.records.display import when
from tonghua.records.papers.values import values_of
from tonghua.records.papers.versions import FAILED, final_version, versions_of
from tonghua.records.people import fullname


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One version of the paper; ``pdf`` is empty where there is none, ``problem`` says why.

    ``outdated`` when the record says something else by now.
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


def papers_of(record):
    """Every version, the newest first."""
    url = record.absolute_url()
    newest = _newest_is_outdated(record)
    found = []
    for version in reversed(versions_of(record)):
        paper = f"{url}/@@paper/{version.number}"
        found.append(
            Paper(
                number=version.number,
                title=version.title,
                made=f"{when(version.made_at)} {fullname(version.made_by)}",
                draft=version.draft,
                outdated=newest and not found,
                url=f"{url}?version={version.number}",
                docx=f"{paper}/docx",
                pdf=f"{paper}/pdf" if version.pdf is not None else "",
                problem=version.pdf_problem if version.pdf_state == FAILED else "",
            )
        )
    return found


def opened(papers, wanted):
    """The version whose number is ``wanted`` (text of a query), else the newest; None if none."""
    return next(
        (paper for paper in papers if str(paper.number) == wanted), papers[0] if papers else None
    )


def _newest_is_outdated(record):
    """Whether a draft was changed after its newest paper was made."""
    versions = versions_of(record)
    if not versions or final_version(record) is not None:
        return False
    if api.content.get_state(record) in ("final", "superseded", "void"):
        return False
    return versions[-1].data_sha256 != digest(values_of(record))
