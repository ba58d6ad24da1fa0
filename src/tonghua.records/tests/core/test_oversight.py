"""The supervising office's figures: sums over cells, rates, and the names of figures."""

from __future__ import annotations

from datetime import date

import pytest

from tonghua.records.core import oversight as module
from tonghua.records.core.articles import articles_of
from tonghua.records.core.oversight import (
    Month,
    Share,
    Sums,
    Tally,
    Unreadable,
    figure,
    oversight,
    period,
    presets,
    rules_of,
)
from tonghua.records.core.rules import RULES
from tonghua.records.core.rules.evaluation import in_order

TODAY = date(2026, 11, 26)
YEAR = period(None, None, TODAY)
LAW, OTHER = "执法科（示例）", "综合科（示例）"


def cell(month="2026-03", kind="PenaltyCase", section=LAW, **figures):
    return Sums(
        month=month,
        kind=kind,
        section=section,
        figures={name.replace("__", ":").replace("_", "-"): n for name, n in figures.items()}
        | {name: n for name, n in figures.items() if "__" not in name},
    )


CELLS = (
    cell(cases=10, open=6, overdue=2, DEC_2__kept=5, DEC_2__late=2, DEC_2__due=3, CAS_1__kept=10),
    cell(month="2026-04", cases=4, open=4, DEC_2__broken=1, DEC_2__unknown=2, CAS_1__due=4),
    cell(month="2026-04", section=OTHER, kind="InspectionCase", cases=2, DEC_2__kept=1),
    cell(month="2026-05", section="", kind="Complaint", cases=3, open=1),
    cell(month="2025-12", cases=7, DEC_2__broken=7),
)


def line(found, key):
    (each,) = [each for each in found if each.key == key]
    return each


class TestSums:
    def test_what_is_asked_for_is_summed(self):
        found = oversight(CELLS, YEAR)
        assert [found.count(each) for each in ("cases", "open", "overdue")] == [19, 11, 2]
        assert found.tally == Tally(kept=16, late=2, broken=1, due=7, unknown=2)

    @pytest.mark.parametrize(
        ("section", "kind", "cases"),
        [
            (None, None, 19),
            (LAW, None, 14),
            ("", None, 3),
            (None, "InspectionCase", 2),
            (LAW, "InspectionCase", 0),
        ],
    )
    def test_of_one_section_or_kind(self, section, kind, cases):
        assert oversight(CELLS, YEAR, section, kind).count("cases") == cases

    def test_by_rule(self):
        found = line(oversight(CELLS, YEAR).rules, "DEC-2")
        assert found.tally == Tally(kept=6, late=2, broken=1, due=3, unknown=2)
        assert found.label == RULES["DEC-2"].title

    def test_every_rule_has_its_line(self):
        assert {each.key for each in oversight((), YEAR).rules} == set(RULES)

    def test_an_article_sums_its_rules(self):
        found = oversight(CELLS, YEAR)
        for number in articles_of("DEC-2"):
            article = line(found.articles, str(number))
            assert "DEC-2" in article.rules
            assert article.tally.late == 2

    def test_every_rule_is_in_an_article(self):
        held = {rule for each in oversight((), YEAR).articles for rule in each.rules}
        assert held == set(RULES)

    def test_by_section_and_kind_without_those_that_have_no_case(self):
        found = oversight((*CELLS, cell(section="空科室", open=0)), YEAR)
        assert {each.key: each.count("cases") for each in found.sections} == {
            "": 3,
            LAW: 14,
            OTHER: 2,
        }
        assert line(found.sections, "").label == "未定科室"
        assert line(found.kinds, "Complaint").label == "投诉举报"

    def test_every_month_has_its_line(self):
        months = oversight(CELLS, YEAR).months
        assert [each.key for each in months] == [f"2026-{n:02}" for n in range(1, 12)]
        assert [each.count("cases") for each in months[:5]] == [0, 0, 10, 6, 3]
        assert months[0].tally.share.rate is None

    def test_what_is_no_rule_any_more_is_not_counted(self):
        assert oversight([cell(cases=1, GONE_1__kept=1)], YEAR).tally.is_empty

    def test_the_answer_is_names_and_numbers(self):
        found = oversight(CELLS, YEAR, LAW).as_json()
        assert (found["from"], found["to"], found["section"]) == ("2026-01", "2026-11", LAW)
        assert found["totals"]["rate"] == round(15 / 18, 4)
        (rule,) = [each for each in found["rules"] if each["rule"] == "DEC-2"]
        assert rule["rate"] == round(5 / 8, 4)
        assert set(found["totals"]) >= {"ingested", "filed_away", "public_notices", "overdue"}


