"""Every expectation of the example files, for the rules there are."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from core_imported import OFFICE, cases_of, load

from tonghua.records.core.asof import as_of
from tonghua.records.core.facts import DeliveryReceipt
from tonghua.records.core.rules import RULES, evaluate
from tonghua.records.core.service import served_at

FILES = ("first-case-expect.json", "expect.json")


def expectations(field: str) -> list[Any]:
    found = []
    for name in FILES:
        source = load(name)
        cases = cases_of(source["import"])
        for each in source["expectations"]:
            key = each.get("case") or each["complaint"]
            moment = datetime.fromisoformat(each["at"])
            for asked, expected in each.get(field, {}).items():
                id = f"{key}-{each['at'][:10]}-{asked}"
                found.append(pytest.param(cases[key], moment, asked, expected, id=id))
    return found


@pytest.mark.parametrize(
    ("case", "at", "rule", "expected"),
    [each for each in expectations("rules") if each.values[2] in RULES],
)
def test_rule_answers_as_expected(case, at, rule, expected):
    (answer,) = evaluate(case, OFFICE, at, rules=[rule])
    assert (answer.status.value, answer.rule) == (expected, rule), answer.reason


@pytest.mark.parametrize(("case", "at", "receipt", "expected"), expectations("served_at"))
def test_receipt_is_served_on_the_expected_day(case, at, receipt, expected):
    record = as_of(case, at).record(receipt.lstrip("#"))
    day = served_at(record, at) if isinstance(record, DeliveryReceipt) else None
    assert day == (date.fromisoformat(expected) if expected else None)
