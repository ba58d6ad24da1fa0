"""The numbers of the rules: each has a source, and the office's own comes first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from core_imported import OFFICE

from tonghua.records.core.parameters import UNITS, parameters

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
