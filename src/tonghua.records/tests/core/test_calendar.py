"""Working days and deadlines: the tables of the examples, and laws that hold for every day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from core_imported import load
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.clock import OFFICE_ZONE
from tonghua.records.core.deadlines import (
    Pause,
    calendar_days,
    calendar_months,
    hours,
    working_days,
)
from tonghua.records.core.text import _

CHINA = WorkingCalendar()
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
counts = st.integers(0, 40)
corrections = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans())
law = settings(max_examples=30, deadline=None, database=None, derandomize=True)

FUNCTIONS = {
    "add_working_days": lambda start, n: CHINA.add_working_days(start, n),
    "roll_forward": lambda start: CHINA.roll_forward(start),
    "add_calendar_days": lambda start, n: calendar_days(start, n).due,
    "public_notice_served": lambda start: calendar_days(start, 30).due,
    "fine_due": lambda start: calendar_days(start, 15, rolled_by=CHINA).due,
}


@pytest.mark.parametrize("row", load("expect.json")["working_days"], ids=lambda row: row["why"])
def test_examples(row):
    arguments = {name: row[name] for name in ("n",) if name in row}
    found = FUNCTIONS[row["fn"]](date.fromisoformat(row["from"]), **arguments)
    assert found == date.fromisoformat(row["expect"])


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-28", True),
        ("2026-05-09", True),
        ("2026-09-20", True),
        ("2026-10-10", True),
        ("2026-04-06", False),
        ("2026-05-05", False),
        ("2026-06-19", False),
        ("2026-10-07", False),
        ("2026-03-07", False),
        ("2026-03-09", True),
    ],
)
def test_holidays_and_make_up_days_of_2026(day, worked):
    assert CHINA.is_working_day(date.fromisoformat(day)) is worked


def test_between_counts_neither_end():
    assert CHINA.working_days_between(date(2026, 3, 6), date(2026, 3, 17)) == 6
    assert CHINA.working_days_between(date(2026, 3, 6), date(2026, 3, 6)) == 0
    assert CHINA.working_days_between(date(2026, 3, 17), date(2026, 3, 6)) == 0


def test_the_office_s_correction_comes_first():
    closed = WorkingCalendar(corrections={date(2026, 3, 9): False, date(2026, 3, 8): True})
    assert closed.add_working_days(date(2026, 3, 6), 2) == date(2026, 3, 10)
    assert closed.is_working_day(date(2026, 3, 8))


def test_counting_backwards_is_an_error():
    with pytest.raises(ValueError, match="backwards"):
        CHINA.add_working_days(date(2026, 3, 6), -1)
    with pytest.raises(ValueError, match="forwards"):
        CHINA.count_back(date(2026, 3, 6), -1)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-08-29", 6, "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-30", 3, "2027-02-28"),
    ],
)
def test_months_end_on_the_same_number_or_the_last_of_a_shorter_month(start, n, due):
    assert calendar_months(date.fromisoformat(start), n).due == date.fromisoformat(due)


def test_hours_run_through_nights_holidays_and_the_leap_day():
    start = datetime(2024, 2, 28, 23, 0, tzinfo=OFFICE_ZONE)
    assert hours(start, 24).due == datetime(2024, 2, 29, 23, 0, tzinfo=OFFICE_ZONE)
    with pytest.raises(ValueError, match="time zone"):
        hours(datetime(2024, 2, 28, 23, 0), 24)


@law
@given(days, counts, counts)
def test_adding_twice_is_adding_the_sum(day, some, more):
    halfway = CHINA.add_working_days(day, some)
    assert CHINA.add_working_days(halfway, more) == CHINA.add_working_days(day, some + more)


@law
@given(days, st.integers(1, 40))
def test_between_a_day_and_its_nth_lie_one_fewer(day, n):
    last = CHINA.add_working_days(day, n)
    assert CHINA.is_working_day(last)
    assert CHINA.working_days_between(day, last) == n - 1


@law
@given(days, counts, corrections)
def test_adding_and_counting_back_gives_the_same_number(day, n, known):
    """From a day that is worked, n working days on and n back lead home."""
    calendar = WorkingCalendar(corrections=known)
    start = calendar.roll_forward(day)
    assert calendar.count_back(calendar.add_working_days(start, n), n) == start


@law
@given(days, st.integers(1, 40), corrections)
def test_a_period_never_ends_on_a_day_off(day, n, known):
    calendar = WorkingCalendar(corrections=known)
    assert calendar.is_working_day(calendar.add_working_days(day, n))
    assert calendar.is_working_day(calendar.count_back(day, n))
    assert calendar.is_working_day(calendar_days(day, n, rolled_by=calendar).due)


def pause(first, last, reason="专家评审"):
    return Pause(start=first, end=last, reason=_(reason), record="expert")


@law
@given(days, st.integers(1, 40), st.integers(0, 60), st.integers(0, 20))
def test_a_pause_moves_the_end_by_the_working_days_it_holds(day, n, after, length):
    plain = working_days(CHINA, day, n).due
    first = day + timedelta(days=after)
    last = first + timedelta(days=length)
    paused = working_days(CHINA, day, n, [pause(first, last)]).due
    assert CHINA.is_working_day(paused)
    assert not first <= paused <= last
    held = [first + timedelta(days=i) for i in range(length + 1)]
    inside = [each for each in held if day < each < paused and CHINA.is_working_day(each)]
    assert CHINA.working_days_between(day, paused) - len(inside) == n - 1
    assert (paused == plain) == (not [each for each in inside if each <= plain])


@law
@given(days, st.integers(1, 20), st.integers(1, 30), st.integers(0, 9), st.integers(0, 9))
def test_pauses_that_overlap_are_not_counted_twice(day, n, after, one, other):
    first = day + timedelta(days=after)
    whole = pause(first, first + timedelta(days=one + other))
    parts = [pause(first, first + timedelta(days=one + other)), pause(first, first)]
    assert working_days(CHINA, day, n, parts).due == working_days(CHINA, day, n, [whole]).due


@law
@given(days, corrections)
def test_rolling_forward_stops_at_the_first_working_day(day, known):
    calendar = WorkingCalendar(corrections=known)
    rolled = calendar.roll_forward(day)
    assert rolled >= day
    assert calendar.is_working_day(rolled)
    assert calendar.roll_forward(rolled) == rolled
    skipped = [day + timedelta(days=i) for i in range((rolled - day).days)]
    assert not any(map(calendar.is_working_day, skipped))


@law
@given(days, days, counts)
def test_a_later_start_never_ends_earlier(one, other, n):
    first, second = sorted((one, other))
    assert CHINA.add_working_days(first, n) <= CHINA.add_working_days(second, n)


@law
@given(corrections, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_corrections_are_taken_at_their_word(known, day):
    expected = known.get(day, CHINA.is_working_day(day))
    assert WorkingCalendar(corrections=known).is_working_day(day) is expected


@pytest.mark.parametrize(
    ("deadline", "sentence"),
    [
        (
            working_days(CHINA, date(2026, 3, 6), 7),
            "自2026年3月6日次日起算7个工作日，至2026年3月17日止。",
        ),
        (calendar_days(date(2026, 5, 25), 30), "自2026年5月25日次日起算30日，至2026年6月24日止。"),
        (
            working_days(
                CHINA, date(2026, 6, 11), 20, [pause(date(2026, 6, 18), date(2026, 6, 24))]
            ),
            "自2026年6月11日次日起算20个工作日，至2026年7月16日止。"
            "其中2026年6月18日至2026年6月24日专家评审，不计入期限。",
        ),
        (
            working_days(CHINA, date(2026, 3, 6), 7, [pause(date(2026, 5, 1), date(2026, 5, 9))]),
            "自2026年3月6日次日起算7个工作日，至2026年3月17日止。",
        ),
        (
            calendar_months(date(2026, 8, 31), 6),
            "自2026年8月31日起6个月，至2027年2月28日止。",
        ),
        (
            calendar_months(date(2026, 4, 3), 6, rolled_by=CHINA),
            "自2026年4月3日起6个月，2026年10月3日不是工作日，顺延至2026年10月8日止。",
        ),
        (
            hours(datetime(2026, 2, 28, 23, 30, tzinfo=OFFICE_ZONE), 24),
            "自2026年2月28日 23:30起连续计算24小时（含夜间和假日），至2026年3月1日 23:30止。",
        ),
        (
            calendar_days(date(2026, 5, 15), 15, rolled_by=CHINA),
            "自2026年5月15日次日起算15日，2026年5月30日不是工作日，顺延至2026年6月1日止。",
        ),
    ],
)
def test_a_deadline_tells_how_it_was_counted(deadline, sentence):
    assert deadline.sentence == sentence
