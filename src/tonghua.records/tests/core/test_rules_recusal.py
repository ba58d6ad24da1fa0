"""RCU-1: whoever has to do with the party, or is asked to withdraw."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import DECISION, ask, at, chain, draft, status, steps, with_records

from tonghua.records.core.facts import Recusal

RECUSAL = Recusal(
    uid="recusal",
    title="回避决定书",
    occurred_start=at("03-10 09:00"),
    person="示例甲（承办人）",
    relation="同学",
    asked_by="示例人A",
    decided_by="示例戊",
    decision="同意回避。",
    history=chain("03-10 10:00", "03-10 11:00", "03-10 12:00"),
)


def decided_on(when):
    """The recusal, approved by the office's head at a moment."""
    return replace(RECUSAL, history=chain("03-10 10:00", "03-10 11:00", when))


CORRECTED = (
    replace(RECUSAL, history=(*RECUSAL.history, *steps(("supersede", "06-01 12:00")))),
    replace(
        RECUSAL,
        uid="again",
        supersedes="recusal",
        history=chain("06-01 10:00", "06-01 11:00", "06-01 12:00"),
    ),
)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param((), "na", id="nothing"),
        pytest.param((RECUSAL,), "pass", id="decided"),
        pytest.param((replace(RECUSAL, relation="无"),), "pass", id="no relation, but asked"),
        pytest.param(
            (replace(RECUSAL, relation="无", asked_by="无"),),
            "na",
            id="neither relation nor request",
        ),
        pytest.param((replace(RECUSAL, decision=" "),), "fail", id="no decision"),
        pytest.param((replace(RECUSAL, person=""),), "fail", id="nobody named"),
        pytest.param((replace(RECUSAL, relation=""),), "unknown", id="what relation is not said"),
        pytest.param((draft(RECUSAL),), "pending", id="draft"),
        pytest.param(
            (replace(RECUSAL, history=RECUSAL.history[:2]),), "pending", id="with the approver"
        ),
        pytest.param((RECUSAL, DECISION), "pass", id="decided before the penalty"),
        pytest.param((*CORRECTED, DECISION), "pass", id="decided in time, corrected later"),
        pytest.param((draft(RECUSAL), DECISION), "fail", id="a penalty with the request open"),
        pytest.param((decided_on("05-15 23:59"), DECISION), "pass", id="decided on the same day"),
        pytest.param((decided_on("05-16 00:00"), DECISION), "fail", id="decided a day too late"),
        pytest.param(
            (replace(decided_on("06-01 09:00"), backfilled=True), DECISION),
            "pass",
            id="decided in time, entered late",
        ),
        pytest.param(
            (draft(RECUSAL), draft(DECISION)), "pending", id="a draft with the request open"
        ),
        pytest.param(
            (draft(RECUSAL, occurred_start=at("05-16 09:00")), DECISION),
            "pending",
            id="asked after the decision",
        ),
        pytest.param(
            (draft(RECUSAL), replace(DECISION, kind="no_penalty")), "pending", id="no penalty"
        ),
    ],
)
def test_rcu_1(records, expected):
    assert status("RCU-1", with_records(*records)) == expected


def test_the_investigation_goes_on():
    assert "不停止调查" in ask("RCU-1", with_records(draft(RECUSAL))).reason
