"""The ordinance with all that carries it: nothing of the law or the program is left out."""

from __future__ import annotations

import sys
from decimal import Decimal
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from tonghua.records.core.articles import article, articles
from tonghua.records.core.gates import GATES
from tonghua.records.core.mandatory import own_entries
from tonghua.records.core.ordinance import (
    AMOUNTS,
    SHARED,
    carried_by,
    numbers_of_no_rule,
    ordinance,
    pieces,
    rule_entry,
    rule_ids,
    say_number,
)
from tonghua.records.core.ordinance_page import page
from tonghua.records.core.papers import papers, papers_of
from tonghua.records.core.parameters import UNITS, parameters
from tonghua.records.core.rules import RULES
from tonghua.records.core.rules.unjudged import UNJUDGED
from tonghua.records.core.vocabularies import vocabulary

HOME = Path(__file__).resolve().parents[4]
#: the table of types of the model: portal_type → the articles that it carries
MODEL = {
    "Officer": {9},
    "Device": {6},
    "LegalBasis": {1, 2},
    "Complaint": {8},
    "SupervisionCheck": {6},
    "SupervisionOrder": {30},
    "DocumentTemplate": {18},
    "Application": {7},
    "ApplicationNotice": {7},
    "Filing": {8, 31},
    "Interview": {9, 11},
    "EvidenceRequest": {11},
    "SceneInspection": {11, 12},
    "Sampling": {11, 12},
    "RightsNotice": {10, 11},
    "Recusal": {10},
    "Statement": {10, 11},
    "Hearing": {11, 12},
    "OtherInvestigation": {11},
    "Refusal": {11},
    "EvidencePreservation": {13},
    "LegalReview": {14},
    "ExpertOpinion": {15},
    "Deliberation": {16},
    "Approval": {17, 31},
    "Decision": {18},
    "Extension": {7, 18},
    "TransferLetter": {8, 18},
    "DeliveryReceipt": {19, 20, 21, 22, 23},
    "Performance": {24},
    "RectificationOrder": {25},
    "RectificationCheck": {25},
    "Closing": {26},
    "AudioVisual": {3, 12, 26},
    "CopyRequest": {28},
    "Volume": {26, 27},
}


@pytest.fixture(scope="module")
def script():
    """scripts/ordinance as a module."""
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader = SourceFileLoader("writing_the_ordinance", str(HOME / "scripts" / "ordinance"))
        module = module_from_spec(spec_from_loader(loader.name, loader))
        loader.exec_module(module)
        return module
    finally:
        sys.dont_write_bytecode = kept


@pytest.mark.parametrize("portal_type", MODEL)
def test_a_type_carries_what_the_model_says(portal_type):
    assert carried_by()[portal_type] >= MODEL[portal_type]


def test_every_type_stands_on_an_article():
    shown = {name for entry in ordinance() for name in entry.types}
    assert shown == set(vocabulary("types"))


def test_no_type_is_named_where_a_table_already_says_so():
    """articles.toml names the types of which nothing else knows the article."""
    for number, each in articles().items():
        for name in each.types:
            told = [entry.article for entry in own_entries(name)]
            told += [article for paper in papers_of(name) for article in paper.articles]
            assert number not in told, name


def test_every_paper_stands_on_its_articles():
    shown = {(each.key, entry.article.number) for entry in ordinance() for each in entry.papers}
    assert shown == {(each.key, n) for each in papers().values() for n in each.articles}


def test_every_article_has_its_text_and_is_asked_by_something():
    """Article 4 alone is a principle: people judge it."""
    alone = []
    for entry in ordinance():
        assert entry.article.text.strip()
        if not (entry.types or entry.papers or entry.asked or entry.rules):
            alone.append(entry.article.number)
    assert alone == [4]


def test_what_all_records_are_asked_stands_too():
    (asked,) = [names for name, names in ordinance()[4].asked if name == "各种记录"]
    assert "补录原因" in asked


