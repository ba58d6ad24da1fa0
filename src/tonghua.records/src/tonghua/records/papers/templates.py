"""Finding and loading the office's templates (文书模板)."""

from pathlib import Path

from plone import api
from plone.namedfile.file import NamedBlobFile

from tonghua.records.core.papers import papers
from tonghua.records.papers.package import refuse_unsafe
from tonghua.records.papers.shipped import note_shipped

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def template_object(key):
    """The active template object of a paper; None where the office has none."""
    folder = api.portal.get().get("templates")
    found = folder.get(key) if folder is not None else None
    if found is None or api.content.get_state(found, default="active") != "active":
        return None
    return found


def template_for(key):
    """The bytes of a paper's DOCX template; None where the office has none.

    Read without asking for the right to view the template: who may make a paper may have it
    filled.
    """
    found = template_object(key)
    return found.docx_file.data if found is not None and found.docx_file else None


def load(folder):
    """Put every ``KEY.docx`` of a folder into the site where it has none yet; their keys."""
    register = api.portal.get()["templates"]
    loaded = []
    for path in sorted(Path(folder).glob("*.docx")):
        paper = papers().get(path.stem)
        if paper is None or path.stem in register:
            continue
        data = path.read_bytes()
        refuse_unsafe(data)
        template = api.content.create(
            container=register,
            type="DocumentTemplate",
            id=path.stem,
            title=str(paper.title),
            docx_file=NamedBlobFile(data=data, contentType=DOCX, filename=f"{paper.title}.docx"),
            pod_portal_types=[paper.portal_type],
            pod_formats=["docx", "pdf"],
        )
        note_shipped(template, data)
        loaded.append(path.stem)
    return loaded
