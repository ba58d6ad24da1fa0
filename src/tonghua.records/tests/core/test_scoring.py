"""案卷评查: vetoes, points that re-base, and what a breach costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from core_imported import OFFICE

from tonghua.records.core.rules.registry import Answer, Status, of_case
from tonghua.records.core.scoring import items_of, score
from tonghua.records.core.text import _


def answer(rule, status="pass", due=None):
    found = () if status == "na" else (of_case(Status(status), _("理由。"), due=due),)
    return Answer(
        rule=rule,
        article=1,
        title=_("规则"),
        status=Status(status),
        reason=_("理由。"),
        records=(),
        due=due,
        blocking=False,
        findings=found,
    )


def scored(kind="PenaltyCase", office=OFFICE, **statuses):
    given = [
        answer(rule.replace("_", "-"), *(said if isinstance(said, tuple) else (said,)))
        for rule, said in statuses.items()
    ]
    return score(kind, given, office)


@pytest.mark.parametrize("kind", ["PenaltyCase", "ApplicationCase", "InspectionCase"])
def test_the_table_makes_a_hundred(kind):
    assert sum(item.points for item in items_of(kind, OFFICE)) == 100


def test_all_kept_is_a_hundred():
    found = scored(DEC_1="pass", SRV_7="pass")
    assert (found.total, found.grade) == (Decimal("100.0"), "优秀")


def test_what_does_not_apply_or_is_not_due_leaves_the_denominator():
    found = scored(DEC_1="pass", AV_12="na", SRV_7="pending")
    assert found.total == 100
    assert {each.item.id: each.points for each in found.items}["score_service_term"] is None


@pytest.mark.parametrize(
    ("said", "total"),
    [
        ("pass", "100.0"),
        ("fail", "63.6"),  # 8 of 11 points, half of the 8 lost
        ("unknown", "27.3"),  # not proven earns nothing
        (("fail", date(2026, 3, 1)), "27.3"),  # a missed day cannot be mended
    ],
)
def test_what_a_breach_costs(said, total):
    assert scored(DEC_1=said, DEC_2="pass").total == Decimal(total)


def test_rules_of_one_item_share_its_points():
    found = scored(PRS_1="pass", PRS_3="fail")
    (item,) = [each for each in found.items if each.item.id == "score_preservation"]
    assert (item.points, item.earned, item.lost) == (4, 3, ("PRS-3",))


def test_a_breach_that_nothing_mends_costs_all():
    assert scored(DEC_4="fail", DEC_1="pass").total == Decimal("61.5")


@pytest.mark.parametrize("rule", ["AUTH_1", "OFF_1", "RGT_1", "HRG_2", "LEG_1", "AV_INT"])
def test_a_veto_makes_the_whole_nothing(rule):
    found = scored(DEC_1="pass", **{rule: "fail"})
    assert (found.total, found.grade) == (0, "不合格")
    assert found.vetoes == (rule.replace("_", "-"),)


def test_a_veto_that_is_not_known_is_no_veto():
    assert scored(DEC_1="pass", AUTH_1="unknown").vetoes == ()


def test_nothing_to_judge_is_no_hundred():
    assert scored(DEC_1="na").total is None


@pytest.mark.parametrize(
    ("points", "grade"), [("90", "优秀"), ("89.9", "合格"), ("60", "合格"), ("59.9", "不合格")]
)
def test_grades(points, grade):
    from tonghua.records.core.scoring import grade_of

    assert grade_of(Decimal(points)) == grade


def test_the_office_sets_its_own_points():
    office = replace(OFFICE, thresholds={"score_decision_term": Decimal(8)})
    assert scored(office=office, DEC_1="fail", DEC_2="pass").total == Decimal("75.0")
