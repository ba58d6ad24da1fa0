"""A year's arrangement: where it comes from, what a notice changes, how a page shows it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.holiday_notice import Period, days_of
from tonghua.records.core.holiday_year import (
    Source,
    changes,
    days_of_year,
    periods,
    source,
    wanting,
    with_days,
    with_notice,
    without_own,
    year_shown,
)
from tonghua.records.core.holidays_of_state import is_announced, statutory

NATION = WorkingCalendar()
law = settings(max_examples=40, deadline=None, database=None, derandomize=True)
#: of a year that nobody has announced
YEAR = 2058


def entered(year=YEAR):
    """A calendar into which a year's notice was entered."""
    return with_notice(NATION, periods(NATION, year), year)


@pytest.mark.parametrize("year", range(2007, 2027))
def test_the_program_brings_the_years_that_were_announced(year):
    assert is_announced(year)
    assert source(NATION, year) is Source.NATION


@pytest.mark.parametrize("year", [2000, YEAR])
def test_a_year_without_make_up_days_was_not_announced(year):
    assert not is_announced(year)
    assert source(NATION, year) is Source.UNKNOWN


def test_single_corrections_do_not_make_a_year_known():
    some = with_days(NATION, {date(YEAR, 10, 8): False})
    assert source(some, YEAR) is Source.UNKNOWN
    assert source(entered(), YEAR) is Source.OFFICE
    lost = with_days(entered(), {date(YEAR, 5, 1): None})
    assert source(lost, YEAR) is Source.UNKNOWN


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(YEAR, 3, 1), YEAR),
        (date(2026, 10, 31), None),
        (date(2025, 12, 31), None),
        (date(YEAR - 1, 1, 1), None),
        (date(YEAR - 1, 11, 1), YEAR),
        (date(YEAR - 1, 12, 31), YEAR),
    ],
)
def test_the_next_year_is_wanted_from_november_on(today, year):
    known = entered(YEAR - 1)
    assert wanting(known, today) == year


def test_periods_of_a_known_year():
    found = periods(NATION, 2026)
    assert [period.name for period in found] == [
        "元旦",
        "春节",
        "清明节",
        "劳动节",
        "端午节",
        "中秋节",
        "国庆节",
    ]
    assert found[-1] == Period(
        name="国庆节",
        start=date(2026, 10, 1),
        end=date(2026, 10, 7),
        made_up=(date(2026, 9, 20), date(2026, 10, 10)),
    )


def test_new_year_that_begins_in_december_is_of_the_new_year():
    first = periods(NATION, 2023)[0]
    assert (first.start, first.end) == (date(2022, 12, 31), date(2023, 1, 2))
    assert all(period.start.year == 2022 for period in periods(NATION, 2022))
    assert periods(NATION, 2019)[0].made_up == (date(2018, 12, 29),)


def test_a_known_year_keeps_only_what_differs():
    told = [*periods(NATION, 2026)]
    told[3] = Period(name="劳动节", start=date(2026, 5, 1), end=date(2026, 5, 6), made_up=())
    kept = with_notice(NATION, told, 2026)
    assert kept.corrections == {date(2026, 5, 6): False, date(2026, 5, 9): False}
    assert with_notice(kept, periods(NATION, 2026), 2026).corrections == {}


def test_a_notice_takes_the_place_of_what_was_there():
    old = with_days(entered(), {date(YEAR, 7, 1): False, date(YEAR + 1, 7, 1): False})
    kept = with_notice(old, periods(NATION, YEAR), YEAR)
    assert changes(old, kept)[0].sentence == f"{YEAR}年7月1日（星期一）：放假改为上班。"
    assert kept.corrections[date(YEAR + 1, 7, 1)] is False


def test_what_the_program_supposes_of_an_unknown_year_gives_way_to_the_notice():
    """补假 is the library's supposition: a notice that does not name it has it worked."""
    day = date(2027, 2, 10)
    assert not NATION.is_working_day(day)
    told = [Period(name="节日", start=each, end=each) for each in statutory(2027)]
    assert with_notice(NATION, told, 2027).is_working_day(day)


def test_the_end_of_december_stays_with_the_next_notice():
    year, nexts = 2033, 2034
    first = Period(name="元旦", start=date(2033, 12, 30), end=date(2034, 1, 1))
    told = (first, *periods(NATION, nexts)[1:])
    calendar = with_notice(NATION, told, nexts)
    assert not calendar.is_working_day(date(2033, 12, 30))
    again = with_notice(calendar, periods(calendar, year), year)
    assert changes(calendar, again) == ()


@law
@given(
    st.sampled_from([2023, 2026, 2033, YEAR]),
    st.dictionaries(st.dates(date(2022, 12, 1), date(2058, 12, 31)), st.booleans(), max_size=8),
    st.lists(st.integers(1, 365), max_size=6),
)
def test_a_year_told_back_changes_nothing(year, far, near):
    own = {date.fromordinal(date(year, 1, 1).toordinal() + n - 1): n % 2 == 0 for n in near}
    calendar = WorkingCalendar(corrections={**far, **own})
    again = with_notice(calendar, periods(calendar, year), year)
    assert [change.sentence for change in changes(calendar, again)] == []


@law
@given(st.integers(2008, 2060))
def test_the_periods_name_every_day_that_is_not_as_usual(year):
    named = days_of(periods(NATION, year)) | days_of(periods(NATION, year + 1))
    for day in days_of_year(year):
        if NATION.is_working_day(day) != (day.weekday() < 5):
            assert named[day] is NATION.is_working_day(day)


def test_corrections_of_a_year_are_taken_back():
    calendar = with_days(entered(), {date(2026, 3, 9): False})
    assert without_own(calendar, YEAR).corrections == {date(2026, 3, 9): False}


def test_a_year_has_every_day_once_with_its_mark():
    calendar = with_days(NATION, {date(2026, 3, 9): False, date(2026, 3, 14): True})
    months = year_shown(calendar, 2026, before=NATION)
    days = {each.day: each for month in months for week in month.weeks for each in week if each}
    assert list(days) == list(days_of_year(2026))
    assert all(len(week) == 7 for month in months for week in month.weeks)
    marks = {str(day)[5:]: each.mark for day, each in days.items()}
    assert [marks[day] for day in ("01-01", "01-04", "03-21", "03-09", "03-14", "03-10")] == [
        "休",
        "班",
        "",
        "休",
        "班",
        "",
    ]
    changed = [day for day, each in days.items() if each.changed]
    assert changed == [day for day, each in days.items() if each.own]
    assert changed == [date(2026, 3, 9), date(2026, 3, 14)]
    assert days[date(2026, 2, 16)].names == ("春节",)
