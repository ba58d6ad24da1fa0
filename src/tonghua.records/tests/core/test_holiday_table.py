"""A holiday notice as rows of a table: read, or refused line by line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.holiday_notice import days_of
from tonghua.records.core.holiday_table import NOTICE_HEADS, read_rows, read_table
from tonghua.records.core.holiday_year import periods

NATION = WorkingCalendar()
law = settings(max_examples=40, deadline=None, database=None, derandomize=True)
WHOLE = [
    ["元旦", "1月1日", "3日", "1月4日（周日）"],
    ["春节", "2月15日", "2月23日", "2月14日、2月28日"],
    ["清明节", "2026-04-04", "2026-04-06", ""],
    ["劳动节", "2026/5/1", "2026/5/5", "2026/5/9"],
    ["端午节", "6.19", "6.21", ""],
    ["中秋节", "9月25日（星期五）", "9月27日", ""],
    ["国庆节", "2026-10-01 00:00:00", "10月7日", "9月20日 10月10日上班"],
]


def said(reading):
    return [problem.sentence for problem in reading.problems]


def test_the_page_s_rows_are_a_notice():
    reading = read_rows([*WHOLE, ["", " ", "", ""]], 2026)
    assert said(reading) == []
    assert days_of(reading.periods) == days_of(periods(NATION, 2026))
    assert reading.lines == tuple(range(1, 8))


@pytest.mark.parametrize(
    "heads",
    [
        NOTICE_HEADS,
        ("名称", "开始", "结束", "调休上班"),
        ("节日名称", "开始日期", "结束日期", "上班日期（调休）"),
    ],
)
def test_a_file_s_rows_are_known_by_their_heads(heads):
    reading = read_table([["", ""], list(heads), *WHOLE], None)
    assert (said(reading), reading.year) == ([], 2026)
    assert reading.lines[0] == 3


def test_columns_may_come_in_any_order_and_more_of_them():
    heads = ["备注", "调休上班", "放假结束", "放假开始", "节日"]
    rows = [["", row[3], row[2], row[1], row[0]] for row in WHOLE]
    assert days_of(read_table([heads, *rows], 2026).periods) == days_of(periods(NATION, 2026))


@pytest.mark.parametrize(
    ("n", "row", "sentence"),
    [
        (
            1,
            ["元旦", "1月3日", "1月1日", ""],
            "第1行：“元旦”的结束日期2026年1月1日早于开始日期2026年1月3日",
        ),
        (1, ["元旦", "1月1日", "", ""], "第1行：“元旦”只写了开始或者结束的日期"),
        (1, ["元旦", "", "", ""], "第1行：“元旦”没有写日期"),
        (2, ["春节", "2月30日", "3月1日", ""], "第2行：没有“2月30日”这一天"),
        (2, ["春节", "正月初一", "初七", ""], "第2行：“正月初一”不是日期"),
        (2, ["春节", "2025年2月15日", "2025年2月23日", ""], "第2行：2025年2月15日不是2026年的日子"),
        (
            3,
            ["清明节", "4月4日", "6月6日", ""],
            "第3行：“清明节”从2026年4月4日到2026年6月6日，超过一个月",
        ),
        (4, ["劳动节", "5月1日", "5月5日", "5月9日、5月9日"], "第4行：2026年5月9日写了两次"),
        (4, ["劳动节", "5月1日", "5月5日", "5月3日"], "第4行：2026年5月3日既写了放假，又写了上班"),
        (4, ["劳动节", "5月2日", "5月5日", ""], "没有写劳动节（5月1日）放假"),
        (
            5,
            ["端午节", "6月19日", "6月21日", "6月28日（周六）"],
            "第5行：2026年6月28日是星期日，不是星期六",
        ),
        (5, ["端午节", "19日", "21日", ""], "第5行：“19日”没有写月份"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(n, row, sentence):
    rows = [*WHOLE[: n - 1], row, *WHOLE[n:]]
    assert sentence in "；".join(said(read_rows(rows, 2026)))


def test_a_make_up_day_in_the_week_is_only_odd():
    rows = [["元旦", "1月1日", "1月3日", "1月5日"], *WHOLE[1:]]
    reading = read_rows(rows, 2026)
    assert said(reading) == []
    assert "2026年1月5日（星期一）写了上班" in reading.notes[0]


def test_single_days():
    rows = [
        ["日期", "是否上班", "说明"],
        ["2026-03-09", "否", "停电检修"],
        ["2026年3月14日", "是", ""],
        ["3月15日", "班"],
    ]
    reading = read_table(rows, None)
    assert (reading.year, said(reading)) == (2026, [])
    assert reading.days == {
        date(2026, 3, 9): False,
        date(2026, 3, 14): True,
        date(2026, 3, 15): True,
    }
    assert reading.is_days


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["2026-02-30", "是"], "第3行：没有“2026-02-30”这一天"),
        (["2026-03-09", "也许"], "第3行：“是否上班”写的是“也许”"),
        (["2026-03-09", ""], "第3行：“是否上班”写的是“”"),
        (["2025-03-09", "是"], "第3行：2025年3月9日不是2026年的日子"),
        (["2026-01-01", "是"], "第3行：2026年1月1日写了两次"),
        (["", "是"], "第3行：“”不是日期"),
    ],
)
def test_single_days_that_cannot_be(row, sentence):
    rows = [["日期", "是否上班"], ["2026-01-01", "否"], row]
    reading = read_table(rows, 2026)
    assert sentence in "；".join(said(reading))


@pytest.mark.parametrize(
    ("rows", "year", "sentence"),
    [
        ([], 2026, "文件是空的"),
        ([["", ""]], 2026, "文件是空的"),
        ([["姓名", "电话"], ["示例甲", "1"]], 2026, "没有找到栏名"),
        ([["日期", "是否上班"]], 2026, "栏名下面没有内容"),
        ([["日期", "是否上班"], ["1月1日", "否"]], None, "没有写明年份"),
        ([["日期", "是否上班"], *[["1月1日", "否"]] * 500], 2026, "超过400行"),
    ],
)
def test_what_is_no_such_table_is_said(rows, year, sentence):
    assert sentence in "；".join(said(read_table(rows, year)))


@law
@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6), st.booleans())
def test_no_table_breaks_the_reader(rows, headed):
    reading = read_table([list(NOTICE_HEADS), *rows] if headed else rows, 2026)
    assert reading.problems or reading.periods or reading.days
