"""DOCX to PDF by the office's LibreOffice worker, with a clear answer when it is down."""

import os

from tonghua.records.papers.converter.client import (
    ConversionFailed,
    ConversionUnavailable,
    convert,
)

#: where the worker listens; set by whoever starts the site
SOCKET = "RECORDS_OFFICE_SOCKET"
DEADLINE = 150.0
DOWN = "转换失败：文书转换服务没有运行。文书的 DOCX 已生成，请稍后重新生成 PDF。"


def to_pdf(docx):
    """(PDF bytes, "") or (None, the reason in Chinese)."""
    socket = os.environ.get(SOCKET)
    if not socket:
        return None, DOWN
    try:
        return convert(docx, socket, DEADLINE), ""
    except (ConversionFailed, ConversionUnavailable) as problem:
        return None, str(problem)
