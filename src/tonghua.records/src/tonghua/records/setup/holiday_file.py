"""A holiday notice from a file: CSV as Excel and WPS write it in China, XLSX, or plain text."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import PurePath
from zipfile import ZipFile

from openpyxl import load_workbook

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.holiday_notice import Problem, Reading
from tonghua.records.core.holiday_table import DAYS_HEADS, MOST_ROWS, NOTICE_HEADS, read_table
from tonghua.records.core.holiday_text import read_text
from tonghua.records.core.holiday_year import periods
from tonghua.records.core.holidays_of_state import is_announced
from tonghua.records.core.text import _
from tonghua.records.lists.sheet import workbook

#: a year's notice is two pages; bytes
MOST_BYTES = 1_000_000
#: unpacked
MOST_UNPACKED = 20_000_000
MOST_PARTS = 300
MOST_COLUMNS = 30
DELIMITERS = ",\t;，"
TEXTS = (".txt", ".md")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

TOO_LARGE = _("文件超过 1 MB，不是一年的放假安排。请只留一年的内容后重新上传。")
OLD = _("这是旧格式（.xls、.doc）或者加了密码的文件。请去掉密码，另存为 XLSX 或者 CSV 后重新上传。")
WORD = _("这是 Word 文档，不是表格。请把通知全文复制、粘贴到“粘贴通知全文”中。")
BROKEN = _("文件打不开，可能已经损坏。请在 Excel 或者 WPS 中另存为 XLSX 或者 CSV 后重新上传。")
NO_TABLE = _("文件不是表格。请上传 XLSX 或者 CSV 文件，可以下载样表照着填写。")

#: name of a sample → its year's heads and lines
SAMPLES = ("notice.xlsx", "notice.csv", "days.csv")


class NoTable(ValueError):
    """A file that cannot be read. ``message`` is the sentence."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def read_file(name, data, year=None):
    """What a file says of a year's holidays (``core.holiday_notice.Reading``).

    A text file is read as the notice itself, anything else as a table. What cannot be read is the
    reading's problem.
    """
    try:
        if len(data) > MOST_BYTES:
            raise NoTable(TOO_LARGE)
        if PurePath(name).suffix.lower() in TEXTS:
            return read_text(decoded(data), year)
        return read_table(rows_of(data), year)
    except NoTable as wrong:
        return Reading(year=year, problems=(Problem(line=0, message=wrong.message),))


def rows_of(data):
    """The rows of a CSV or XLSX as lists of text. Raises NoTable."""
    if data.startswith(OLE):
        raise NoTable(OLD)
    if data.startswith(ZIP):
        return _sheet(data)
    text = decoded(data)
    if text.lstrip().startswith(("<", "%PDF", "{\\rtf")):
        raise NoTable(NO_TABLE)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return [row[:MOST_COLUMNS] for row in csv.reader(StringIO(text, ""), delimiter=delimiter)]
    except csv.Error as error:
        raise NoTable(BROKEN) from error


def decoded(data):
    """The text of a file: UTF-8, UTF-16 with its mark, or GBK as Excel writes it in China."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig",) if data.startswith(BOM_UTF8) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NoTable(NO_TABLE)


def _sheet(data):
    """The rows of the first sheet of a workbook. Raises NoTable."""
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            if "word/document.xml" in names:
                raise NoTable(WORD)
            if "xl/workbook.xml" not in names:
                raise NoTable(NO_TABLE)
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NoTable(TOO_LARGE)
            # entities that unfold without end are declared there, and no program writes one
            if any(b"<!DOCTYPE" in package.read(part).replace(b"\0", b"") for part in parts):
                raise NoTable(BROKEN)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        try:
            # one row more than may be, so that too many are noticed
            rows = book.worksheets[0].iter_rows(
                max_row=MOST_ROWS + 10, max_col=MOST_COLUMNS, values_only=True
            )
            return [[_words(cell) for cell in row] for row in rows]
        finally:
            book.close()
    except NoTable:
        raise
    # a broken workbook breaks its reader in a dozen ways
    except Exception as error:
        raise NoTable(BROKEN) from error


def _words(cell):
    """A cell's value as a person would write it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def sample(name, year):
    """The bytes of a file to fill in: the last year before ``year`` that the program knows.

    Raises KeyError for a name that is not among ``SAMPLES``.
    """
    if name not in SAMPLES:
        raise KeyError(name)
    known = next(each for each in range(year, 0, -1) if is_announced(each))
    told = periods(WorkingCalendar(), known)
    heads, lines = NOTICE_HEADS, [_line(period) for period in told]
    if name.startswith("days"):
        heads = DAYS_HEADS
        lines = [
            *([day.isoformat(), "否", each.name] for each in told for day in each.days_off),
            *([day.isoformat(), "是", "调休"] for each in told for day in each.made_up),
        ]
    if name.endswith(".xlsx"):
        return workbook("节假日安排", heads, lines)
    out = StringIO()
    csv.writer(out).writerows([heads, *lines])
    # with its mark, by which Excel knows UTF-8
    return out.getvalue().encode("utf-8-sig")


def _line(period):
    made_up = "、".join(day.isoformat() for day in period.made_up)
    return [period.name, period.start.isoformat(), period.end.isoformat(), made_up]
