"""A template filled with a sample case (预览): fictional, marked 示例, of the lengths of real ones.

``example.toml`` holds the values; what it does not name is filled by the kind of the field.
"""

import sys
from collections import OrderedDict
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from tonghua.records.core.papers import paper
from tonghua.records.office import settings
from tonghua.records.papers.conversion import to_pdf
from tonghua.records.papers.render import render
from tonghua.records.papers.samples import TEXT, sample_context

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

EXAMPLE = Path(__file__).parent / "example.toml"
#: previews that are kept made: whoever looks at one turns its pages, goes and comes back
KEPT = 12
_made: OrderedDict = OrderedDict()
_lock = Lock()


@cache
def _example():
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


def preview_values(key):
    """The sample case as the paper of a key prints it; None for a key not in the catalogue."""
    sample = sample_context(key)
    if sample is None:
        return None
    values = _filled(sample, _example())
    found = paper(key)
    values["office"] = {**values["office"], "name": settings().office_name or TEXT}
    values["paper"] = {**sample["paper"], "title": str(found.title), "number": "示例〔2026〕1号"}
    values["signatures"] = []
    values["places"] = [
        {"capacity": each.capacity, "label": str(each.label), "count": each.count}
        for each in found.places
    ]
    return values


def preview_docx(key, template):
    """The sample case's paper by a template's bytes. Raises TemplateProblem."""
    values = preview_values(key)
    return (
        None if values is None else _kept("docx", key, template, lambda: render(template, values))
    )


def preview_pdf(key, template):
    """(PDF bytes, "") or (None, the reason in Chinese). Raises TemplateProblem."""
    docx = preview_docx(key, template)
    if docx is None:
        return None, ""
    problem = ""

    def convert():
        nonlocal problem
        pdf, problem = to_pdf(docx)
        return pdf

    return _kept("pdf", key, template, convert), problem


def _kept(kind, key, template, make):
    """What was made before of the same; a failure is not kept."""
    name = (kind, key, settings().office_name, sha256(template).hexdigest())
    with _lock:
        if name in _made:
            _made.move_to_end(name)
            return _made[name]
    made = make()
    if made is not None:
        with _lock:
            _made[name] = made
            while len(_made) > KEPT:
                _made.popitem(last=False)
    return made


def _filled(sample, example):
    """A sample's own shape with the example's values; unknown texts stay what they are."""
    if isinstance(sample, dict):
        given = example if isinstance(example, dict) else {}
        return {name: _filled(each, given.get(name)) for name, each in sample.items()}
    if isinstance(sample, list):
        if isinstance(example, list):
            row = sample[0] if sample else ""
            return [_filled(row, each) for each in example]
        return [_filled(each, None) for each in sample]
    if sample == TEXT and isinstance(example, (str, int)):
        return example
    return example if isinstance(example, type(sample)) and example != "" else sample
