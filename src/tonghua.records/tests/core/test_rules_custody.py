"""Who keeps the records, and who gets copies (articles 27, 28), with the gate of a copy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from core_builders import CASE, LATER, ask, at, draft, sign, status, step, steps, with_records
from core_imported import OFFICE

from tonghua.records.core.facts import CopyRequest, Volume
from tonghua.records.core.gates import judge, judge_later

VOLUME = Volume(
    uid="volume",
    occurred_start=at("06-20 09:00"),
    archivist="archivist1",
    history=steps(("finalize", "06-22 10:30")),
)
NOBODY = replace(OFFICE, archivists=())


@pytest.mark.parametrize(
    ("case", "office", "expected"),
    [
        pytest.param(CASE, OFFICE, "pass", id="the office has archivists"),
        pytest.param(CASE, NOBODY, "fail", id="nobody"),
        pytest.param(replace(CASE, archivist="archivist1"), NOBODY, "pass", id="the case has one"),
        pytest.param(replace(CASE, archivist="handler2"), OFFICE, "fail", id="who is its handler"),
        pytest.param(
            CASE, replace(OFFICE, archivists=("handler1",)), "fail", id="handlers are the only ones"
        ),
        pytest.param(replace(CASE, records=(VOLUME,)), OFFICE, "pass", id="the volume's"),
        pytest.param(
            replace(CASE, records=(replace(VOLUME, archivist="handler1"),)),
            OFFICE,
            "fail",
            id="the volume's is a handler",
        ),
        pytest.param(
            replace(CASE, records=(draft(VOLUME, archivist="handler1"),)),
            OFFICE,
            "pending",
            id="in a draft",
        ),
    ],
)
def test_cus_1(case: Any, office: Any, expected: str) -> None:
    assert status("CUS-1", case, LATER, office) == expected


REQUEST = CopyRequest(
    uid="copy",
    title="复制申请审批表",
    occurred_start=at("06-08 09:00"),
    applicant="示例公司",
    purpose="诉讼",
    scope="听证录音一份",
    consented_by="reviewer1",
    consented_at=at("06-08 11:00"),
    masked="旁听人员的姓名",
    handed_over_at=at("06-08 15:00"),
    signatures=(
        sign("applicant", when="06-08 09:10"),
        sign("section_head", when="06-08 11:00"),
    ),
    history=steps(("finalize", "06-08 15:10")),
)
UNSIGNED = REQUEST.signatures[:1]
ASKED = {"consented_by": None, "consented_at": None, "masked": "", "handed_over_at": None}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "pass", id="whole"),
        pytest.param(ASKED, "pending", id="waits for consent"),
        pytest.param({"handed_over_at": None}, "pending", id="waits to be handed over"),
        pytest.param({"consented_by": None, "consented_at": None}, "fail", id="without consent"),
        pytest.param({"consented_at": None}, "fail", id="consent without its time"),
        pytest.param({"handed_over_at": at("06-08 10:59")}, "fail", id="before the consent"),
        pytest.param({"handed_over_at": at("06-08 11:00")}, "pass", id="in the same minute"),
        pytest.param({"masked": " "}, "fail", id="nothing said of masking"),
        pytest.param({"consented_by": "handler1"}, "fail", id="a handler's consent"),
        pytest.param({"consented_by": "head1"}, "pass", id="another head, who signed"),
        pytest.param(
            {"consented_by": "head1", "signatures": UNSIGNED}, "unknown", id="not known whose"
        ),
        pytest.param({"signatures": UNSIGNED}, "pass", id="the case's reviewer"),
        pytest.param({"scope": "机密★10年的附件"}, "fail", id="a state secret"),
        pytest.param(
            {"handed_over_at": None, "scope": "秘密级材料"}, "fail", id="one not handed over"
        ),
    ],
)
def test_cpy_1(changes: dict[str, Any], expected: str) -> None:
    assert status("CPY-1", with_records(replace(REQUEST, **changes))) == expected


def test_cpy_1_of_none_and_of_a_draft() -> None:
    assert status("CPY-1", CASE) == "na"
    assert status("CPY-1", with_records(draft(REQUEST, masked=""))) == "pending"
    marked = replace(with_records(REQUEST), title="绝密级示例案")
    assert status("CPY-1", marked) == "fail"


FINALIZE = step("finalize", "06-08 16:00", "archivist1")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        pytest.param({}, None, id="whole"),
        pytest.param(ASKED, None, id="the consent comes later"),
        pytest.param({"handed_over_at": at("06-08 10:00")}, "CPY-1", id="handed over before"),
        pytest.param({"masked": ""}, "CPY-1", id="nothing masked"),
    ],
)
def test_the_gate_of_a_copy(changes: dict[str, Any], rule: str | None) -> None:
    case = with_records(draft(REQUEST, **changes))
    found = judge(case, OFFICE, at("06-08 16:00"), "copy", FINALIZE)
    assert (found.rule if found else None) == rule
    if found:
        assert found.article == 28


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        pytest.param(
            {"consented_by": "reviewer1", "consented_at": at("06-08 11:00")}, None, id="consent"
        ),
        pytest.param({"handed_over_at": at("06-08 15:00")}, "CPY-1", id="without consent"),
        pytest.param({"masked": "附件（机密★）"}, "SEC-1", id="a secret mark"),
    ],
)
def test_what_is_written_later(values: dict[str, Any], rule: str | None) -> None:
    case = with_records(replace(REQUEST, **ASKED))
    found = judge_later(case, OFFICE, LATER, "copy", values)
    assert (found.rule if found else None) == rule


def test_a_record_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        judge_later(CASE, OFFICE, LATER, "nowhere", {})


def test_the_way_out_is_said() -> None:
    early = replace(REQUEST, handed_over_at=at("06-08 10:00"))
    said = ask("CPY-1", with_records(early)).reason
    assert said.startswith("第二十八条：")
    assert "请核对时间" in said
