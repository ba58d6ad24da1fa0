"""Working days and deadlines: the tables of the examples, and laws that hold for every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from core_imported import load
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.deadlines import calendar_days, working_days

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
            calendar_days(date(2026, 5, 15), 15, rolled_by=CHINA),
            "自2026年5月15日次日起算15日，2026年5月30日不是工作日，顺延至2026年6月1日止。",
        ),
    ],
)
def test_a_deadline_tells_how_it_was_counted(deadline, sentence):
    assert deadline.sentence == sentence
