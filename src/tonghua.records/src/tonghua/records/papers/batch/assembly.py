"""The file of a job, made once all its entries are decided, and who may still have it."""

from plone.namedfile.file import NamedBlobFile

from tonghua.records.display import may_view
from tonghua.records.moments import to_office
from tonghua.records.papers.batch.bundle import Piece, write_pdf, write_zip
from tonghua.records.papers.batch.claims import claim_file
from tonghua.records.papers.batch.making import record_by, record_of
from tonghua.records.papers.batch.store import PDF
from tonghua.records.papers.versions import all_versions

KINDS = {"zip": "application/zip", "pdf": "application/pdf"}


def assemble(job, token):
    """Close a job of which every entry is decided; False while another one does.

    Where there is nothing to put in, it has no file.
    """
    if job.closed:
        return True
    if not claim_file(job, token):
        return False
    papers, inside = _papers(job)
    if papers:
        file = NamedBlobFile(contentType=KINDS[job.output], filename=f"batch.{job.output}")
        with file.open("w") as out:
            if job.output == PDF:
                write_pdf([pieces[0] for pieces in papers], out)
            else:
                write_zip(papers, out)
        job.file, job.inside = file, tuple(inside)
    job.closed = True
    return True


def _papers(job):
    """([the pieces of each paper], the uids of all that they are of or tell of)."""
    papers, inside = [], {}
    for entry in job.entries:
        record = record_of(entry) if entry.versions else None
        if record is None or not may_view(record):
            continue
        kept = {version.number: version for version in all_versions(record)}
        for version in (kept[number] for number in entry.versions):
            pieces = _pieces(version, job.output)
            if pieces:
                papers.append(pieces)
                inside.update(dict.fromkeys((entry.uid, *version.tells)))
    return papers, inside


def _pieces(version, output):
    kinds = ("pdf",) if output == PDF else ("docx", "pdf")
    return [
        Piece(version.title, kind, to_office(version.made_at), version.file(kind).open)
        for kind in kinds
        if version.file(kind) is not None
    ]


def may_have(job):
    """Whether the current person may still view every record that the file tells of."""
    return all(record is not None and may_view(record) for record in map(record_by, job.inside))
