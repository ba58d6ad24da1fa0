"""Checking a template before an office uses it: every placeholder against sample values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .problems import Problem, TemplateProblem
from .render import fill, values_for
from .template import PaperTemplate, examine

__all__ = ["Problem", "check", "placeholders"]


def placeholders(template: bytes) -> list[str]:
    """The names that a template prints or loops over, in order of use.

    A loop's variable is written by its list: `{% for o in officers %}{{ o.name }}` gives
    `officers` and `officers[].name`. Raises TemplateProblem when the file is unsafe.
    """
    return examine(PaperTemplate(template), None)[1]


def check(template: bytes, sample_context: Mapping[str, Any]) -> list[Problem]:
    """All faults of a template, empty when it can be used.

    Each unknown or misspelt placeholder or filter is named with its paragraph and the nearest
    known name; broken tags, full-width braces and unsafe files are reported the same way. Names
    inside a loop over an empty list cannot be judged: a sample has one row at least.
    """
    signatures = [{**each, "image": None} for each in sample_context.get("signatures") or ()]
    sample = {**sample_context, "signatures": signatures}
    values = values_for(sample, {}, None)
    try:
        paper = PaperTemplate(template)
        problems = examine(paper, values)[0]
        if not problems:
            # some faults show only when it prints: a sum that is none, a line of a million blanks
            fill(paper, values)
        return problems
    except TemplateProblem as refused:
        return list(refused.problems)
