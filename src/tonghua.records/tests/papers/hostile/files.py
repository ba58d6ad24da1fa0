"""Files that are no template, or carry something that acts: name → (bytes, words of the refusal)."""

from __future__ import annotations

import struct
import warnings
import zipfile
from collections.abc import Iterable
from io import BytesIO

from docx import Document

OPENXML = "http://schemas.openxmlformats.org"
WORD = f"{OPENXML}/wordprocessingml/2006/main"
RELATION = f"{OPENXML}/officeDocument/2006/relationships"
DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
#: a hundred million laughs, were entities resolved
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a 'ha'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><a>&i;</a>"
)


def good() -> bytes:
    """A template that nothing is wrong with."""
    document = Document()
    document.add_paragraph("{{ case.number }}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


GOOD = good()


def changed(
    parts: dict[str, str | bytes], data: bytes = GOOD, without: Iterable[str] = ()
) -> bytes:
    """A package with parts replaced, added, or left out."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts and name not in without:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            new.writestr(name, body)
    return out.getvalue()


def part(name: str, data: bytes = GOOD) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def body(xml: str) -> bytes:
    """The good file with this XML at the beginning of its text."""
    document = part("word/document.xml")
    return changed({"word/document.xml": document.replace("<w:body>", f"<w:body>{xml}", 1)})


def related(kind: str, target: str, mode: str = "External", of: str = "document") -> bytes:
    """The good file with one more relationship."""
    name = f"word/_rels/{of}.xml.rels"
    more = f'<Relationship Id="rX" Type="{RELATION}/{kind}" Target="{target}"'
    more += f' TargetMode="{mode}"/>' if mode else "/>"
    end = "</Relationships>"
    empty = f'<Relationships xmlns="{OPENXML}/package/2006/relationships">{end}'
    whole = part(name) if of == "document" else empty
    return changed({name: whole.replace(end, more + end)})


def field(*codes: str) -> bytes:
    """The good file with a field whose code stands in these runs."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return body(f"<w:p>{runs}</w:p>")


def twice(name: str) -> bytes:
    """The good file with a part of the same name once more."""
    out = BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, "<a/>")
    return out.getvalue()


def encrypted() -> bytes:
    """The good file whose first part says that it is encrypted."""
    data = bytearray(GOOD)
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.index(mark) + at
        (flags,) = struct.unpack_from("<H", data, place)
        struct.pack_into("<H", data, place, flags | 1)
    return bytes(data)


def lying() -> bytes:
    """A part of sixty megabytes whose directory says that it has ten bytes."""
    data = bytearray(changed({"word/media/a.png": bytes(60 * 1024 * 1024)}))
    place = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, place + 24, 10)
    return bytes(data)


def stored(name: str, content: bytes, method: int) -> bytes:
    """The good file with a part packed by another method."""
    out = BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content, compress_type=method)
    return out.getvalue()


def torn() -> bytes:
    """The good file with a few bytes of a packed part turned over."""
    data = bytearray(changed({}))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        info = archive.getinfo("word/document.xml")
    start = info.header_offset + 30 + len(info.filename) + 20
    for place in range(start, start + 8):
        data[place] ^= 0xFF
    return bytes(data)


