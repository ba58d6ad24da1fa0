"""The State Council's notice, pasted whole: read as it is written, or refused with the reason."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from core_imported import DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.holiday_notice import Period, days_of, say
from tonghua.records.core.holiday_text import read_text
from tonghua.records.core.holiday_year import changes, periods, with_notice
from tonghua.records.core.holidays_of_state import statutory

NATION = WorkingCalendar()
_, *PARTS = re.split(r"^# (\d{4})$", (DATA / "holiday_notices.txt").read_text("utf-8"), flags=re.M)
NOTICES = {int(year): text.strip() for year, text in zip(PARTS[::2], PARTS[1::2], strict=True)}
TITLE = """国务院办公厅关于{year}年
部分节假日安排的通知
国办发明电〔{before}〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将{year}年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
"""
END = """
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。
国务院办公厅
{before}年11月4日
"""
law = settings(max_examples=40, deadline=None, database=None, derandomize=True)


def whole(year):
    return f"{TITLE}{NOTICES[year]}{END}".format(year=year, before=year - 1)


def said(reading):
    return [problem.sentence for problem in reading.problems]


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_says_what_the_program_knows(year):
    reading = read_text(whole(year))
    assert (reading.year, said(reading)) == (year, [])
    told = with_notice(NATION, reading.periods, year)
    assert [change.sentence for change in changes(NATION, told)] == []
    assert told.corrections == {
        day: worked for day, worked in told.corrections.items() if day.year != year
    }


@pytest.mark.parametrize("year", NOTICES)
def test_so_do_its_items_alone_and_wrapped_lines(year):
    reading = read_text(NOTICES[year], year)
    wrapped = "\n".join(re.findall(".{1,17}", NOTICES[year].replace("\n", "")))
    assert read_text(wrapped, year) == reading
    assert said(reading) == []


def test_what_decides_nothing_is_a_note():
    (note,) = read_text(whole(2024)).notes
    assert "除夕" in note
    assert read_text(whole(2026)).notes == ()


def test_periods_carry_name_days_and_make_up_days():
    first, second, *_rest = read_text(whole(2026)).periods
    assert first == Period(
        name="元旦", start=date(2026, 1, 1), end=date(2026, 1, 3), made_up=(date(2026, 1, 4),)
    )
    assert second.made_up == (date(2026, 2, 14), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("元旦：1月1日至3日放假，1月4日（星期日）上班", "1-1 1-2 1-3 +1-4"),
        ("元旦：1月1日放假", "1-1"),
        ("1、元旦：１月１日－３日放假调休，共３天；１月４日（周日）上班", "1-1 1-2 1-3 +1-4"),
        ("(一)元旦: 2026年1月1日到2026年1月3日放假。1月4日照常上班。", "1-1 1-2 1-3 +1-4"),
        ("元旦：1月1日放假，1月2日（星期五）补休。", "1-1 1-2"),
        ("元旦：1月1日、2日、3日放假，共3天", "1-1 1-2 1-3"),
        ("元旦：1月1日至3日放假\n春节：2月17日放假", "1-1 1-2 1-3 2-17"),
    ],
)
def test_other_ways_of_writing(words, days):
    wanted = {
        date(2026, *map(int, each.strip("+").split("-"))): each.startswith("+")
        for each in days.split()
    }
    assert days_of(read_text(words, 2026).periods) == wanted


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("1月4日（周日）", "1月4日（周六）", "2026年1月4日是星期日，不是星期六"),
        ("共9天", "共8天", "写的是共8天，日期合计是9天"),
        ("5月1日（周五）至5日（周二）", "5月1日至5月32日", "没有“5月32日”这一天"),
        ("4月4日（周六）至6日（周一）", "4月6日至4日", "结束日期早于开始日期"),
        ("5月9日（周六）上班", "5月5日上班", "既写了放假，又写了上班"),
        ("2月28日（周六）上班", "2月14日上班", "2026年2月14日写了两次"),
        (NOTICES[2026].splitlines()[3], "", "没有写劳动节（5月1日、5月2日）放假"),
        ("9月25日（周五）", "2024年9月25日", "2024年9月27日是星期五，不是星期日"),
        ("5月9日（周六）上班", "2025年5月9日上班", "2025年5月9日不是2026年的日子"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(old, new, sentence):
    assert old in NOTICES[2026]
    reading = read_text(NOTICES[2026].replace(old, new), 2026)
    assert sentence in "；".join(said(reading))


@pytest.mark.parametrize("year", [2025, 2027])
def test_a_notice_of_another_year_is_known_by_its_weekdays(year):
    assert "不是星期" in "；".join(said(read_text(NOTICES[2026], year)))


@pytest.mark.parametrize(
    ("text", "year", "sentence"),
    [
        (whole(2026), 2027, "这是2026年的通知，页面上选的是2027年"),
        (NOTICES[2026], None, "没有写明是哪一年的通知"),
        ("", 2026, "没有读出放假的日子"),
        ("今天天气很好。", 2026, "没有读出放假的日子"),
        ("元" * 20_001, 2026, "文字过长"),
    ],
)
def test_what_is_no_notice_of_the_year_is_said(text, year, sentence):
    assert sentence in "；".join(said(read_text(text, year)))


@st.composite
def notices(draw):
    """A year's notice as the office could tell it: every festival, some weekends worked."""
    year = draw(st.integers(2008, 2060))
    off = {day + timedelta(days=draw(st.integers(0, 3))) for day in statutory(year)}
    off |= set(statutory(year))
    free = [
        day
        for n in range(365)
        if (day := date(year, 1, 1) + timedelta(days=n)).weekday() > 4 and day not in off
    ]
    worked = draw(st.sets(st.sampled_from(free), max_size=6))
    calendar = WorkingCalendar(
        corrections={**dict.fromkeys(off, False), **dict.fromkeys(worked, True)}
    )
    return year, periods(calendar, year)


@law
@given(notices())
def test_what_is_said_is_read_back(notice):
    year, told = notice
    text = "\n".join(say(period, year) for period in told)
    reading = read_text(text, year)
    assert said(reading) == []
    assert days_of(reading.periods) == days_of(told)
    assert {period.name for period in reading.periods} == {period.name for period in told}


@law
@given(
    st.text(
        alphabet="一二、元旦春节：:0123456789年月日至—-（）()。，放假上班补休共天\n", max_size=80
    )
)
def test_no_text_breaks_the_reader(text):
    reading = read_text(text, 2026)
    assert reading.problems or reading.periods
