"""AV-12: recordings of inspections, sampling and hearings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    FILING,
    SCENE,
    VIDEO,
    ask,
    at,
    chain,
    draft,
    status,
    steps,
    with_records,
)

from tonghua.records.core.facts import Approval, Hearing, Interview, Sampling

UNSUITABLE = replace(
    VIDEO,
    uid="unsuitable",
    media=False,
    captured_start=None,
    captured_end=None,
    unsuitable_reason="库房禁止携带电子设备",
)
APPROVAL = Approval(
    uid="approval",
    title="内部审批表",
    matter="现场检查不适宜音像记录",
    history=chain("03-05 09:00", "03-05 10:00", "03-05 11:00"),
)


def video(start, end, uid="video", **changes):
    return replace(
        VIDEO,
        uid=uid,
        captured_start=at(f"03-06 {start}"),
        captured_end=at(f"03-06 {end}"),
        **changes,
    )


@pytest.mark.parametrize(
    ("recordings", "expected"),
    [
        pytest.param([VIDEO], "pass", id="all of it"),
        pytest.param([video("09:00", "12:00")], "pass", id="longer than the record"),
        pytest.param([video("10:16", "11:20")], "pass", id="exactly four fifths"),
        pytest.param([video("10:17", "11:20")], "fail", id="a minute less"),
        pytest.param([], "fail", id="none"),
        pytest.param([video("08:00", "09:00")], "fail", id="another time"),
        pytest.param(
            [video("10:00", "10:40"), video("10:40", "11:10", "b")], "pass", id="two in a row"
        ),
        pytest.param(
            [video("10:00", "10:40"), video("10:05", "10:35", "b")], "fail", id="one in another"
        ),
        pytest.param([replace(VIDEO, about=())], "fail", id="not about it"),
        pytest.param([replace(VIDEO, media=False)], "fail", id="no file"),
        pytest.param([replace(VIDEO, kind="audio")], "pass", id="sound is enough"),
        pytest.param([video("10:30", "10:30")], "fail", id="a photo"),
        pytest.param(
            [replace(VIDEO, history=(*VIDEO.history, *steps(("annul", "03-07 09:00"))))],
            "fail",
            id="void",
        ),
        pytest.param([UNSUITABLE, APPROVAL], "pass", id="unsuitable, approved"),
        pytest.param([UNSUITABLE], "fail", id="unsuitable, not approved"),
        pytest.param([APPROVAL], "fail", id="approved, no reason on file"),
        pytest.param(
            [UNSUITABLE, replace(APPROVAL, history=APPROVAL.history[:2])],
            "fail",
            id="approval not given yet",
        ),
        pytest.param(
            [UNSUITABLE, replace(APPROVAL, matter="公告送达")],
            "fail",
            id="approval of other matter",
        ),
        pytest.param(
            [UNSUITABLE, replace(APPROVAL, chain_of="filing")],
            "fail",
            id="the form that a chain wrote for itself",
        ),
    ],
)
def test_av_12(recordings, expected):
    assert status("AV-12", with_records(FILING, SCENE, *recordings)) == expected


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([FILING], "na", id="nothing to record"),
        pytest.param([Interview(uid="i", occurred_start=at("03-06 10:00"))], "na", id="interview"),
        pytest.param([draft(SCENE)], "pending", id="draft without recording"),
        pytest.param([draft(SCENE), VIDEO], "pass", id="draft with recording"),
        pytest.param([replace(SCENE, occurred_end=None), VIDEO], "fail", id="no end given"),
        pytest.param(
            [replace(SCENE, occurred_end=SCENE.occurred_start), video("10:00", "10:00")],
            "pass",
            id="a moment, and a photo of it",
        ),
        pytest.param(
            [replace(SCENE, occurred_end=SCENE.occurred_start), video("10:01", "10:02")],
            "fail",
            id="a moment missed",
        ),
    ],
)
def test_av_12_by_record(records, expected):
    assert status("AV-12", with_records(*records)) == expected


@pytest.mark.parametrize("kind", [Sampling, Hearing])
def test_av_12_of_sampling_and_hearing(kind):
    record = kind(
        uid="scene",
        occurred_start=SCENE.occurred_start,
        occurred_end=SCENE.occurred_end,
        history=SCENE.history,
    )
    assert status("AV-12", with_records(record)) == "fail"
    assert status("AV-12", with_records(record, VIDEO)) == "pass"


def test_av_12_says_what_to_do():
    assert ask("AV-12", with_records(SCENE)).reason == (
        "第十二条：现场检查应当同时进行音像记录。"
        "请上传 2026年3月6日 10:00—11:20 的音像，或者填写不适宜音像记录的理由。"
    )
    short = ask("AV-12", with_records(SCENE, video("10:00", "10:40")))
    assert "只覆盖50%" in short.reason
    assert short.records == ("scene", "video")
