"""Templates and values in, the finished DOCX out; nothing of Zope, nothing of LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from .fields import Fields
from .grammar import environment
from .package import stable
from .places import signing_places
from .problems import Problem, TemplateProblem
from .template import PaperTemplate, examine

__all__ = ["Problem", "TemplateProblem", "render", "values_for"]


def render(
    template: bytes, context: Mapping[str, Any], images: Mapping[str, bytes] | None = None
) -> bytes:
    """Fill a template (文书模板, DOCX) with the values of a record; the bytes of a DOCX.

    `context` is plain JSON (see docs of the papers' values); `images` are the pictures that
    `signatures[].image` names. The same arguments give the same bytes.

    Raises TemplateProblem, whose sentences are Chinese, when the file is unsafe or broken, or
    names a placeholder or filter that does not exist.
    """
    paper = PaperTemplate(template)
    values = values_for(context, images or {}, paper)
    problems, _ = examine(paper, values)
    if problems:
        raise TemplateProblem(*problems)
    fill(paper, values)
    out = BytesIO()
    paper.save(out)
    return stable(out.getvalue())


def fill(paper: PaperTemplate, values: Fields) -> None:
    """Fill an examined template in place. Raises TemplateProblem."""
    paper.render({name: getattr(values, name) for name in values}, environment(), autoescape=True)


def values_for(
    context: Mapping[str, Any], images: Mapping[str, bytes], paper: PaperTemplate | None
) -> Fields:
    """The objects that a template reads: the context, and `sign` made from its signatures."""
    return Fields({**context, "sign": signing_places(context, images, paper)})
