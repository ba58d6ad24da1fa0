"""c. The DOCX of a paper against bare docxtpl with the same template, values and filters."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import transaction
from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.timing import in_turns
from tonghua.records.papers.filters import FILTERS
from tonghua.records.papers.render import values_for
from tonghua.records.papers.templates import template_for
from tonghua.records.papers.values import context_for, printed_paper, values_of
from tonghua.records.papers.versions import make_version
from tonghua.records.signing.standing import standing


def measure(site: Any, portal_type: str, rounds: int) -> dict[str, list[float]]:
    """Make the demo case's paper of this type in both ways, in turns; the seconds of each."""
    record = demo_record(site, portal_type)
    template, context, images = parts(record)

    def ours(_: int) -> None:
        make_version(record, ("docx",))

    def theirs(_: int) -> bytes:
        return bare(template, context, images)

    seconds = in_turns(ours, theirs, rounds)
    transaction.abort()
    return seconds


def save(site: Any, portal_type: str, path: str) -> int:
    """Write the DOCX of the demo case's paper of this type to a file; its bytes."""
    version = make_version(demo_record(site, portal_type), ("docx",))
    data = version.docx.data
    Path(path).write_bytes(data)
    transaction.abort()
    return len(data)


def demo_record(site: Any, portal_type: str) -> Any:
    """Return the first record of a type in the demo's first case."""
    (case,) = [each for each in site["cases"].objectValues() if "首案" in each.title]
    return next(each for each in case.objectValues() if each.portal_type == portal_type)


def parts(record: Any) -> tuple[bytes, dict[str, Any], dict[str, bytes]]:
    """Return the template, the values and the pictures of a record's paper."""
    paper = printed_paper(record)
    context, images = context_for(record, paper, values_of(record), False, standing(record))
    return template_for(paper.key), context, images


def bare(template: bytes, context: dict[str, Any], images: dict[str, bytes]) -> bytes:
    """Fill a template as docxtpl's manual shows, and nothing else."""
    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    values = values_for(context, images, document)
    fields = {name: getattr(values, name) for name in values}
    document.render(fields, environment, autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
