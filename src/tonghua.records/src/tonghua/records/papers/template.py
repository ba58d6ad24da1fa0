"""A DOCX template opened: its parts as Jinja sources, and docxtpl's rendering made strict."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from lxml import etree

from .balance import unbalanced
from .grammar import environment
from .names import NameWalker
from .package import refuse_unsafe
from .paragraphs import close_cells, split_lines
from .problems import Problem, TemplateProblem

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


class PaperTemplate(DocxTemplate):
    """docxtpl's template with parts to check, errors that name a paragraph, real paragraphs."""

    def __init__(self, data: bytes) -> None:
        refuse_unsafe(data)
        super().__init__(BytesIO(data))
        try:
            self.init_docx()
        except Exception as error:
            raise TemplateProblem.whole("文件不是 Word 文档（DOCX），请重新上传。") from error

    def sources(self) -> Iterator[str]:
        """The Jinja source of body, headers and footers, a paragraph a line."""
        yield self._lines(self.patch_xml(self.get_xml()))
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield self._lines(self.patch_xml(self.get_part_xml(part)))

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Environment
    ) -> str:
        """Render one part; raise TemplateProblem with the paragraph where it fails."""
        self.current_rendering_part = part
        source = self._lines(src_xml)
        try:
            text = jinja_env.from_string(parse(source, jinja_env)).render(context)
            root = etree.fromstring(text.encode("utf-8"), _parser())
        except etree.XMLSyntaxError as error:
            raise TemplateProblem.whole(MISPLACED) from error
        except UndefinedError as error:
            raise _located(source, error, "占位符在资料中没有，请核对写法。") from error
        except (ValueError, TypeError) as error:
            raise _located(source, error, str(error)) from error
        except SecurityError as error:
            raise _located(source, error, "模板里的这种写法不允许。") from error
        split_lines(root)
        close_cells(root)
        return etree.tostring(root, encoding="unicode")

    def render_properties(self, context: Any, jinja_env: Environment | None = None) -> None:
        """Leave the file's properties alone: docxtpl would escape them twice."""

    def render_footnotes(self, context: Any, jinja_env: Environment | None = None) -> None:
        """Leave footnotes alone: they are printed as they stand in the template."""

    @staticmethod
    def _lines(source: str) -> str:
        source = re.sub(r"\n?<w:p([ >])", r"\n<w:p\1", source.replace("\n", " "))
        return re.sub(r"(</w:(?:p|tr|tc|tbl)>)(\{[{%])", r"\1\n\2", source)


def parse(source: str, env: Environment) -> nodes.Template:
    """The tree of a source; TemplateProblem where its writing is broken."""
    try:
        return env.parse(source)
    except TemplateSyntaxError as error:
        said, line = str(error.message), error.lineno
        wording = next((text for key, text in SYNTAX if key in said), BROKEN)
        if "Unexpected end of template" in said:
            wording, line = UNCLOSED, _unclosed(source)
        raise TemplateProblem(Problem(paragraph_at(source, line), "", wording)) from error


def examine(template: PaperTemplate, values: Any) -> tuple[list[Problem], list[str]]:
    """All faults of a template against `values` (None: no names judged), and all its names."""
    env = environment()
    problems: list[Problem] = []
    paths: list[str] = []
    for source in template.sources():
        report = _reporter(source, problems)
        walker = NameWalker(values, env.filters, report)
        walker.paths = paths
        try:
            tree = parse(source, env)
        except TemplateProblem as broken:
            problems.extend(broken.problems)
        else:
            walker.walk(tree, {})
            for node in unbalanced(tree):
                report(node.lineno, "", MISPLACED)
        for number, _ in enumerate(source.split("\n"), 1):
            for found in MISTYPED.findall(paragraph_at(source, number)):
                if not re.fullmatch(r"\{\{[^｛｝]*\}\}", found):
                    message = f"“{found}”不会被替换，占位符请用两个半角花括号。"
                    problems.append(Problem(paragraph_at(source, number), found, message))
    return list(dict.fromkeys(problems)), paths


def paragraph_at(source: str, line: int | None) -> str:
    """The text of the paragraph in a line (from 1) of a source, without its XML."""
    lines = source.split("\n")
    if not line or line > len(lines):
        return ""
    return unescape(re.sub(r"<[^>]+>", "", lines[line - 1])).strip()


def _unclosed(source: str) -> int | None:
    """The line of the last loop or condition that was begun and not ended."""
    begun: list[int] = []
    for found in BLOCK.finditer(source):
        if found.group(1):
            begun.append(source.count("\n", 0, found.start()) + 1)
        elif begun:
            begun.pop()
    return begun[-1] if begun else None


def _reporter(source: str, problems: list[Problem]) -> Any:
    def report(line: int, placeholder: str, message: str) -> None:
        problems.append(Problem(paragraph_at(source, line), placeholder, message))

    return report


def _located(source: str, error: Exception, message: str) -> TemplateProblem:
    frames = traceback.extract_tb(error.__traceback__)
    line = next((f.lineno for f in reversed(frames) if f.filename == "<template>"), None)
    return TemplateProblem(Problem(paragraph_at(source, line), "", message))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
