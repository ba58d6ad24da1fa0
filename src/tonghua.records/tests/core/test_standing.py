"""Deadlines that are still open: pending, missed and not done; done late is none."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from tonghua.records.core.facts import CaseFacts, Step
from tonghua.records.core.facts.decision import Decision
from tonghua.records.core.office import Office
from tonghua.records.core.standing import Outcome, standing_of

CHINA = timezone(timedelta(hours=8))
OPENED = datetime(2026, 3, 4, 10, 0, tzinfo=CHINA)
LAST = datetime(2026, 6, 2, 23, 59, tzinfo=CHINA)
OFFICE = Office(name="示例机关")


def a_case(**more):
    history = (Step(transition="file", actor="handler1", at=OPENED, comment=""),)
    return CaseFacts(
        uid="case",
        type="PenaltyCase",
        title="（示例）案件",
        created=OPENED,
        opened_at=OPENED,
        history=history,
        **more,
    )


@pytest.mark.parametrize("days", [1, 90, 91, 400])
def test_what_is_not_done_stays_open_also_when_missed(days):
    standing = standing_of(a_case(), OFFICE, OPENED + timedelta(days=days))
    assert standing.next_due == LAST
    assert ("DEC-2" in standing.broken) == (days > 90)


def test_naive_moment_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        standing_of(a_case(), OFFICE, datetime(2026, 3, 5))


def test_registered_case_has_no_deadline():
    case = replace(a_case(), opened_at=None, history=())
    assert standing_of(case, OFFICE, OPENED).next_due is None


def decided(at):
    made = tuple(
        Step(transition=name, actor=name, at=at, comment="同意")
        for name in ("submit", "endorse", "approve")
    )
    return Decision(
        uid="decision",
        title="（示例）决定书",
        created=at,
        kind="penalty",
        decided_at=at,
        history=made,
    )


@pytest.mark.parametrize("days", [10, 100])
def test_decided_in_time_or_late_only_the_service_waits(days):
    at = OPENED + timedelta(days=days)
    standing = standing_of(a_case(records=(decided(at),)), OFFICE, at + timedelta(days=1))
    assert standing.next_due is not None
    assert standing.next_due > at
    assert ("DEC-2" in standing.broken) == (days > 90)


def test_a_rule_that_only_missed_its_day_is_late_and_not_broken():
    missed = standing_of(a_case(), OFFICE, OPENED + timedelta(days=91))
    assert missed.outcomes["DEC-2"] is Outcome.LATE
    assert missed.outcomes["AUTH-1"] is Outcome.BROKEN
    assert "SRV-D" not in missed.outcomes


def test_what_a_case_adds_to_the_sums():
    figures = standing_of(a_case(), OFFICE, OPENED + timedelta(days=91)).figures
    assert {name: figures.get(name, 0) for name in ("cases", "open", "overdue", "receipts")} == {
        "cases": 1,
        "open": 1,
        "overdue": 1,
        "receipts": 0,
    }
    assert figures["DEC-2:late"] == 1
    assert 0 not in figures.values()


@pytest.mark.parametrize(("seconds", "overdue"), [(59, 0), (60, 1)])
def test_a_limit_s_last_day_ends_at_midnight(seconds, overdue):
    figures = standing_of(a_case(), OFFICE, LAST + timedelta(seconds=seconds)).figures
    assert figures.get("overdue", 0) == overdue


def test_a_closed_case_is_in_progress_no_more():
    way = ("file", "investigate", "give_notice", "review", "decide", "serve", "enforce", "close")
    steps = tuple(Step(transition=each, actor="handler1", at=OPENED) for each in way)
    figures = standing_of(
        replace(a_case(), history=steps), OFFICE, LAST + timedelta(days=9)
    ).figures
    assert not {"open", "overdue"} & set(figures)
