"""The smallest document that LibreOffice lays out: it warms the fonts and proves the service."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OPENXML = "http://schemas.openxmlformats.org"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{OPENXML}/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{OPENXML}/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{OPENXML}/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>'
    ),
    "word/document.xml": (
        f'<w:document xmlns:w="{OPENXML}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:rPr>'
        '<w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr><w:t>准备</w:t></w:r></w:p></w:body>'
        "</w:document>"
    ),
}


@cache
def minimal_docx() -> bytes:
    """A DOCX of one word."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in PARTS.items():
            package.writestr(name, XML + body)
    return out.getvalue()
