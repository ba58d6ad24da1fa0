"""One part of a template (body, header, footer) as a Jinja source, a paragraph a line.

The same templates are filled all day: what depends on the source alone is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from jinja2 import Template, TemplateSyntaxError, nodes

from .balance import unbalanced
from .budget import COUNTED
from .grammar import environment
from .problems import Problem, TemplateProblem
from .words import words_of

# Braces that a person meant as a placeholder but Jinja does not see.
MISTYPED = re.compile(
    r"[｛{]\s*[｛{][^{}｛｝]*[｝}]\s*[｝}]|(?<![{%｛])\{\s*[a-z][\w.]*\s*\}(?!\})"
)
BLOCK = re.compile(r"\{%\s*(?:(for|if)|end(?:for|if))\b")
UNCLOSED = "循环或者条件没有结束，请补上 endfor 或者 endif 标记。"
MISPLACED = "循环标记的位置不对：开始和结束标记应当各占一段，或者各占表格的一行。"
SYNTAX = (
    ("unknown tag 'endfor'", "有结束标记 endfor，却没有与它对应的循环。"),
    ("unknown tag", "有不认识的标记，请核对写法。"),
)
BROKEN = "占位符的写法有误，请检查花括号是否成对、名称中有没有空格。"
TANGLED = "这里的写法过于复杂，不能使用，请分成几个简单的占位符。"
#: the faults that are told of one paragraph
MOST = 100
#: parts kept ready: a template has about five, an office some thirty templates
READY = 256


@dataclass(frozen=True)
class Part:
    """A source read: its tree (None where it is broken) and the faults that no value mends.

    ``broken`` are those of the tree, ``faults`` the misplaced loops and mistyped braces.
    """

    source: str
    tree: nodes.Template | None
    broken: tuple[Problem, ...]
    faults: tuple[Problem, ...]


@lru_cache(maxsize=READY)
def read(source: str) -> Part:
    """Read a source; its faults are told and not raised."""
    try:
        tree = parse(source)
    except TemplateProblem as error:
        return Part(source, None, error.problems, tuple(_mistyped(source)))
    misplaced = [
        Problem(paragraph_at(source, node.lineno), "", MISPLACED) for node in unbalanced(tree)
    ]
    return Part(source, tree, (), (*misplaced, *_mistyped(source)))


@lru_cache(maxsize=READY)
def compiled(source: str) -> Template:
    """The Jinja template of a source, ready to be filled: its loops count their rows.

    Raises TemplateProblem, also for what only Python's own compiler finds too deep.
    """
    tree = parse(source)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
        loop.iter.set_environment(environment())
    try:
        return environment().from_string(tree)
    except (RecursionError, SyntaxError, MemoryError, ValueError) as error:
        raise TemplateProblem(Problem("", "", TANGLED)) from error


def parse(source: str) -> nodes.Template:
    """The tree of a source; TemplateProblem where its writing is broken."""
    try:
        return environment().parse(source)
    except TemplateSyntaxError as error:
        said, line = str(error.message), error.lineno
        wording = next((text for key, text in SYNTAX if key in said), BROKEN)
        if "Unexpected end of template" in said:
            wording, line = UNCLOSED, _unclosed(source)
        raise TemplateProblem(Problem(paragraph_at(source, line), "", wording)) from error
    # parentheses in parentheses, a number of five thousand digits
    except (RecursionError, ValueError) as error:
        raise TemplateProblem(Problem("", "", TANGLED)) from error


def paragraph_at(source: str, line: int | None) -> str:
    """The text of the paragraph in a line (from 1) of a source, without its XML."""
    return paragraph_of(source.split("\n"), line)


def paragraph_of(lines: list[str], line: int | None) -> str:
    """The same of a source whose lines are at hand."""
    if not line or line > len(lines):
        return ""
    return words_of(lines[line - 1])


def _mistyped(source: str) -> Iterator[Problem]:
    for line in source.split("\n"):
        words = words_of(line)
        for found in islice(MISTYPED.findall(words), MOST):
            if not re.fullmatch(r"\{\{[^｛｝]*\}\}", found):
                message = f"“{found}”不会被替换，占位符请用两个半角花括号。"
                yield Problem(words, found, message)


def _unclosed(source: str) -> int | None:
    """The line of the last loop or condition that was begun and not ended."""
    begun: list[int] = []
    for found in BLOCK.finditer(source):
        if found.group(1):
            begun.append(source.count("\n", 0, found.start()) + 1)
        elif begun:
            begun.pop()
    return begun[-1] if begun else None
