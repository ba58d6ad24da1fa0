"""The numbers of the rules: each has a source, and the office's own comes first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from core_imported import OFFICE

from tonghua.records.core.parameters import (
    LARGEST,
    UNITS,
    WrongNumber,
    is_of_law,
    parameters,
    read,
    written,
)

OFFICE_PROFILE = Path(__file__).parents[4] / "profiles" / "tonghua" / "registry.xml"


@pytest.mark.parametrize("parameter", parameters().values(), ids=lambda each: each.id)
def test_every_number_says_what_it_is_and_where_it_comes_from(parameter):
    assert parameter.label
    assert parameter.source
    assert parameter.unit in UNITS


@pytest.mark.parametrize("parameter", parameters().values(), ids=lambda each: each.id)
def test_a_number_of_no_law_is_marked_as_a_proposal(parameter):
    """Whoever reads 建议, 惯例 or 参照 as the source of a number sees it marked so too."""
    if not parameter.suggested:
        assert "《" in parameter.source or parameter.source.startswith("第")


def test_the_office_s_own_number_comes_first():
    office = replace(OFFICE, thresholds={"decision_days": Decimal(30)})
    assert (office.count("decision_days"), OFFICE.count("decision_days")) == (30, 90)


def test_a_hearing_amount_is_empty_until_the_office_says_it():
    assert OFFICE.number("hearing_threshold_person") is None
    with pytest.raises(ValueError, match="hearing_threshold_person"):
        OFFICE.count("hearing_threshold_person")


def test_the_office_s_profile_says_the_usual_numbers():
    records = ElementTree.parse(OFFICE_PROFILE).getroot().iter("record")  # noqa: S314
    (table,) = [each for each in records if each.get("name") == "tonghua.records.thresholds"]
    said = {each.get("key"): Decimal(each.text) for each in table.iter("element")}
    usual = {each.id: each.value for each in parameters().values() if each.value is not None}
    assert said == usual


@pytest.mark.parametrize("parameter", parameters().values(), ids=lambda each: each.id)
def test_the_usual_number_is_one_that_could_be_typed(parameter):
    assert parameter.unit in LARGEST
    if parameter.value is not None:
        assert read(parameter.id, written(parameter.value)) == parameter.value


@pytest.mark.parametrize(
    ("id", "typed", "value"),
    [
        ("decision_days", "30", "30"),
        ("decision_days", " ３０ ", "30"),
        ("decision_days", "0", "0"),
        ("decision_days", "", None),
        ("decision_days", "  ", None),
        ("hearing_threshold_person", "10,000", "10000"),
        ("hearing_threshold_person", "10000.50", "10000.5"),
        ("recording_percent", "100", "100"),
        ("hearing_notice_strict", "0", "0"),
    ],
)
def test_typed_numbers(id, typed, value):
    found = read(id, typed)
    assert (None if found is None else written(found)) == value


@pytest.mark.parametrize(
    ("id", "typed", "sentence"),
    [
        ("decision_days", "九十", "“立案到作出处罚决定”写的是“九十”，不是数字"),
        ("decision_days", "NaN", "不是数字"),
        ("decision_days", "Infinity", "不是数字"),
        ("decision_days", "-1", "应当是不小于 0 的整数"),
        ("decision_days", "1.5", "应当是不小于 0 的整数"),
        ("decision_days", "1e9", "不能大于 3660"),
        ("recording_percent", "101", "不能大于 100"),
        ("hearing_threshold_person", "-0.01", "应当是不小于 0 的金额"),
        ("hearing_threshold_person", "0.001", "最多写到分"),
        ("hearing_notice_strict", "2", "不能大于 1"),
    ],
)
def test_numbers_that_cannot_be(id, typed, sentence):
    with pytest.raises(WrongNumber) as refused:
        read(id, typed)
    assert sentence in refused.value.message


def test_proposals_and_empty_amounts_are_of_no_law():
    of_law = {id for id, each in parameters().items() if is_of_law(each)}
    assert "decision_days" in of_law
    assert not of_law & {"statement_days", "hearing_threshold_person", "complaint_days"}
