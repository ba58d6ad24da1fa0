"""Supervision (articles 6, 30): orders answered in time and checked again; cases sampled."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
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
MORE = replace(CHECK, uid="more", cases=("d", "e"))
ANNULLED = (*CHECK.history, *steps(("annul", "06-21 09:00")))
FIVE = replace(OFFICE, thresholds={"sampled_cases": Decimal(5)})
#: the cases of the period; the rest were opened in another
COUNTED = "abcde"


@pytest.mark.parametrize(
    ("checks", "cases", "enough", "said"),
    [
        pytest.param([], 0, False, "还差5件", id="none"),
        pytest.param([CHECK], 3, False, "还差2件", id="too few"),
        pytest.param([CHECK, replace(MORE, cases=("c", "d"))], 4, False, "还差1件", id="one twice"),
        pytest.param([CHECK, MORE], 5, True, "至少5件，已经达到", id="just enough"),
        pytest.param([CHECK, replace(MORE, history=())], 3, False, "还差2件", id="a draft"),
        pytest.param([CHECK, replace(MORE, history=ANNULLED)], 3, False, "还差2件", id="void"),
        pytest.param(
            [CHECK, replace(MORE, cases=("d", "x"))], 4, False, "还差1件", id="of another"
        ),
    ],
)
def test_sup_1(checks: list[Any], cases: int, enough: bool, said: str) -> None:
    found = sampled_enough(checks, FIVE, COUNTED)
    assert found.as_json() == {"cases": cases, "wanted": 5, "enough": enough}
    assert said in found.sentence


def test_sup_1_without_a_number_of_the_office_says_so_and_judges_nothing() -> None:
    found = sampled_enough([CHECK], OFFICE, COUNTED)
    assert found.as_json() == {"cases": 3, "wanted": None, "enough": None}
    assert "未设定" in found.sentence


def test_sup_1_is_asked_of_all_sections_together() -> None:
    found = sampled_enough([CHECK], FIVE, COUNTED, narrowed=True)
    assert found.as_json() == {"cases": 3, "wanted": 5, "enough": None}
    assert "全机关" in found.sentence