class TestRates:
    @pytest.mark.parametrize(
        ("tally", "rate"),
        [
            (Tally(), None),
            (Tally(due=3, unknown=2), None),
            (Tally(kept=3), 1.0),
            (Tally(kept=3, unknown=7), 1.0),
            (Tally(unknown=7, broken=1), 0.0),
            (Tally(kept=1, late=1, broken=2, due=9), 0.25),
            (Tally(kept=2, late=1), 0.6667),
        ],
    )
    def test_kept_of_what_was_judged(self, tally, rate):
        assert tally.share.rate == rate

    def test_things_in_cases(self):
        found = oversight([cell(cases=1, ingested=8, ingested_in_time=6)], YEAR)
        assert found.share("ingested") == Share(6, 8)
        assert found.share("ingested").rate == 0.75
        assert found.share("filed_away").rate is None
        assert found.share("receipts").rate is None


class TestPeriod:
    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            (None, None, ("2026-01", "2026-11")),
            ("", "", ("2026-01", "2026-11")),
            ("2026-03", None, ("2026-03", "2026-11")),
            ("2026-03-31", "2026-04-01", ("2026-03", "2026-04")),
            (None, "2025-06", ("2025-01", "2025-06")),
            ("2027-02", None, ("2027-02", "2027-02")),
            ("2024-02-29", "2024-02", ("2024-02", "2024-02")),
            ("2017-01", "2026-12", ("2017-01", "2026-12")),
        ],
    )
    def test_what_is_asked_for(self, first, last, expected):
        found = period(first, last, TODAY)
        assert (str(found.first), str(found.last)) == expected

    @pytest.mark.parametrize(
        ("first", "last", "said"),
        [
            ("2026-13", None, "写法不对"),
            ("2026-02-30", None, "写法不对"),
            ("明天", None, "“明天”写法不对"),
            ("2026", None, "写法不对"),
            (None, "2026-1", "写法不对"),
            ("2026-05", "2026-04", "晚于截止"),
            ("2016-12", "2026-12", "最多统计 120 个月"),
            ("0001-01", "9999-12", "最多统计 120 个月"),
        ],
    )
    def test_what_cannot_be_answered(self, first, last, said):
        with pytest.raises(Unreadable, match=said):
            period(first, last, TODAY)

    @pytest.mark.parametrize(
        ("today", "quarter"),
        [("2026-01-01", "2026-01"), ("2026-03-31", "2026-01"), ("2026-12-31", "2026-10")],
    )
    def test_presets(self, today, quarter):
        found = dict(presets(date.fromisoformat(today)))
        assert str(found["本季"].first) == quarter
        assert found["本月"].first == found["本月"].last
        assert found["上年"].label == "2025年1月至2025年12月"

    def test_months_follow_each_other_over_the_year(self):
        found = period("2025-11", "2026-02", TODAY).months
        assert found == (Month(2025, 11), Month(2025, 12), Month(2026, 1), Month(2026, 2))


class TestFigures:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("cases", ("cases",)),
            ("overdue", ("overdue",)),
            ("ingested", ("ingested",)),
            ("DEC-2:late", ("DEC-2:late",)),
            ("31:broken", tuple(f"{rule}:broken" for rule in rules_of(31))),
            ("all:unknown", tuple(f"{rule}:unknown" for rule in in_order())),
        ],
    )
    def test_what_a_name_stands_for(self, text, names):
        assert figure(text).names == names

    @pytest.mark.parametrize(
        "text", ["", "title", "DEC-2", "DEC-2:na", "NO-1:late", "99:late", "²:late", ":late", "x:"]
    )
    def test_what_no_figure_is(self, text):
        with pytest.raises(KeyError):
            figure(text)

    def test_it_says_what_it_is(self):
        assert figure("DEC-2:late").label == f"{RULES['DEC-2'].title}：超期"
        assert figure("18:kept").label == "第十八条：符合"

    def test_a_figure_is_what_the_lines_say(self):
        """What a list behind a figure has rows of is what the line counts."""
        found = oversight(CELLS, YEAR)
        for each in (*found.rules, *found.articles):
            for outcome in module.Outcome:
                names = figure(f"{each.key}:{outcome}").names
                assert sum(map(found.count, names)) == each.tally.of(outcome)
