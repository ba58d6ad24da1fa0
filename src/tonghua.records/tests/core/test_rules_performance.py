"""Performance (article 24): recorded until its end, the fine paid in time, and what is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from core_builders import (
    CASE,
    DECISION,
    PERFORMANCE,
    RECEIPT,
    ask,
    at,
    chain,
    draft,
    status,
    steps,
    with_records,
)

from tonghua.records.core.facts import CaseFacts, Closing, Extension, PartyFacts
from tonghua.records.core.fines import overdue_surcharge, say_yuan
from tonghua.records.core.service import served_on_everyone

UNPAID = replace(PERFORMANCE, uid="unpaid", done_at=None, receipt_number="")
CLOSING = Closing(
    uid="closing", outcome="performed", history=chain("06-20 09:00", "06-20 10:00", "06-21 09:00")
)
WARNING = replace(DECISION, penalty_kinds=("warning",), amount=None)
CLOSURE = replace(DECISION, penalty_kinds=("closure",), amount=None)


def having(*records: Any) -> CaseFacts:
    return with_records(DECISION, RECEIPT, *records)


@pytest.mark.parametrize(
    ("fine", "due", "until", "percent", "added"),
    [
        ("50000", date(2026, 6, 2), date(2026, 6, 2), "3", "0.00"),
        ("50000", date(2026, 6, 2), date(2026, 6, 1), "3", "0.00"),
        ("50000", date(2026, 6, 2), date(2026, 6, 3), "3", "1500.00"),
        ("50000", date(2026, 6, 2), date(2026, 7, 5), "3", "49500.00"),
        ("50000", date(2026, 6, 2), date(2026, 7, 6), "3", "50000.00"),
        ("50000", date(2026, 6, 2), date(2027, 6, 2), "3", "50000.00"),
        ("50000", date(2028, 2, 28), date(2028, 3, 1), "3", "3000.00"),  # over a leap day
        ("33.35", date(2026, 6, 2), date(2026, 6, 3), "3", "1.00"),
        ("50000", date(2026, 6, 2), date(2026, 6, 3), "0", "0.00"),
        ("0", date(2026, 6, 2), date(2026, 6, 3), "3", "0.00"),
    ],
)
def test_overdue_surcharge(fine: str, due: date, until: date, percent: str, added: str) -> None:
    assert overdue_surcharge(Decimal(fine), due, until, Decimal(percent)) == Decimal(added)


def test_a_negative_fine_is_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        overdue_surcharge(Decimal(-1), date(2026, 6, 2), date(2026, 6, 3), Decimal(3))


@pytest.mark.parametrize(
    ("amount", "said"),
    [("50000.00", "50,000元"), ("1500.50", "1,500.5元"), ("10", "10元"), ("0.00", "0元")],
)
def test_say_yuan(amount: str, said: str) -> None:
    assert say_yuan(Decimal(amount)) == said


class TestServedOnEveryone:
    def days(self, *receipts: Any) -> Any:
        return served_on_everyone(with_records(DECISION, *receipts), "decision", at("06-30 12:00"))

    def test_not_yet(self) -> None:
        assert self.days() is None
        assert self.days(replace(RECEIPT, outcome="failed")) is None

    def test_the_first_service_of_a_party_counts(self) -> None:
        again = replace(RECEIPT, uid="again", signed_at=at("05-20 10:00"))
        assert self.days(RECEIPT, again) == (date(2026, 5, 18), "receipt")

    @pytest.mark.parametrize("named", [("p", "q"), ()])
    def test_of_several_parties_the_last(self, named: tuple[str, ...]) -> None:
        parties = (*CASE.parties, PartyFacts(uid="q", name="示例人"))
        decision = replace(DECISION, parties=named)
        other = replace(RECEIPT, uid="other", parties=("q",), signed_at=at("05-25 10:00"))
        for receipts, found in [
            ((RECEIPT,), None),
            ((RECEIPT, replace(other, outcome="refused")), None),
            ((RECEIPT, other), (date(2026, 5, 25), "other")),
            ((replace(RECEIPT, parties=()),), (date(2026, 5, 18), "receipt")),
        ]:
            case = replace(with_records(decision, *receipts), parties=parties)
            assert served_on_everyone(case, "decision", at("06-30 12:00")) == found


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(CASE, "05-16 12:00", "na", id="not served"),
        pytest.param(with_records(WARNING, RECEIPT), "06-30 12:00", "na", id="a mere warning"),
        pytest.param(
            with_records(CLOSURE, RECEIPT), "06-30 12:00", "pending", id="no fine: no term"
        ),
        pytest.param(having(), "06-02 23:59", "pending", id="within the term of the fine"),
        pytest.param(having(), "06-03 00:00", "fail", id="the day after, nothing recorded"),
        pytest.param(having(draft(PERFORMANCE)), "06-30 12:00", "pending", id="a draft"),
        pytest.param(having(PERFORMANCE), "06-30 12:00", "pass", id="done"),
        pytest.param(having(UNPAID), "06-30 12:00", "pending", id="not done: go on"),
        pytest.param(
            having(UNPAID, replace(PERFORMANCE, occurred_start=at("06-20 10:00"))),
            "06-30 12:00",
            "pass",
            id="done later",
        ),
        pytest.param(
            having(replace(UNPAID, overdue_measure="已向人民法院申请强制执行。")),
            "06-30 12:00",
            "pass",
            id="court",
        ),
        pytest.param(
            having(replace(UNPAID, overdue_measure="拟申请强制执行。")),
            "06-30 12:00",
            "pending",
            id="court: not yet",
        ),
        pytest.param(
            having(UNPAID, replace(CLOSING, outcome="terminated")),
            "06-30 12:00",
            "pass",
            id="ended",
        ),
        pytest.param(
            having(UNPAID, CLOSING), "06-30 12:00", "fail", id="closed as performed, and was not"
        ),
        pytest.param(
            with_records(CLOSURE, RECEIPT, CLOSING),
            "06-30 12:00",
            "fail",
            id="closed without a record",
        ),
        pytest.param(
            having(PERFORMANCE, replace(UNPAID, title="履行", obligation="停止发行")),
            "06-30 12:00",
            "pending",
            id="one of two done",
        ),
        pytest.param(
            having(replace(PERFORMANCE, parties=("other",))),
            "06-30 12:00",
            "fail",
            id="another party's",
        ),
    ],
)
def test_prf_1(case: CaseFacts, when: str, expected: str) -> None:
    assert status("PRF-1", case, at(when)) == expected


def test_a_case_that_is_taken_up_again_is_not_closed() -> None:
    again = steps(("close", "06-22 09:00"), ("return_to_enforcement", "06-23 09:00"))
    closed = having(UNPAID, CLOSING)
    assert status("PRF-1", closed) == "fail"
    assert status("PRF-1", replace(closed, history=again)) == "pending"


BOTH = replace(DECISION, penalty_kinds=("fine", "confiscation_goods", "warning"))
TAKEN = replace(PERFORMANCE, uid="taken", title="履行情况记录", obligation="没收年鉴30册")
WHOLE = replace(TAKEN, obligation="履行决定书的全部义务")


@pytest.mark.parametrize(
    ("records", "performed", "paid_in_time"),
    [
        pytest.param([PERFORMANCE], "pending", "pass", id="only the fine"),
        pytest.param([TAKEN], "pending", "fail", id="only what was confiscated"),
        pytest.param([PERFORMANCE, TAKEN], "pass", "pass", id="both"),
        pytest.param(
            [replace(TAKEN, obligation="缴纳罚款，没收年鉴30册")],
            "pass",
            "pass",
            id="in one record",
        ),
        pytest.param([WHOLE], "pass", "pass", id="all of it, in other words"),
        pytest.param([PERFORMANCE, CLOSING], "fail", "pass", id="closed with a part recorded"),
        pytest.param(
            [PERFORMANCE, replace(CLOSING, outcome="terminated")], "pass", "pass", id="ended"
        ),
    ],
)
def test_each_part_of_a_penalty_is_recorded(
    records: list[Any], performed: str, paid_in_time: str
) -> None:
    case = with_records(BOTH, RECEIPT, *records)
    assert status("PRF-1", case) == performed
    assert status("PRF-2", case) == paid_in_time


def test_what_is_not_recorded_is_named() -> None:
    said = ask("PRF-1", with_records(BOTH, RECEIPT, PERFORMANCE, CLOSING)).reason
    assert "没收非法财物" in said


def paid(when: str) -> Any:
    return replace(PERFORMANCE, done_at=at(when), history=steps(("finalize", when)))


def served(when: str, *records: Any) -> CaseFacts:
    receipt = replace(
        RECEIPT,
        signed_at=at(when),
        occurred_start=at(when),
        signatures=(),
        history=steps(("finalize", when)),
    )
    decision = replace(
        DECISION,
        decided_at=at("04-01 09:00"),
        history=chain("04-01 08:00", "04-01 08:10", "04-01 08:20"),
    )
    return with_records(decision, receipt, *records)


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(CASE, "05-16 12:00", "na", id="not served"),
        pytest.param(with_records(CLOSURE, RECEIPT), "06-30 12:00", "na", id="no fine"),
        pytest.param(having(), "06-02 23:59", "pending", id="last day"),
        pytest.param(having(), "06-03 00:00", "fail", id="the day after, at midnight"),
        pytest.param(having(paid("06-02 23:59")), "06-30 12:00", "pass", id="paid on the last day"),
        pytest.param(having(paid("06-03 00:00")), "06-30 12:00", "fail", id="paid the day after"),
        pytest.param(having(draft(PERFORMANCE)), "06-03 00:00", "fail", id="paid, in a draft"),
        pytest.param(
            having(replace(PERFORMANCE, done_at=at("05-14 23:59"))),
            "06-30 12:00",
            "unknown",
            id="paid before it was decided",
        ),
        pytest.param(
            having(replace(PERFORMANCE, done_at=at("05-15 09:00"))),
            "06-30 12:00",
            "pass",
            id="paid on the day of the decision",
        ),
        pytest.param(
            having(UNPAID, replace(CLOSING, outcome="terminated")), "06-30 12:00", "na", id="ended"
        ),
        # 15 days after the 17th of April is a holiday: the 6th of May is the next day worked
        pytest.param(served("04-17 10:00"), "05-06 23:59", "pending", id="rolled over the holiday"),
        pytest.param(served("04-17 10:00"), "05-07 00:00", "fail", id="and the day after"),
        # the 24th of April and 15 days: a Saturday that is worked (调休)
        pytest.param(served("04-24 10:00"), "05-09 23:59", "pending", id="a make-up day is worked"),
        pytest.param(served("04-24 10:00"), "05-10 00:00", "fail", id="and does not roll"),
    ],
)
def test_prf_2(case: CaseFacts, when: str, expected: str) -> None:
    assert status("PRF-2", case, at(when)) == expected


def test_what_is_added_is_said() -> None:
    said = ask("PRF-2", having(paid("06-05 10:00"))).reason
    assert "3日" in said
    assert "3%" in said
    assert "4,500元" in said
    answer = ask("PRF-2", having(), at("08-01 10:00"))
    assert "现应加处50,000元" in answer.reason
    assert answer.due == date(2026, 6, 2)


def test_without_an_amount_nothing_is_reckoned() -> None:
    case = with_records(replace(DECISION, amount=None), RECEIPT)
    assert "没有写明罚款数额" in ask("PRF-2", case).reason


def test_paid_late_is_over_and_unpaid_is_open() -> None:
    assert ask("PRF-2", having(paid("06-05 10:00"))).findings[0].late
    assert not ask("PRF-2", having()).findings[0].late


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "pending", id="allowed until the end of June"),
        pytest.param({"what": "整改期限"}, "fail", id="of another term"),
        pytest.param({"history": ()}, "fail", id="not approved"),
        pytest.param({"until": date(2026, 6, 1)}, "fail", id="earlier than the term itself"),
    ],
)
def test_paying_later_was_allowed(changes: dict[str, Any], expected: str) -> None:
    extension = Extension(
        uid="extension",
        what="延期缴纳罚款",
        until=date(2026, 6, 30),
        reason="确有困难",
        history=chain("05-25 09:00", "05-25 10:00", "05-26 09:00"),
    )
    case = having(replace(extension, **changes))
    assert status("PRF-2", case, at("06-30 23:59")) == expected
    assert status("PRF-2", case, at("07-01 00:00")) == "fail"


def of_two(*records: Any) -> CaseFacts:
    """A decision about two parties, the first of whom was served on 05-18."""
    decision = replace(DECISION, parties=("p", "q"))
    both = (*CASE.parties, PartyFacts(uid="q", name="示例人"))
    return with_records(decision, RECEIPT, *records, parties=both)


OTHER = replace(RECEIPT, uid="other", parties=("q",), signed_at=at("05-25 10:00"))


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(of_two(OTHER), "06-09 23:59", ("pending", date(2026, 6, 9)), id="the last's"),
        pytest.param(of_two(OTHER), "06-10 00:00", ("fail", date(2026, 6, 9)), id="and over"),
        pytest.param(of_two(), "06-30 12:00", ("pending", None), id="one was not served"),
        pytest.param(
            of_two(replace(OTHER, outcome="failed")), "06-30 12:00", ("pending", None), id="in vain"
        ),
        pytest.param(
            of_two(replace(OTHER, history=())), "06-30 12:00", ("pending", None), id="a draft"
        ),
    ],
)
def test_prf_2_of_two_parties(case: CaseFacts, when: str, expected: tuple[Any, Any]) -> None:
    answer = ask("PRF-2", case, at(when))
    assert (answer.status.value, answer.due) == expected


def test_prf_1_of_two_parties_asks_for_a_record_as_soon_as_one_is_served() -> None:
    assert status("PRF-1", of_two(), at("06-30 12:00")) == "pending"
    assert status("PRF-1", of_two(OTHER), at("06-09 23:59")) == "pending"
    assert status("PRF-1", of_two(OTHER), at("06-10 00:00")) == "fail"
