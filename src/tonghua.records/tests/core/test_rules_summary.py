"""DEC-3: penalties on the spot are small, numbered, handed over and reported."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from core_builders import (
    CASE,
    DECISION,
    OFFICE,
    PARTY,
    RECEIPT,
    ask,
    at,
    chain,
    refuse,
    sign,
    status,
    steps,
    with_records,
)

from tonghua.records.core.facts import Approval, Closing

PERSON = replace(PARTY, kind="person")
SPOT = replace(
    DECISION,
    title="当场行政处罚决定书",
    kind="summary_penalty",
    amount=Decimal(3000),
)
HANDED = replace(RECEIPT, signed_at=at("05-15 17:00"))
CLOSING = Closing(uid="closing", history=chain("05-20 09:00", "05-20 10:00", "05-20 11:00"))
REPORTED = Approval(
    uid="report",
    title="当场处罚备案",
    history=chain("05-20 09:00", "05-20 10:00", "05-20 11:00"),
)


def spot(amount=None, *, kinds=("fine",), **changes):
    given = None if amount is None else Decimal(str(amount))
    return replace(SPOT, penalty_kinds=kinds, amount=given, **changes)


@pytest.mark.parametrize(
    ("decision", "party", "expected"),
    [
        pytest.param(spot(3000), PARTY, "pass", id="an organisation's most"),
        pytest.param(spot("3000.01"), PARTY, "fail", id="a cent more"),
        pytest.param(spot(200), PERSON, "pass", id="a person's most"),
        pytest.param(spot("200.01"), PERSON, "fail", id="a person, a cent more"),
        pytest.param(spot(kinds=("warning",)), PERSON, "pass", id="a warning"),
        pytest.param(spot(100, kinds=("warning", "fine")), PERSON, "pass", id="both"),
        pytest.param(spot(kinds=("criticism",)), PERSON, "fail", id="a criticism is no warning"),
        pytest.param(spot(100, kinds=("fine", "closure")), PARTY, "fail", id="another kind"),
        pytest.param(spot(3001, history=()), PARTY, "pending", id="a draft beyond"),
        pytest.param(spot(3001, history=SPOT.history[:1]), PARTY, "fail", id="submitted beyond"),
        pytest.param(spot(), PARTY, "unknown", id="no amount"),
        pytest.param(spot(history=()), PARTY, "pending", id="no amount yet"),
        pytest.param(spot(100), replace(PARTY, kind=None), "unknown", id="whose limit"),
        pytest.param(spot(100, parties=("x",)), PARTY, "unknown", id="no party"),
    ],
)
def test_kind_and_amount(decision, party, expected):
    case = with_records(decision, HANDED, CLOSING, parties=(party,), procedure="summary")
    assert status("DEC-3", case) == expected


def test_the_office_s_own_limits_count():
    office = replace(OFFICE, thresholds={"summary_fine_organisation": 1000})
    case = with_records(SPOT, HANDED, CLOSING)
    assert (status("DEC-3", case), status("DEC-3", case, office=office)) == ("pass", "fail")


def test_other_decisions_are_not_on_the_spot():
    assert status("DEC-3", CASE) == "na"


REFUSED = replace(
    HANDED, signed_at=None, occurred_start=at("05-15 17:00"), signatures=(refuse("recipient"),)
)


@pytest.mark.parametrize(
    ("records", "when", "expected"),
    [
        pytest.param([SPOT, HANDED, CLOSING], "06-30 12:00", "pass", id="whole"),
        pytest.param([SPOT, HANDED, REPORTED], "06-30 12:00", "pass", id="reported by a form"),
        pytest.param([SPOT, HANDED], "06-30 12:00", "pending", id="to be reported"),
        pytest.param(
            [SPOT, HANDED, replace(REPORTED, title="音像不适宜")],
            "06-30 12:00",
            "pending",
            id="a form about something else",
        ),
        pytest.param(
            [replace(SPOT, number=""), HANDED, CLOSING], "06-30 12:00", "fail", id="no number"
        ),
        pytest.param([SPOT, CLOSING], "05-15 23:59", "pending", id="the day itself"),
        pytest.param([SPOT, CLOSING], "05-16 00:00", "fail", id="the day is over"),
        pytest.param(
            [SPOT, replace(HANDED, signed_at=at("05-16 00:00")), CLOSING],
            "06-30 12:00",
            "fail",
            id="a day late",
        ),
        pytest.param(
            [SPOT, replace(HANDED, method="mail"), CLOSING], "06-30 12:00", "fail", id="by mail"
        ),
        pytest.param([SPOT, REFUSED, CLOSING], "06-30 12:00", "pass", id="receipt refused"),
        pytest.param(
            [replace(SPOT, signatures=(sign("party", when="05-15 16:40"),)), CLOSING],
            "06-30 12:00",
            "pass",
            id="signed on the decision itself",
        ),
        pytest.param(
            [replace(SPOT, decided_at=None), HANDED, CLOSING], "06-30 12:00", "unknown", id="no day"
        ),
    ],
)
def test_what_follows(records, when, expected):
    assert status("DEC-3", with_records(*records), at(when)) == expected


def test_a_case_that_is_closed_is_not_reported_any_more():
    closed = with_records(
        SPOT, HANDED, history=steps(("file", "05-15 09:00"), ("close", "05-20 09:00"))
    )
    assert status("DEC-3", closed) == "fail"


def test_only_kind_and_amount_are_found_of_the_decision():
    findings = ask("DEC-3", with_records(replace(SPOT, number=""))).findings
    assert [each.status.value for each in findings if each.subject] == ["pass"]
    assert {each.status.value for each in findings if not each.subject} == {"fail", "pending"}
