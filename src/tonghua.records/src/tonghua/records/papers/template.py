"""A DOCX template opened: its parts as Jinja sources, and docxtpl's rendering made strict."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from .budget import BUDGET, COUNTED, Budget
from .grammar import environment
from .names import NameWalker
from .package import NO_DOCX, refuse_unsafe
from .paragraphs import close_cells, split_lines
from .problems import Problem, TemplateProblem
from .source import MISPLACED, TANGLED, Part, compiled, paragraph_at, paragraph_of, read
from .tags import refuse_tangles

#: the faults that are told at once
MOST = 100
FILTER_NAMES = tuple(name for name in environment().filters if name != COUNTED)
#: templates whose parts are kept read, by the hash of the file
KEPT = 64
_parts: dict[bytes, tuple[Part, ...]] = {}


class PaperTemplate(DocxTemplate):
    """docxtpl's template with parts to check, errors that name a paragraph, real paragraphs."""

    def __init__(self, data: bytes) -> None:
        refuse_unsafe(data)
        super().__init__(BytesIO(data))
        try:
            self.init_docx()
            if self.docx.element.body is None:
                raise ValueError("a document without a body")
        except Exception as error:
            raise TemplateProblem.whole(NO_DOCX) from error
        self.digest = sha256(data).digest()
        self.budget = Budget()

    def patch_xml(self, src_xml: str) -> str:
        """docxtpl's source of a part, of what is no riddle to its patterns. See ``tags``."""
        refuse_tangles(src_xml)
        return str(super().patch_xml(src_xml))

    def parts(self) -> tuple[Part, ...]:
        """Body, headers and footers, read; only of a template that is not filled yet."""
        if self.digest not in _parts:
            if len(_parts) >= KEPT:
                _parts.clear()
            try:
                _parts[self.digest] = tuple(map(read, self._sources()))
            except TemplateProblem:
                raise
            # headers and footers are read here for the first time
            except Exception as error:
                raise TemplateProblem.whole(NO_DOCX) from error
        return _parts[self.digest]

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Environment
    ) -> str:
        """Render one part; raise TemplateProblem with the paragraph where it fails."""
        self.current_rendering_part = part
        source = self._lines(src_xml)
        filling = compiled(source).generate({**context, BUDGET: self.budget})
        try:
            text = self.budget.collect(filling)
            root = etree.fromstring(text.encode("utf-8"), _parser())
        except etree.XMLSyntaxError as error:
            raise TemplateProblem.whole(MISPLACED) from error
        except UndefinedError as error:
            raise _located(source, error, "占位符在资料中没有，请核对写法。") from error
        except SecurityError as error:
            raise _located(source, error, "模板里的这种写法不允许。") from error
        except TemplateProblem as error:
            raise _located(source, error, str(error)) from error
        # whatever a filter or a comparison stumbles over is the template's fault, not the site's
        except Exception as error:
            raise _located(source, error, _in_chinese(error)) from error
        split_lines(root)
        close_cells(root)
        return etree.tostring(root, encoding="unicode")

    def render_properties(self, context: Any, jinja_env: Environment | None = None) -> None:
        """Leave the file's properties alone: docxtpl would escape them twice."""

    def render_footnotes(self, context: Any, jinja_env: Environment | None = None) -> None:
        """Leave footnotes alone: they are printed as they stand in the template."""

    def _sources(self) -> Iterator[str]:
        """The Jinja source of body, headers and footers, a paragraph a line."""
        yield self._lines(self.patch_xml(self.get_xml()))
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield self._lines(self.patch_xml(self.get_part_xml(part)))

    @staticmethod
    def _lines(source: str) -> str:
        source = re.sub(r"\n?<w:p([ >])", r"\n<w:p\1", source.replace("\n", " "))
        return re.sub(r"(</w:(?:p|tr|tc|tbl)>)(\{[{%])", r"\1\n\2", source)


def examine(template: PaperTemplate, values: Any) -> tuple[list[Problem], list[str]]:
    """All faults of a template against `values` (None: no names judged), and all its names."""
    problems: dict[Problem, None] = {}
    paths: list[str] = []
    for part in template.parts():
        problems |= dict.fromkeys(part.broken)
        if part.tree is not None:
            try:
                _walk(part, values, problems, paths)
                # what passes here can be filled: Python compiles it, too
                if not problems:
                    compiled(part.source)
            except _Enough:
                break
            except RecursionError:
                problems[Problem("", "", TANGLED)] = None
            except TemplateProblem as error:
                problems |= dict.fromkeys(error.problems)
        problems |= dict.fromkeys(part.faults)
    found = list(problems)
    if len(found) > MOST:
        found = [*found[:MOST], Problem("", "", f"问题超过 {MOST} 处，其余的没有列出。")]
    return found, paths


class _Enough(Exception):
    """So many faults that nobody reads more."""


def _walk(part: Part, values: Any, problems: dict[Problem, None], paths: list[str]) -> None:
    lines = part.source.split("\n")

    def report(line: int, placeholder: str, message: str) -> None:
        paragraph = paragraph_of(lines, line)
        problems[Problem(paragraph, placeholder, message)] = None
        if len(problems) > MOST:
            raise _Enough

    walker = NameWalker(values, FILTER_NAMES, report)
    walker.paths = paths
    if part.tree is not None:
        walker.walk(part.tree, {})


def _located(source: str, error: Exception, message: str) -> TemplateProblem:
    frames = traceback.extract_tb(error.__traceback__)
    line = next((f.lineno for f in reversed(frames) if f.filename == "<template>"), None)
    return TemplateProblem(Problem(paragraph_at(source, line), "", message))


def _in_chinese(error: Exception) -> str:
    """What our own filters say; of anything else a sentence that says what to do."""
    said = str(error)
    chinese = isinstance(error, ValueError) and any("\u4e00" <= char <= "\u9fff" for char in said)
    return said if chinese else "这里的内容不能这样使用，请核对写法。"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
