"""A blank template (空白模板) of a paper, in the house style: what ``new-template`` writes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from tonghua.records.core.papers import Paper

from .house_style import A4, FANG, FORM, FORM_PAGE, LETTER, LETTER_PAGE, Page, Style

DRAFT_MARK = '{{ paper.draft|when("草稿") }}'
BORDERS = (
    *(("top", "8"), ("left", "8"), ("bottom", "8"), ("right", "8")),
    *(("insideH", "4"), ("insideV", "4")),
)
ROOM = (("top", "40"), ("left", "100"), ("bottom", "40"), ("right", "100"))
#: styles of python-docx's own file that Word needs
KEPT = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")


def blank_template(paper: Paper, letter: bool | None = None) -> bytes:
    """The DOCX: title, number, parties, a place for the text, whoever signs, page numbers.

    ``letter``: as a letter (公文式) or as a form (表格式); where nothing is said, a paper that has
    a number of its own goes out as a letter.
    """
    if letter is None:
        letter = paper.number_class is not None
    document = Document()
    _styles(document, LETTER if letter else FORM)
    _page(document.sections[0], LETTER_PAGE if letter else FORM_PAGE)
    _add(document, "机关名称", "{{ office.name }}")
    _add(document, "文书标题", str(paper.title))
    (_letter if letter else _form)(document, paper)
    _footers(document, letter)
    document.core_properties.title = str(paper.title)
    for name in ("author", "comments", "last_modified_by", "keywords"):
        setattr(document.core_properties, name, "")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _letter(document: Any, paper: Paper) -> None:
    _add(document, "文号")
    _add(document, "文号", "{{ paper.number }}")
    _add(document, "文号")
    for text in ("{%p for party in parties %}", "{{ party.name }}：", "{%p endfor %}"):
        _add(document, "主送", text)
    _add(document, "文书正文", "关于{{ case.cause }}一案（案号：{{ case.number|blank }}），")
    _add(document, "文书正文")
    _add(document, "文书末段", "联系人：{{ case.handlers|blank }}")
    _add(document, "文书末段")
    _add(document, "文书末段")
    _add(document, "落款机关", "{{ office.name }}")
    _add(document, "落款日期", "　　年　月　日")
    for place in paper.places:
        _add(document, "签名栏", f"{place.label}（签名）：{{{{ sign.{place.capacity} }}}}")


def _form(document: Any, paper: Paper) -> None:
    number = "文号：{{ paper.number }}　" if paper.number_class else ""
    _add(document, "文号", f"{number}案号：{{{{ case.number|blank }}}}")
    table = document.add_table(0, 2)
    table.style = document.styles["文书表格"]
    table.autofit = False
    width = A4[0] - FORM_PAGE.left - FORM_PAGE.right
    widths = (1700, width - 1700)

    def row(head: str, style: str, text: str, head_style: str = "表头") -> None:
        cells = table.add_row().cells
        for cell, across in zip(cells, widths, strict=True):
            cell.width = Twips(across)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        _write(cells[0].paragraphs[0], head_style, head)
        _write(cells[1].paragraphs[0], style, text)

    row("案　　由", "表格文字", "{{ case.cause }}")
    row("{%tr for party in parties %}", "表格文字", "", "表格文字")
    row("当 事 人", "表格文字", "{{ party.name }}")
    row("{%tr endfor %}", "表格文字", "", "表格文字")
    row("内　　容", "表格正文", "")
    row("备　　注", "表格文字", "")
    for place in paper.places:
        row(str(place.label), "签名栏", f"签名：{{{{ sign.{place.capacity} }}}}")
    for column, across in zip(table.columns, widths, strict=True):
        column.width = Twips(across)
    _add(document, "说明")


def _footers(document: Any, letter: bool) -> None:
    section = document.sections[0]
    _write(section.header.paragraphs[0], "草稿标记", DRAFT_MARK)
    if not letter:
        footer = section.footer.paragraphs[0]
        footer.style = "页码"
        footer.add_run("第 ")
        _field(footer, "PAGE")
        footer.add_run(" 页　共 ")
        _field(footer, "NUMPAGES")
        footer.add_run(" 页")
        return
    document.settings.odd_and_even_pages_header_footer = True
    _write(section.even_page_header.paragraphs[0], "草稿标记", DRAFT_MARK)
    for part, style in ((section.footer, "单页页码"), (section.even_page_footer, "双页页码")):
        paragraph = part.paragraphs[0]
        paragraph.style = style
        paragraph.add_run("— ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" —")


def _add(document: Any, style: str, text: str = "") -> None:
    _write(document.add_paragraph(), style, text)


def _write(paragraph: Any, style: str, text: str) -> None:
    paragraph.style = style
    if text:
        paragraph.add_run(text)


def _field(paragraph: Any, code: str) -> None:
    """A field that Word fills: begin, code, separate, what stands there now, end."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run("1" if kind == "1" else "")._r
        if kind == "":
            node = OxmlElement("w:instrText")
            node.set(qn("xml:space"), "preserve")
            node.text = f" {code} "
            run.append(node)
        elif kind != "1":
            node = OxmlElement("w:fldChar")
            node.set(qn("w:fldCharType"), kind)
            run.append(node)


