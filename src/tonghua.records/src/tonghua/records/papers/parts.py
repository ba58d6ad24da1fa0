"""The XML parts of a DOCX: what is refused in them before anything else reads them."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from .problems import TemplateProblem

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HYPERLINK = "/hyperlink"
MAIN = "/officeDocument"
#: relationships that bring in what is no text of the template, even from inside the package
ACTIVE = (
    *("/attachedTemplate", "/oleObject", "/package", "/control", "/vbaProject", "/aFChunk"),
    *("/subDocument", "/frame", "/mailMergeSource", "/mailMergeHeaderSource", "/recipientData"),
)
#: elements that fetch, run or bring in another document
FOREIGN = ("altChunk", "subDoc", "mailMerge", "object", "control", "OLEObject")
#: an address of its own: a scheme, or a share of another machine
ADDRESS = re.compile(r"^\s*([a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)
INLINE = ("data:", "cid:")
# Fields that make the reader of the document fetch or run something.
FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE|MACROBUTTON"
    r"|AUTOTEXT|EMBED|CONTROL)\b",
    re.IGNORECASE,
)


def refuse_part(name: str, data: bytes) -> None:
    """Raise TemplateProblem when a part is no XML, has a DOCTYPE, or leads outside."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise TemplateProblem.whole(f"文件的“{name}”部分已损坏，请另存后重新上传。") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateProblem.whole("文件含有 DOCTYPE 声明，不予使用，请另存为 DOCX 后重新上传。")
    if name.lower().endswith(".rels"):
        _refuse_links(name, root)
        return
    _refuse_addresses(root)
    _refuse_foreign(root)
    _refuse_fields(root)
    # docxtpl looks for the ends of paragraphs by patterns, which a comment leads astray
    if next(root.iter(etree.Comment, etree.PI), None) is not None:
        raise TemplateProblem.whole(
            f"文件的“{name}”部分有隐藏的注释，不予使用，"
            "请用 Word、WPS 或者 LibreOffice 另存为 DOCX 后重新上传。"
        )


def _refuse_links(name: str, root: etree._Element) -> None:
    base = posixpath.dirname(posixpath.dirname(name))
    for link in root.iter("{*}Relationship"):
        kind, target = link.get("Type", ""), link.get("Target", "")
        external = link.get("TargetMode", "").strip().lower() == "external"
        if kind.endswith(HYPERLINK) and external:
            continue
        if external or ADDRESS.match(target) or _leaves(base, target):
            raise TemplateProblem.whole(
                f"文件引用了外部内容“{target}”，不予使用，请改为插入到文件中。"
            )
        if kind.endswith(ACTIVE):
            raise TemplateProblem.whole(
                f"文件带有嵌入的对象或者另一个文件“{target}”，不予使用，请删去后重新上传。"
            )
        # fields and DOCTYPEs are looked for where Word and LibreOffice read the text
        if kind.endswith(MAIN) and target.lstrip("/") != "word/document.xml":
            raise TemplateProblem.whole("文件的结构不合规范，请另存为 DOCX 后重新上传。")


def _leaves(base: str, target: str) -> bool:
    """Whether a relative target climbs out of the package."""
    if "\\" in target:
        return True
    depth = 0 if target.startswith("/") else len(base.split("/")) if base else 0
    for step in target.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(step, 1)
        if depth < 0:
            return True
    return False


def _refuse_addresses(root: etree._Element) -> None:
    """A picture may name an address in an attribute of its own, past all relationships."""
    for node in root.iter(etree.Element):
        for key in node.attrib:
            if etree.QName(key).localname not in ("src", "href", "link"):
                continue
            value = node.get(key)
            outside = ADDRESS.match(value) and not value.strip().lower().startswith(INLINE)
            if outside or "{" in value:
                raise TemplateProblem.whole(
                    f"文件引用了外部内容“{value}”，不予使用，请改为插入到文件中。"
                )


def _refuse_foreign(root: etree._Element) -> None:
    for node in root.iter(*(f"{{*}}{name}" for name in FOREIGN)):
        name = etree.QName(node).localname
        raise TemplateProblem.whole(
            f"文件带有嵌入的对象或者另一个文件（{name}），不予使用，请删去后重新上传。"
        )


def _refuse_fields(root: etree._Element) -> None:
    codes = [node.text or "" for node in root.iter(f"{WORD}instrText", f"{WORD}delInstrText")]
    codes += ["\n" + node.get(f"{WORD}instr", "") for node in root.iter(f"{WORD}fldSimple")]
    written = "".join(codes)
    found = FETCHING.search(written)
    if found:
        raise TemplateProblem.whole(f"文件含有域“{found.group()}”，会取用外部内容，不予使用。")
    # a value of a record must not become the code of a field
    if "{" in written or "}" in written:
        raise TemplateProblem.whole("域代码里不能有占位符，请把占位符写在正文中。")
