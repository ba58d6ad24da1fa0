"""Several parties of one case, served and told on different days.

A term runs for each from its own day; what must wait for all waits for the last of them; whether
the office was in time is asked towards each.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from core_builders import (
    DECISION,
    LATER,
    NOTICE,
    OFFICE,
    OFFICE_ZONE,
    PARTY,
    PERFORMANCE,
    RECEIPT,
    ask,
    at,
    chain,
    refuse,
    sign,
    status,
    steps,
    with_records,
)

from tonghua.records.core.acts import Part
from tonghua.records.core.facts import (
    Approval,
    EvidencePreservation,
    Hearing,
    Interview,
    PartyFacts,
    Statement,
    TransferLetter,
)
from tonghua.records.core.issuing import judge_issue
from tonghua.records.core.mending import mend
from tonghua.records.core.next_steps import next_steps
from tonghua.records.core.service import (
    served_on_anyone,
    served_on_everyone,
    served_on_party,
    to_be_served,
)
from tonghua.records.core.signing import is_signed_for
from tonghua.records.core.telling import reached_anyone_on, reached_everyone_on

SECOND = PartyFacts(
    uid="q", kind="organisation", name="示例乙公司", representative="示例人B", address="示例路2号"
)
BOTH = {"parties": (PARTY, SECOND)}
WHOM = ("p", "q")


def of_two(*records, **changes):
    return with_records(*records, **{**BOTH, **changes})


def receipt_of(paper, party, when, **changes):
    """A final receipt by which a party was served a paper."""
    return replace(
        RECEIPT,
        uid=f"{paper}-{party}",
        served=(paper,),
        parties=(party,) if party else (),
        occurred_start=at(when),
        occurred_end=at(when),
        signed_at=at(when),
        history=steps(("finalize", when)),
        **changes,
    )


DECIDED = replace(DECISION, parties=WHOM)
FIRST = receipt_of("decision", "p", "05-18 10:00")
LAST = receipt_of("decision", "q", "05-25 10:00")


@pytest.mark.parametrize(
    ("receipts", "each", "everyone", "anyone"),
    [
        pytest.param([], (None, None), None, None, id="nobody"),
        pytest.param([FIRST], ("05-18", None), None, "05-18", id="one of two"),
        pytest.param([FIRST, LAST], ("05-18", "05-25"), "05-25", "05-18", id="both"),
        pytest.param(
            [FIRST, LAST, replace(FIRST, uid="again", signed_at=at("06-01 10:00"))],
            ("05-18", "05-25"),
            "05-25",
            "05-18",
            id="one of them again: the first service counts",
        ),
        pytest.param(
            [receipt_of("decision", "", "05-20 10:00")],
            ("05-20", "05-20"),
            "05-20",
            "05-20",
            id="a receipt that names nobody is for all",
        ),
        pytest.param(
            [FIRST, replace(LAST, history=())], ("05-18", None), None, "05-18", id="a draft"
        ),
        pytest.param(
            [FIRST, replace(LAST, outcome="failed")], ("05-18", None), None, "05-18", id="in vain"
        ),
        pytest.param(
            [FIRST, receipt_of("decision", "r", "05-20 10:00")],
            ("05-18", None),
            None,
            "05-18",
            id="somebody whom the decision is not about",
        ),
    ],
)
def test_when_a_paper_is_served(receipts, each, everyone, anyone):
    def day(text):
        return date.fromisoformat(f"2026-{text}") if text else None

    case = of_two(DECIDED, *receipts)
    found = [served_on_party(case, "decision", party, LATER) for party in WHOM]
    assert tuple(each.day if each else None for each in found) == tuple(map(day, each))
    last, first = (
        served_on_everyone(case, "decision", LATER),
        served_on_anyone(case, "decision", LATER),
    )
    assert (last.day if last else None) == day(everyone)
    assert (first.day if first else None) == day(anyone)


def test_without_parties_any_receipt_serves():
    case = with_records(replace(DECISION, parties=()), replace(FIRST, parties=()), parties=())
    assert served_on_everyone(case, "decision", LATER) == (date(2026, 5, 18), "decision-p")


def test_a_letter_that_hands_over_is_for_the_body_it_is_written_to():
    letter = TransferLetter(uid="letter", to="示例局", history=DECISION.history)
    case = of_two(letter, receipt_of("letter", "", "05-18 10:00"))
    assert is_signed_for(case, letter, LATER)


TELLING = replace(NOTICE, parties=WHOM)
TOLD_P = receipt_of("notice", "p", "04-10 14:52")
TOLD_Q = receipt_of("notice", "q", "04-20 09:00")


def test_when_a_notice_reached_them():
    case = of_two(TELLING, TOLD_P, TOLD_Q)
    assert reached_anyone_on(case, TELLING, LATER) == date(2026, 4, 10)
    assert reached_everyone_on(case, TELLING, LATER) == date(2026, 4, 20)
    assert reached_everyone_on(of_two(TELLING, TOLD_P), TELLING, LATER) is None


def decided(when, **changes):
    return replace(DECIDED, decided_at=at(when), **changes)


def waiver(party, when, opinion="放弃陈述、申辩和听证。"):
    return Statement(
        uid=f"waiver-{party}",
        title="放弃的笔录",
        parties=(party,),
        occurred_start=at(when),
        opinion=opinion,
        waived=True,
        history=steps(("finalize", when)),
    )


OWN_P = replace(NOTICE, uid="own-p", parties=("p",))
OWN_Q = replace(NOTICE, uid="own-q", parties=("q",))


# p is told on Friday 04-10, its five working days end on 04-17; q on Monday 04-20, until 04-27
@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([TELLING, TOLD_P, TOLD_Q, decided("04-27 23:59")], "fail", id="the last's"),
        pytest.param([TELLING, TOLD_P, TOLD_Q, decided("04-28 00:00")], "pass", id="over for all"),
        pytest.param([TELLING, TOLD_P, decided("05-15 09:00")], "fail", id="one was never told"),
        pytest.param(
            [TELLING, TOLD_P, decided("05-15 09:00", parties=("p",))],
            "pass",
            id="about the one who was told",
        ),
        pytest.param(
            [OWN_P, receipt_of("own-p", "p", "04-10 09:00"), decided("05-15 09:00")],
            "fail",
            id="a notice to one, a decision about both",
        ),
        pytest.param(
            [
                OWN_P,
                receipt_of("own-p", "p", "04-10 09:00"),
                OWN_Q,
                receipt_of("own-q", "q", "04-09 09:00"),
                waiver("p", "04-10 16:00"),
                decided("04-11 09:00"),
            ],
            "fail",
            id="who was told last has waived, the other has not",
        ),
        pytest.param(
            [
                TELLING,
                TOLD_P,
                TOLD_Q,
                waiver("p", "04-11 09:00"),
                waiver("q", "04-21 09:00"),
                decided("04-22 09:00"),
            ],
            "pass",
            id="each waived after it was told itself",
        ),
        pytest.param(
            [
                TELLING,
                TOLD_P,
                TOLD_Q,
                waiver("p", "04-21 09:00"),
                waiver("q", "04-19 09:00"),
                decided("04-22 09:00"),
            ],
            "fail",
            id="one waived before it was told",
        ),
    ],
)
def test_rgt_3(records, expected):
    assert status("RGT-3", of_two(*records)) == expected


def test_rgt_3_before_the_decision_shows_the_last_day_of_all():
    answer = ask("RGT-3", of_two(TELLING, TOLD_P, TOLD_Q), at("04-21 09:00"))
    assert (answer.status.value, answer.due) == ("pending", date(2026, 4, 27))
    waits = ask("RGT-3", of_two(TELLING, TOLD_P), at("04-25 09:00"))
    assert waits.status.value == "pending"
    assert "还没有送达全部当事人" in waits.reason


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(100000, "pass"), (100001, "fail")],
)
def test_rgt_3_notices_of_their_own_count_together(amount, expected):
    said = replace(waiver("p", "04-14 09:00"), waived=False, opinion="请求从轻")
    case = of_two(
        OWN_P,
        receipt_of("own-p", "p", "04-10 09:00"),
        OWN_Q,
        receipt_of("own-q", "q", "04-10 09:00"),
        said,
        decided("05-15 09:00", amount=amount),
    )
    assert status("RGT-3", case) == expected


TALK = Interview(
    uid="talk",
    title="询问笔录",
    parties=("q",),
    occurred_start=at("03-10 09:00"),
    relation="当事人的法定代表人",
    rights_told=("statement", "defence", "recusal"),
    history=steps(("finalize", "03-10 11:00")),
)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([TELLING, TOLD_P, TOLD_Q, DECIDED], "pass", id="both told"),
        pytest.param(
            [OWN_P, receipt_of("own-p", "p", "04-10 09:00"), DECIDED], "fail", id="one alone"
        ),
        pytest.param(
            [OWN_P, receipt_of("own-p", "p", "04-10 09:00"), TALK, DECIDED],
            "fail",
            id="the other heard of its rights, not of what is proposed",
        ),
        pytest.param(
            [OWN_P, receipt_of("own-p", "p", "04-10 09:00"), replace(DECIDED, parties=("p",))],
            "pass",
            id="the other is not punished",
        ),
        pytest.param(
            [
                TELLING,
                TOLD_P,
                replace(TOLD_Q, signed_at=at("05-16 09:00")),
                DECIDED,
            ],
            "fail",
            id="one told the day after the decision",
        ),
    ],
)
def test_rgt_1(records, expected):
    taken = steps(*((name, "03-05 09:00") for name in ("file", "investigate", "give_notice")))
    assert status("RGT-1", of_two(*records, history=taken)) == expected


def test_rgt_1_names_whom_it_was_not_told():
    case = of_two(OWN_P, receipt_of("own-p", "p", "04-10 09:00"), TALK, DECIDED)
    (found,) = [each for each in ask("RGT-1", case).findings if each.subject == "decision"]
    assert "拟作出的处罚及其事实、理由、依据（示例乙公司）" in found.reason
    assert "陈述" not in found.reason.split("：")[2]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([TELLING, TOLD_P, TOLD_Q], "pass", id="offered to both"),
        pytest.param(
            [OWN_P, receipt_of("own-p", "p", "04-10 09:00")], "fail", id="offered to one alone"
        ),
        pytest.param([TELLING, TOLD_P], "fail", id="reached one alone"),
    ],
)
def test_hrg_1(records, expected):
    case = of_two(*records, replace(DECIDED, penalty_kinds=("closure",)))
    found = [
        each.status.value for each in ask("HRG-1", case).findings if each.subject == "decision"
    ]
    assert found == [expected]


def asked(party, when):
    return Hearing(
        uid="hearing", title="听证", parties=(party,), created=at(when), requested_at=at(when)
    )


@pytest.mark.parametrize(
    ("hearing", "expected"),
    [
        pytest.param(asked("p", "04-17 23:59"), "fail", id="in its own last minute"),
        pytest.param(asked("p", "04-18 00:00"), "na", id="late by its own term"),
        pytest.param(asked("q", "04-27 23:59"), "fail", id="the other in its last minute"),
        pytest.param(asked("q", "04-28 00:00"), "na", id="the other too late"),
        pytest.param(
            replace(asked("q", "04-27 12:00"), parties=()), "fail", id="together: one is in time"
        ),
    ],
)
def test_hrg_2(hearing, expected):
    case = of_two(TELLING, TOLD_P, TOLD_Q, hearing, DECIDED)
    assert status("HRG-2", case, at("05-30 12:00")) == expected


def test_hrg_2_each_may_ask_within_its_own_term():
    case = of_two(TELLING, TOLD_P, TOLD_Q)
    assert ask("HRG-2", case, at("04-21 09:00")).due == date(2026, 4, 27)
    alone = of_two(TELLING, TOLD_P)
    assert ask("HRG-2", alone, at("04-17 23:59")).due == date(2026, 4, 17)
    assert status("HRG-2", alone, at("04-18 00:00")) == "na"


HEARD = Hearing(
    uid="heard",
    title="听证",
    occurred_start=at("05-07 09:00"),
    parties=WHOM,
    minutes="记录",
    history=steps(("finalize", "05-11 16:20")),
)
NOTIFIED_P = receipt_of("heard", "p", "04-20 09:00")


# by the careful reading a notice served on 04-20 is in time, one on 04-28 is not
@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([HEARD, NOTIFIED_P], "fail", id="one was not notified"),
        pytest.param(
            [HEARD, NOTIFIED_P, receipt_of("heard", "q", "04-21 09:00")], "pass", id="both"
        ),
        pytest.param(
            [HEARD, NOTIFIED_P, receipt_of("heard", "q", "04-28 09:00")], "fail", id="one late"
        ),
        pytest.param(
            [replace(HEARD, notified_at=at("04-20 09:00")), NOTIFIED_P],
            "pass",
            id="the day written speaks for the other",
        ),
        pytest.param(
            [
                replace(HEARD, notified_at=at("04-20 09:00")),
                receipt_of("heard", "q", "04-28 09:00"),
            ],
            "fail",
            id="a later receipt counts beside the day written",
        ),
    ],
)
def test_hrg_3(records, expected):
    assert status("HRG-3", of_two(*records)) == expected


KEPT = EvidencePreservation(
    uid="keep",
    title="先行登记保存证据通知书",
    parties=WHOM,
    reason="可能被转移",
    subject_matter="库存图书",
    forms=("registration",),
    rows=({"name": "图书"},),
    signatures=(
        sign("officer", "示例甲", "03-06 12:00"),
        sign("officer", "示例乙", "03-06 12:00"),
    ),
    history=chain("03-06 08:35", "03-06 08:50", "03-06 09:10"),
)
KEPT_P = receipt_of("keep", "p", "03-06 12:00")
KEPT_Q = receipt_of("keep", "q", "03-10 12:00")


def test_prs_2_counts_from_the_day_on_which_the_first_had_the_notice():
    # the seventh working day after Friday 03-06 is 03-17, and not one after 03-10
    case = of_two(KEPT, KEPT_P, KEPT_Q)
    assert ask("PRS-2", case, at("03-12 09:00")).due == date(2026, 3, 17)


def test_prs_1_it_is_approved_before_the_first_has_the_notice():
    late = replace(KEPT, history=chain("03-08 08:35", "03-08 08:50", "03-09 09:10"))
    assert status("PRS-1", of_two(late, KEPT_P, KEPT_Q), at("03-12 09:00")) == "fail"


@pytest.mark.parametrize(("receipts", "lacks"), [([KEPT_P], True), ([KEPT_P, KEPT_Q], False)])
def test_prs_3_the_notice_is_for_each(receipts, lacks):
    answer = ask("PRS-3", of_two(KEPT, *receipts), at("03-12 09:00"))
    assert ("通知书的送达" in answer.reason) is lacks


TWO_SIGNED = (
    sign("recipient", "示例人A", "05-18 10:00"),
    sign("recipient", "示例人B", "05-18 10:00"),
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"parties": WHOM}, "unknown", id="one signed for both"),
        pytest.param({"parties": ()}, "unknown", id="one signed, nobody is named"),
        pytest.param({"parties": WHOM, "signatures": TWO_SIGNED}, "pass", id="each signed"),
        pytest.param({}, "pass", id="a receipt of its own"),
    ],
)
def test_srv_d_one_signature_does_not_speak_for_all(changes, expected):
    assert status("SRV-D", of_two(DECIDED, replace(FIRST, **changes))) == expected


@pytest.mark.parametrize(
    ("receipts", "left"),
    [
        pytest.param([], WHOM, id="nobody yet"),
        pytest.param([FIRST], ("q",), id="the other"),
        pytest.param([replace(FIRST, history=())], ("q",), id="a draft is under way for one"),
        pytest.param([replace(FIRST, outcome="failed")], WHOM, id="in vain"),
        pytest.param([FIRST, LAST], WHOM, id="all: then anybody, anew"),
    ],
)
def test_for_whom_the_next_receipt_is(receipts, left):
    assert to_be_served(of_two(DECIDED, *receipts), "decision") == left


# decided on Friday 05-15: the seventh working day is 05-26
@pytest.mark.parametrize(
    ("receipts", "when", "expected"),
    [
        pytest.param([FIRST, LAST], LATER, "pass", id="both in time"),
        pytest.param([FIRST], at("05-26 23:59"), "pending", id="one is still to be served"),
        pytest.param([FIRST], at("05-27 00:00"), "fail", id="one was never gone to"),
        pytest.param(
            [FIRST, receipt_of("decision", "q", "05-27 00:00")], LATER, "fail", id="one late"
        ),
        pytest.param(
            [FIRST, receipt_of("decision", "q", "05-26 23:00", outcome="failed")],
            LATER,
            "pass",
            id="one tried in vain in time",
        ),
    ],
)
def test_srv_7(receipts, when, expected):
    assert status("SRV-7", of_two(DECIDED, *receipts), when) == expected


def test_srv_7_says_to_whom_nobody_went():
    reason = ask("SRV-7", of_two(DECIDED, FIRST)).reason
    assert reason.startswith("第十九条：决定书至2026年5月26日期满没有对示例乙公司开始送达。")


RETURNED = replace(
    receipt_of("decision", "q", "05-18 09:00"),
    uid="returned",
    method="mail",
    outcome="returned",
    carrier="ems",
    mail_number="EX1",
    mailed_at=at("05-18 09:00"),
    register=True,
    voucher=True,
    return_slip=True,
    signed_at=None,
    signatures=(),
)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([RETURNED, FIRST], "pending", id="the other party was served"),
        pytest.param([RETURNED, FIRST, LAST], "na", id="and then this one"),
        pytest.param([replace(RETURNED, parties=()), FIRST], "pending", id="a letter to both"),
        pytest.param([replace(RETURNED, served=())], "pending", id="nobody knows what was posted"),
    ],
)
def test_srv_m_a_letter_that_came_back(records, expected):
    assert status("SRV-M", of_two(DECIDED, *records)) == expected


FORM = Approval(
    uid="form", title="公告送达审批表", history=chain("05-22 09:00", "05-22 10:00", "05-22 11:00")
)
PUBLISHED = replace(
    receipt_of("decision", "q", "05-25 09:00"),
    uid="published",
    method="public_notice",
    outcome=None,
    signed_at=None,
    media=({"medium": "示例报", "posted_at": at("05-25 09:00"), "evidence": "报样"},),
    circumstances="邮件退回，住所无人。",
    notice_text="公告送达……",
)


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        pytest.param(("returned",), "pass", id="tried with this party"),
        pytest.param(("returned", "decision-p"), "pass", id="the other was served, this one not"),
        pytest.param(("failed-p",), "fail", id="only the other was tried"),
    ],
)
def test_srv_p_what_was_tried_with_another_party_is_no_reason(attempts, expected):
    failed = receipt_of("decision", "p", "05-17 10:00", outcome="failed")
    case = of_two(
        DECIDED,
        RETURNED,
        FIRST,
        replace(failed, uid="failed-p"),
        FORM,
        replace(PUBLISHED, earlier_attempts=attempts),
    )
    assert status("SRV-P", case) == expected


SPOT = replace(DECIDED, kind="summary_penalty", amount=100)


@pytest.mark.parametrize(
    ("changes", "receipts", "handed"),
    [
        pytest.param(
            {},
            [
                receipt_of("decision", "p", "05-15 17:00"),
                receipt_of("decision", "q", "05-15 17:05"),
            ],
            True,
            id="to both on the spot",
        ),
        pytest.param({}, [receipt_of("decision", "p", "05-15 17:00")], False, id="to one of two"),
        pytest.param(
            {},
            [
                receipt_of("decision", "p", "05-15 17:00"),
                receipt_of("decision", "q", "05-16 09:00"),
            ],
            False,
            id="to one the day after",
        ),
        pytest.param(
            {
                "signatures": (
                    sign("party", "示例公司", "05-15 17:00"),
                    replace(refuse("party"), name="示例人B", at=at("05-15 17:00")),
                )
            },
            [],
            True,
            id="one signed it, one refused",
        ),
        pytest.param(
            {"signatures": (sign("party", "示例公司", "05-15 17:00"),)}, [], False, id="one signed"
        ),
    ],
)
def test_dec_3_is_handed_to_each(changes, receipts, handed):
    case = of_two(replace(SPOT, **changes), *receipts)
    reasons = [each.reason for each in ask("DEC-3", case).findings]
    assert ("当场处罚决定书已经当场交付。" in reasons) is handed


GRANTED = replace(DECIDED, kind="granted")


# ten working days from 05-15: 05-29
@pytest.mark.parametrize(
    ("receipts", "when", "expected"),
    [
        pytest.param([FIRST, LAST], "06-30 12:00", "pass", id="both"),
        pytest.param([FIRST], "05-29 23:59", "pending", id="one left"),
        pytest.param([FIRST], "05-30 00:00", "fail", id="one was not served"),
        pytest.param(
            [FIRST, receipt_of("decision", "q", "05-30 00:00")], "06-30 12:00", "fail", id="late"
        ),
    ],
)
def test_app_5(receipts, when, expected):
    case = of_two(GRANTED, *receipts, type="ApplicationCase", is_licence=True)
    assert status("APP-5", case, at(when)) == expected


def test_arc_1_an_application_ends_when_all_have_the_decision():
    case = of_two(GRANTED, FIRST, LAST, type="ApplicationCase")
    assert ask("ARC-1", case, at("06-10 12:00")).due == date(2026, 6, 24)
    assert status("ARC-1", of_two(GRANTED, FIRST, type="ApplicationCase"), LATER) == "na"


def test_doc_sig_and_the_next_step_wait_for_each():
    assert status("DOC-SIG", of_two(DECIDED, FIRST)) == "pending"
    assert status("DOC-SIG", of_two(DECIDED, FIRST, LAST)) == "pass"
    state = steps(*((name, "03-05 09:00") for name in ("file", "investigate", "give_notice")))
    state += steps(("review", "05-01 09:00"), ("decide", "05-01 09:00"), ("serve", "05-15 17:00"))

    def served(case):
        due = next_steps(case, OFFICE, at("05-20 12:00"), [Part.HANDLER], ["DeliveryReceipt"], 9)
        return any(each.act.name == "DeliveryReceipt" for each in due)

    assert served(of_two(DECIDED, FIRST, history=state))
    assert not served(
        of_two(DECIDED, FIRST, receipt_of("decision", "q", "05-19 10:00"), history=state)
    )


def year(text):
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE_ZONE)


def unpaid(*parties, asked=""):
    """The record of performance; ``asked`` is when 强制执行申请书 went out."""
    issued = ()
    if asked:
        issued = ({"paper": "enforcement_application", "at": year(asked), "number": "1号"},)
    return replace(PERFORMANCE, parties=parties, done_at=None, receipt_number="", issued=issued)


def demanded(party, when="11-02 10:00"):
    return receipt_of("performance", party, when)


DEMANDS = (demanded("p"), demanded("q"))


# p is served on 05-18: its terms end on 11-18, the court may be asked until 2027-02-18
# q on 05-25: 11-25 and 2027-02-25
@pytest.mark.parametrize(
    ("records", "when", "expected"),
    [
        pytest.param(
            [FIRST, LAST, *DEMANDS, unpaid(asked="2026-11-25T09:00")],
            "2026-12-31T09:00",
            "fail",
            id="the last's terms still run",
        ),
        pytest.param(
            [FIRST, LAST, *DEMANDS, unpaid(asked="2026-11-26T09:00")],
            "2026-12-31T09:00",
            "pass",
            id="all terms are over",
        ),
        pytest.param(
            [FIRST, LAST, *DEMANDS, unpaid("p", asked="2026-11-19T09:00")],
            "2026-12-31T09:00",
            "pass",
            id="against the first alone",
        ),
        pytest.param(
            [FIRST, LAST, *DEMANDS, unpaid(asked="2027-02-18T23:59")],
            "2027-03-31T09:00",
            "pass",
            id="the last day of the first's three months",
        ),
        pytest.param(
            [FIRST, LAST, *DEMANDS, unpaid(asked="2027-02-19T00:00")],
            "2027-03-31T09:00",
            "fail",
            id="the first's three months are over",
        ),
        pytest.param(
            [FIRST, LAST, demanded("p"), unpaid(asked="2026-11-26T09:00")],
            "2026-12-31T09:00",
            "fail",
            id="one of them had no demand",
        ),
        pytest.param(
            [
                FIRST,
                LAST,
                demanded("p"),
                demanded("q", "11-20 10:00"),
                unpaid(asked="2026-12-04T09:00"),
            ],
            "2026-12-31T09:00",
            "fail",
            id="ten working days of the last demand",
        ),
        pytest.param(
            [
                FIRST,
                LAST,
                demanded("p"),
                demanded("q", "11-20 10:00"),
                unpaid(asked="2026-12-05T09:00"),
            ],
            "2026-12-31T09:00",
            "pass",
            id="and over",
        ),
        pytest.param(
            [FIRST, *DEMANDS, unpaid(asked="2026-11-26T09:00")],
            "2026-12-31T09:00",
            "fail",
            id="one never had the decision",
        ),
    ],
)
def test_prf_3(records, when, expected):
    assert ask("PRF-3", of_two(DECIDED, *records), year(when)).status.value == expected


def test_the_court_is_asked_once_each_had_its_demand():
    def refused(*demands):
        found = judge_issue(
            of_two(DECIDED, FIRST, LAST, unpaid(), *demands),
            OFFICE,
            year("2026-11-26T09:00"),
            "performance",
            "enforcement_application",
        )
        return found.message if found else ""

    assert "请先出具催告书并送达" in refused(demanded("p"))
    # the tenth working day after 11-20 is 12-04
    assert "到2026年12月4日为止" in refused(demanded("p"), demanded("q", "11-20 10:00"))
    assert refused(*DEMANDS) == ""


def test_dec_4_leads_to_whom_the_notice_was_not_served():
    case = of_two(TELLING, TOLD_P, DECIDED)
    (finding,) = ask("DEC-4", case).findings
    assert "没有向示例乙公司送达事先告知书" in finding.reason
    act = mend("DEC-4", case, finding)
    assert (act.name, act.given) == ("DeliveryReceipt", (("served", "notice"),))
    own = of_two(OWN_P, receipt_of("own-p", "p", "04-10 09:00"), DECIDED)
    (finding,) = ask("DEC-4", own).findings
    assert mend("DEC-4", own, finding).name == "RightsNotice"
