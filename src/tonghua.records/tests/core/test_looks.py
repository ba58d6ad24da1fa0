"""Reminders: three days before, on the day and after; each told once, none forgotten."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from core_builders import at
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghua.records.core.clock import OFFICE_ZONE
from tonghua.records.core.looks import Reminder, due_now, key_of, next_look, sentence
from tonghua.records.core.remaining import OpenDeadline
from tonghua.records.core.text import _

DAY = date(2026, 3, 17)
law = settings(max_examples=50, deadline=None, database=None, derandomize=True)


def deadline(due=DAY, rule="DEC-2", subject=""):
    return OpenDeadline(rule=rule, due=due, reason=_("理由。"), records=(), subject=subject)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("03-13 23:59", None),
        ("03-14 00:00", Reminder.SOON),
        ("03-16 23:59", Reminder.SOON),
        ("03-17 00:00", Reminder.TODAY),
        ("03-17 23:59", Reminder.TODAY),
        ("03-18 00:00", Reminder.OVERDUE),
        ("12-31 12:00", Reminder.OVERDUE),
    ],
)
def test_what_is_told_at_a_moment(moment, expected):
    found = due_now([deadline()], at(moment), 3)
    assert [each.kind for each in found] == ([expected] if expected else [])


def test_an_hour_of_a_day_is_overdue_when_it_has_passed():
    noon = deadline(at("03-17 12:00"))
    assert [each.kind for each in due_now([noon], at("03-17 12:00"), 3)] == [Reminder.TODAY]
    assert [each.kind for each in due_now([noon], at("03-17 12:01"), 3)] == [Reminder.OVERDUE]


def test_what_was_told_is_not_told_again():
    told = {key_of(deadline(), Reminder.TODAY)}
    assert due_now([deadline()], at("03-17 09:00"), 3, told) == []
    assert due_now([deadline()], at("03-18 09:00"), 3, told) != []


def test_a_deadline_that_moved_is_told_anew():
    told = {key_of(deadline(), Reminder.TODAY)}
    moved = deadline(DAY + timedelta(days=2))
    assert [each.kind for each in due_now([moved], at("03-17 09:00"), 3, told)] == [Reminder.SOON]


def test_the_case_knows_its_next_moment():
    assert next_look([deadline()], at("03-01 09:00"), 3) == at("03-14 00:00")
    soon = {key_of(deadline(), Reminder.SOON)}
    assert next_look([deadline()], at("03-15 09:00"), 3, soon) == at("03-17 00:00")
    assert next_look([deadline()], at("03-15 09:00"), 3) == at("03-14 00:00")
    assert next_look([], at("03-15 09:00"), 3) is None


def test_nothing_is_asked_again_after_the_last_reminder():
    told = {key_of(deadline(), Reminder.OVERDUE)}
    assert next_look([deadline()], at("04-15 09:00"), 3, told) is None


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=OFFICE_ZONE)
)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@law
@given(st.lists(days, max_size=4, unique=True), st.lists(moments, min_size=1, max_size=30))
def test_a_clock_that_looks_only_when_asked_tells_what_one_that_always_looks_tells(dues, ticks):
    """Looking only at ``next_look`` misses nothing of what has come at the last tick."""
    deadlines = [deadline(due, subject=str(n)) for n, due in enumerate(dues)]
    always: set[str] = set()
    asked: set[str] = set()
    wanted = next_look(deadlines, min(ticks), 3)
    for moment in sorted(ticks):
        always |= {each.key for each in due_now(deadlines, moment, 3, always)}
        if wanted is not None and wanted <= moment:
            asked |= {each.key for each in due_now(deadlines, moment, 3, asked)}
            wanted = next_look(deadlines, moment, 3, asked)
    assert asked == always


def test_the_sentence_names_the_rule_and_the_day_and_no_record():
    (found,) = due_now([deadline()], at("03-18 09:00"), 3)
    assert (
        sentence(found) == "“立案之日起九十日内作出决定”的期限已于2026年3月17日届满，请尽快办理。"
    )
