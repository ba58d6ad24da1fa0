"""DOC-SIG: signing places and what stands in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    DECISION,
    FILING,
    RECEIPT,
    SCENE,
    VIDEO,
    ask,
    at,
    chain,
    draft,
    refuse,
    sign,
    status,
    steps,
    with_records,
)

from tonghua.records.core.facts import DeliveryReceipt, RightsNotice
from tonghua.records.core.signing import place_states

OFFICERS = (sign("officer", "示例甲"), sign("officer", "示例乙"))
SERVERS = (sign("server", "示例甲"), sign("server", "示例乙"))
NOTICE = RightsNotice(
    uid="notice",
    title="事先告知书",
    kind="prior_notice",
    occurred_start=at("04-10 09:00"),
    history=chain("04-08 10:00", "04-08 15:30", "04-09 09:40"),
)


def scene(*signatures, **changes):
    return replace(SCENE, signatures=signatures, **changes)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([SCENE], "pass", id="all signed"),
        pytest.param([scene(*OFFICERS, refuse("party"))], "pass", id="refusal with witness"),
        pytest.param(
            [scene(*OFFICERS, refuse("party", witness="")), VIDEO], "pass", id="refusal on film"
        ),
        pytest.param(
            [scene(*OFFICERS, refuse("party", witness=""), sign("witness"))],
            "pass",
            id="refusal beside a witness's signature",
        ),
        pytest.param([scene(*OFFICERS, refuse("party", witness=""))], "fail", id="refusal unseen"),
        pytest.param([scene(*OFFICERS, refuse("party", reason=""))], "fail", id="no reason"),
        pytest.param([scene(*OFFICERS)], "fail", id="party missing"),
        pytest.param(
            [scene(sign("officer", "示例甲"), sign("party"))], "fail", id="one officer missing"
        ),
        pytest.param(
            [scene(sign("officer", "示例甲"), sign("officer", "示例甲"), sign("party"))],
            "fail",
            id="one officer signed twice",
        ),
        pytest.param(
            [scene(sign("officer", "示例甲"), refuse("officer"), sign("party"))],
            "fail",
            id="an officer cannot refuse",
        ),
        pytest.param(
            [replace(SCENE, officers=("o1", "o2", "o3"))], "fail", id="every named officer signs"
        ),
        pytest.param(
            [replace(SCENE, witness="示例人E")], "fail", id="the witness named is missing"
        ),
        pytest.param([replace(SCENE, witness="无")], "pass", id="nobody was there to witness"),
        pytest.param(
            [replace(SCENE, witness=" 没有。")], "pass", id="nobody was there, in other words"
        ),
        pytest.param(
            [scene(*SCENE.signatures, sign("witness"), witness="示例人E")],
            "pass",
            id="the witness named signed",
        ),
        pytest.param([draft(SCENE, signatures=())], "pending", id="draft"),
        pytest.param([FILING], "na", id="a chain's paper is signed by its history"),
        pytest.param([VIDEO], "na", id="a recording is not signed"),
    ],
)
def test_before_final(records, expected):
    assert status("DOC-SIG", with_records(*records)) == expected


RETURNED = replace(RECEIPT, method="mail", outcome="returned", signed_at=None, signatures=())


@pytest.mark.parametrize(
    ("receipts", "expected"),
    [
        pytest.param([], "pending", id="no receipt"),
        pytest.param([RECEIPT], "pass", id="received"),
        pytest.param([replace(RECEIPT, served=("other",))], "pending", id="another's receipt"),
        pytest.param(
            [replace(RECEIPT, outcome="refused", signatures=(*SERVERS, refuse("recipient")))],
            "pass",
            id="refused before a witness",
        ),
        pytest.param([replace(RETURNED, signatures=SERVERS)], "pending", id="the letter came back"),
    ],
)
@pytest.mark.parametrize("record", [NOTICE, DECISION], ids=["notice", "decision"])
def test_after_final(record, receipts, expected):
    served = [
        replace(each, served=(record.uid,) if "decision" in each.served else each.served)
        for each in receipts
    ]
    assert status("DOC-SIG", with_records(record, *served)) == expected


RIGHTS = replace(NOTICE, uid="rights", title="权利告知书", kind="rights", officers=("o1", "o2"))
GIVEN = replace(
    RECEIPT,
    served=("rights",),
    occurred_start=at("04-10 09:30"),
    signed_at=at("04-10 10:00"),
    history=steps(("finalize", "04-10 10:00")),
)
BOTH = tuple(replace(each, at=at("04-10 10:00")) for each in OFFICERS)


@pytest.mark.parametrize(
    ("signatures", "records", "when", "expected"),
    [
        pytest.param(BOTH, (GIVEN,), "04-30 12:00", "pass", id="officers signed, receipt"),
        pytest.param((), (), "04-30 12:00", "pending", id="not given yet"),
        pytest.param((), (GIVEN,), "04-10 23:59", "pending", id="given today"),
        pytest.param((), (GIVEN,), "04-11 00:00", "fail", id="a receipt signs for no officer"),
        pytest.param(BOTH[:1], (GIVEN,), "04-11 00:00", "fail", id="one officer is missing"),
        pytest.param(
            (sign("party", when="04-10 10:00"), *BOTH), (), "04-30 12:00", "pass", id="by signature"
        ),
        pytest.param(
            (sign("party", when="04-10 10:00"),), (), "04-30 12:00", "fail", id="only the party"
        ),
    ],
)
def test_officers_sign_what_they_hand_over(signatures, records, when, expected):
    given = replace(RIGHTS, signatures=signatures)
    found = ask("DOC-SIG", with_records(given, *records), at(when)).findings
    assert [each.status.value for each in found if each.subject == "rights"] == [expected]


@pytest.mark.parametrize(
    ("changes", "signatures", "expected"),
    [
        ({}, RECEIPT.signatures, "pass"),
        ({}, SERVERS, "fail"),
        ({}, RECEIPT.signatures[:2], "fail"),
        ({"outcome": "failed"}, SERVERS, "pass"),
        ({"method": "mail"}, SERVERS[:1], "pass"),
        ({"method": "mail"}, (), "fail"),
        ({"method": "public_notice"}, SERVERS[:1], "pass"),
        ({"method": "electronic"}, SERVERS[:1], "pass"),
        ({"method": "lien"}, (*SERVERS, sign("witness")), "pass"),
        ({"method": "lien"}, SERVERS, "fail"),
        ({"method": "lien"}, (*SERVERS, refuse("witness")), "fail"),
        ({"method": "entrusted"}, (*SERVERS, sign("recipient")), "pass"),
        ({"method": "entrusted"}, SERVERS, "fail"),
    ],
)
def test_receipts_by_method(changes, signatures, expected):
    receipt = replace(RECEIPT, signatures=signatures, **changes)
    assert isinstance(receipt, DeliveryReceipt)
    assert status("DOC-SIG", with_records(receipt)) == expected


def test_a_receipt_is_asked_by_the_article_of_its_method():
    answer = ask("DOC-SIG", with_records(replace(RECEIPT, method="lien", signatures=())))
    assert answer.findings[0].article == 21
    assert answer.reason.startswith("第二十一条：《送达回证》还缺见证人签名1个、送达人签名2个")


def test_states_of_places_are_what_a_page_shows():
    record = scene(*OFFICERS, refuse("party"))
    shown = [
        (str(state.place.label), state.signed, state.refused, state.missing)
        for state in place_states(with_records(record), record, at("06-30 12:00"))
    ]
    assert shown == [
        ("当事人或者现场负责人", (), ("示例人",), 0),
        ("执法人员", ("示例甲", "示例乙"), (), 0),
    ]
