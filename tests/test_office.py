"""The offices' settings: each number class of the catalogue has its pattern, and the like."""

from __future__ import annotations

from pathlib import Path

import pytest
from live import HOME
from lxml import etree

from tonghua.records.core.numbering import CASE_NUMBER_CLASS, format_number, parse_number
from tonghua.records.core.papers import papers
from tonghua.records.core.vocabularies import vocabulary

OFFICES = [
    HOME / "profiles" / "tonghua",
    HOME / "src" / "tonghua.records" / "src" / "tonghua" / "records" / "profiles" / "office",
]
CLASSES = {paper.number_class for paper in papers().values() if paper.number_class}
CLASSES |= set(CASE_NUMBER_CLASS.values())


def table(folder: Path, name: str) -> dict[str, str]:
    """Read one table of an office's registry.xml."""
    records = etree.parse(folder / "registry.xml").findall("record")
    (record,) = [each for each in records if each.get("name") == f"tonghua.records.{name}"]
    return {element.get("key"): element.text for element in record.iter("element")}


@pytest.mark.parametrize("office", OFFICES, ids=lambda path: path.name)
def test_every_class_has_a_pattern_and_no_two_share_one(office: Path) -> None:
    patterns = table(office, "number_patterns")
    assert set(patterns) == CLASSES
    assert len(set(patterns.values())) == len(patterns)
    for pattern in patterns.values():
        assert parse_number(pattern, format_number(pattern, 2026, 12)) == (2026, 12)


def test_numbers_are_in_the_form_of_official_documents() -> None:
    patterns = table(OFFICES[0], "number_patterns")
    assert format_number(patterns["罚"], 2026, 1) == "通志办罚〔2026〕1号"
    assert format_number(patterns["罚立"], 2026, 3) == "通志办罚立〔2026〕3号"


@pytest.mark.parametrize("office", OFFICES, ids=lambda path: path.name)
def test_retention_is_one_of_the_three_periods(office: Path) -> None:
    assert set(table(office, "retention").values()) <= set(vocabulary("retention"))
