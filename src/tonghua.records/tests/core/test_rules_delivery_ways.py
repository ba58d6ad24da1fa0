"""SRV-M, SRV-L, SRV-E, SRV-T, SRV-P and SRV-E2: what each way of service asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from core_builders import (
    CASE,
    DECISION,
    LATER,
    OFFICE,
    PARTY,
    RECEIPT,
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

from tonghua.records.core.facts import Approval

SERVERS = tuple(sign("server", name, "05-18 15:33") for name in ("示例甲", "示例乙"))


def by(method, **changes):
    """A final receipt by a method, with nothing that another method asks for."""
    bare = {"signer_name": "", "signer_relation": None, "signed_at": None, "outcome": None}
    return replace(RECEIPT, **{**bare, "method": method, "signatures": SERVERS, **changes})


@pytest.mark.parametrize("rule", ["SRV-M", "SRV-L", "SRV-E", "SRV-T", "SRV-P", "SRV-E2"])
def test_what_is_served_otherwise_is_not_asked(rule):
    assert status(rule, CASE) == "na"


MAIL = by(
    "mail",
    carrier="ems",
    mail_number="EX1",
    mailed_at=at("05-18 09:00"),
    register=True,
    voucher=True,
    return_slip=True,
    received_at=at("05-20 10:00"),
    history=steps(("finalize", "05-21 09:00")),
)
BACK = replace(
    MAIL,
    received_at=None,
    outcome="returned",
    returned_at=at("05-25 09:00"),
    return_reason="查无此人",
)
AFTERWARDS = replace(RECEIPT, uid="second", signed_at=at("05-28 10:00"))
CLOSED = {"history": steps(("file", "03-04 16:25"), ("close", "06-03 15:50"))}


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(with_records(MAIL), LATER, "pass", id="whole"),
        pytest.param(
            with_records(replace(MAIL, carrier="registered")), LATER, "pass", id="by post"
        ),
        pytest.param(with_records(replace(MAIL, carrier=None)), LATER, "fail", id="by whom"),
        pytest.param(with_records(replace(MAIL, carrier="courier")), LATER, "fail", id="a courier"),
        pytest.param(with_records(replace(MAIL, mail_number=" ")), LATER, "fail", id="no number"),
        pytest.param(with_records(replace(MAIL, register=False)), LATER, "fail", id="no register"),
        pytest.param(with_records(replace(MAIL, voucher=False)), LATER, "fail", id="no voucher"),
        pytest.param(with_records(replace(MAIL, return_slip=False)), LATER, "fail", id="no slip"),
        pytest.param(with_records(replace(MAIL, received_at=None)), LATER, "fail", id="no day"),
        pytest.param(
            with_records(draft(MAIL, return_slip=False, received_at=None)),
            LATER,
            "pending",
            id="the slip is not back yet",
        ),
        pytest.param(with_records(MAIL), at("05-20 09:59"), "pending", id="not received yet"),
        pytest.param(
            with_records(replace(MAIL, received_at=at("05-18 00:00"))),
            LATER,
            "pass",
            id="received on the day it was posted, the slip names no hour",
        ),
        pytest.param(
            with_records(replace(MAIL, received_at=at("05-17 23:59"))),
            LATER,
            "fail",
            id="received before it was posted",
        ),
        pytest.param(with_records(draft(MAIL, register=False)), LATER, "pending", id="a draft"),
        pytest.param(with_records(BACK), LATER, "pending", id="came back"),
        pytest.param(with_records(BACK, **CLOSED), LATER, "fail", id="came back, case closed"),
        pytest.param(with_records(BACK, AFTERWARDS), LATER, "na", id="served in another way"),
        pytest.param(
            with_records(BACK, AFTERWARDS), at("05-28 09:59"), "pending", id="not served yet"
        ),
        pytest.param(
            with_records(BACK, replace(AFTERWARDS, served=("other",))),
            LATER,
            "pending",
            id="another paper was",
        ),
        pytest.param(
            with_records(replace(BACK, voucher=False)), LATER, "fail", id="came back, no voucher"
        ),
    ],
)
def test_srv_m(case, when, expected):
    assert status("SRV-M", case, when) == expected


WITNESS = sign("witness", "示例D", "05-18 15:34")
LIEN = by(
    "lien",
    outcome="served",
    refusal_reason="拒绝接收",
    witness_name="示例D",
    witness_organisation="示例居民委员会",
    left_at_residence=True,
    signatures=(refuse("recipient"), *SERVERS, WITNESS),
)
FILM = replace(VIDEO, uid="film", about=("receipt",))
UNWITNESSED = {
    "witness_name": "",
    "witness_organisation": "",
    "signatures": (refuse("recipient"), *SERVERS),
}


@pytest.mark.parametrize(
    ("records", "when", "expected"),
    [
        pytest.param([LIEN, FILM], LATER, "pass", id="whole"),
        pytest.param([replace(LIEN, refusal_reason=""), FILM], LATER, "fail", id="no reason"),
        pytest.param(
            [replace(LIEN, occurred_start=None, occurred_end=None), FILM],
            LATER,
            "fail",
            id="no day",
        ),
        pytest.param(
            [replace(LIEN, signatures=(SERVERS[0], WITNESS)), FILM], LATER, "fail", id="one server"
        ),
        pytest.param(
            [replace(LIEN, signatures=SERVERS), FILM], LATER, "fail", id="no witness signed"
        ),
        pytest.param(
            [
                replace(
                    LIEN,
                    witness_name="示例乙",
                    signatures=(*SERVERS, sign("witness", "示例乙", "05-18 15:34")),
                ),
                FILM,
            ],
            LATER,
            "fail",
            id="a server is no witness of himself",
        ),
        pytest.param(
            [replace(LIEN, witness_organisation=""), FILM], LATER, "fail", id="a witness from where"
        ),
        pytest.param(
            [replace(LIEN, left_at_residence=False), FILM], LATER, "fail", id="left elsewhere"
        ),
        pytest.param([replace(LIEN, left_at_residence=None), FILM], LATER, "fail", id="left where"),
        pytest.param([LIEN], at("05-18 16:30"), "pending", id="recording to be taken in"),
        pytest.param([LIEN], at("05-19 15:35"), "pending", id="the last of 24 hours"),
        pytest.param([LIEN], at("05-19 15:36"), "fail", id="a minute more"),
        pytest.param(
            [LIEN, replace(FILM, about=("other",))], LATER, "fail", id="a recording of another"
        ),
        pytest.param([LIEN, replace(FILM, media=False)], LATER, "fail", id="no file"),
        pytest.param(
            [draft(LIEN, **UNWITNESSED), FILM], LATER, "pending", id="a draft without witness"
        ),
        pytest.param([replace(LIEN, outcome="failed")], LATER, "na", id="not left after all"),
    ],
)
def test_srv_l(records, when, expected):
    assert status("SRV-L", with_records(*records), when) == expected


@pytest.mark.parametrize(
    ("records", "both"),
    [
        pytest.param([replace(LIEN, **UNWITNESSED), FILM], True, id="recorded, no witness"),
        pytest.param([LIEN], True, id="witnessed, not recorded"),
        pytest.param([replace(LIEN, **UNWITNESSED)], False, id="neither"),
        pytest.param(
            [replace(LIEN, **UNWITNESSED, left_at_residence=False), FILM],
            False,
            id="recorded, left elsewhere",
        ),
    ],
)
def test_srv_l_says_where_civil_procedure_alone_would_be_met(records, both):
    answer = ask("SRV-L", with_records(*records))
    assert answer.status.value == "fail"
    assert answer.reason.startswith("第二十一条：留置送达还缺")
    assert ("仅依《民事诉讼法》第八十九条" in answer.reason) is both


def test_srv_l_carries_the_moment_until_which_it_may_be_recorded():
    answer = ask("SRV-L", with_records(LIEN), at("05-18 16:30"))
    assert answer.due == at("05-19 15:35")


THROUGH = {
    "agency": "示例县人民政府办公室",
    "reason": "直接送达有困难。",
    "sent_at": at("05-16 16:00"),
    "letter": True,
    "signed_at": at("05-25 10:00"),
    "outcome": "served",
    "signatures": (sign("recipient", "示例人A", "05-25 10:00"), *SERVERS),
}
ENTRUSTED = by("entrusted", **THROUGH)
FORWARDED = by("forwarded", **{**THROUGH, "agency": "示例监狱"})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "pass", id="whole"),
        pytest.param({"agency": ""}, "fail", id="to whom"),
        pytest.param({"reason": " "}, "fail", id="why"),
        pytest.param({"signed_at": None}, "fail", id="not signed for"),
        pytest.param({"signatures": SERVERS}, "fail", id="the recipient has not signed"),
        pytest.param(
            {"signatures": (refuse("recipient"), *SERVERS)}, "fail", id="the recipient refused"
        ),
        pytest.param({"signed_at": None, "history": ()}, "pending", id="on its way"),
        pytest.param({"outcome": "returned"}, "na", id="came back"),
    ],
)
@pytest.mark.parametrize(("rule", "receipt"), [("SRV-E", ENTRUSTED), ("SRV-T", FORWARDED)])
def test_srv_e_and_srv_t(rule, receipt, changes, expected):
    assert status(rule, with_records(replace(receipt, **changes))) == expected


@pytest.mark.parametrize(
    ("changes", "expected", "said"),
    [
        pytest.param({"letter": False}, "pass", "委托函尚未附卷", id="the letter is not filed"),
        pytest.param({"sent_at": None}, "pass", "2026年5月25日签收。", id="the letter has no day"),
        pytest.param({"letter": False, "sent_at": None}, "fail", "委托函", id="no letter"),
        pytest.param({"signed_at": at("05-26 23:59")}, "pass", "2026年5月26日签收。", id="day ten"),
        pytest.param({"signed_at": at("05-27 00:00")}, "pass", "超过参照的期限", id="day eleven"),
    ],
)
def test_srv_e_the_letter_and_its_ten_days(changes, expected, said):
    answer = ask("SRV-E", with_records(replace(ENTRUSTED, **changes)))
    assert answer.status.value == expected
    assert said in answer.reason


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("示例部队政治工作部", "pass"),
        ("示例看守所", "pass"),
        ("示例强制隔离戒毒所", "pass"),
        ("示例社区居民委员会", "unknown"),
    ],
)
def test_srv_t_is_for_three_kinds_of_body(agency, expected):
    assert status("SRV-T", with_records(replace(FORWARDED, agency=agency))) == expected


POSTED = ({"medium": "示例报", "posted_at": at("05-25 09:00"), "evidence": "报样"},)
TRIED = replace(BACK, uid="tried", outcome="returned")
APPROVED = Approval(
    uid="form",
    title="公告送达审批表",
    history=chain("05-22 09:00", "05-22 10:00", "05-22 11:00"),
)
NOTICE = by(
    "public_notice",
    media=POSTED,
    earlier_attempts=("tried",),
    circumstances="邮件退回，住所无人。",
    notice_text="公告送达……",
)


def published(*others, receipt=NOTICE, **changes):
    return with_records(TRIED, APPROVED, replace(receipt, **changes), *others)


def posted(*moments, **columns):
    return tuple({**POSTED[0], "posted_at": moment, **columns} for moment in moments)


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(published(), "06-30 12:00", "pass", id="whole"),
        pytest.param(published(), "06-23 23:59", "pending", id="the thirtieth day is not over"),
        pytest.param(published(), "06-24 00:00", "pass", id="thirty days"),
        pytest.param(
            published(media=posted(at("05-25 09:00"), at("06-01 09:00"))),
            "06-30 23:59",
            "pending",
            id="counted from the last medium",
        ),
        pytest.param(
            published(media=posted("2026-05-25T09:00:00+08:00")),
            "06-24 00:00",
            "pass",
            id="as text",
        ),
        pytest.param(published(earlier_attempts=()), "06-30 12:00", "fail", id="nothing was tried"),
        pytest.param(
            published(earlier_attempts=(), circumstances="下落不明，经居委会核实。"),
            "06-30 12:00",
            "pass",
            id="whereabouts unknown",
        ),
        pytest.param(
            published(AFTERWARDS, earlier_attempts=("tried", "second")),
            "06-30 12:00",
            "fail",
            id="it had been served",
        ),
        pytest.param(
            published(replace(AFTERWARDS, served=("x",)), earlier_attempts=("tried", "second")),
            "06-30 12:00",
            "pass",
            id="another paper had been",
        ),
        pytest.param(
            published(media=posted(at("06-01 09:00"), at("05-26 09:00")), receipt=NOTICE),
            "07-30 12:00",
            "pass",
            id="tried before the first posting",
        ),
        pytest.param(
            with_records(
                replace(TRIED, mailed_at=at("05-26 09:00"), returned_at=at("05-28 09:00")),
                APPROVED,
                NOTICE,
            ),
            "06-30 12:00",
            "fail",
            id="tried only after it was posted",
        ),
        pytest.param(published(circumstances=" "), "06-30 12:00", "fail", id="no circumstances"),
        pytest.param(published(notice_text=""), "06-30 12:00", "fail", id="no text"),
        pytest.param(published(media=()), "06-30 12:00", "fail", id="no medium"),
        pytest.param(
            published(media=posted(at("05-25 09:00"), medium="")), "06-30 12:00", "fail", id="where"
        ),
        pytest.param(published(media=posted(None)), "06-30 12:00", "fail", id="when"),
        pytest.param(with_records(TRIED, NOTICE), "06-30 12:00", "fail", id="not approved"),
        pytest.param(
            with_records(TRIED, draft(NOTICE)), "06-30 12:00", "pending", id="a draft, not approved"
        ),
        pytest.param(
            with_records(TRIED, NOTICE, replace(APPROVED, title="其他审批")),
            "06-30 12:00",
            "fail",
            id="another approval",
        ),
        pytest.param(
            published(media=posted(at("05-22 10:59"))), "06-30 12:00", "fail", id="posted before"
        ),
        pytest.param(
            published(media=posted(at("05-22 11:00"))), "06-30 12:00", "pass", id="posted at once"
        ),
        pytest.param(
            published(media=posted(date(2026, 5, 22))), "06-30 12:00", "pass", id="on that day"
        ),
        pytest.param(
            with_records(
                TRIED,
                replace(NOTICE, history=(*APPROVED.history, *steps(("finalize", "06-25 09:00")))),
            ),
            "06-30 12:00",
            "pass",
            id="the receipt's own chain",
        ),
        pytest.param(
            published(media=posted(at("05-25 09:00"), evidence="")),
            "06-23 12:00",
            "pending",
            id="not pictured yet",
        ),
        pytest.param(
            published(media=posted(at("05-25 09:00"), evidence="")),
            "06-24 00:00",
            "fail",
            id="never pictured",
        ),
        pytest.param(
            published(FILM, media=posted(at("05-25 09:00"), evidence="")),
            "06-30 12:00",
            "pass",
            id="recorded",
        ),
        pytest.param(
            published(replace(DECISION, kind="summary_penalty")),
            "06-30 12:00",
            "fail",
            id="a penalty on the spot",
        ),
        pytest.param(published(outcome="failed"), "06-30 12:00", "na", id="taken back"),
    ],
)
def test_srv_p(case, when, expected):
    assert status("SRV-P", case, at(when)) == expected


def test_srv_p_says_when_it_will_be_served():
    answer = ask("SRV-P", published(), at("06-01 12:00"))
    assert answer.due == date(2026, 6, 24)
    assert "自次日起算30日，至2026年6月24日视为送达" in answer.reason


def test_srv_p_counts_over_a_leap_day():
    """2028 has a 29 February; the thirtieth day is not moved by a day off."""
    moment = at("01-30 09:00").replace(year=2028)
    early = chain("01-10 09:00", "01-10 10:00", "01-10 11:00")
    receipt = replace(NOTICE, media=posted(moment), circumstances="下落不明。")
    case = with_records(replace(APPROVED, history=early), receipt)
    (found,) = ask("SRV-P", case, moment.replace(month=2, day=28), OFFICE).findings
    assert (found.status.value, found.due) == ("pending", date(2028, 2, 29))


ELECTRONIC = by("electronic", system="示例系统", delivered_at=at("05-22 10:00"))


def agreed(when):
    return replace(PARTY, e_service_consent_at=at(when) if when else None)


@pytest.mark.parametrize(
    ("receipt", "party", "expected"),
    [
        pytest.param(ELECTRONIC, agreed("05-01 09:00"), "pass", id="agreed before"),
        pytest.param(ELECTRONIC, agreed("05-22 10:00"), "pass", id="at the same moment"),
        pytest.param(ELECTRONIC, agreed("05-22 10:01"), "fail", id="a minute late"),
        pytest.param(ELECTRONIC, agreed(None), "fail", id="never"),
        pytest.param(draft(ELECTRONIC), agreed(None), "pending", id="a draft"),
        pytest.param(
            replace(ELECTRONIC, delivered_at=None), agreed("05-01 09:00"), "fail", id="no moment"
        ),
        pytest.param(
            draft(ELECTRONIC, delivered_at=None), agreed("05-01 09:00"), "pending", id="to arrive"
        ),
        pytest.param(
            replace(ELECTRONIC, outcome="failed"), agreed(None), "na", id="did not arrive"
        ),
        pytest.param(
            replace(ELECTRONIC, parties=("x",)), agreed("05-01 09:00"), "unknown", id="to whom"
        ),
    ],
)
def test_srv_e2(receipt, party, expected):
    assert status("SRV-E2", with_records(receipt, parties=(party,))) == expected
