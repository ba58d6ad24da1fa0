"""A holiday notice from a file: what Excel and WPS write in China, and what is no table."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.holiday_notice import days_of
from tonghua.records.core.holiday_year import changes, periods, with_reading
from tonghua.records.lists.sheet import workbook
from tonghua.records.setup.holiday_file import SAMPLES, read_file, sample

NATION = WorkingCalendar()
DAYS = "日期,是否上班,说明\r\n2026-03-09,否,停电检修\r\n2026-03-14,是,\r\n"
READ = {date(2026, 3, 9): False, date(2026, 3, 14): True}


def said(reading):
    return "；".join(problem.sentence for problem in reading.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_a_csv_is_read_however_it_is_written(encoding, delimiter):
    reading = read_file("日子.csv", DAYS.replace(",", delimiter).encode(encoding), None)
    assert (said(reading), dict(reading.days), reading.year) == ("", READ, 2026)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_what_the_program_knows(name):
    reading = read_file(name, sample(name, 2026), None)
    assert (said(reading), reading.year) == ("", 2026)
    assert changes(NATION, with_reading(NATION, reading)) == ()
    told = dict(reading.days) or days_of(reading.periods)
    assert told == days_of(periods(NATION, 2026))


def test_a_sample_of_a_year_that_nobody_knows_is_of_the_last_known_one():
    assert sample("notice.csv", 2058) == sample("notice.csv", 2026)
    with pytest.raises(KeyError):
        sample("../secret.csv", 2026)


def test_dates_and_booleans_of_a_workbook():
    book = Workbook()
    sheet = book.active
    sheet.append(["日期", "是否上班"])
    sheet.append([date(2026, 3, 9), False])
    sheet.append([date(2026, 3, 14), 1.0])
    out = BytesIO()
    book.save(out)
    assert read_file("日子.xlsx", out.getvalue(), None).days == READ


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_text_file_is_the_notice_itself(notice, encoding):
    text = f"关于2026年部分节假日安排的通知\r\n{notice(2026)}"
    reading = read_file("通知.txt", text.encode(encoding), None)
    assert (said(reading), len(reading.periods)) == ("", 7)


def packed(**parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def with_doctype():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    return packed(**{"xl__workbook.xml": bomb})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的"),
        (b"\n\n", "文件是空的"),
        (b"a" * 1_000_001, "文件超过 1 MB"),
        (b"%PDF-1.7\n", "文件不是表格"),
        (b"<html><table></table></html>", "文件不是表格"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "文件不是表格"),
        (b"\xff\xfe\x00", "文件不是表格"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧格式"),
        (b"PK\x03\x04 broken", "文件打不开"),
        (packed(**{"a.txt": "x"}), "文件不是表格"),
        (packed(**{"word__document.xml": "<x/>"}), "这是 Word 文档"),
        (packed(**{"xl__workbook.xml": "<x/>"}), "文件打不开"),
        (packed(**{"xl__workbook.xml": b" " * 20_000_001}), "文件超过 1 MB"),
        (with_doctype(), "文件打不开"),
        (b'"' + b"a" * 200_000, "文件打不开"),
        (workbook("x", ["日期", "是否上班"], [["1月1日", "否"]] * 500), "超过400行"),
        (workbook("x", ["姓名"], [["示例甲"]]), "没有找到栏名"),
        (DAYS.replace("2026-03-09", "2026-02-30").encode(), "第2行：没有“2026-02-30”这一天"),
    ],
)
def test_what_cannot_be_read_is_said(data, sentence):
    reading = read_file("file.csv", data, 2026)
    assert sentence in said(reading)
    with pytest.raises(ValueError, match="problems"):
        with_reading(NATION, reading)
