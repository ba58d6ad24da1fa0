"""Recordings (article 26): taken in within a day, kept by another, and unchanged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from core_builders import LATER, VIDEO, ask, at, draft, status, steps, with_records

#: the recording of SCENE ended at 11:20 on Friday the sixth of March
LAST, LATE = "03-07 11:20", "03-07 11:21"


def taken_in(when: str, **more: Any) -> Any:
    return replace(VIDEO, ingested_at=at(when), history=steps(("finalize", when)), **more)


GONE = replace(VIDEO, media=False, ingested_at=None, sha256="")
UNENDED = replace(GONE, captured_end=None)
EXCUSED = replace(GONE, unsuitable_reason="涉及商业秘密", captured_start=None, captured_end=None)


@pytest.mark.parametrize(
    ("record", "when", "expected"),
    [
        pytest.param(None, LATE, "na", id="none"),
        pytest.param(VIDEO, "03-06 18:00", "pass", id="the same day"),
        pytest.param(taken_in(LAST), "03-08 12:00", "pass", id="exactly 24 hours, on a Saturday"),
        pytest.param(
            replace(taken_in(LAST), ingested_at=at("03-07 11:20:01")),
            "03-08 12:00",
            "fail",
            id="a second more",
        ),
        pytest.param(
            replace(
                taken_in("03-01 00:30"),
                captured_start=at("02-28 00:10"),
                captured_end=at("02-28 00:30"),
                occurred_start=at("02-28 00:10"),
            ),
            "03-08 12:00",
            "pass",
            id="past midnight, on a make-up working day and over the month's end",
        ),
        pytest.param(GONE, "03-06 11:00", "pending", id="still recording"),
        pytest.param(UNENDED, "03-07 10:00", "pending", id="no end, it may still run"),
        pytest.param(UNENDED, "03-07 10:01", "unknown", id="no end, a day after it began"),
        pytest.param(GONE, LAST, "pending", id="not taken in, the last minute"),
        pytest.param(GONE, LATE, "fail", id="not taken in, and time is over"),
        pytest.param(draft(GONE), LATE, "fail", id="a draft: handing over does not wait for it"),
        pytest.param(taken_in("03-08 09:00"), LAST, "pending", id="not taken in then"),
        pytest.param(replace(VIDEO, captured_end=None), LATE, "unknown", id="no end"),
        pytest.param(
            replace(VIDEO, captured_end=None, kind="photo"),
            LATE,
            "pass",
            id="a photograph has none",
        ),
        pytest.param(
            replace(VIDEO, captured_end=at("03-06 09:00")),
            LATE,
            "unknown",
            id="ends before it starts",
        ),
        pytest.param(taken_in("03-06 11:00"), LATE, "unknown", id="taken in before it ended"),
        pytest.param(EXCUSED, LATE, "na", id="there was to be none"),
        pytest.param(
            replace(VIDEO, unsuitable_reason="部分不适宜"), LATE, "pass", id="a file all the same"
        ),
    ],
)
def test_av_24(record: Any, when: str, expected: str) -> None:
    assert status("AV-24", with_records(*filter(None, [record])), at(when)) == expected


def test_how_late_it_was_is_said() -> None:
    answer = ask("AV-24", with_records(taken_in("03-07 13:25")))
    assert "超过2小时5分" in answer.reason
    assert answer.due == at(LAST)
    assert answer.findings[0].late


def test_what_is_not_taken_in_is_an_open_deadline() -> None:
    answer = ask("AV-24", with_records(GONE), at("03-06 12:00"))
    assert answer.due == at(LAST)
    assert "含夜间和假日" in answer.reason
    assert not ask("AV-24", with_records(GONE)).findings[0].late


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(None, "na", id="none"),
        pytest.param(EXCUSED, "na", id="there was to be none"),
        pytest.param(GONE, "pending", id="not taken in"),
        pytest.param(VIDEO, "pass", id="kept by another, erased from the device"),
        pytest.param(replace(VIDEO, keeper="示例甲"), "fail", id="kept by who recorded it"),
        pytest.param(draft(VIDEO, keeper="示例甲"), "pending", id="in a draft"),
        pytest.param(replace(VIDEO, keeper=" "), "unknown", id="nobody knows by whom"),
        pytest.param(replace(VIDEO, operator=None), "unknown", id="nor who recorded it"),
        pytest.param(
            replace(VIDEO, device_copy_erased_at=None), "unknown", id="still on the device"
        ),
        pytest.param(
            replace(VIDEO, device_copy_erased_at=at("07-30 09:00")), "unknown", id="erased later"
        ),
    ],
)
def test_av_cust(record: Any, expected: str) -> None:
    assert status("AV-CUST", with_records(*filter(None, [record])), LATER) == expected


OTHER = "1" * 64


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(None, "na", id="none"),
        pytest.param(GONE, "pending", id="not taken in"),
        pytest.param(VIDEO, "pass", id="not verified since"),
        pytest.param(replace(VIDEO, sha256=""), "unknown", id="no hash was kept"),
        pytest.param(
            replace(VIDEO, verified_sha256=VIDEO.sha256, verified_at=at("06-01 09:00")),
            "pass",
            id="the same",
        ),
        pytest.param(
            replace(VIDEO, verified_sha256=OTHER, verified_at=at("06-01 09:00")),
            "fail",
            id="another",
        ),
        pytest.param(
            replace(VIDEO, verified_sha256=OTHER, verified_at=at("07-30 09:00")),
            "pass",
            id="found later than asked",
        ),
    ],
)
def test_av_int(record: Any, expected: str) -> None:
    assert status("AV-INT", with_records(*filter(None, [record])), LATER) == expected


def test_a_changed_original_names_both_articles() -> None:
    changed = replace(VIDEO, verified_sha256=OTHER, verified_at=at("06-01 09:00"))
    said = ask("AV-INT", with_records(changed)).reason
    assert said.startswith("第二十六条、第三十条：2026年6月1日 09:00")
