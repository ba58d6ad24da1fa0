"""COL-1 and EXP-1: discussed and argued before it is decided, and signed by all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    BASIS,
    CASE,
    DECISION,
    at,
    draft,
    sign,
    status,
    steps,
    with_records,
)

from tonghua.records.core.facts import Deliberation, ExpertOpinion

PRESENT = ("示例戊", "示例丙", "示例丁")
HELD = Deliberation(
    uid="held",
    title="集体讨论记录",
    occurred_start=at("05-13 09:00"),
    occurred_end=at("05-13 10:20"),
    chair="示例戊",
    present=PRESENT,
    conclusion="一致同意。",
    signatures=tuple(sign("participant", name, "05-13 10:20") for name in PRESENT),
    history=steps(("finalize", "05-13 11:00")),
)
SUBMITTED = replace(DECISION, history=DECISION.history[:1], decided_at=None)


def held_until(when, **changes):
    return replace(HELD, occurred_end=at(when), **changes)


def due(*records, **changes):
    return with_records(*records, deliberation_required=True, **changes)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(CASE, "na", id="not needed"),
        pytest.param(due(DECISION), "fail", id="needed, not held"),
        pytest.param(due(draft(DECISION, decided_at=None)), "pending", id="a draft decision"),
        pytest.param(due(SUBMITTED), "fail", id="submitted without"),
        pytest.param(due(HELD, SUBMITTED), "pass", id="submitted after"),
        pytest.param(due(HELD, DECISION), "pass", id="held and signed"),
        pytest.param(with_records(HELD, DECISION), "pass", id="held without being needed"),
        pytest.param(with_records(draft(HELD), DECISION), "fail", id="begun, not finished"),
        pytest.param(
            due(replace(HELD, signatures=HELD.signatures[1:]), DECISION), "fail", id="one has not"
        ),
        pytest.param(
            due(replace(HELD, history=steps(("finalize", "06-01 09:00"))), DECISION),
            "pass",
            id="written up later",
        ),
        pytest.param(due(held_until("05-15 16:29"), DECISION), "pass", id="a minute before"),
        pytest.param(due(held_until("05-15 16:30"), DECISION), "fail", id="the same minute"),
        pytest.param(due(held_until("05-16 00:00"), DECISION), "fail", id="a day late"),
        pytest.param(due(replace(DECISION, kind="summary_penalty")), "na", id="on the spot"),
        pytest.param(due(replace(DECISION, kind="no_penalty")), "fail", id="no penalty"),
        pytest.param(due(), "pending", id="not decided yet"),
        pytest.param(due(HELD), "pass", id="held, not decided yet"),
        pytest.param(due(bases=(replace(BASIS, own_power=False),)), "na", id="handed over"),
        pytest.param(
            due(history=steps(("file", "03-04 16:25"), ("close", "06-01 09:00"))),
            "na",
            id="closed without a decision",
        ),
    ],
)
def test_col_1(case, expected):
    assert status("COL-1", case) == expected


EXPERTS = ("示例专家一", "示例专家二")
OPINION = ExpertOpinion(
    uid="opinion",
    title="专家论证会议纪要",
    occurred_start=at("05-10 09:00"),
    occurred_end=at("05-10 11:00"),
    experts=EXPERTS,
    conclusion="可以公开。",
    conflict_declared="无。",
    signatures=tuple(sign("expert", name, "05-10 11:00") for name in EXPERTS),
    history=steps(("finalize", "05-10 16:00")),
)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([DECISION], "na", id="none was held"),
        pytest.param([draft(OPINION)], "pending", id="a draft"),
        pytest.param([OPINION], "pass", id="whole"),
        pytest.param([OPINION, DECISION], "pass", id="before the decision"),
        pytest.param([replace(OPINION, experts=())], "fail", id="nobody"),
        pytest.param([replace(OPINION, conclusion=" ")], "fail", id="no opinion"),
        pytest.param([replace(OPINION, signatures=OPINION.signatures[1:])], "fail", id="unsigned"),
        pytest.param(
            [replace(OPINION, occurred_end=at("05-16 00:00")), DECISION], "fail", id="too late"
        ),
        pytest.param(
            [replace(OPINION, occurred_end=at("05-16 00:00")), draft(DECISION)],
            "pass",
            id="not decided yet",
        ),
        pytest.param(
            [
                replace(DECISION, uid="order", kind="order", decided_at=at("05-01 09:00")),
                OPINION,
                DECISION,
            ],
            "pass",
            id="after an order, before the decision",
        ),
        pytest.param(
            [
                replace(DECISION, uid="order", kind="order", decided_at=at("05-01 09:00")),
                replace(OPINION, occurred_end=at("05-16 00:00")),
                DECISION,
            ],
            "fail",
            id="after both",
        ),
    ],
)
def test_exp_1(records, expected):
    assert status("EXP-1", with_records(*records)) == expected
