"""The DOCX file as a package: what is refused before anything reads it, and stable bytes."""

from __future__ import annotations

import re
import struct
import zipfile
from hashlib import sha256
from io import BytesIO

from .parts import refuse_part
from .problems import TemplateProblem

MAX_BYTES = 50 * 1024 * 1024
#: an office's own template has half a megabyte of XML; what is read into a tree takes tenfold
MAX_XML = 8 * 1024 * 1024
MAX_PARTS = 2000
#: ZIP: 1980-01-01 00:00 as its headers have it, and where these keep time and lengths
EPOCH = struct.pack("<2H", 0, 1 << 5 | 1)
LOCAL_TIME, CENTRAL_TIME, CENTRAL_LENGTHS, CENTRAL = 10, 12, 28, 46
MACROS = re.compile(r"vbaProject|vbaData|activeX|macroEnabled", re.IGNORECASE)
EMBEDDED = re.compile(
    r"(^|/)embeddings/|oleObject|\.(exe|dll|js|vbs|ps1|bat|cmd|html?|mht|mhtml|hta|rtf|zip|docx?)$",
    re.IGNORECASE,
)
#: a name that leads out of the package, or that two systems read differently
ASTRAY = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|\\|:|[\x00-\x1f]")
XML_NAMES = (".xml", ".rels")
#: how a text in XML begins, in the encodings that a reader may guess
XML_STARTS = (b"<", b"<\x00", b"\x00<", b"<\x00\x00\x00", b"\x00\x00\x00<", b"\x4c\x6f\xa7\x94")
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
NO_DOCX = "文件不是 Word 文档（DOCX），请重新上传。"
#: first bytes → what the file is instead
OTHERS = (
    (b"%PDF-", "上传的是 PDF，不是 Word 文档（DOCX）。请上传能编辑的模板文件。"),
    (
        b"\xd0\xcf\x11\xe0",
        "文件加了打开密码，或者是旧格式（.doc），不是 Word 文档（DOCX）。"
        "请去掉密码，另存为 DOCX 后重新上传。",
    ),
    (b"{\\rtf", "上传的是 RTF，不是 Word 文档（DOCX）。请另存为 DOCX 后重新上传。"),
)
ODT = (
    "上传的是 ODT，不是 Word 文档（DOCX）。请另存为 DOCX 后重新上传；"
    "ODT 模板能够执行程序，只由最高管理员登记。"
)
#: hashes of the files that were found safe; the same templates come all day
KEPT = 256
_safe: set[bytes] = set()


def refuse_unsafe(data: bytes) -> None:
    """Raise TemplateProblem unless `data` is a plain DOCX that carries nothing active.

    Refused: no ZIP or no Word document, macros, ActiveX and embedded objects, a DOCTYPE in any
    part, relationships that lead outside other than hyperlinks, fields that fetch, names that
    lead out of the package, more than 50 MB unpacked or 8 MB of XML.
    """
    digest = sha256(data).digest()
    if digest in _safe:
        return
    if len(data) > MAX_BYTES:
        raise TemplateProblem.whole("文件超过 50 MB，不予使用，请缩小图片后重新上传。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_shape(archive)
            for info in archive.infolist():
                _read_part(archive, info)
    except TemplateProblem:
        raise
    # a broken archive breaks its reader in a dozen ways, from zlib.error to struct.error
    except Exception as error:
        raise TemplateProblem.whole(_what_else(data)) from error
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


def _refuse_shape(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise TemplateProblem.whole("文件解压后超过 50 MB，不予使用，请缩小图片后重新上传。")
    if sum(part.file_size for part in parts if part.filename.lower().endswith(XML_NAMES)) > MAX_XML:
        raise TemplateProblem.whole(
            "文件的文字部分解压后超过 8 MB，不是正常的模板，不予使用。请删去多余的内容后重新上传。"
        )
    if len({name.lower() for name in names}) != len(names) or any(
        part.flag_bits & 1 for part in parts
    ):
        raise TemplateProblem.whole("文件已加密或者已损坏，请另存为 DOCX 后重新上传。")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise TemplateProblem.whole(NO_DOCX)
    for part in parts:
        # what stands behind a NUL in a name is cut off by the reader
        if ASTRAY.search(part.orig_filename):
            raise TemplateProblem.whole(
                "文件内部有指向文件以外的名称，不予使用，请另存为 DOCX 后重新上传。"
            )
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise TemplateProblem.whole(ODT if _is_odt(archive) else NO_DOCX)
    if any(MACROS.search(name) for name in names):
        raise TemplateProblem.whole("文件带有宏或者控件，不予使用，请另存为不含宏的 DOCX。")
    for name in names:
        if EMBEDDED.search(name):
            raise TemplateProblem.whole(
                f"文件带有嵌入的对象“{name}”，不予使用，请删去该对象或者改为图片后重新上传。"
            )


def _read_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Read a part to its end, whose checksum proves its length, and look into it if it is XML."""
    data = archive.read(info)
    is_xml = info.filename.lower().endswith(XML_NAMES) or _looks_like_xml(data)
    if not is_xml or info.is_dir():
        return
    if len(data) > MAX_XML:
        raise TemplateProblem.whole(
            f"文件的“{info.filename}”部分超过 8 MB，不是正常的模板，不予使用。"
        )
    refuse_part(info.filename, data)
    if info.filename == "[Content_Types].xml" and MACROS.search(data.decode("utf-8", "replace")):
        raise TemplateProblem.whole("文件带有宏或者控件，不予使用，请另存为不含宏的 DOCX。")


def _looks_like_xml(data: bytes) -> bool:
    head = data[:64]
    for mark in MARKS:
        head = head.removeprefix(mark)
    return head.lstrip().startswith(XML_STARTS)


def _is_odt(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    return "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]


def _what_else(data: bytes) -> str:
    return next((said for start, said in OTHERS if data.startswith(start)), NO_DOCX)
