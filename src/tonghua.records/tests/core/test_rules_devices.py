"""Devices (article 6): the clock was checked within thirty days of the recording."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from core_builders import CASE, DEVICE, LATER, VIDEO, ask, at, draft, with_records


def checked(when: str | None) -> Any:
    moment = at(when) if when else None
    return replace(with_records(VIDEO), devices=(replace(DEVICE, clock_checked_at=moment),))


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(with_records(), LATER, "na", id="no recording"),
        pytest.param(CASE, LATER, "pass", id="checked before"),
        pytest.param(checked("02-04 00:00"), LATER, "pass", id="on the thirtieth day before"),
        pytest.param(checked("02-03 23:59"), LATER, "fail", id="a day more"),
        pytest.param(checked("04-05 23:59"), LATER, "pass", id="on the thirtieth day after"),
        pytest.param(checked("04-06 00:00"), LATER, "unknown", id="long after"),
        pytest.param(checked("03-20 10:00"), at("03-10 12:00"), "unknown", id="not checked then"),
        pytest.param(checked(None), LATER, "unknown", id="never"),
        pytest.param(
            with_records(replace(VIDEO, device=None)), LATER, "unknown", id="no device named"
        ),
        pytest.param(
            with_records(replace(VIDEO, captured_start=None, captured_end=None)),
            LATER,
            "unknown",
            id="recorded nobody knows when",
        ),
        pytest.param(
            with_records(draft(VIDEO, captured_start=None, captured_end=None)),
            LATER,
            "pending",
            id="nor in a draft, which may still say",
        ),
        pytest.param(
            replace(with_records(VIDEO), devices=()), LATER, "unknown", id="device not registered"
        ),
        pytest.param(
            with_records(replace(VIDEO, media=False, ingested_at=None, unsuitable_reason="涉密")),
            LATER,
            "na",
            id="there was to be none",
        ),
    ],
)
def test_dev_1(case: Any, when: Any, expected: str) -> None:
    assert ask("DEV-1", case, when).status.value == expected
