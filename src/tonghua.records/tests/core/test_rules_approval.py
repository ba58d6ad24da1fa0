"""APR-1: three different people, each with an opinion, one after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import CASE, FILING, SCENE, ask, chain, status, step, steps, with_records

from tonghua.records.core.facts import Approval

SUBMIT, ENDORSE, APPROVE = FILING.history
ROUND = chain("03-04 14:00", "03-04 15:00", "03-04 16:20")


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param(FILING.history, "pass", id="all three"),
        pytest.param((), "pending", id="draft"),
        pytest.param((SUBMIT,), "pending", id="in review"),
        pytest.param((SUBMIT, ENDORSE), "pending", id="in approval"),
        pytest.param((SUBMIT, APPROVE), "fail", id="not reviewed"),
        pytest.param((ENDORSE, APPROVE), "fail", id="not submitted"),
        pytest.param((replace(SUBMIT, comment=" "), ENDORSE), "fail", id="handler says nothing"),
        pytest.param(
            (SUBMIT, ENDORSE, replace(APPROVE, comment="")), "fail", id="approver says nothing"
        ),
        pytest.param(
            (SUBMIT, replace(ENDORSE, actor="handler1"), APPROVE), "fail", id="reviews his own"
        ),
        pytest.param(
            (SUBMIT, ENDORSE, replace(APPROVE, actor="reviewer1")), "fail", id="approves his own"
        ),
        pytest.param(
            (SUBMIT, replace(ENDORSE, at=SUBMIT.at), APPROVE), "pass", id="within one second"
        ),
        pytest.param(
            (SUBMIT, replace(ENDORSE, at=APPROVE.at), replace(APPROVE, at=ENDORSE.at)),
            "fail",
            id="approved before the review",
        ),
        pytest.param(
            (SUBMIT, step("send_back", "03-04 12:00", "reviewer1"), *ROUND),
            "pass",
            id="sent back, then all anew",
        ),
        pytest.param(
            (*ROUND[:2], step("send_back", "03-04 15:30", "approver1")),
            "pending",
            id="sent back to draft",
        ),
        pytest.param(
            (*steps(("submit", "03-04 09:00")), *ROUND[:1]), "pending", id="submitted again"
        ),
    ],
)
def test_apr_1(history, expected):
    assert status("APR-1", with_records(replace(FILING, history=history))) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(SCENE, "na", id="a record without chain"),
        pytest.param(
            Approval(uid="a", history=FILING.history, initial_state=None), "pass", id="a person's"
        ),
        pytest.param(
            Approval(uid="a", chain_of="filing", initial_state="final", history=(APPROVE,)),
            "na",
            id="the chain's own form",
        ),
    ],
)
def test_apr_1_by_record(record, expected):
    assert status("APR-1", with_records(record)) == expected


def test_apr_1_does_not_judge_by_who_is_named_today():
    reassigned = replace(CASE, reviewer="reviewer2", approver="approver2", handlers=("handler3",))
    assert status("APR-1", reassigned) == "pass"


def test_apr_1_names_the_part_that_is_missing():
    answer = ask("APR-1", with_records(replace(FILING, history=(SUBMIT, APPROVE))))
    assert "没有审核人的签署" in answer.reason
