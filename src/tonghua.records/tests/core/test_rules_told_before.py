"""DEC-4: nothing is decided that the party was not told beforehand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from core_builders import (
    DECISION,
    PARTY,
    PRIOR_NOTICE,
    TOLD_RECEIPT,
    ask,
    at,
    chain,
    draft,
    refuse,
    sign,
    status,
    with_records,
)

TOLD = (PRIOR_NOTICE, TOLD_RECEIPT)


def decided(amount=50000, *, kinds=("fine",), **changes):
    given = None if amount is None else Decimal(str(amount))
    return replace(DECISION, penalty_kinds=kinds, amount=given, **changes)


def told_again(amount, when, *, uid="again", **changes):
    """Another notice, and its receipt."""
    notice = replace(PRIOR_NOTICE, uid=uid, proposed_amount=Decimal(amount), **changes)
    receipt = replace(
        TOLD_RECEIPT,
        uid=f"{uid}-receipt",
        parties=notice.parties,
        served=(uid,),
        signed_at=at(when),
    )
    return notice, receipt


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([*TOLD], "na", id="nothing decided"),
        pytest.param([*TOLD, decided()], "pass", id="as told"),
        pytest.param([*TOLD, decided(30000)], "pass", id="less"),
        pytest.param([*TOLD, decided("50000.01")], "fail", id="a cent more"),
        pytest.param([*TOLD, decided(60000, history=())], "pending", id="a draft with more"),
        pytest.param(
            [*TOLD, decided(60000, history=DECISION.history[:1])], "fail", id="submitted with more"
        ),
        pytest.param([*TOLD, decided(None, kinds=("warning",))], "fail", id="another kind"),
        pytest.param(
            [*TOLD, decided(kinds=("fine", "confiscation_income"))], "fail", id="one kind more"
        ),
        pytest.param(
            [
                replace(PRIOR_NOTICE, proposed_kinds=("fine", "warning")),
                TOLD_RECEIPT,
                decided(None, kinds=("warning",)),
            ],
            "pass",
            id="one kind less",
        ),
        pytest.param([decided()], "unknown", id="nobody was told"),
        pytest.param([decided(history=())], "pending", id="nobody was told yet"),
        pytest.param([PRIOR_NOTICE, decided()], "unknown", id="the notice was not served"),
        pytest.param(
            [PRIOR_NOTICE, replace(TOLD_RECEIPT, outcome="failed"), decided()],
            "unknown",
            id="its service failed",
        ),
        pytest.param(
            [
                replace(PRIOR_NOTICE, signatures=(sign("party", when="04-10 15:00"),)),
                decided(60000),
            ],
            "fail",
            id="the party signed the notice itself",
        ),
        pytest.param(
            [replace(PRIOR_NOTICE, signatures=(refuse("party"),)), decided()],
            "unknown",
            id="the party refused to sign: the notice must be served",
        ),
        pytest.param(
            [
                replace(PRIOR_NOTICE, history=chain("05-15 10:00", "05-15 11:00", "05-16 09:00")),
                TOLD_RECEIPT,
                decided(),
            ],
            "unknown",
            id="served before the notice was approved, which was after the decision",
        ),
        pytest.param(
            [PRIOR_NOTICE, replace(TOLD_RECEIPT, history=()), decided()],
            "unknown",
            id="the receipt is a draft",
        ),
        pytest.param(
            [draft(PRIOR_NOTICE), TOLD_RECEIPT, decided()], "unknown", id="a draft notice"
        ),
        pytest.param(
            [replace(PRIOR_NOTICE, kind="rights"), TOLD_RECEIPT, decided()],
            "unknown",
            id="a notice of rights alone",
        ),
        pytest.param(
            [replace(PRIOR_NOTICE, kind="hearing"), TOLD_RECEIPT, decided()],
            "pass",
            id="the notice of a hearing",
        ),
        pytest.param(
            [replace(PRIOR_NOTICE, proposed_kinds=()), TOLD_RECEIPT, decided()],
            "unknown",
            id="the notice names no kind",
        ),
        pytest.param(
            [replace(PRIOR_NOTICE, proposed_amount=None), TOLD_RECEIPT, decided()],
            "unknown",
            id="nor amount",
        ),
        pytest.param(
            [*TOLD, *told_again(60000, "05-10 09:00"), decided(60000)], "pass", id="told again"
        ),
        pytest.param(
            [*TOLD, *told_again(30000, "05-10 09:00"), decided()], "fail", id="the last counts"
        ),
        pytest.param(
            [*TOLD, *told_again(60000, "05-16 00:00"), decided(60000)],
            "fail",
            id="told again after the decision",
        ),
        pytest.param(
            [*TOLD, *told_again(60000, "05-15 09:00"), decided(60000)],
            "pass",
            id="on the day itself; how long to wait is asked by RGT-3",
        ),
        pytest.param([*TOLD, decided(kind="no_penalty")], "na", id="no penalty"),
        pytest.param([*TOLD, decided(kind="summary_penalty")], "na", id="on the spot"),
    ],
)
def test_dec_4(records, expected):
    assert status("DEC-4", with_records(*records)) == expected


OTHER = replace(PARTY, uid="q", name="示例另一公司")


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([*TOLD, decided(parties=("q",))], "unknown", id="the other was not told"),
        pytest.param(
            [
                *TOLD,
                *told_again(10000, "04-10 09:00", parties=("q",)),
                decided(20000, parties=("q",)),
            ],
            "fail",
            id="each by the own notice",
        ),
        pytest.param(
            [
                *TOLD,
                *told_again(10000, "04-10 09:00", parties=("q",)),
                decided(60000, parties=("p", "q")),
            ],
            "pass",
            id="one decision about both",
        ),
        pytest.param(
            [
                replace(PRIOR_NOTICE, parties=()),
                replace(TOLD_RECEIPT, parties=()),
                decided(parties=("q",)),
            ],
            "pass",
            id="a notice to all",
        ),
        pytest.param(
            [replace(PRIOR_NOTICE, parties=()), TOLD_RECEIPT, decided(parties=("q",))],
            "unknown",
            id="a notice to all that only the other was served",
        ),
        pytest.param([*TOLD, decided(parties=("p", "q"))], "unknown", id="only one of them told"),
        pytest.param(
            [
                replace(PRIOR_NOTICE, parties=("p", "q")),
                TOLD_RECEIPT,
                replace(TOLD_RECEIPT, uid="late", parties=("q",), signed_at=at("05-16 09:00")),
                decided(parties=("p", "q")),
            ],
            "unknown",
            id="one of them told after the decision",
        ),
    ],
)
def test_dec_4_of_several_parties(records, expected):
    assert status("DEC-4", with_records(*records, parties=(PARTY, OTHER))) == expected


def test_the_reason_says_both_amounts_and_the_way_out():
    answer = ask("DEC-4", with_records(*TOLD, decided(60000)))
    assert answer.reason.startswith("第十八条：决定罚款60,000元，高于事先告知的50,000元。")
    assert "请重新告知并送达" in answer.reason
    assert answer.records == ("decision", "told")
