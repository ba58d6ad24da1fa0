"""Whether a template keeps the measures of official papers (GB/T 9704-2012, 版式检查).

Read from the file: paper, margins, fonts, sizes, spacing, page numbers, draft mark. A measure that
is not kept is told with its paragraph; it does not make a template unsafe, and the site only says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tonghua.records.core.papers import Paper

from .check import placeholders
from .house_style import (
    A4,
    BIAO,
    CLOSER,
    FANG,
    FONTS,
    FORM_PAGE,
    HEI,
    LETTER_PAGE,
    LINE,
    SONG,
)
from .problems import Problem

MILLIMETRE = 1440 / 25.4
#: what a person's eye and a printer's feed make no difference of
NEAR = MILLIMETRE
ALL_FONTS = frozenset(name for names in FONTS.values() for name in names)
#: signed on the receipt that goes with them, not on the paper itself
SIGNED_ELSEWHERE = ("penalty_decision",)
#: a cover bears no page number
UNNUMBERED = ("volume",)
#: style → (font, half points) of the letter
LETTER_STYLES = {
    "文书标题": (BIAO, 44),
    "文书正文": (FANG, 32),
    "文书末段": (FANG, 32),
    "主送": (FANG, 32),
    "层次标题": (HEI, 32),
}
SMALLEST = 18


def measure(template: bytes, paper: Paper | None = None) -> list[Problem]:
    """The measures that a safe template does not keep; empty when it keeps all.

    With its paper of the catalogue also: title, number line, and a place for each signature.
    """
    document = Document(BytesIO(template))
    letter = is_letter(document)
    problems = [
        *_paper(document, letter),
        *_styles(document, letter),
        *_runs(document),
        *(() if paper is not None and paper.key in UNNUMBERED else _page_numbers(document, letter)),
        *_draft_mark(document),
    ]
    if paper is not None:
        problems += _fields(template, document, paper)
    return list(dict.fromkeys(problems))


def is_letter(document: Any) -> bool:
    """Whether a template is a letter (公文式): its text stands in paragraphs of that style."""
    return any(each.style.name == "文书正文" for each in document.paragraphs)


def _whole(message: str) -> Problem:
    return Problem("", "", message)


def _paper(document: Any, letter: bool) -> Iterator[Problem]:
    page = LETTER_PAGE if letter else FORM_PAGE
    names = {"top": "上", "bottom": "下", "left": "左", "right": "右"}
    for section in document.sections:
        size = (section.page_width, section.page_height)
        twips = tuple((each or 0) / 635 for each in size)
        if any(abs(found - wanted) > NEAR for found, wanted in zip(twips, A4, strict=True)):
            found = "×".join(f"{each / MILLIMETRE:.0f}" for each in twips)
            yield _whole(f"纸张是 {found} 毫米，应当是 A4（210×297 毫米，竖向）。")
            continue
        for side, name in names.items():
            found = (getattr(section, f"{side}_margin") or 0) / 635
            wanted = getattr(page, side)
            if letter and abs(found - wanted) > NEAR:
                yield _whole(
                    f"{name}边距是 {found / MILLIMETRE:.0f} 毫米，"
                    f"应当是 {wanted / MILLIMETRE:.0f} 毫米（GB/T 9704）。"
                )
            elif not letter and found < wanted - NEAR:
                yield _whole(
                    f"{name}边距是 {found / MILLIMETRE:.0f} 毫米，"
                    f"至少应当有 {wanted / MILLIMETRE:.0f} 毫米。"
                )
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is not None and grid.get(qn("w:type")) not in (None, "default"):
            yield _whole("页面设置了文档网格，各软件排出的行数不同，请改为“无网格”。")


def _styles(document: Any, letter: bool) -> Iterator[Problem]:
    used = {paragraph.style.style_id for paragraph in _paragraphs(document)}
    for style in document.styles:
        if style.type != 1 or style.style_id not in used:
            continue
        font, size = _font(style), _size(style)
        if font is not None and font not in ALL_FONTS:
            yield _whole(
                f"样式“{style.name}”的字体是“{font}”，应当使用仿宋、楷体、黑体、宋体或者小标宋。"
            )
        if size is not None and size < SMALLEST:
            yield _whole(f"样式“{style.name}”的字号是 {size / 2:g} 磅，太小，至少 9 磅。")
        if letter and style.name in LETTER_STYLES:
            yield from _letter_style(style, font, size)


def _letter_style(style: Any, font: str | None, size: int | None) -> Iterator[Problem]:
    wanted, points = LETTER_STYLES[style.name]
    if font not in FONTS[wanted]:
        yield _whole(f"样式“{style.name}”的字体是“{font or '未设置'}”，应当是{wanted}。")
    if size != points:
        found = f"{size / 2:g} 磅" if size else "未设置"
        yield _whole(f"样式“{style.name}”的字号是{found}，应当是 {points / 2:g} 磅。")
    if style.name != "文书正文":
        return
    spacing = _inherited(style, "w:pPr", "w:spacing")
    line = int(spacing.get(qn("w:line")) or 0) if spacing is not None else 0
    exact = spacing is not None and spacing.get(qn("w:lineRule")) == "exact"
    if not exact or abs(line - LINE) > 2:
        yield _whole("样式“文书正文”的行距应当是固定值 28.95 磅，每页才有 22 行（GB/T 9704）。")
    between = _inherited(style, "w:rPr", "w:spacing")
    closer = int(between.get(qn("w:val")) or 0) if between is not None else 0
    if closer != CLOSER:
        yield _whole("样式“文书正文”的字符间距应当紧缩 0.25 磅，每行才有 28 字（GB/T 9704）。")


def _runs(document: Any) -> Iterator[Problem]:
    """Fonts that were set by hand, past the styles."""
    for paragraph in _paragraphs(document):
        for run in paragraph.runs:
            fonts = run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            name = fonts.get(qn("w:eastAsia")) if fonts is not None else None
            if name and name not in ALL_FONTS and run.text.strip():
                yield Problem(
                    paragraph.text.strip(),
                    "",
                    f"“{run.text.strip()[:20]}”的字体是“{name}”，请改用样式中的字体。",
                )


def _page_numbers(document: Any, letter: bool) -> Iterator[Problem]:
    section = document.sections[0]
    footers = [section.footer]
    if document.settings.odd_and_even_pages_header_footer:
        footers.append(section.even_page_footer)
    for footer in footers:
        codes = "".join(node.text or "" for node in footer._element.iter(qn("w:instrText")))
        codes += "".join(
            node.get(qn("w:instr"), "") for node in footer._element.iter(qn("w:fldSimple"))
        )
        if "PAGE" not in codes.replace("NUMPAGES", ""):
            yield _whole("页脚没有页码，请插入页码。")
            return
        if letter and "—" not in "".join(p.text for p in footer.paragraphs):
            yield _whole("页码左右应当各有一条一字线，例如“— 1 —”（GB/T 9704）。")
        for paragraph in footer.paragraphs:
            font = _font(paragraph.style)
            numbered = "PAGE" in "".join(paragraph._p.xpath(".//w:instrText/text()"))
            if numbered and font and font not in FONTS[SONG]:
                yield Problem(paragraph.text, "", f"页码的字体是“{font}”，应当是宋体。")
    if letter and len(footers) == 1:
        yield _whole("单页页码居右、双页页码居左，请设置“奇偶页不同”（GB/T 9704）。")


def _draft_mark(document: Any) -> Iterator[Problem]:
    section = document.sections[0]
    headers = [section.header]
    if document.settings.odd_and_even_pages_header_footer:
        headers.append(section.even_page_header)
    if not all("paper.draft" in "".join(p.text for p in each.paragraphs) for each in headers):
        yield _whole('页眉没有草稿标记，请写入 {{ paper.draft|when("草稿") }}。')


def _fields(template: bytes, document: Any, paper: Paper) -> Iterator[Problem]:
    named = set(placeholders(template))
    text = "".join("".join(p.text.split()) for p in _paragraphs(document))
    if "".join(str(paper.title).split()) not in text and "paper.title" not in named:
        yield _whole(f"没有文书的名称“{paper.title}”。")
    if paper.number_class and "paper.number" not in named:
        yield _whole("没有文号，请写入 {{ paper.number }}。")
    for place in paper.places:
        name = f"sign.{place.capacity}"
        if name not in named and paper.key not in SIGNED_ELSEWHERE:
            yield Problem("", name, f"没有“{place.label}”的签名处，请写入 {{{{ {name} }}}}。")


def _paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph of the body, cells included, and of headers and footers."""
    section = document.sections[0]
    parts = [(document.element.body, document), (section.header._element, section.header)]
    parts.append((section.footer._element, section.footer))
    for element, parent in parts:
        for paragraph in element.iter(qn("w:p")):
            yield Paragraph(paragraph, parent)


def _inherited(style: Any, group: str, name: str) -> Any:
    """An element of a style, or of the one that it is based on."""
    while style is not None:
        found = style.element.find(f"{qn(group)}/{qn(name)}")
        if found is not None:
            return found
        style = style.base_style
    return None


def _font(style: Any) -> str | None:
    fonts = _inherited(style, "w:rPr", "w:rFonts")
    name = fonts.get(qn("w:eastAsia")) if fonts is not None else None
    return str(name) if name else None


def _size(style: Any) -> int | None:
    size = _inherited(style, "w:rPr", "w:sz")
    return int(size.get(qn("w:val"))) if size is not None else None
