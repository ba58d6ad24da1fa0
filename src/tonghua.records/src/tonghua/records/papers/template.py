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

from .grammar import environment
from .names import NameWalker
from .package import refuse_unsafe
from .paragraphs import close_cells, split_lines
from .problems import Problem, TemplateProblem
from .source import MISPLACED, Part, compiled, paragraph_at, read

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
        except Exception as error:
            raise TemplateProblem.whole("文件不是 Word 文档（DOCX），请重新上传。") from error
        self.digest = sha256(data).digest()

    def parts(self) -> tuple[Part, ...]:
        """Body, headers and footers, read; only of a template that is not filled yet."""
        if self.digest not in _parts:
            if len(_parts) >= KEPT:
                _parts.clear()
            _parts[self.digest] = tuple(map(read, self._sources()))
        return _parts[self.digest]

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Environment
    ) -> str:
        """Render one part; raise TemplateProblem with the paragraph where it fails."""
        self.current_rendering_part = part
        source = self._lines(src_xml)
        try:
            text = compiled(source).render(context)
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
    filters = environment().filters
    problems: list[Problem] = []
    paths: list[str] = []
    for part in template.parts():
        problems.extend(part.broken)
        if part.tree is not None:
            walker = NameWalker(values, filters, _reporter(part.source, problems))
            walker.paths = paths
            walker.walk(part.tree, {})
        problems.extend(part.faults)
    return list(dict.fromkeys(problems)), paths


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
