"""The DOCX file as a package: what is refused before anything reads it, and stable bytes."""

from __future__ import annotations

import re
import struct
import zipfile
from hashlib import sha256
from io import BytesIO

from lxml import etree

from .problems import TemplateProblem

MAX_BYTES = 50 * 1024 * 1024
MAX_PARTS = 2000
HYPERLINK = "/hyperlink"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: ZIP: 1980-01-01 00:00 as its headers have it, and where these keep time and lengths
EPOCH = struct.pack("<2H", 0, 1 << 5 | 1)
LOCAL_TIME, CENTRAL_TIME, CENTRAL_LENGTHS, CENTRAL = 10, 12, 28, 46
MACROS = re.compile(r"vbaProject|vbaData|activeX|macroEnabled", re.IGNORECASE)
# Fields that make the reader of the document fetch or run something.
FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE|MACROBUTTON"
    r"|AUTOTEXT|EMBED|CONTROL)\b",
    re.IGNORECASE,
)
#: hashes of the files that were found safe; the same templates come all day
KEPT = 256
_safe: set[bytes] = set()


def refuse_unsafe(data: bytes) -> None:
    """Raise TemplateProblem unless `data` is a plain DOCX that carries nothing active.

    Refused: no ZIP or no Word document, macros and ActiveX, a DOCTYPE in any part, external
    relationships other than hyperlinks, fields that fetch, more than 50 MB unpacked.
    """
    digest = sha256(data).digest()
    if digest in _safe:
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_shape(archive.infolist())
            for info in archive.infolist():
                if info.filename.lower().endswith((".xml", ".rels")):
                    _refuse_part(info.filename, archive.read(info))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise TemplateProblem.whole("文件不是 Word 文档（DOCX），请重新上传。") from error
    if len(_safe) >= KEPT:
        _safe.clear()
    _safe.add(digest)


def stable(data: bytes) -> bytes:
    """The same package with fixed times of its parts: the same values, the same bytes.

    The times are written over where they stand, twice a part; packing anew would cost as much as
    all the rest of saving.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        starts, entry = [info.header_offset for info in archive.infolist()], archive.start_dir
    out = bytearray(data)
    for start in starts:
        out[start + LOCAL_TIME : start + LOCAL_TIME + len(EPOCH)] = EPOCH
        out[entry + CENTRAL_TIME : entry + CENTRAL_TIME + len(EPOCH)] = EPOCH
        entry += CENTRAL + sum(struct.unpack_from("<3H", out, entry + CENTRAL_LENGTHS))
    return bytes(out)


def _refuse_shape(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise TemplateProblem.whole("文件不是 Word 文档（DOCX），请重新上传。")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise TemplateProblem.whole("文件解压后超过 50 MB，不予使用，请缩小图片后重新上传。")
    if len(set(names)) != len(names) or any(part.flag_bits & 1 for part in parts):
        raise TemplateProblem.whole("文件已加密或者已损坏，请另存为 DOCX 后重新上传。")
    if any(MACROS.search(name) for name in names):
        raise TemplateProblem.whole("文件带有宏或者控件，不予使用，请另存为不含宏的 DOCX。")


def _refuse_part(name: str, data: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateProblem.whole(f"文件的“{name}”部分已损坏，请另存后重新上传。") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateProblem.whole("文件含有 DOCTYPE 声明，不予使用，请另存为 DOCX 后重新上传。")
    if name == "[Content_Types].xml" and MACROS.search(data.decode("utf-8", "replace")):
        raise TemplateProblem.whole("文件带有宏或者控件，不予使用，请另存为不含宏的 DOCX。")
    if name.endswith(".rels"):
        _refuse_links(root)
    elif name.startswith("word/"):
        _refuse_fields(root)


def _refuse_links(root: etree._Element) -> None:
    for link in root.iter("{*}Relationship"):
        external = link.get("TargetMode", "").lower() == "external"
        if external and not link.get("Type", "").endswith(HYPERLINK):
            raise TemplateProblem.whole(
                f"文件引用了外部内容“{link.get('Target', '')}”，不予使用，请改为插入到文件中。"
            )


def _refuse_fields(root: etree._Element) -> None:
    codes = [node.text or "" for node in root.iter(f"{WORD}instrText")]
    codes += ["\n" + node.get(f"{WORD}instr", "") for node in root.iter(f"{WORD}fldSimple")]
    found = FETCHING.search("".join(codes))
    if found:
        raise TemplateProblem.whole(f"文件含有域“{found.group()}”，会取用外部内容，不予使用。")
