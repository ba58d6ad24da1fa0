"""A list as a spreadsheet (XLSX)."""

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tonghua.records import _

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 5000
#: what XML, and so a cell, cannot hold
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: what a spreadsheet takes for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32767


def left_out(total):
    """What a sheet says below its rows where there are more than it holds; None where not."""
    if total <= MOST_ROWS:
        return None
    return _(
        "共${total}条，这里只有前${most}条。请缩小范围后再导出其余的。",
        mapping={"total": str(total), "most": str(MOST_ROWS)},
    )


def workbook(title, heads, lines):
    """The bytes of an XLSX with one sheet; every cell is text, whatever it begins with."""
    return sheets([(title, heads, lines)])


def sheets(parts):
    """The bytes of an XLSX: for each (title, heads, lines) a sheet.

    A text stays text, whatever it begins with; an int is a number, a float a share of one.
    """
    book = Workbook(write_only=True)
    for title, heads, lines in parts:
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "1")
        sheet.freeze_panes = "A2"
        for n in range(len(heads)):
            sheet.column_dimensions[get_column_letter(n + 1)].width = 24
        sheet.append([_cell(sheet, head, font=Font(bold=True)) for head in heads])
        for line in lines:
            sheet.append([_cell(sheet, each) for each in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _number(sheet, number):
    cell = WriteOnlyCell(sheet, value=number)
    cell.number_format = "0.0%" if isinstance(number, float) else "#,##0"
    cell.alignment = Alignment(vertical="top")
    return cell


def _cell(sheet, words, font=None):
    if not isinstance(words, str):
        return _number(sheet, words)
    words = FORBIDDEN.sub("", words)[:LONGEST]
    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if font is not None:
        cell.font = font
    if words.startswith(FORMULA):
        # Excel keeps it text also after the cell is edited
        cell.quotePrefix = True
    return cell
