"""APR-1 to APR-3: three different people one after the other, for every matter, and returned why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    CASE,
    DECISION,
    FILING,
    PRIOR_NOTICE,
    RECEIPT,
    SCENE,
    ask,
    at,
    chain,
    draft,
    status,
    step,
    steps,
    with_records,
)

from tonghua.records.core.facts import Approval, Closing, EvidencePreservation, TransferLetter

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


CHAINED = chain("05-01 09:00", "05-01 10:00", "05-01 11:00")
MATTERS = (
    FILING,
    EvidencePreservation(uid="keep", history=CHAINED),
    PRIOR_NOTICE,
    DECISION,
    Closing(uid="closing", history=CHAINED),
)


@pytest.mark.parametrize("record", MATTERS, ids=lambda record: record.type)
@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param(CHAINED, "pass", id="a whole chain"),
        pytest.param((), "pending", id="a draft"),
        pytest.param(CHAINED[:2], "pending", id="under way"),
        pytest.param(CHAINED[2:], "fail", id="imported with its approval alone"),
        pytest.param((CHAINED[0], CHAINED[2]), "fail", id="nobody reviewed"),
        pytest.param(
            (*CHAINED[:2], step("send_back", "05-01 10:30"), CHAINED[2]),
            "fail",
            id="what was sent back is approved without a new chain",
        ),
    ],
)
def test_apr_2(record, history, expected):
    kept = replace(record, history=history, created=at("05-01 08:00"))
    assert status("APR-2", with_records(kept)) == expected


def test_apr_2_a_final_record_without_any_history_fails():
    assert status("APR-2", with_records(draft(FILING, initial_state="final"))) == "fail"


@pytest.mark.parametrize(
    "record", [SCENE, RECEIPT, TransferLetter(uid="t", history=CHAINED[2:])], ids=lambda r: r.type
)
def test_apr_2_of_other_records_is_not_asked(record):
    assert status("APR-2", with_records(record)) == "na"


NOTICE = replace(RECEIPT, method="public_notice")
FORM = Approval(uid="form", title="公告送达审批表", history=CHAINED)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([draft(NOTICE)], "pending", id="drafted"),
        pytest.param([NOTICE], "fail", id="final without a form"),
        pytest.param([NOTICE, FORM], "pass", id="a form of its own"),
        pytest.param([NOTICE, replace(FORM, history=CHAINED[:2])], "fail", id="not approved yet"),
        pytest.param([NOTICE, replace(FORM, history=CHAINED[2:])], "fail", id="half a chain"),
        pytest.param([NOTICE, replace(FORM, title="音像不适宜审批")], "fail", id="another matter"),
        pytest.param(
            [NOTICE, replace(FORM, title="内部审批", matter="公告送达")], "pass", id="by its matter"
        ),
        pytest.param([NOTICE, replace(FORM, chain_of="decision")], "fail", id="another's chain"),
        pytest.param(
            [replace(NOTICE, history=(*CHAINED, *NOTICE.history))], "pass", id="the receipt's own"
        ),
    ],
)
def test_apr_2_of_a_public_notice(records, expected):
    assert status("APR-2", with_records(*records)) == expected


BACK = step("send_back", "03-04 10:00", "reviewer1", "请补充线索来源。")
AGAIN = steps(("submit", "03-04 10:30"), ("endorse", "03-04 11:00"), ("approve", "03-04 16:20"))


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param(FILING.history, "na", id="never"),
        pytest.param((SUBMIT, BACK), "pending", id="to be submitted again"),
        pytest.param((SUBMIT, BACK, *AGAIN), "pass", id="all anew"),
        pytest.param((SUBMIT, BACK, *AGAIN[:1]), "pass", id="submitted again"),
        pytest.param((SUBMIT, replace(BACK, comment=" "), *AGAIN), "fail", id="without a reason"),
        pytest.param((SUBMIT, BACK, *AGAIN[1:]), "fail", id="goes on where it was"),
        pytest.param((SUBMIT, BACK, SUBMIT, BACK, *AGAIN), "pass", id="twice"),
    ],
)
def test_apr_3(history, expected):
    assert status("APR-3", with_records(replace(FILING, history=history))) == expected
