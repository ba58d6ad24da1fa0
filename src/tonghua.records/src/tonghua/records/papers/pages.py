"""How many pages (页数) a paper has."""

from io import BytesIO

import pikepdf


def counted(pdf):
    """The pages of a PDF, bytes; None where it cannot be read."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return len(document.pages)
    except pikepdf.PdfError:
        return None


def pages_of(version):
    """The pages of a version's PDF; None without one."""
    if version is None or version.pdf is None:
        return None
    return version.pages or counted(version.pdf.data)