def zipped(**parts: str | bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def elsewhere() -> bytes:
    """The text is another part than the one that everybody looks at, under an innocent name."""
    rels = part("_rels/.rels").replace("word/document.xml", "word/a.bin")
    types = part("[Content_Types].xml").replace("/word/document.xml", "/word/a.bin")
    evil = part("word/document.xml").replace("<w:body>", f"<w:body><w:p><w:r><w:instrText>{FETCH}")
    evil = evil.replace(FETCH, f"{FETCH}</w:instrText></w:r></w:p>")
    return changed({"_rels/.rels": rels, "[Content_Types].xml": types, "word/a.bin": evil})


FETCH = 'INCLUDETEXT "/etc/passwd"'
ODT = zipped(
    mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<a>do text</a>"}
)
MACRO_TYPE = part("[Content_Types].xml").replace(
    "officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.com/a.png"/></svg>'
PICTURE = '<w:p><w:r><v:imagedata xmlns:v="urn:v" src="{}"/></w:r></w:p>'

FILES: dict[str, tuple[bytes, str]] = {
    # of another kind
    "nothing": (b"", "不是 Word 文档"),
    "a text": (b"{{ case.number }}", "不是 Word 文档"),
    "a program": (b"MZ\x90\x00" + bytes(100), "不是 Word 文档"),
    "a PDF": (b"%PDF-1.7\n%%EOF", "上传的是 PDF"),
    "a PDF named docx": (b"%PDF-1.4 x", "能编辑的模板"),
    "an ODT": (ODT, "ODT"),
    "an old or locked document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "密码"),
    "an RTF": (b"{\\rtf1 x}", "RTF"),
    "a plain ZIP": (zipped(a="b"), "不是 Word 文档"),
    "an empty ZIP": (b"PK\x05\x06" + bytes(18), "不是 Word 文档"),
    "a workbook": (
        zipped(**{"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}),
        "不是 Word 文档",
    ),
    "a template with macros": (changed({"[Content_Types].xml": MACRO_TYPE}), "宏"),
    # broken
    "cut off": (GOOD[: len(GOOD) // 2], "不是 Word 文档"),
    "bytes turned over": (torn(), "不是 Word 文档"),
    "encrypted": (encrypted(), "已加密"),
    "a broken text": (changed({"word/document.xml": "<w:document"}), "已损坏"),
    "no text": (changed({}, without=["word/document.xml"]), "不是 Word 文档"),
    "no types": (changed({}, without=["[Content_Types].xml"]), "不是 Word 文档"),
    "a text of another kind": (changed({"word/document.xml": "<a/>"}), "不是 Word 文档"),
    "a part twice": (twice("word/document.xml"), "已损坏"),
    "a part twice but for case": (twice("word/Document.xml"), "已损坏"),
    "packed by LZMA": (stored("word/a.png", b"a", zipfile.ZIP_LZMA), "不是 Word 文档"),
    # macros and objects
    "a macro": (changed({"word/vbaProject.bin": b"x"}), "宏"),
    "a control": (changed({"word/activeX/activeX1.xml": "<a/>"}), "控件"),
    "an embedded object": (changed({"word/embeddings/oleObject1.bin": b"x"}), "嵌入的对象"),
    "an embedded document": (changed({"word/other.docx": GOOD}), "嵌入的对象"),
    "an embedded page": (changed({"word/a.html": "<p>a</p>"}), "嵌入的对象"),
    "an OLE relationship": (related("oleObject", "media/a.png", mode=""), "嵌入的对象"),
    "another text brought in": (body('<w:altChunk r:id="r1" xmlns:r="r"/>'), "altChunk"),
    "a sub-document": (body('<w:subDoc r:id="r1" xmlns:r="r"/>'), "subDoc"),
    # what leads outside
    "a picture from outside": (related("image", "http://example.com/a.png"), "外部内容"),
    "a picture from the disk": (related("image", "file:///etc/passwd"), "外部内容"),
    "a picture of another machine": (related("image", "//example.com/share/a.png"), "外部内容"),
    "outside without saying so": (
        related("image", "http://example.com/a.png", mode=""),
        "外部内容",
    ),
    "an object from outside": (related("oleObject", "http://example.com/a.xlsx"), "外部内容"),
    "a template from outside": (
        related("attachedTemplate", "http://example.com/a.dotm", of="settings"),
        "外部内容",
    ),
    "a template inside": (
        related("attachedTemplate", "../a.dotx", mode="", of="settings"),
        "另一个文件",
    ),
    "a relationship out of the package": (
        related("image", "../../../etc/passwd", mode=""),
        "外部内容",
    ),
    "an address in an attribute": (body(PICTURE.format("http://example.com/a")), "外部内容"),
    "a value as an address": (body(PICTURE.format("{{ case.number }}")), "外部内容"),
    "an address in a drawing": (changed({"word/media/a.svg": SVG}), "外部内容"),
    "a field that fetches": (field(FETCH), "INCLUDETEXT"),
    "a field in pieces": (field(" INCLUDE", "PICTURE ", '"file:///a"'), "INCLUDEPICTURE"),
    "a field that runs": (field('DDEAUTO c:\\\\a.exe "b"'), "DDEAUTO"),
    "a simple field": (body('<w:p><w:fldSimple w:instr="DDE a b"/></w:p>'), "DDE"),
    "a value as a field": (field("{{ case.number }}"), "域代码"),
    "a value in a field's name": (field("INCLUDE", "{{ case.title }}", "TEXT x"), "INCLUDE"),
    "a mail merge": (
        changed({"word/settings.xml": f'<w:settings xmlns:w="{WORD}"><w:mailMerge/></w:settings>'}),
        "mailMerge",
    ),
    # XML that its reader stumbles over
    "a DOCTYPE": (changed({"word/x.xml": DOCTYPE}), "DOCTYPE"),
    "a hundred million laughs": (changed({"word/x.xml": LAUGHS}), "已损坏"),
    "a DOCTYPE in another writing": (
        changed(
            {
                "word/x.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode(
                    "utf-16"
                )
            }
        ),
        "DOCTYPE",
    ),
    "a DOCTYPE under another name": (changed({"word/media/x.png": "\ufeff" + DOCTYPE}), "DOCTYPE"),
    "a text elsewhere": (elsewhere(), "结构不合规范"),
    "a hidden comment": (body("<w:p><!-- {%p x %} --></w:p>"), "隐藏的注释"),
    "a hundred thousand elements deep": (
        changed({"word/x.xml": "<a>" * 100_000 + "</a>" * 100_000}),
        "已损坏",
    ),
    # names
    "a name that climbs": (changed({"../../evil.xml": "<a/>"}), "指向文件以外"),
    "a name from the root": (changed({"/etc/evil.xml": "<a/>"}), "指向文件以外"),
    "a name of another system": (changed({"word\\..\\..\\evil.xml": "<a/>"}), "指向文件以外"),
    "a name with a drive": (changed({"C:evil.xml": "<a/>"}), "指向文件以外"),
    # bombs
    "one huge part": (changed({"word/media/a.png": bytes(51 * 1024 * 1024)}), "50 MB"),
    "many huge parts": (
        changed({f"word/media/{n}.png": bytes(9 * 1024 * 1024) for n in range(6)}),
        "50 MB",
    ),
    "a huge text": (body("<w:p/>" * 1_500_000), "8 MB"),
    "a huge text under another name": (
        changed({"word/media/a.png": "<a>" + "<b/>" * 2_200_000 + "</a>"}),
        "8 MB",
    ),
    "a bomb in a bomb": (
        changed({"word/media/a.zip": zipped(a=bytes(49 * 1024 * 1024))}),
        "嵌入的对象",
    ),
    "a bomb that lies": (lying(), "不是 Word 文档"),
    "three thousand parts": (changed({f"word/media/{n}.png": b"" for n in range(3000)}), "50 MB"),
}
