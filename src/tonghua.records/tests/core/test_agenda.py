"""Open deadlines as appointments: what a calendar outside the office may say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from core_builders import CASE, FILING, at, with_records

from tonghua.records.core.agenda import appointments
from tonghua.records.core.facts import ComplaintFacts
from tonghua.records.core.remaining import OpenDeadline
from tonghua.records.core.text import _

NOW = at("05-20 12:00")
DUE = OpenDeadline(
    rule="DEC-2", due=date(2026, 6, 2), reason=_("自2026年3月4日的次日起算90日。"), records=()
)
NUMBERED = replace(with_records(FILING), number="示例罚立〔2026〕1号", title="（示例）年鉴案")
COMPLAINT = ComplaintFacts(uid="c", type="Complaint", title="（示例）鸳鸯举报某公司")


def of(case, *deadlines, openly=None, when=NOW, days=3):
    held = deadlines or (DUE,)
    known = frozenset(held if openly is None else openly)
    return list(appointments(case, held, known, when, days))


def test_says_the_rule_the_case_and_how_it_was_counted():
    (told,) = of(NUMBERED)
    assert told.summary == "立案之日起九十日内作出决定（示例罚立〔2026〕1号 （示例）年鉴案）"
    assert told.description == "自2026年3月4日的次日起算90日。"
    assert (told.due, told.private) == (date(2026, 6, 2), False)


def test_overdue_is_said_first():
    (told,) = of(NUMBERED, when=at("06-03 00:00"))
    assert told.summary.startswith("已超期：立案之日起九十日内作出决定")
    (told,) = of(NUMBERED, when=at("06-02 23:59"))
    assert not told.summary.startswith("已超期")


class TestConfidential:
    @pytest.mark.parametrize("level", ["privacy", "business_secret"])
    @pytest.mark.parametrize(
        ("number", "named"), [("示例罚立〔2026〕1号", "示例罚立〔2026〕1号"), ("", "保密案件")]
    )
    def test_case_by_its_number_alone(self, level, number, named):
        (told,) = of(replace(NUMBERED, confidentiality=level, number=number))
        assert told.summary == f"立案之日起九十日内作出决定（{named}）"
        assert "第二十九条" in told.description
        assert "90日" not in told.description
        assert told.private

    @pytest.mark.parametrize(("number", "named"), [("示例举1号", "示例举1号"), ("", "投诉举报")])
    def test_complaint_by_its_number_alone(self, number, named):
        (told,) = of(replace(COMPLAINT, number=number))
        assert named in told.summary
        assert "鸳鸯" not in f"{told.summary}{told.description}"
        assert "第八条" in told.description

    def test_what_rests_on_a_confidential_record_keeps_its_sentence(self):
        (told,) = of(NUMBERED, openly=())
        assert "90日" not in told.description
        assert "（示例）年鉴案" in told.summary


class TestUid:
    def test_stays_when_the_day_changes(self):
        moved = replace(DUE, due=date(2026, 6, 5), reason=_("节假日更正以后重新计算。"))
        assert of(NUMBERED)[0].uid == of(NUMBERED, moved)[0].uid

    def test_differs_by_case_rule_and_subject(self):
        others = (
            DUE,
            replace(DUE, subject="decision"),
            replace(DUE, rule="SRV-7"),
            replace(DUE, reason=_("同一事项的另一期限")),
        )
        told = [*of(NUMBERED, *others), *of(replace(NUMBERED, uid="other"))]
        assert len({each.uid for each in told}) == 5

    def test_tells_nothing(self):
        uid = of(replace(CASE, uid="示例案"))[0].uid
        assert uid.isascii()
        assert "DEC" not in uid


class TestReminder:
    @pytest.mark.parametrize("days", [0, 3, 7])
    def test_of_a_day_comes_in_the_morning(self, days):
        assert of(NUMBERED, days=days)[0].reminder == timedelta(days=-days, hours=9)

    def test_of_a_moment_comes_at_its_hour(self):
        (told,) = of(NUMBERED, replace(DUE, due=at("06-02 10:30")))
        assert told.reminder == timedelta(days=-3)
