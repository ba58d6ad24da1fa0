"""RGT-1 to RGT-3: the party is told, heard, and given its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from core_builders import (
    BASIS,
    DECISION,
    NOTICE,
    OFFICE,
    PARTY,
    TOLD,
    ask,
    at,
    chain,
    draft,
    refuse,
    sign,
    status,
    step,
    steps,
    with_records,
)

from tonghua.records.core.clock import OFFICE_ZONE
from tonghua.records.core.facts import Hearing, Interview, Statement, TransferLetter

WAY = ["file", "investigate", "give_notice", "review", "decide", "serve"]
SECOND = replace(PARTY, uid="q", name="示例乙公司", representative="示例人B")


def at_state(state, *records, **changes):
    """The case in a state of its way, with these records."""
    line = ["filed", "investigation", "notice", "review", "decision", "service"]
    taken = steps(*((name, "03-05 09:00") for name in WAY[: line.index(state) + 1]))
    return with_records(*records, history=taken, **changes)


TALK = Interview(
    uid="talk",
    title="询问笔录",
    occurred_start=at("03-10 09:00"),
    relation="当事人的法定代表人",
    rights_told=("statement", "defence", "recusal"),
    history=steps(("finalize", "03-10 11:00")),
)
#: 告知陈述、申辩, without recusal and hearing
NARROW = replace(NOTICE, told=("statement", "defence"))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(at_state("notice", NOTICE, TOLD), "pass", id="told and served"),
        pytest.param(at_state("investigation"), "pending", id="not yet at the notice"),
        pytest.param(at_state("notice"), "pending", id="at the notice"),
        pytest.param(at_state("review"), "fail", id="past the notice, nothing told"),
        pytest.param(
            at_state("notice", draft(NOTICE, created=at("04-08 09:00"))), "pending", id="a draft"
        ),
        pytest.param(
            at_state("notice", draft(NOTICE, facts="", created=at("04-08 09:00"))),
            "pending",
            id="a draft, half",
        ),
        pytest.param(at_state("notice", NOTICE), "pending", id="not served"),
        pytest.param(at_state("review", NOTICE), "fail", id="not served, and gone on"),
        pytest.param(at_state("notice", replace(NOTICE, how=None), TOLD), "fail", id="how?"),
        pytest.param(at_state("notice", replace(NOTICE, reasons=""), TOLD), "fail", id="why?"),
        pytest.param(at_state("notice", replace(NOTICE, proposed=" "), TOLD), "fail", id="what?"),
        pytest.param(at_state("notice", replace(NOTICE, told=()), TOLD), "fail", id="no rights"),
        pytest.param(at_state("review", NARROW, TOLD), "fail", id="recusal is not told"),
        pytest.param(at_state("review", NARROW, TOLD, TALK), "pass", id="but in the interview"),
        pytest.param(
            at_state("review", NARROW, TOLD, replace(TALK, relation="证人")), "fail", id="a witness"
        ),
        pytest.param(at_state("review", NARROW, TOLD, draft(TALK)), "fail", id="a draft of it"),
        pytest.param(
            at_state("review", replace(NARROW, proposed_kinds=("closure",)), TOLD, TALK),
            "fail",
            id="a hearing is due and not told",
        ),
        pytest.param(
            at_state("review", replace(NOTICE, kind="rights"), TOLD),
            "fail",
            id="the rights, but not what is proposed",
        ),
        pytest.param(at_state("service", NOTICE, TOLD, DECISION), "pass", id="told, then decided"),
        pytest.param(
            at_state("service", NOTICE, replace(TOLD, signed_at=at("05-16 09:00")), DECISION),
            "fail",
            id="served only after the decision",
        ),
        pytest.param(
            at_state("decision", draft(DECISION)), "fail", id="a decision is drafted, nothing told"
        ),
        pytest.param(
            at_state("notice", TransferLetter(uid="t", history=NOTICE.history)),
            "na",
            id="handed over",
        ),
        pytest.param(
            at_state("review", bases=(replace(BASIS, own_power=False),)), "na", id="no own power"
        ),
        pytest.param(
            at_state("review", replace(DECISION, kind="no_penalty")),
            "na",
            id="no penalty is decided",
        ),
        pytest.param(at_state("notice", type="InspectionCase"), "na", id="an inspection"),
        pytest.param(
            at_state("notice", NOTICE, TOLD, type="ApplicationCase"), "pass", id="an application's"
        ),
        pytest.param(
            at_state("service", TALK, replace(DECISION, kind="summary_penalty")),
            "fail",
            id="on the spot in an ordinary case: the case wants its notice",
        ),
        pytest.param(
            at_state(
                "service", TALK, replace(DECISION, kind="summary_penalty"), procedure="summary"
            ),
            "pass",
            id="on the spot: by word of mouth",
        ),
        pytest.param(
            at_state("service", replace(DECISION, kind="summary_penalty"), procedure="summary"),
            "fail",
            id="on the spot: not a word",
        ),
        pytest.param(
            at_state("service", TALK, DECISION, procedure="summary"),
            "fail",
            id="an ordinary penalty in a case of the summary procedure wants its notice",
        ),
    ],
)
def test_rgt_1(case, expected):
    assert status("RGT-1", case) == expected


ONE = replace(TOLD, parties=("p",))
OTHER = replace(TOLD, uid="told-q", parties=("q",), signed_at=at("04-20 09:00"))
BOTH = {"parties": (PARTY, SECOND)}
EVERYBODY = replace(NOTICE, parties=("p", "q"))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param((EVERYBODY, ONE), "fail", id="one of two parties was told"),
        pytest.param((EVERYBODY, ONE, OTHER), "pass", id="both were told"),
        pytest.param((EVERYBODY, replace(TOLD, parties=())), "pass", id="one receipt for all"),
        pytest.param(
            (replace(EVERYBODY, signatures=(sign("party", "示例乙公司"),)), ONE),
            "pass",
            id="one by receipt, one by signature",
        ),
        pytest.param(
            (replace(EVERYBODY, signatures=(sign("party", "示例路人"),)), ONE),
            "fail",
            id="a signature of whom nobody knows",
        ),
    ],
)
def test_everybody_is_told(records, expected):
    assert status("RGT-1", at_state("review", *records, **BOTH)) == expected


#: each party has a notice of its own: p was told on 04-10, q on 04-20
OWN = replace(NOTICE, uid="own-q", parties=("q",), proposed_amount=20000)
OWN_TOLD = replace(TOLD, uid="own-told", served=("own-q",), parties=("q",))
OWN_TOLD = replace(OWN_TOLD, signed_at=at("04-20 09:00"))
TOGETHER = replace(DECISION, parties=("p", "q"))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param((NOTICE, ONE, DECISION), "pass", id="who is punished was told"),
        pytest.param((NOTICE, ONE, TOGETHER), "fail", id="one who is punished has no notice"),
        pytest.param(
            (NOTICE, ONE, replace(DECISION, parties=())), "fail", id="all are punished, one told"
        ),
        pytest.param((NOTICE, ONE, OWN, OWN_TOLD, TOGETHER), "pass", id="each by its own notice"),
        pytest.param(
            (NOTICE, ONE, replace(OWN, told=("statement", "defence")), OWN_TOLD, TOGETHER),
            "fail",
            id="recusal was told to one",
        ),
        pytest.param(
            (
                NOTICE,
                ONE,
                replace(OWN, told=("statement", "defence")),
                OWN_TOLD,
                replace(TALK, parties=("q",)),
                TOGETHER,
            ),
            "pass",
            id="to the other in its interview",
        ),
        pytest.param(
            (
                NOTICE,
                ONE,
                replace(OWN, told=("statement", "defence")),
                OWN_TOLD,
                replace(TALK, parties=("p",)),
                TOGETHER,
            ),
            "fail",
            id="an interview tells nobody else",
        ),
    ],
)
def test_each_party_that_is_punished_is_told(records, expected):
    assert status("RGT-1", at_state("service", *records, **BOTH)) == expected


def test_rgt_1_says_which_of_several_parties_was_not_told():
    case = at_state("service", NOTICE, ONE, TOGETHER, **BOTH)
    assert "申请回避（示例乙公司）" in ask("RGT-1", case).reason
    nobody = at_state("service", TOGETHER, **BOTH)
    assert "（" not in ask("RGT-1", nobody).reason


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"signatures": (sign("party", when="04-10 09:00"),)}, "pass", id="signed"),
        pytest.param({"signatures": (refuse("party"),)}, "fail", id="refused: it must be served"),
        pytest.param(
            {"how": "oral", "signatures": (refuse("party"),)}, "pass", id="told orally, and noted"
        ),
        pytest.param(
            {"how": "oral", "signatures": (refuse("party", witness=""),)},
            "fail",
            id="told orally, noted before nobody",
        ),
    ],
)
def test_a_signature_on_the_notice_shows_that_it_was_told(changes, expected):
    assert status("RGT-1", at_state("review", replace(NOTICE, **changes))) == expected


def test_rgt_1_names_what_is_not_told():
    said = ask("RGT-1", at_state("review")).reason
    assert "陈述、申辩、申请回避、拟作出的处罚及其事实、理由、依据" in said


SAID = Statement(
    uid="said",
    title="陈述申辩笔录",
    occurred_start=at("04-14 09:00"),
    parties=("p",),
    opinion="请求从轻",
    waived=False,
    review_opinion="经复核",
    accepted=False,
    accept_reason="已经考虑",
    history=steps(("finalize", "04-14 11:00")),
)
WAIVED = Statement(
    uid="waived",
    title="陈述申辩笔录",
    occurred_start=at("04-10 16:00"),
    parties=("p",),
    opinion="放弃陈述、申辩。",
    waived=True,
    history=steps(("finalize", "04-10 17:00")),
)
UNREVIEWED = replace(SAID, review_opinion="", accepted=None, accept_reason="")


def reviewed(when):
    """What was said, with the review written under it at a moment (补写)."""
    names = ("review_opinion", "accepted", "accept_reason")
    return replace(SAID, later=tuple({"field": name, "at": at(when)} for name in names))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(at_state("notice"), "na", id="nobody said anything"),
        pytest.param(at_state("notice", SAID), "pass", id="reviewed"),
        pytest.param(at_state("notice", replace(SAID, accepted=True)), "pass", id="taken up"),
        pytest.param(at_state("notice", WAIVED), "pass", id="waived"),
        pytest.param(at_state("notice", draft(WAIVED)), "pending", id="a waiver's draft"),
        pytest.param(at_state("notice", UNREVIEWED), "pending", id="to be reviewed"),
        pytest.param(at_state("review", UNREVIEWED), "pending", id="within the review"),
        pytest.param(at_state("decision", UNREVIEWED), "fail", id="decision without review"),
        pytest.param(at_state("decision", replace(SAID, accepted=None)), "fail", id="taken up?"),
        pytest.param(at_state("decision", replace(SAID, accept_reason="")), "fail", id="why?"),
        pytest.param(at_state("notice", replace(SAID, opinion="")), "fail", id="final, empty"),
        pytest.param(at_state("notice", draft(SAID, opinion="")), "pending", id="draft, empty"),
        pytest.param(at_state("service", SAID, DECISION), "pass", id="reviewed, then decided"),
        pytest.param(at_state("service", UNREVIEWED, DECISION), "fail", id="decided, unreviewed"),
        pytest.param(
            at_state("service", reviewed("05-15 23:59"), DECISION), "pass", id="reviewed that day"
        ),
        pytest.param(
            at_state("service", reviewed("05-16 00:00"), DECISION),
            "fail",
            id="reviewed after the decision",
        ),
        pytest.param(at_state("review", UNREVIEWED, draft(DECISION)), "pending", id="a draft"),
        pytest.param(
            at_state("decision", UNREVIEWED, type="ApplicationCase"), "pending", id="application"
        ),
    ],
)
def test_rgt_2(case, expected):
    assert status("RGT-2", case) == expected


def test_the_review_is_not_seen_from_before_it_was_written():
    case = at_state("decision", reviewed("04-20 09:00"))
    assert status("RGT-2", case, at("04-19 23:59")) == "fail"
    assert status("RGT-2", case, at("04-20 09:00")) == "pass"


def test_what_was_said_after_the_decision_does_not_undo_it():
    later = replace(UNREVIEWED, occurred_start=at("05-20 09:00"))
    findings = ask("RGT-2", with_records(later, DECISION)).findings
    assert "decision" not in [each.subject for each in findings]


def decided(when, **changes):
    return replace(DECISION, decided_at=at(when), **changes)


# told 04-10, a Friday: the statement term ends on 04-15, that of asking for a hearing on 04-17
@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param(
            (NOTICE, TOLD, decided("04-17 23:59")), "fail", id="last minute of both terms"
        ),
        pytest.param((NOTICE, TOLD, decided("04-18 00:00")), "pass", id="midnight after"),
        pytest.param((NARROW, TOLD, decided("04-15 23:59")), "fail", id="last minute, no hearing"),
        pytest.param((NARROW, TOLD, decided("04-16 00:00")), "pass", id="midnight, no hearing"),
        pytest.param((NARROW, TOLD, WAIVED, decided("04-10 18:00")), "pass", id="waived at once"),
        pytest.param((NARROW, TOLD, draft(WAIVED), decided("04-10 18:00")), "fail", id="no waiver"),
        pytest.param(
            (
                NARROW,
                TOLD,
                replace(WAIVED, occurred_start=at("04-09 16:00")),
                decided("04-11 09:00"),
            ),
            "fail",
            id="waived before anybody told it",
        ),
        pytest.param(
            (NOTICE, TOLD, WAIVED, decided("04-10 18:00")), "fail", id="the hearing is not waived"
        ),
        pytest.param(
            (NOTICE, TOLD, replace(WAIVED, opinion="放弃陈述申辩和听证"), decided("04-10 18:00")),
            "pass",
            id="the hearing is waived too",
        ),
        pytest.param(
            (NARROW, TOLD, SAID, decided("04-15 09:00")), "fail", id="heard: the term still runs"
        ),
        pytest.param((decided("05-15 09:00"),), "fail", id="no notice"),
        pytest.param((NOTICE, decided("05-15 09:00")), "fail", id="not served"),
        pytest.param(
            (NOTICE, replace(TOLD, outcome="returned"), decided("05-15 09:00")),
            "fail",
            id="returned",
        ),
        pytest.param((NOTICE, TOLD, draft(DECISION)), "pass", id="a draft, over"),
        pytest.param(
            (NOTICE, TOLD, replace(DECISION, kind="no_penalty")), "na", id="no penalty is decided"
        ),
        pytest.param(
            (NOTICE, TOLD, decided("04-10 18:00", kind="summary_penalty")), "na", id="on the spot"
        ),
    ],
)
def test_rgt_3_time(records, expected):
    assert status("RGT-3", with_records(*records)) == expected


def test_rgt_3_an_ordinary_penalty_waits_in_a_case_of_the_summary_procedure_too():
    case = with_records(NOTICE, TOLD, decided("04-17 23:59"), procedure="summary")
    assert status("RGT-3", case) == "fail"


@pytest.mark.parametrize(
    ("rule", "parties", "expected"),
    [
        pytest.param("RGT-1", ("p",), "pass", id="who was told may be punished"),
        pytest.param("RGT-3", ("p",), "pass", id="in its own time"),
        pytest.param("RGT-1", ("p", "q"), "fail", id="not together with one who was not"),
        pytest.param("RGT-3", ("p", "q"), "fail", id="nor in that time"),
    ],
)
def test_a_notice_to_both_that_has_reached_one(rule, parties, expected):
    case = at_state("service", EVERYBODY, ONE, replace(DECISION, parties=parties), **BOTH)
    found = [each.status.value for each in ask(rule, case).findings if each.subject == "decision"]
    assert found == [expected]


# with two parties: q was told on 04-20, so that its terms end on 04-23 and 04-27
@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param(
            (NOTICE, ONE, OWN, decided("05-15 09:00", parties=("p",))),
            "pass",
            id="the other's notice is not served yet",
        ),
        pytest.param(
            (NOTICE, ONE, OWN, decided("05-15 09:00", parties=("p", "q"))),
            "fail",
            id="nor that of one who is punished",
        ),
        pytest.param(
            (NOTICE, ONE, decided("05-15 09:00", parties=("p", "q"))),
            "fail",
            id="one who is punished has none",
        ),
        pytest.param(
            (NOTICE, ONE, OWN, OWN_TOLD, decided("04-27 23:59", parties=("p", "q"))),
            "fail",
            id="the last day of the last party",
        ),
        pytest.param(
            (NOTICE, ONE, OWN, OWN_TOLD, decided("04-28 00:00", parties=("p", "q"))),
            "pass",
            id="the day after",
        ),
        pytest.param(
            (NOTICE, ONE, OWN, OWN_TOLD, decided("04-18 00:00", parties=("p",))),
            "pass",
            id="the first party alone has waited",
        ),
        pytest.param(
            (
                NOTICE,
                replace(ONE, signed_at=at("04-20 08:00")),
                OWN,
                OWN_TOLD,
                replace(
                    WAIVED,
                    parties=("q",),
                    opinion="放弃陈述申辩和听证",
                    occurred_start=at("04-20 16:00"),
                ),
                decided("04-21 09:00", parties=("p", "q")),
            ),
            "fail",
            id="who was told last gives up only its own time",
        ),
        pytest.param(
            (NOTICE, ONE, OWN, OWN_TOLD, SAID, decided("05-15 09:00", parties=("p", "q"))),
            "pass",
            id="what both were told counts together",
        ),
        pytest.param(
            (
                NOTICE,
                ONE,
                OWN,
                OWN_TOLD,
                SAID,
                decided("05-15 09:00", parties=("p", "q"), amount=70001),
            ),
            "fail",
            id="a yuan more than both",
        ),
        pytest.param(
            (
                NOTICE,
                ONE,
                OWN,
                OWN_TOLD,
                SAID,
                decided("05-15 09:00", parties=("q",), amount=20001),
            ),
            "pass",
            id="what another pleaded (DEC-4)",
        ),
    ],
)
def test_rgt_3_of_several_parties(records, expected):
    assert status("RGT-3", with_records(*records, **BOTH)) == expected


def test_what_another_party_said_does_not_stop_a_decision():
    case = with_records(UNREVIEWED, replace(DECISION, parties=("q",)), **BOTH)
    assert "decision" not in [each.subject for each in ask("RGT-2", case).findings]


def test_what_was_served_before_it_was_approved_counts_from_the_approval():
    early = replace(TOLD, signed_at=at("04-01 09:00"))
    late = replace(NARROW, history=chain("04-08 10:00", "04-08 15:00", "04-10 09:00"))
    assert status("RGT-3", with_records(late, early, decided("04-15 23:59"))) == "fail"
    entered_late = replace(late, backfilled=True)
    assert status("RGT-3", with_records(entered_late, early, decided("04-15 23:59"))) == "pass"


AGAIN = replace(
    NOTICE,
    uid="again",
    proposed_amount=60000,
    history=chain("05-06 09:00", "05-06 10:00", "05-06 11:00"),
)
TOLD_AGAIN = replace(TOLD, uid="told-again", served=("again",), signed_at=at("05-07 09:00"))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        # 05-01 to 05-05 are days off, Saturday 05-09 is worked: 05-07, 08, 09, 11, 12
        pytest.param((decided("05-14 23:59"),), "fail", id="told again: within the new term"),
        pytest.param((decided("05-15 00:00"),), "pass", id="told again: after it"),
    ],
)
def test_a_second_notice_starts_the_time_anew(records, expected):
    told_again = replace(TOLD_AGAIN, signed_at=at("05-08 09:00"))
    case = with_records(NOTICE, TOLD, AGAIN, told_again, *records)
    assert status("RGT-3", case) == expected


def test_a_second_notice_that_nobody_has_been_served_stops_the_decision():
    case = with_records(NOTICE, TOLD, AGAIN, decided("05-15 16:30"))
    assert status("RGT-3", case) == "fail"


def test_the_time_over_a_leap_day():
    told = replace(TOLD, signed_at=datetime(2028, 2, 24, 9, 0, tzinfo=OFFICE_ZONE))
    decision = replace(DECISION, decided_at=datetime(2028, 3, 2, 9, 0, tzinfo=OFFICE_ZONE))
    now = datetime(2028, 4, 1, 9, 0, tzinfo=OFFICE_ZONE)
    # 02-25, 28, 29, 03-01, 03-02: a Thursday's five working days
    assert status("RGT-3", with_records(NOTICE, told, decision), now) == "fail"
    next_day = replace(decision, decided_at=datetime(2028, 3, 3, 0, 0, tzinfo=OFFICE_ZONE))
    assert status("RGT-3", with_records(NOTICE, told, next_day), now) == "pass"


@pytest.mark.parametrize(
    ("records", "when", "expected", "due"),
    [
        pytest.param((NOTICE, TOLD), "04-12 12:00", "pending", "2026-04-17", id="running"),
        pytest.param((NOTICE, TOLD), "04-18 00:00", "pending", "None", id="over, undecided"),
        pytest.param((NOTICE,), "04-12 12:00", "na", "None", id="not served"),
        pytest.param(
            (NOTICE, TOLD, draft(DECISION, decided_at=None)),
            "04-12 12:00",
            "pending",
            "2026-04-17",
            id="a draft has to wait",
        ),
    ],
)
def test_rgt_3_before_the_decision(records, when, expected, due):
    answer = ask("RGT-3", with_records(*records), at(when))
    assert (answer.status.value, str(answer.due)) == (expected, due)


def test_rgt_3_says_how_it_counted_and_from_when_it_may_be_decided():
    reason = ask("RGT-3", with_records(NOTICE, TOLD), at("04-12 12:00")).reason
    assert "自2026年4月10日次日起算5个工作日，至2026年4月17日止。" in reason
    assert "决定最早于2026年4月18日作出" in reason


def test_who_decides_too_early_is_told_the_first_day_on_which_he_may():
    case = with_records(NOTICE, TOLD, draft(DECISION, decided_at=None))
    assert "最早于2026年4月18日作出" in ask("RGT-3", case, at("04-17 12:00")).reason


def test_a_decision_made_too_early_is_not_still_due():
    (finding,) = ask("RGT-3", with_records(NOTICE, TOLD, decided("04-13 09:00"))).findings
    assert finding.due is None


def test_rgt_3_takes_the_office_s_own_days():
    office = replace(OFFICE, thresholds={"statement_days": 5})
    case = with_records(NARROW, TOLD, decided("04-17 09:00"))
    assert status("RGT-3", case, office=office) == "fail"


HEARING = Hearing(
    uid="hearing",
    title="听证",
    occurred_start=at("05-07 09:00"),
    parties=("p",),
    minutes="记录",
    history=steps(("finalize", "05-11 16:00")),
)


@pytest.mark.parametrize(
    ("decision", "others", "expected"),
    [
        pytest.param({}, (SAID,), "pass", id="as proposed"),
        pytest.param({"amount": 40000}, (SAID,), "pass", id="less"),
        pytest.param({"amount": 50001}, (SAID,), "fail", id="a yuan more"),
        pytest.param({"amount": 50001}, (), "pass", id="a yuan more, but nobody pleaded (DEC-4)"),
        pytest.param({"amount": 50001}, (HEARING,), "fail", id="a yuan more after a hearing"),
        pytest.param({"amount": 50001}, (WAIVED,), "pass", id="a yuan more after a waiver (DEC-4)"),
        pytest.param({"penalty_kinds": ("fine", "closure")}, (SAID,), "fail", id="one kind more"),
        pytest.param({"penalty_kinds": ("warning",)}, (SAID,), "pass", id="a warning instead"),
        pytest.param({"penalty_kinds": ("warning", "fine")}, (SAID,), "fail", id="a warning more"),
        pytest.param(
            {"penalty_kinds": ("closure",)}, (SAID,), "unknown", id="another kind instead"
        ),
        pytest.param(
            {"amount": 50001, "history": ()}, (SAID,), "pending", id="a draft may still be mended"
        ),
        pytest.param({"amount": None}, (SAID,), "unknown", id="a fine of how much?"),
        pytest.param({"penalty_kinds": ()}, (SAID,), "unknown", id="what penalty?"),
        pytest.param(
            {"penalty_kinds": (), "history": ()}, (SAID,), "pending", id="a draft, what penalty?"
        ),
    ],
)
def test_rgt_3_no_heavier_for_the_plea(decision, others, expected):
    case = with_records(NOTICE, TOLD, replace(DECISION, **decision), *others)
    assert status("RGT-3", case) == expected


def test_heavier_than_what_was_pleaded_against_but_told_again_is_for_a_person_to_judge():
    case = with_records(NOTICE, TOLD, SAID, AGAIN, TOLD_AGAIN, replace(DECISION, amount=60000))
    assert status("RGT-3", case) == "unknown"


def test_handed_over_there_is_no_time_to_wait():
    letter = TransferLetter(uid="t", history=(step("approve", "04-11 09:00"),))
    assert status("RGT-3", with_records(NOTICE, TOLD, letter)) == "na"
