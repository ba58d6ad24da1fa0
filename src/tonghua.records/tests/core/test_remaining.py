"""What is left of a period, and which periods are open."""

from datetime import date

import pytest
from core_builders import CASE, DECISION, FILING, RECEIPT, at, draft, with_records
from core_imported import OFFICE

from tonghua.records.core.facts import DeliveryReceipt
from tonghua.records.core.remaining import is_overdue, open_deadlines, remaining
from tonghua.records.core.rules import evaluate
from tonghua.records.core.service_words import say_service

FRIDAY = at("03-06 10:00")


class TestRemaining:
    @pytest.mark.parametrize(
        ("due", "said"),
        [
            (date(2026, 3, 6), "今天到期"),
            (date(2026, 3, 9), "还剩 1 个工作日"),
            (date(2026, 3, 8), "还剩 2 天"),
            (date(2026, 3, 17), "还剩 7 个工作日"),
            (date(2026, 6, 2), "还剩 88 天"),
            (date(2026, 3, 5), "已超期 1 天"),
            (at("03-06 13:30"), "还剩 3 小时"),
            (at("03-06 10:20"), "还剩不足 1 小时"),
            (at("03-06 08:00"), "已超期 2 小时"),
            (at("03-04 08:00"), "已超期 2 天"),
            (at("03-10 08:00"), "还剩 2 个工作日"),
        ],
    )
    def test_said(self, due, said):
        assert remaining(due, FRIDAY, OFFICE.calendar) == said

    def test_overdue(self):
        assert not is_overdue(date(2026, 3, 6), FRIDAY)
        assert is_overdue(date(2026, 3, 5), FRIDAY)
        assert is_overdue(at("03-06 09:59"), FRIDAY)


def deadlines(case, when):
    answers = evaluate(case, OFFICE, when)
    return [
        (each.rule, each.due)
        for each in open_deadlines((a.rule, f) for a in answers for f in a.findings)
    ]


class TestOpen:
    def test_nearest_first(self):
        case = with_records(FILING, DECISION)
        assert [rule for rule, _due in deadlines(case, at("05-16 12:00"))] == ["SRV-7"]
        assert deadlines(with_records(FILING), at("05-16 12:00")) == [("DEC-2", date(2026, 6, 2))]

    def test_what_was_done_is_closed(self):
        assert deadlines(CASE, at("05-20 12:00")) == [("PRF-2", date(2026, 6, 2))]
        assert deadlines(CASE, at("05-30 12:00")) == []

    def test_what_ran_out_with_nothing_done_stays(self):
        assert deadlines(with_records(FILING), at("06-10 12:00")) == [("DEC-2", date(2026, 6, 2))]

    def test_what_was_done_late_is_closed(self):
        late = with_records(FILING, DECISION, opened_at=at("01-05 09:00"))
        assert "DEC-2" not in [rule for rule, _due in deadlines(late, at("05-16 12:00"))]


class TestServiceWords:
    @pytest.mark.parametrize(
        ("receipt", "words"),
        [
            (RECEIPT, "签收日期为送达日期"),
            (draft(RECEIPT), "定稿以后才算送达"),
            (DeliveryReceipt(uid="r", method="direct"), "还没有签收"),
            (DeliveryReceipt(uid="r", method="mail", outcome="returned"), "被退回"),
            (DeliveryReceipt(uid="r", method="mail"), "还没有回执"),
            (DeliveryReceipt(uid="r"), "还没有填写送达方式"),
            (DeliveryReceipt(uid="r", method="public_notice"), "还没有公告的载体"),
            (
                DeliveryReceipt(
                    uid="r", method="public_notice", media=({"posted_at": at("03-06 09:00")},)
                ),
                "至2026年4月5日止",
            ),
        ],
    )
    def test_said(self, receipt, words):
        assert words in say_service(receipt, at("06-01 09:00"))
