"""Orders to put things right (article 25): checked when due, by two, with what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from core_builders import ask, at, chain, draft, status, steps, with_records

from tonghua.records.core.facts import RectificationCheck, RectificationOrder

ORDER = RectificationOrder(
    uid="order",
    title="责令改正通知书",
    occurred_start=at("03-18 09:00"),
    due_at=at("04-07 23:59"),
    history=chain("03-18 14:00", "03-18 16:00", "03-19 09:30"),
)
CHECK = RectificationCheck(
    uid="check",
    title="改正复查记录",
    occurred_start=at("03-26 09:00"),
    officers=("o1", "o2"),
    order="order",
    checked_at=at("04-07 14:00"),
    result="done",
    history=steps(("finalize", "04-07 16:30")),
)
#: three working days about the seventh of April, before which three days are a holiday
FIRST, LAST = "04-01 00:00", "04-10 23:59"


def checked(when: str, **more: Any) -> Any:
    return replace(CHECK, checked_at=at(when), history=steps(("finalize", when)), **more)


@pytest.mark.parametrize(
    ("records", "when", "expected"),
    [
        pytest.param([], LAST, "na", id="no order"),
        pytest.param([draft(ORDER)], LAST, "pending", id="order not approved"),
        pytest.param([draft(ORDER, due_at=None)], LAST, "pending", id="draft without a day"),
        pytest.param([replace(ORDER, due_at=None)], LAST, "fail", id="no day set"),
        pytest.param([ORDER], "03-25 12:00", "pending", id="before"),
        pytest.param([ORDER], LAST, "pending", id="the last day"),
        pytest.param([ORDER], "04-11 00:00", "fail", id="the day after"),
        pytest.param([ORDER, CHECK], "04-08 12:00", "pass", id="checked"),
        pytest.param([ORDER, checked(FIRST)], "04-08 12:00", "pass", id="on the first day"),
        pytest.param([ORDER, checked("03-31 23:59")], "04-08 12:00", "pending", id="too early"),
        pytest.param([ORDER, checked("03-31 23:59")], "04-11 12:00", "fail", id="and never again"),
        pytest.param([ORDER, checked(LAST)], "04-30 12:00", "pass", id="on the last day"),
        pytest.param([ORDER, checked("04-11 00:00")], "04-30 12:00", "fail", id="a day late"),
        pytest.param([ORDER, draft(CHECK)], "04-30 12:00", "pending", id="check not final"),
        pytest.param(
            [ORDER, replace(CHECK, order="other")], "04-30 12:00", "fail", id="of another"
        ),
        # the eighth of May and three working days: the ninth, a Saturday, is worked
        pytest.param(
            [replace(ORDER, due_at=at("05-08 23:59"))], "05-12 23:59", "pending", id="make-up day"
        ),
        pytest.param(
            [replace(ORDER, due_at=at("05-08 23:59"))], "05-13 00:00", "fail", id="and after"
        ),
    ],
)
def test_rct_1(records: list[Any], when: str, expected: str) -> None:
    assert status("RCT-1", with_records(*records), at(when)) == expected


def test_the_days_are_said() -> None:
    answer = ask("RCT-1", with_records(ORDER), at("03-25 12:00"))
    assert answer.due == date(2026, 4, 10)
    assert "2026年4月1日至2026年4月10日" in answer.reason


def test_what_was_checked_late_is_over() -> None:
    late = ask("RCT-1", with_records(ORDER, checked("04-11 00:00"))).findings[0]
    assert late.late


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        pytest.param(None, "na", id="none"),
        pytest.param(CHECK, "pass", id="whole"),
        pytest.param(replace(CHECK, officers=("o1",)), "fail", id="one officer"),
        pytest.param(replace(CHECK, officers=("o1", "o1")), "fail", id="one officer, twice"),
        pytest.param(replace(CHECK, result=None), "fail", id="no result"),
        pytest.param(replace(CHECK, result="unclear"), "fail", id="no result that is known"),
        pytest.param(
            replace(CHECK, result="partly"), "fail", id="not all done, and nothing follows"
        ),
        pytest.param(replace(CHECK, result="not", next_measure="催告"), "pass", id="what follows"),
        pytest.param(draft(CHECK, officers=("o1",)), "pending", id="draft"),
        pytest.param(draft(CHECK), "pending", id="whole draft"),
    ],
)
def test_rct_2(check: Any, expected: str) -> None:
    assert status("RCT-2", with_records(*filter(None, [check])), at("04-30 12:00")) == expected
