"""evaluate: every rule answers, the worst finding decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from core_builders import (
    CASE,
    LATER,
    OFFICE,
    SCENE,
    VIDEO,
    ask,
    at,
    draft,
    with_records,
)

from tonghua.records.core.rules import RULES, Finding, Status, evaluate
from tonghua.records.core.rules.evaluation import worst
from tonghua.records.core.rules.registry import rule
from tonghua.records.core.rules.unjudged import UNJUDGED
from tonghua.records.core.text import Text

#: of applications and complaints; of what this case has none of; what no machine decides
NOT_ASKED = {
    *("APP-1", "APP-2", "APP-3", "APP-4", "APP-5", "CMP-1", "CMP-2", "CMP-3"),
    *("LEG-1", "LEG-2", "COL-1", "EXP-1", "APR-3", "DEC-3"),
    *("SRV-M", "SRV-L", "SRV-E", "SRV-T", "SRV-P", "SRV-E2"),
    *("ARC-1", "CPY-1", "PRF-3", "RCT-1", "RCT-2", "SEC-2", "SUP-2"),
    *("EVD-1", "PRS-1", "PRS-2", "PRS-3", "REF-1", "RCU-1"),
    *("RGT-2", "HRG-2", "HRG-3", "HRG-4", "AV-H"),
    *UNJUDGED,
}


def test_a_case_without_fault_has_none():
    answers = {answer.rule: answer.status for answer in evaluate(CASE, OFFICE, LATER)}
    assert set(answers) == set(RULES)
    assert {answers.pop(rule) for rule in NOT_ASKED} == {Status.NA}
    assert set(answers.values()) == {Status.PASS}


def test_answers_come_in_the_order_of_the_articles():
    articles = [answer.article for answer in evaluate(CASE, OFFICE, LATER)]
    assert articles == sorted(articles)


def test_every_answer_says_something_to_people():
    for answer in evaluate(replace(CASE, records=()), OFFICE, LATER):
        assert isinstance(answer.reason, Text)
        assert answer.reason.endswith("。")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("", "na"),
        ("na pass", "pass"),
        ("pass pending na", "pending"),
        ("pending unknown pass", "unknown"),
        ("unknown fail pending", "fail"),
    ],
)
def test_the_worst_finding_decides(found, expected):
    findings = [Finding(status=Status(each), reason=Text("")) for each in found.split()]
    assert worst(findings) == Status(expected)


def test_only_the_deciding_records_are_named():
    case = with_records(SCENE, VIDEO, replace(SCENE, uid="bad", officers=()), draft(SCENE, uid="d"))
    assert ask("OFF-1", case).records == ("bad",)


def test_nothing_is_judged_before_it_was():
    answers = {a.rule: a.status.value for a in evaluate(CASE, OFFICE, at("03-05 12:00"))}
    assert (answers["OFF-1"], answers["DEC-1"], answers["DEC-2"]) == ("na", "na", "pending")


def test_a_moment_without_zone_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        evaluate(CASE, OFFICE, datetime(2026, 3, 5))


def test_a_rule_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        rule("OFF-1", article=9, title=Text(""), nothing=Text(""))(lambda *_: ())
