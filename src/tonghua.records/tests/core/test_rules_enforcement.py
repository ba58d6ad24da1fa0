"""Asking the court (article 24): after the demand and the terms of review and lawsuit, in three months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from core_builders import (
    CASE,
    DECISION,
    LATER,
    OFFICE_ZONE,
    PERFORMANCE,
    RECEIPT,
    ask,
    at,
    chain,
    steps,
    with_records,
)
from core_imported import OFFICE

from tonghua.records.core.facts import CaseFacts, Closing, Extension
from tonghua.records.core.rules.enforcement import window_of

#: of a decision served on 18 May 2026: six months for a lawsuit, three more for the court
OVER, CLOSES = date(2026, 11, 18), date(2027, 2, 18)


def when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE_ZONE)


def unpaid(**changes: Any) -> Any:
    return replace(PERFORMANCE, done_at=None, receipt_number="", **changes)


DEMAND = replace(
    RECEIPT,
    uid="demand",
    served=("performance",),
    occurred_start=when("2026-11-02T10:00"),
    signed_at=when("2026-11-02T10:00"),
    signatures=(),
    history=steps(("finalize", "11-02 11:00")),
)


def asked(moment: str) -> Any:
    """The record with 强制执行申请书, which went out at a moment."""
    issued = ({"paper": "enforcement_application", "at": when(moment), "number": "1号"},)
    return unpaid(overdue_measure="申请强制执行", issued=issued)


def having(*records: Any) -> CaseFacts:
    return with_records(DECISION, RECEIPT, *records)


@pytest.mark.parametrize(
    ("case", "moment", "expected"),
    [
        pytest.param(CASE, "2026-06-30T12:00", "na", id="paid"),
        pytest.param(having(), "2026-06-02T23:59", "na", id="the term still runs"),
        pytest.param(having(), "2026-06-03T00:00", "pending", id="overdue"),
        pytest.param(having(unpaid()), "2027-02-18T23:59", "pending", id="the last day"),
        pytest.param(having(unpaid()), "2027-02-19T00:00", "fail", id="the day after"),
        pytest.param(
            having(asked("2026-11-20T09:00"), DEMAND),
            "2026-12-01T09:00",
            "pass",
            id="asked in time",
        ),
        pytest.param(
            having(asked("2027-02-18T23:59"), DEMAND),
            "2027-03-01T09:00",
            "pass",
            id="asked on the last day",
        ),
        pytest.param(
            having(asked("2027-02-19T00:00"), DEMAND),
            "2027-03-01T09:00",
            "fail",
            id="asked the day after",
        ),
        pytest.param(
            having(asked("2026-11-19T09:00"), DEMAND),
            "2026-12-01T09:00",
            "pass",
            id="the first day",
        ),
        pytest.param(
            having(asked("2026-11-18T09:00"), DEMAND),
            "2026-12-01T09:00",
            "fail",
            id="the term for a lawsuit still ran",
        ),
        pytest.param(
            having(asked("2026-11-20T09:00")), "2026-12-01T09:00", "fail", id="no demand before"
        ),
        pytest.param(
            having(asked("2026-11-20T09:00"), DEMAND),
            "2026-11-19T09:00",
            "pending",
            id="not yet asked then",
        ),
        pytest.param(
            having(asked("2026-12-02T09:00"), replace(DEMAND, signed_at=when("2026-11-20T10:00"))),
            "2026-12-31T09:00",
            "fail",
            id="nine working days after the demand",
        ),
        pytest.param(
            having(asked("2026-12-07T09:00"), replace(DEMAND, signed_at=when("2026-11-20T10:00"))),
            "2026-12-31T09:00",
            "pass",
            id="ten working days were over",
        ),
        pytest.param(
            having(unpaid(overdue_measure="已向人民法院申请强制执行。"), DEMAND),
            "2027-03-01T09:00",
            "unknown",
            id="asked, nobody knows when",
        ),
        pytest.param(
            having(
                unpaid(),
                Closing(
                    uid="end",
                    outcome="terminated",
                    history=chain("07-01 09:00", "07-01 10:00", "07-02 09:00"),
                ),
            ),
            "2027-03-01T09:00",
            "na",
            id="ended",
        ),
    ],
)
def test_prf_3(case: CaseFacts, moment: str, expected: str) -> None:
    assert ask("PRF-3", case, when(moment)).status.value == expected


def served_on_a_day(moment: str, *records: Any) -> CaseFacts:
    day = when(moment)

    def on_that_day(record: Any, **changes: Any) -> Any:
        history = tuple(replace(each, at=day) for each in record.history)
        return replace(record, occurred_start=day, history=history, **changes)

    decision = on_that_day(DECISION, decided_at=day)
    return with_records(decision, on_that_day(RECEIPT, signed_at=day, signatures=()), *records)


@pytest.mark.parametrize(
    ("asked_at", "expected"),
    [
        ("2026-10-07T09:00", "fail"),  # a lawsuit could still be brought on the eighth
        ("2026-10-08T23:59", "fail"),
        ("2026-10-09T00:00", "pass"),
    ],
)
def test_a_term_that_ends_in_a_holiday_ends_after_it(asked_at: str, expected: str) -> None:
    demand = replace(DEMAND, signed_at=when("2026-08-03T10:00"), occurred_start=None)
    case = served_on_a_day("2026-04-03T10:00", asked(asked_at), demand)
    assert ask("PRF-3", case, when("2026-12-01T09:00")).status.value == expected


LATER_PAYMENT = Extension(
    uid="extension",
    what="分期缴纳罚款",
    until=date(2027, 1, 29),
    reason="确有困难",
    history=chain("05-25 09:00", "05-25 10:00", "05-26 09:00"),
)


@pytest.mark.parametrize(
    ("asked_at", "changes", "expected"),
    [
        pytest.param("2027-04-29T23:59", {}, "pass", id="three months after the last instalment"),
        pytest.param("2027-04-30T00:00", {}, "fail", id="the day after"),
        pytest.param("2027-01-29T09:00", {}, "fail", id="the party may still pay"),
        pytest.param("2027-04-29T09:00", {"history": ()}, "fail", id="not approved"),
        pytest.param(
            "2027-02-18T09:00", {"until": date(2026, 6, 30)}, "pass", id="over before the lawsuit's"
        ),
    ],
)
def test_the_window_begins_when_paying_later_was_allowed_no_more(
    asked_at: str, changes: dict[str, Any], expected: str
) -> None:
    case = having(asked(asked_at), DEMAND, replace(LATER_PAYMENT, **changes))
    assert ask("PRF-3", case, when("2027-06-01T09:00")).status.value == expected


def test_without_a_fine_the_record_s_own_term_counts() -> None:
    decision = replace(DECISION, penalty_kinds=("closure",), amount=None)
    record = unpaid(title="履行情况记录", obligation="停止发行", due_at=at("06-20 23:59"))
    case = with_records(decision, RECEIPT, record)
    assert ask("PRF-3", case, at("06-20 23:59")).status.value == "na"
    assert ask("PRF-3", case, at("06-21 00:00")).status.value == "pending"


def test_the_next_thing_to_do_is_said() -> None:
    answer = ask("PRF-3", having(unpaid()), LATER)
    assert answer.due == CLOSES
    assert "请先送达催告书" in answer.reason
    answer = ask("PRF-3", having(unpaid(), DEMAND), when("2026-11-10T09:00"))
    assert "催告书已于2026年11月2日送达" in answer.reason
    assert "2026年11月18日" in answer.reason


@pytest.mark.parametrize(
    ("served", "over", "closes"),
    [
        (date(2026, 5, 18), OVER, CLOSES),
        # the last of a shorter month, a leap day
        (date(2023, 8, 31), date(2024, 2, 29), date(2024, 5, 29)),
        # and a Sunday, from which both terms move on
        (date(2026, 8, 31), date(2027, 3, 1), date(2027, 6, 1)),
        # the third of October is a holiday: a lawsuit may be brought until the eighth
        (date(2026, 4, 3), date(2026, 10, 8), date(2027, 1, 8)),
        # a term ends on a Sunday; the window closes on a Saturday that is worked (调休)
        (date(2025, 5, 9), date(2025, 11, 10), date(2026, 2, 10)),
        (date(2025, 5, 14), date(2025, 11, 14), date(2026, 2, 14)),
    ],
)
def test_the_window(served: date, over: date, closes: date) -> None:
    window = window_of(CASE, OFFICE, [served], None)
    assert (window.opens, window.closes.due, window.demanded) == (over, closes, None)
