"""Supervision (articles 6, 30): orders answered in time and checked again; cases sampled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from core_builders import CASE, LATER, ask, at, draft, steps
from core_imported import OFFICE

from tonghua.records.core.facts import SupervisionCheck, SupervisionOrder
from tonghua.records.core.supervision import sampled_enough

ORDER = SupervisionOrder(
    uid="order",
    title="责令整改通知书",
    occurred_start=at("06-01 09:00"),
    ground="1",
    case="case",
    due_at=at("06-16 17:30"),
    history=steps(("finalize", "06-01 09:00")),
)
ANSWERED = replace(ORDER, reply="已整改", replied_at=at("06-16 17:30"))
CHECKED = replace(ANSWERED, recheck="属实", rechecked_at=at("06-20 09:00"))


@pytest.mark.parametrize(
    ("orders", "when", "expected"),
    [
        pytest.param([], LATER, "na", id="none"),
        pytest.param([draft(ORDER)], LATER, "na", id="not given yet"),
        pytest.param([replace(ORDER, due_at=None)], LATER, "fail", id="no day set"),
        pytest.param([ORDER], at("05-31 12:00"), "na", id="not given then"),
        pytest.param([ORDER], at("06-16 17:30"), "pending", id="the last minute"),
        pytest.param([ORDER], at("06-16 17:31"), "fail", id="overdue"),
        pytest.param([ANSWERED], at("06-15 09:00"), "pending", id="not answered then"),
        pytest.param([ANSWERED], LATER, "pending", id="answered, to be checked"),
        pytest.param([CHECKED], LATER, "pass", id="checked again"),
        pytest.param([CHECKED], at("06-18 09:00"), "pending", id="not checked then"),
        pytest.param(
            [replace(CHECKED, replied_at=at("06-16 17:31"))], LATER, "fail", id="answered late"
        ),
        pytest.param(
            [replace(CHECKED, replied_at=None, rechecked_at=None)], LATER, "pass", id="imported"
        ),
        pytest.param(
            [ORDER, replace(CHECKED, uid="new", supersedes="order")], LATER, "pass", id="corrected"
        ),
        pytest.param(
            [replace(ORDER, history=(*ORDER.history, *steps(("annul", "06-02 09:00"))))],
            LATER,
            "na",
            id="annulled",
        ),
    ],
)
def test_sup_2(orders: list[Any], when: Any, expected: str) -> None:
    assert ask("SUP-2", replace(CASE, orders=tuple(orders)), when).status.value == expected


def test_the_order_is_no_record_of_the_case() -> None:
    answer = ask("SUP-2", replace(CASE, orders=(ORDER,)), at("06-10 09:00"))
    assert answer.due == at("06-16 17:30")
    assert answer.records == ()
    assert answer.findings[0].subject == "order"


def test_answered_late_is_over() -> None:
    late = replace(CHECKED, replied_at=at("06-17 09:00"))
    assert ask("SUP-2", replace(CASE, orders=(late,))).findings[0].late


CHECK = SupervisionCheck(
    uid="check",
    period="2026年上半年",
    cases=("a", "b", "c"),
    history=steps(("finalize", "06-20 09:00")),
)


@pytest.mark.parametrize(
    ("checks", "cases", "enough"),
    [
        pytest.param([], 0, False, id="none"),
        pytest.param([CHECK], 3, False, id="too few"),
        pytest.param([CHECK, replace(CHECK, cases=("c", "d"))], 4, False, id="one of them twice"),
        pytest.param([CHECK, replace(CHECK, cases=("d", "e"))], 5, True, id="just enough"),
        pytest.param([CHECK, replace(CHECK, cases=("d", "e"), history=())], 3, False, id="a draft"),
        pytest.param(
            [CHECK, replace(CHECK, cases=("d", "e"), period="2025年")], 3, False, id="then"
        ),
    ],
)
def test_sampled_enough(checks: list[Any], cases: int, enough: bool) -> None:
    found = sampled_enough(checks, OFFICE, " 2026年上半年")
    assert (found.cases, found.is_enough) == (cases, enough)
    assert f"{cases}件" in found.sentence
    assert ("请再抽取" in found.sentence) is not enough
