"""PRS-1 to PRS-3: evidence is preserved with approval, listed, and disposed of in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from core_builders import (
    OFFICE,
    TOLD,
    ask,
    at,
    chain,
    draft,
    refuse,
    sign,
    status,
    steps,
    with_records,
)

from tonghua.records.core.clock import OFFICE_ZONE
from tonghua.records.core.facts import EvidencePreservation

KEPT = EvidencePreservation(
    uid="keep",
    title="先行登记保存证据通知书",
    occurred_start=at("03-06 11:55"),
    occurred_end=at("03-06 12:20"),
    parties=("p",),
    officers=("o1", "o2"),
    reason="可能被转移",
    subject_matter="库存图书",
    forms=("registration", "copy"),
    approved_at=at("03-06 09:10"),
    rows=({"name": "图书", "quantity": 480, "unit": "册"},),
    disposition="解除",
    disposed_at=at("03-16 15:00"),
    signatures=(sign("officer", "示例甲"), sign("officer", "示例乙"), sign("party", "示例人A")),
    history=chain("03-06 08:35", "03-06 08:50", "03-06 09:10"),
)
COPY = {"forms": ("copy",)}


def keep(**changes):
    return with_records(replace(KEPT, **changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "pass", id="approved, then kept"),
        pytest.param({"approved_at": at("03-06 11:55")}, "pass", id="in the same minute"),
        pytest.param({"approved_at": at("03-06 11:56")}, "fail", id="a minute late"),
        pytest.param({"approved_at": None}, "pass", id="the chain approved"),
        pytest.param(
            {"approved_at": None, "history": chain("03-06 08:00", "03-06 09:00", "03-07 00:00")},
            "fail",
            id="the chain approved at midnight after",
        ),
        pytest.param({"reason": " "}, "fail", id="no reason"),
        pytest.param({"subject_matter": ""}, "fail", id="nothing named"),
        pytest.param({"forms": ()}, "fail", id="no form"),
        pytest.param({"reason": "", "history": ()}, "pending", id="draft without reason"),
        pytest.param(
            {"approved_at": None, "history": ()}, "pending", id="draft, kept before any approval"
        ),
        pytest.param(
            {"approved_at": None, "history": KEPT.history[:1]},
            "fail",
            id="submitted, kept before any approval",
        ),
        pytest.param(
            {"approved_at": None, "occurred_start": None, "history": KEPT.history[:1]},
            "pending",
            id="submitted, nothing kept yet",
        ),
        pytest.param(
            {"occurred_start": None, "signatures": ()}, "pending", id="approved, nothing kept yet"
        ),
        pytest.param({"occurred_start": None}, "pass", id="the party's signature tells the day"),
        pytest.param(
            {**COPY, "approved_at": None, "history": ()}, "pass", id="a copy needs no approval"
        ),
        pytest.param({**COPY, "reason": ""}, "fail", id="a copy needs its reason"),
    ],
)
def test_prs_1(changes, expected):
    assert status("PRS-1", keep(**changes)) == expected


def test_prs_1_says_what_was_first():
    said = ask("PRS-1", keep(approved_at=at("03-06 15:00"))).reason
    assert "（2026年3月6日 11:55）早于负责人批准（2026年3月6日 15:00）" in said


@pytest.mark.parametrize("rule", ["PRS-1", "PRS-2", "PRS-3"])
def test_nothing_preserved(rule):
    assert status(rule, with_records()) == "na"


OPEN = {"disposition": "", "disposed_at": None}


@pytest.mark.parametrize(
    ("changes", "when", "expected"),
    [
        pytest.param(OPEN, "03-17 23:59", "pending", id="last minute of the seventh working day"),
        pytest.param(OPEN, "03-18 00:00", "fail", id="midnight after"),
        pytest.param(
            {"disposed_at": at("03-17 23:59")}, "06-30 12:00", "pass", id="on the last day"
        ),
        pytest.param({"disposed_at": at("03-18 00:00")}, "06-30 12:00", "fail", id="a day late"),
        pytest.param({}, "03-10 12:00", "pending", id="disposed of only later"),
        pytest.param({"disposition": ""}, "03-18 12:00", "unknown", id="when, but not what"),
        pytest.param({"disposed_at": None}, "03-18 12:00", "unknown", id="what, but not when"),
        pytest.param({"disposition": ""}, "03-17 12:00", "pending", id="when, within the term"),
        pytest.param(
            {**OPEN, "occurred_start": None, "signatures": ()},
            "06-30 12:00",
            "pending",
            id="nothing kept yet",
        ),
        pytest.param({**OPEN, **COPY}, "06-30 12:00", "na", id="nothing was kept back"),
        pytest.param(
            {**OPEN, "history": ()}, "03-18 12:00", "fail", id="the term runs for a draft"
        ),
        # 05-01 to 05-05 are days off, Saturday 05-09 is worked
        pytest.param(
            {**OPEN, "occurred_start": at("04-28 09:00")},
            "05-11 23:59",
            "pending",
            id="over a holiday with a make-up day: last day",
        ),
        pytest.param(
            {**OPEN, "occurred_start": at("04-28 09:00")},
            "05-12 00:00",
            "fail",
            id="over a holiday with a make-up day: over",
        ),
    ],
)
def test_prs_2(changes, when, expected):
    assert status("PRS-2", keep(**changes), at(when)) == expected


def test_prs_2_over_a_leap_day():
    begun = datetime(2028, 2, 25, 9, 0, tzinfo=OFFICE_ZONE)
    case = keep(**OPEN, occurred_start=begun, approved_at=None, signatures=())
    answer = ask("PRS-2", case, datetime(2028, 3, 1, 9, 0, tzinfo=OFFICE_ZONE))
    # a Friday; 02-29 is the second working day after it
    assert (str(answer.due), answer.status.value) == ("2028-03-07", "pending")


def test_prs_2_carries_its_deadline_and_says_when_it_was_late():
    running = ask("PRS-2", keep(**OPEN), at("03-10 12:00"))
    assert str(running.due) == "2026-03-17"
    assert "自2026年3月6日次日起算7个工作日，至2026年3月17日止。" in running.reason
    (late,) = ask("PRS-2", keep(disposed_at=at("03-18 09:00"))).findings
    assert late.late
    (overdue,) = ask("PRS-2", keep(**OPEN), at("03-20 12:00")).findings
    assert not overdue.late


def test_prs_2_takes_the_office_s_own_days():
    office = replace(OFFICE, thresholds={"preservation_days": 5})
    assert status("PRS-2", keep(**OPEN), at("03-14 12:00"), office) == "fail"


RECEIPT = replace(
    TOLD,
    uid="kept-receipt",
    served=("keep",),
    occurred_start=at("03-06 12:20"),
    occurred_end=at("03-06 12:25"),
    history=steps(("finalize", "03-06 13:00")),
    signed_at=at("03-06 12:24"),
)
UNSIGNED = replace(KEPT, signatures=KEPT.signatures[:2])


@pytest.mark.parametrize(
    ("records", "when", "expected"),
    [
        pytest.param((KEPT,), "03-09 12:00", "pass", id="the party signed the notice itself"),
        pytest.param((UNSIGNED, RECEIPT), "03-09 12:00", "fail", id="the list is not signed"),
        pytest.param(
            (replace(UNSIGNED, signatures=(*UNSIGNED.signatures, refuse("party"))), RECEIPT),
            "03-09 12:00",
            "pass",
            id="refused to sign, and served",
        ),
        pytest.param(
            (replace(UNSIGNED, signatures=(*UNSIGNED.signatures, refuse("party"))),),
            "03-09 12:00",
            "fail",
            id="refused to sign, and not served",
        ),
        pytest.param(
            (replace(KEPT, signatures=KEPT.signatures[1:]),),
            "03-09 12:00",
            "fail",
            id="one officer",
        ),
        pytest.param((replace(KEPT, rows=()),), "03-09 12:00", "fail", id="no list"),
        pytest.param((replace(KEPT, rows=()),), "03-06 23:59", "pending", id="no list on the day"),
        pytest.param((replace(KEPT, rows=()),), "03-07 00:00", "fail", id="no list at midnight"),
        pytest.param((draft(KEPT, rows=()),), "03-09 12:00", "pending", id="draft"),
        pytest.param(
            (replace(KEPT, occurred_start=None, signatures=()),),
            "03-09 12:00",
            "pending",
            id="later",
        ),
        pytest.param((replace(KEPT, rows=(), **COPY),), "03-09 12:00", "na", id="a copy"),
    ],
)
def test_prs_3(records, when, expected):
    assert status("PRS-3", with_records(*records), at(when)) == expected


def test_prs_3_names_all_that_is_missing():
    case = with_records(replace(KEPT, rows=(), signatures=()))
    assert "保全物品清单、当事人签名、二名执法人员签名、通知书的送达" in ask("PRS-3", case).reason