def _page(section: Any, page: Page) -> None:
    section.page_width, section.page_height = Twips(A4[0]), Twips(A4[1])
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(page.bottom)
    section.left_margin, section.right_margin = Twips(page.left), Twips(page.right)
    section.header_distance, section.footer_distance = Twips(page.header), Twips(page.footer)
    # Word's grid of lines comes out otherwise in LibreOffice
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _styles(document: Any, styles: tuple[Style, ...]) -> None:
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT:
            root.remove(style)
    for latent in root.findall(qn("w:latentStyles")):
        root.remove(latent)
    normal = document.styles["Normal"].element
    for name in ("w:rPr", "w:pPr"):
        for node in normal.findall(qn(name)):
            normal.remove(node)
    defaults = root.find(qn("w:docDefaults"))
    root.remove(defaults)
    root.insert(0, _defaults())
    for style in styles:
        root.append(_style(style))
    root.append(_table_style())


def _defaults() -> Any:
    run = _node("w:rPrDefault", _run(FANG, 32))
    return _node("w:docDefaults", run, _node("w:pPrDefault", _node("w:pPr")))


def _style(style: Style) -> Any:
    spacing = _node("w:spacing")
    for name, value in (("before", style.before), ("after", style.after), ("line", style.line)):
        spacing.set(qn(f"w:{name}"), str(value))
    spacing.set(qn("w:lineRule"), style.rule)
    indent = _node("w:ind")
    for name, value in (("left", style.left), ("right", style.right)):
        if value:
            indent.set(qn(f"w:{name}"), str(value))
    if style.first:
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(style.first))
    form = [
        *([_node("w:keepNext")] if style.keep else []),
        _node("w:widowControl", val="0"),
        _node("w:wordWrap", val="0"),
        _node("w:overflowPunct", val="1"),
        spacing,
        *([indent] if len(indent.attrib) else []),
        _node("w:jc", val=style.align),
    ]
    return _node(
        "w:style",
        _node("w:name", val=style.name),
        _node("w:basedOn", val="Normal"),
        _node("w:qFormat"),
        _node("w:pPr", *form),
        _run(style.font, style.size, style.closer, style.colour),
        type="paragraph",
        customStyle="1",
        styleId=style.id,
    )


def _run(font: str, size: int, closer: int = 0, colour: str = "") -> Any:
    fonts = _node("w:rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font))
    fonts.set(qn("w:hint"), "eastAsia")
    colours = [_node("w:color", val=colour)] if colour else []
    spacing = [_node("w:spacing", val=str(closer))] if closer else []
    sizes = [_node("w:sz", val=str(size)), _node("w:szCs", val=str(size))]
    return _node("w:rPr", fonts, *colours, *spacing, *sizes, _node("w:lang", eastAsia="zh-CN"))


def _table_style() -> Any:
    lines = (
        _node(f"w:{side}", val="single", sz=thick, space="0", color="000000")
        for side, thick in BORDERS
    )
    room = (_node(f"w:{side}", w=wide, type="dxa") for side, wide in ROOM)
    return _node(
        "w:style",
        _node("w:name", val="文书表格"),
        _node("w:basedOn", val="TableNormal"),
        _node("w:tblPr", _node("w:tblBorders", *lines), _node("w:tblCellMar", *room)),
        type="table",
        customStyle="1",
        styleId="PaperTable",
    )


def _node(tag: str, *children: Any, **attributes: str) -> Any:
    node = OxmlElement(tag)
    for name, value in attributes.items():
        node.set(qn(f"w:{name}"), value)
    for child in children:
        node.append(child)
    return node
