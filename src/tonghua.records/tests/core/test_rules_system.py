"""Records written afterwards (article 5): few, with reason and time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from core_builders import CASE, FILING, SCENE, draft, status, steps, with_records

from tonghua.records.core.facts import Approval

LATE = replace(SCENE, uid="late", backfilled=True, backfill_reason="断电")
CLOSED = steps(("close", "06-03 15:50"))


def records(late: int, all_of_them: int, **changes: Any) -> list[Any]:
    return [
        replace(LATE, uid=f"late{n}", **changes) if n < late else replace(SCENE, uid=f"r{n}")
        for n in range(all_of_them)
    ]


@pytest.mark.parametrize(
    ("made", "history", "expected"),
    [
        pytest.param([], (), "na", id="no records"),
        pytest.param(records(0, 3), (), "pass", id="none"),
        pytest.param(records(1, 5), CLOSED, "pass", id="exactly a fifth"),
        pytest.param(records(1, 4), CLOSED, "fail", id="more, at the end"),
        pytest.param(records(1, 4), (), "pending", id="more, while it goes on"),
        pytest.param(records(1, 10, backfill_reason=" "), (), "fail", id="no reason"),
        pytest.param(records(1, 10, occurred_start=None), (), "fail", id="nobody knows when"),
        pytest.param(
            [*records(0, 9), draft(LATE, backfill_reason="")], (), "pending", id="in a draft"
        ),
        pytest.param(
            [*records(1, 4), Approval(uid="own", chain_of="filing", history=FILING.history)],
            CLOSED,
            "fail",
            id="a chain's own form is none",
        ),
    ],
)
def test_sys_1(made: list[Any], history: Any, expected: str) -> None:
    assert status("SYS-1", with_records(*made, history=(*CASE.history, *history))) == expected
