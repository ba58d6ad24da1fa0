"""DEC-1 and DEC-2: what a decision contains, and its term."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    CASE,
    DECISION,
    FILING,
    OFFICE,
    PARTY,
    ask,
    at,
    chain,
    draft,
    status,
    steps,
    with_records,
)

from tonghua.records.core.facts import Closing, TransferLetter

SIX_ITEMS = ("facts", "evidence", "reasons", "basis", "content", "performance", "remedies")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "pass", id="all six items"),
        *[pytest.param({field: "  "}, "fail", id=f"no {field}") for field in SIX_ITEMS],
        pytest.param({"penalty_kinds": ()}, "fail", id="no kind of penalty"),
        pytest.param({"amount": None}, "fail", id="a fine without amount"),
        pytest.param({"decided_at": None}, "fail", id="approved without day"),
        pytest.param({"kind": None}, "fail", id="no kind"),
        pytest.param({"reasons": "", "history": ()}, "pending", id="draft without reasons"),
        pytest.param({"decided_at": None, "history": ()}, "pending", id="draft, whole"),
        pytest.param(
            {"decided_at": None, "history": DECISION.history[:1]}, "pending", id="in review, whole"
        ),
        pytest.param(
            {"reasons": "", "history": DECISION.history[:1]}, "fail", id="submitted, no reasons"
        ),
        pytest.param(
            {"penalty_kinds": ("warning",), "amount": None, "performance": ""},
            "pass",
            id="a warning leaves nothing to perform",
        ),
        pytest.param(
            {"kind": "no_penalty", "penalty_kinds": (), "amount": None, "performance": ""},
            "pass",
            id="no penalty: no kinds, nothing to perform",
        ),
        pytest.param({"kind": "no_penalty", "remedies": ""}, "fail", id="no penalty: remedies"),
        pytest.param({"kind": "no_penalty", "reasons": ""}, "fail", id="no penalty: reasons"),
        pytest.param({"kind": "summary_penalty", "evidence": ""}, "pass", id="on the spot"),
        pytest.param({"kind": "summary_penalty", "remedies": ""}, "fail", id="on the spot, mute"),
        pytest.param(
            {"kind": "granted", "remedies": "", "evidence": "", "facts": "", "performance": ""},
            "pass",
            id="granted",
        ),
        pytest.param({"kind": "refused", "remedies": ""}, "fail", id="refused: remedies"),
        pytest.param({"parties": ()}, "pass", id="the case's party, where none is named"),
        pytest.param({"parties": ("x",)}, "fail", id="a party that is not there"),
    ],
)
def test_dec_1(changes, expected):
    assert status("DEC-1", with_records(replace(DECISION, **changes))) == expected


@pytest.mark.parametrize(
    ("case", "office", "expected"),
    [
        (CASE, OFFICE, "pass"),
        (replace(CASE, parties=(replace(PARTY, address=""),)), OFFICE, "fail"),
        (replace(CASE, parties=()), OFFICE, "fail"),
        (CASE, replace(OFFICE, name=""), "fail"),
        (with_records(FILING), OFFICE, "na"),
    ],
    ids=["whole", "no address", "no party", "nameless office", "no decision"],
)
def test_dec_1_of_case_and_office(case, office, expected):
    assert status("DEC-1", case, office=office) == expected


def test_dec_1_names_what_is_missing():
    answer = ask("DEC-1", with_records(replace(DECISION, reasons="", remedies="")))
    assert answer.reason == (
        "第十八条：决定书还缺理由、申请行政复议、提起行政诉讼的途径和期限。请补充后再提交。"
    )


def decided(when, **changes):
    return replace(DECISION, decided_at=at(when), **changes)


def closed(when):
    """撤销案件, approved at a moment."""
    return Closing(
        uid="end",
        outcome="withdrawn",
        occurred_start=at("05-01 09:00"),
        history=chain("05-01 10:00", "05-01 11:00", when),
    )


UNDECIDED = with_records(FILING)
TRANSFER = TransferLetter(uid="t", history=chain("04-01 09:00", "04-01 10:00", "04-01 11:00"))
MENDED = (
    decided("06-01 09:00", history=(*DECISION.history, *steps(("supersede", "06-20 11:00")))),
    decided("06-20 09:00", uid="second", supersedes="decision"),
)


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(UNDECIDED, "05-01 12:00", "pending", id="running"),
        pytest.param(UNDECIDED, "06-02 23:59", "pending", id="last day"),
        pytest.param(UNDECIDED, "06-03 00:00", "fail", id="over"),
        pytest.param(
            with_records(decided("06-02 23:00")), "06-10 12:00", "pass", id="on the last day"
        ),
        pytest.param(with_records(decided("06-03 00:00")), "06-10 12:00", "fail", id="a day late"),
        pytest.param(with_records(decided("06-02 23:00")), "06-01 12:00", "pending", id="not yet"),
        pytest.param(with_records(draft(DECISION)), "06-10 12:00", "fail", id="only drafted"),
        pytest.param(with_records(*MENDED), "06-25 12:00", "pass", id="mended after the term"),
        pytest.param(with_records(TRANSFER), "06-25 12:00", "na", id="transferred"),
        pytest.param(
            with_records(decided("05-15 09:00", kind="order")),
            "06-02 23:59",
            "pending",
            id="an order to put things right is no decision on the penalty",
        ),
        pytest.param(
            with_records(decided("05-15 09:00", kind="order")),
            "06-03 00:00",
            "fail",
            id="ordered, and nothing decided in time",
        ),
        pytest.param(
            with_records(
                decided("04-15 09:00", kind="order"), decided("06-02 09:00", uid="penalty")
            ),
            "06-10 12:00",
            "pass",
            id="ordered, then decided",
        ),
        pytest.param(with_records(closed("06-02 23:59")), "06-25 12:00", "na", id="withdrawn"),
        pytest.param(
            with_records(closed("06-03 00:00")), "06-25 12:00", "fail", id="withdrawn too late"
        ),
        pytest.param(
            with_records(draft(closed("05-02 09:00"))), "06-25 12:00", "fail", id="to be withdrawn"
        ),
        pytest.param(
            with_records(opened_at=None, history=()), "06-25 12:00", "pending", id="not filed"
        ),
        pytest.param(with_records(opened_at=None), "06-25 12:00", "unknown", id="filed, no day"),
        pytest.param(with_records(type="ApplicationCase"), "06-25 12:00", "na", id="application"),
        pytest.param(with_records(procedure="summary"), "06-25 12:00", "na", id="on the spot"),
    ],
)
def test_dec_2(case, when, expected):
    assert status("DEC-2", case, at(when)) == expected


def test_dec_2_carries_its_deadline():
    answer = ask("DEC-2", UNDECIDED, at("05-01 12:00"))
    assert str(answer.due) == "2026-06-02"
    assert "自2026年3月4日次日起算90日，至2026年6月2日止。" in answer.reason


def test_dec_2_takes_the_office_s_own_term():
    office = replace(OFFICE, thresholds={"decision_days": 30})
    assert status("DEC-2", UNDECIDED, at("05-01 12:00"), office) == "fail"
