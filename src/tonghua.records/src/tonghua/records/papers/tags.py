"""The tags of a template before docxtpl's patterns read them (标记).

docxtpl finds its tags by patterns over the whole text, which some writings keep busy for days: its
tags for merged cells, and a tag of great length. No template of an office has them.
"""

from __future__ import annotations

import re
from itertools import islice

from .problems import Problem, TemplateProblem
from .words import words_of

#: tags of one part; the longest template of ours has two hundred
MAX_TAGS = 5000
LONGEST = 1000
#: docxtpl's own tags for cells
CELLS = frozenset({"colspan", "cellbg", "hm", "vm"})

TORN = re.compile(r"(?<={)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=})")
TAG = re.compile(r"{%(?:(?!%}).)*|{#(?:(?!#}).)*|{{(?:(?!}}).)*", re.DOTALL)
BETWEEN = re.compile(r"</w:t>.*?<w:t(?: [^>]*)?>", re.DOTALL)
WORDS = re.compile(r"[^\s+-]+")


def refuse_tangles(source: str) -> None:
    """Raise TemplateProblem when the XML of a part has a tag that is none of ours, or too many."""
    for count, match in enumerate(TAG.finditer(TORN.sub("", source))):
        if count >= MAX_TAGS:
            raise TemplateProblem.whole(
                f"文件中的占位符和标记超过 {MAX_TAGS} 个，不是正常的模板，不予使用。"
            )
        written = BETWEEN.sub("", match.group())
        first = {word.group() for word in islice(WORDS.finditer(written[2:]), 3)}
        if written.startswith("{%") and first & CELLS:
            raise _refused(written, "模板不能使用合并单元格的标记，请在 Word 中合并单元格。")
        if len(words_of(written)) > LONGEST and not written.startswith("{#"):
            raise _refused(
                written, f"占位符或者标记超过 {LONGEST} 个字，或者没有结束，请检查花括号是否成对。"
            )


def _refused(written: str, message: str) -> TemplateProblem:
    paragraph = words_of(written.partition("</w:p>")[0])
    return TemplateProblem(Problem(paragraph, "", message))