def test_every_rule_that_is_judged_is_shown_with_its_title():
    assert set(RULES) <= set(rule_ids())
    for entry in ordinance():
        for rule in entry.rules:
            assert rule.judged == (rule.id in RULES and rule.id not in UNJUDGED)
            if rule.judged:
                assert rule.title == RULES[rule.id].title
                assert not rule.reason


@pytest.mark.parametrize("id", UNJUDGED)
def test_a_rule_that_people_judge_says_why(id):
    found = rule_entry(id)
    assert not found.judged
    assert found.title
    assert found.reason.endswith("。")


def test_a_rule_is_told_once_and_elsewhere_named():
    """APR-1 stands on articles 17 and 31; its own is 31."""
    for number in (17, 31):
        (found,) = [each for each in ordinance()[number - 1].rules if each.id == "APR-1"]
        assert found.article == 31


@pytest.mark.parametrize(("subject", "transition"), GATES)
def test_every_gate_is_told_with_its_rules(subject, transition):
    assert subject in SHARED or subject in vocabulary("types")
    assert transition in vocabulary("transitions")
    for id in GATES[subject, transition]:
        assert len(rule_entry(id).where) == sum(id in rules for rules in GATES.values())


def test_where_a_rule_refuses():
    assert "行政处罚案件：立案" in rule_entry("SCOPE-1").where
    assert "由承办人定稿的记录：定稿" in rule_entry("AV-12").where


def test_every_number_is_told():
    by_rules = {each.id for id in rule_ids() for each in rule_entry(id).numbers}
    assert by_rules | {each.id for each in numbers_of_no_rule()} == set(parameters())


@pytest.mark.parametrize(
    ("id", "value", "words"),
    [
        ("decision_days", 90, "90日"),
        ("summary_fine_organisation", 3000, "3,000元"),
        ("recording_percent", 80, "80%"),
        ("hearing_notice_strict", 1, "是"),
        ("hearing_notice_strict", 0, "否"),
        ("hearing_threshold_person", None, "未设定，逐件由人确认"),
    ],
)
def test_how_a_number_reads(id, value, words):
    assert say_number(parameters()[id], None if value is None else Decimal(value)) == words


def test_every_unit_can_be_read():
    assert set(AMOUNTS) | {"yes_no"} == set(UNITS)


def test_what_was_restored_is_told_apart():
    restored = [piece for piece, mended in pieces(article(26).reads_as) if mended]
    assert restored == ["〔相应案卷（文字材料）〕"]
    assert "".join(piece for piece, _mended in pieces(article(26).reads_as)) == article(26).reads_as
    assert not any(mended for _piece, mended in pieces(article(12).text))


class TestGenerated:
    def test_the_page_is_what_would_be_generated_now(self):
        assert (HOME / "docs" / "ordinance.md").read_text("utf-8") == page(), "run: make ordinance"

    def test_the_table_of_tests_is_what_would_be_found_now(self, script):
        written = script.TABLE.read_text("utf-8")
        assert written == script.table(script.scan(HOME)), "run: make ordinance"

    def test_every_rule_that_is_judged_is_tested(self):
        assert [id for id in RULES if not rule_entry(id).tests] == []

    def test_every_article_can_be_jumped_to(self):
        said = page()
        for number in articles():
            assert f'<a id="article-{number}"></a>' in said
            assert f"](#article-{number})" in said

    def test_which_tests_name_a_rule(self, script):
        pattern = script.re.compile("XX-1|YY-1|ZZ-1")
        source = '''"""About ZZ-1."""
ALL = ["YY-1"]

def helper():
    return "YY-1"

class TestThat:
    def test_this(self):
        assert "XX-1, as it reads"

@cases("XX-1")
def test_that(): "ZZ-1"
'''
        assert script.named_in(source, pattern) == {
            "ZZ-1": [],
            "YY-1": [],
            "XX-1": ["TestThat::test_this", "test_that"],
        }
