"""The words of a DOCX, for the search: body, tables, headers and footers, within bounds."""

from __future__ import annotations

import logging
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

logger = logging.getLogger(__name__)

#: bytes of a file, of all its parts unpacked, and of those that are no pictures; parts; characters;
#: seconds
MAX_FILE = 50 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_XML = 8 * 1024 * 1024
MAX_PARTS = 2000
MAX_CHARACTERS = 1_000_000
MAX_SECONDS = 5.0
#: events of a walk between two looks at the clock
LOOK = 10_000

#: pictures and the like, which nobody parses
MEDIA = "word/media/"

TEXT, PARAGRAPH = qn("w:t"), qn("w:p")
#: what parts words: tab, line end, cell
GAPS = frozenset(map(qn, ("w:tab", "w:br", "w:cr")))
#: Word keeps the words of a drawing twice; the second copy is for programs of before 2010
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def text_of(docx: bytes) -> str:
    """The words of a DOCX, a paragraph a line; "" for whatever is none, or too large.

    Never raises: an attached file that cannot be read is an attached file all the same. No more
    than a million characters, and what five seconds give.
    """
    try:
        if not _is_bounded(docx):
            return ""
        return _read(docx)
    # Hostile files break libraries in ways that no list of exceptions covers.
    except Exception as problem:
        logger.info("no text from a DOCX: %s", type(problem).__name__)
        return ""


def _is_bounded(docx: bytes) -> bool:
    """Whether unpacking it costs what a document may cost; the sizes are those it declares.

    zipfile reads no more of a part than is declared.
    """
    if len(docx) > MAX_FILE:
        return False
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = archive.infolist()
    # which part is the document says its content type, not its name
    xml = [part for part in parts if not _is_picture(part.filename)]
    return (
        len(parts) <= MAX_PARTS
        and sum(part.file_size for part in parts) <= MAX_UNPACKED
        and sum(part.file_size for part in xml) <= MAX_XML
    )


def _is_picture(name: str) -> bool:
    return name.startswith(MEDIA) and not name.lower().endswith((".xml", ".rels"))


def _read(docx: bytes) -> str:
    until = time.monotonic() + MAX_SECONDS
    lines: list[str] = []
    length = 0
    for root in _roots(docx):
        for line in _lines(root, until):
            lines.append(line[: MAX_CHARACTERS - length])
            length += len(line) + 1
            if length >= MAX_CHARACTERS or time.monotonic() > until:
                return "\n".join(lines)
    return "\n".join(lines)


def _roots(docx: bytes) -> Iterator[etree._Element]:
    """The body, then every header and footer that is its section's own."""
    document = Document(BytesIO(docx))
    yield document.element.body
    for section in document.sections:
        for part in (
            *(section.header, section.first_page_header, section.even_page_header),
            *(section.footer, section.first_page_footer, section.even_page_footer),
        ):
            if not part.is_linked_to_previous:
                yield part._element


def _lines(root: etree._Element, until: float) -> Iterator[str]:
    """The text of each paragraph, wherever it stands: in a table, in a frame; until a moment."""
    line: list[str] = []
    skipped = None
    for n, (event, node) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if n and n % LOOK == 0 and time.monotonic() > until:
            return
        if skipped is not None:
            if event == "end" and node is skipped:
                skipped = None
        elif event == "start" and node.tag == FALLBACK:
            skipped = node
        elif event == "start" and node.tag == TEXT:
            line.append(node.text or "")
        elif event == "start" and node.tag in GAPS:
            line.append(" ")
        elif event == "end" and node.tag == PARAGRAPH and line:
            yield "".join(line)
            line = []
