"""DOCX to PDF by the office's LibreOffices, with a clear answer when it is down."""

import os

from tonghua.records.papers.converter.client import (
    FAILED,
    ConversionFailed,
    ConversionUnavailable,
    convert,
)

#: where they listen; set by whoever starts the site
SOCKET = "RECORDS_OFFICE_SOCKET"
DEADLINE = 150.0
DOWN = FAILED.format("文书转换服务没有运行")


def to_pdf(docx):
    """(PDF bytes, "") or (None, the reason in Chinese)."""
    socket = os.environ.get(SOCKET)
    if not socket:
        return None, DOWN
    try:
        return convert(docx, socket, DEADLINE), ""
    except (ConversionFailed, ConversionUnavailable) as problem:
        return None, str(problem)
