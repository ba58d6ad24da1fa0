"""EVD-1 and REF-1: evidence that was asked for, and refusals to give it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import SCENE, ask, at, draft, refuse, sign, status, steps, with_records

from tonghua.records.core.facts import EvidenceRequest, Interview, Refusal

ROW = {
    "name": "合同",
    "kind": "documentary",
    "copies": 1,
    "original": False,
    "source": "示例印刷厂档案",
    "checked": True,
}
REQUEST = EvidenceRequest(
    uid="request",
    title="调取证据通知书",
    occurred_start=at("03-11 09:30"),
    holder="示例印刷厂",
    rows=(ROW, {**ROW, "name": "样书", "original": True, "checked": None}),
    signatures=(sign("holder", "示例人F"),),
    history=steps(("finalize", "03-11 16:00")),
)


def asked(**changes):
    return with_records(replace(REQUEST, **changes))


def row(**changes):
    return {"rows": ({**ROW, **changes},)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "pass", id="a checked copy and an original"),
        pytest.param(row(kind=None), "fail", id="no kind"),
        pytest.param(row(kind="rumour"), "fail", id="none of the eight kinds"),
        pytest.param(row(source=" "), "fail", id="no source"),
        pytest.param(row(original=None), "fail", id="original or copy is not said"),
        pytest.param(row(checked=None), "fail", id="the copy was not checked"),
        pytest.param(row(checked=False), "fail", id="the copy was expressly not checked"),
        pytest.param(row(original=True, checked=None), "pass", id="an original"),
        pytest.param({"holder": ""}, "fail", id="from nobody"),
        pytest.param({"occurred_start": None}, "fail", id="at no time"),
        pytest.param({"rows": ()}, "fail", id="no evidence"),
        pytest.param({"rows": ({"name": "", "checked": None},)}, "fail", id="an empty row"),
        pytest.param({**row(kind=None), "history": ()}, "pending", id="draft"),
        pytest.param({"history": ()}, "pass", id="draft, whole"),
    ],
)
def test_evd_1(changes, expected):
    assert status("EVD-1", asked(**changes)) == expected


def test_evd_1_names_the_row_and_what_it_lacks():
    rows = (ROW, {**ROW, "kind": None, "checked": None})
    assert "第2件证据的种类、复制件与原件的核对" in ask("EVD-1", asked(rows=rows)).reason
    assert status("EVD-1", with_records()) == "na"


REFUSAL = Refusal(
    uid="refusal",
    title="拒绝情况记录",
    occurred_start=at("03-06 10:30"),
    refuser="示例人A",
    what="拒绝提供账册",
    reason="称账册不在",
    witness="示例物业管理员",
    history=steps(("finalize", "03-06 17:00")),
)


def scene(text, **changes):
    return replace(SCENE, situation=text, **changes)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param((SCENE,), "na", id="nobody refused"),
        pytest.param((REFUSAL,), "pass", id="recorded"),
        pytest.param((replace(REFUSAL, witness=""),), "fail", id="recorded without witness"),
        pytest.param((replace(REFUSAL, occurred_start=None),), "fail", id="at no time"),
        pytest.param((draft(REFUSAL, reason=""),), "pending", id="draft, half"),
        pytest.param((draft(REFUSAL),), "pending", id="draft, whole"),
        pytest.param((scene("示例人A拒绝提供账册。"),), "unknown", id="an inspection tells of it"),
        pytest.param((scene("当事人拒不接受检查。"),), "unknown", id="in other words"),
        pytest.param((scene("当事人没有拒绝提供账册。"),), "na", id="it tells of the contrary"),
        pytest.param((scene("当事人拒绝了一杯水。"),), "na", id="it refused something else"),
        pytest.param((scene("拒绝提供账册。", history=()),), "pending", id="a draft tells of it"),
        pytest.param((scene("拒绝提供账册。"), REFUSAL), "pass", id="told and recorded"),
        pytest.param(
            (
                Interview(
                    uid="i", questions=({"answer": "我拒绝回答这个问题。"},), history=SCENE.history
                ),
            ),
            "unknown",
            id="an answer tells of it",
        ),
        pytest.param(
            (replace(REQUEST, signatures=(refuse("holder", "不愿提供"),)),),
            "unknown",
            id="the holder did not sign",
        ),
    ],
)
def test_ref_1(records, expected):
    assert status("REF-1", with_records(*records)) == expected


def test_ref_1_quotes_the_words():
    said = ask("REF-1", with_records(scene("到场后，示例人A拒绝接受检查，离开。"))).reason
    assert "写到“拒绝接受检查”" in said
