"""Secrets (article 29): marks of state secrets are refused, other secrets are not published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from core_builders import (
    CASE,
    DECISION,
    FILING,
    PARTY,
    SCENE,
    VIDEO,
    ask,
    at,
    draft,
    refuse,
    status,
    step,
    steps,
    with_records,
)
from core_imported import OFFICE

from tonghua.records.core.facts import CopyRequest, Sampling
from tonghua.records.core.gates import judge
from tonghua.records.core.secrecy import mark_in, secret_mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("", None),
        ("现场检查情况", None),
        ("绝密★30年", "绝密★"),
        ("机密 ★ 20年", "机密 ★"),
        ("秘密\u3000★", "秘密\u3000★"),
        ("秘 密 ★ 10年", "秘 密 ★"),
        ("附件为机密级文件", "机密级"),
        ("绝密件一份", "绝密件"),
        ("秘密件", "秘密件"),
        ("涉及商业秘密、个人隐私", None),
        ("商业秘密级别较高", None),
        ("工作秘密件不对外", None),
        ("商业秘密以外，另有秘密件一份", "秘密件"),
        ("《中华人民共和国保守国家秘密法》", None),
        ("保密审查意见", None),
        ("保密级别", None),
        ("密级：内部", None),
        ("涉密材料另库保管", None),
        ("★★★", None),
    ],
)
def test_secret_mark(text: str, mark: str | None) -> None:
    assert secret_mark(text) == mark


MARK = "机密★10年"


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(replace(SCENE, situation=MARK), id="field"),
        pytest.param(replace(SCENE, title=MARK), id="title"),
        pytest.param(Sampling(uid="s", rows=({"name": MARK, "quantity": 1},)), id="row"),
        pytest.param(replace(SCENE, signatures=(refuse("party", MARK),)), id="reason of a refusal"),
        pytest.param(
            replace(SCENE, history=(step("finalize", "03-06 17:00", comment=MARK),)), id="opinion"
        ),
        pytest.param(replace(CASE, cause=MARK), id="case"),
        pytest.param(replace(PARTY, name=MARK), id="party"),
    ],
)
def test_every_text_is_looked_at(marked: Any) -> None:
    assert mark_in(marked) == "机密★"
    assert mark_in(marked) == "机密★"  # kept


def test_without_a_mark() -> None:
    assert [mark_in(each) for each in (SCENE, CASE, PARTY, VIDEO)] == [None] * 4


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(CASE, "pass", id="none"),
        pytest.param(with_records(), "pass", id="empty"),
        pytest.param(with_records(replace(SCENE, situation=MARK)), "fail", id="final record"),
        pytest.param(with_records(draft(SCENE, situation=MARK)), "fail", id="a draft too"),
        pytest.param(replace(CASE, title=MARK), "fail", id="case"),
        pytest.param(replace(CASE, parties=(replace(PARTY, address=MARK),)), "fail", id="party"),
        pytest.param(
            with_records(
                replace(
                    SCENE,
                    situation=MARK,
                    history=(*SCENE.history, *steps(("annul", "06-01 09:00"))),
                )
            ),
            "pass",
            id="set aside",
        ),
    ],
)
def test_sec_1(case: Any, expected: str) -> None:
    assert status("SEC-1", case) == expected


def test_the_sentence_repeats_the_mark_and_no_content() -> None:
    said = ask("SEC-1", with_records(replace(SCENE, title="某计划机密级", situation="要点"))).reason
    assert "“机密级”" in said
    assert "某计划" not in said
    assert "线下报告保密员" in said


@pytest.mark.parametrize(
    ("record", "taken", "refused"),
    [
        pytest.param(draft(SCENE, body=MARK), "finalize", "SEC-1", id="finalize"),
        pytest.param(draft(FILING, facts=MARK), "submit", "SEC-1", id="submit"),
        pytest.param(draft(FILING), "submit", None, id="submit: none"),
        pytest.param(draft(SCENE), "finalize", None, id="finalize: none"),
    ],
)
def test_the_gate(record: Any, taken: str, refused: str | None) -> None:
    other = replace(DECISION, content=MARK)  # another record's mark is its own matter
    case = with_records(record, VIDEO, other)
    found = judge(case, OFFICE, at("06-30 12:00"), record.uid, step(taken, "06-30 12:00"))
    assert (found.rule if found else None) == refused


def test_an_opinion_with_a_mark_is_refused() -> None:
    taken = step("submit", "03-04 09:30", comment=f"见附件（{MARK}）")
    found = judge(with_records(draft(FILING)), OFFICE, at("03-04 09:30"), "filing", taken)
    assert found is not None
    assert (found.rule, found.article) == ("SEC-1", 29)


SECRET = replace(DECISION, confidentiality="privacy")
HANDED = CopyRequest(
    uid="copy",
    occurred_start=at("06-08 09:00"),
    handed_over_at=at("06-08 15:00"),
    history=steps(("finalize", "06-08 15:10")),
)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(CASE, "na", id="nothing secret"),
        pytest.param(
            with_records(replace(DECISION, published_at=at("05-25 09:00"))),
            "na",
            id="published, not secret",
        ),
        pytest.param(with_records(SECRET), "pass", id="kept"),
        pytest.param(
            with_records(replace(SECRET, published_at=at("05-25 09:00"))), "fail", id="published"
        ),
        pytest.param(
            with_records(replace(SECRET, published_at=at("07-25 09:00"))),
            "pass",
            id="not published then",
        ),
        pytest.param(
            replace(
                with_records(
                    replace(DECISION, confidentiality="internal", published_at=at("05-25 09:00"))
                ),
                confidentiality="business_secret",
            ),
            "fail",
            id="as secret as its case",
        ),
        pytest.param(with_records(SECRET, HANDED), "fail", id="copies without masking"),
        pytest.param(with_records(SECRET, replace(HANDED, masked="姓名")), "pass", id="masked"),
        pytest.param(with_records(SECRET, draft(HANDED)), "pending", id="copies, in a draft"),
    ],
)
def test_sec_2(case: Any, expected: str) -> None:
    assert status("SEC-2", case) == expected


def test_what_was_withdrawn_is_over() -> None:
    withdrawn = replace(SECRET, published_at=at("05-25 09:00"), withdrawn_at=at("05-26 09:00"))
    (finding,) = ask("SEC-2", with_records(withdrawn)).findings
    assert finding.late
    assert "撤回" in finding.reason
