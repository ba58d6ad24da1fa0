"""HRG-1 to HRG-4 and AV-H: hearings are offered, organised, notified and held as the law wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from core_builders import (
    CASE,
    DECISION,
    NOTICE,
    OFFICE,
    OFFICERS,
    PARTY,
    SCENE,
    TOLD,
    VIDEO,
    YEARS,
    ask,
    at,
    draft,
    status,
    steps,
    with_records,
)

from tonghua.records.core.clock import OFFICE_ZONE
from tonghua.records.core.facts import Hearing, OfficerFacts, Statement

MADE = at("04-15 15:00")
QUIET = replace(NOTICE, told=("statement", "defence", "recusal"))
SET = replace(
    OFFICE,
    thresholds={
        "hearing_threshold_person": Decimal(5000),
        "hearing_threshold_organisation": Decimal(100000),
    },
)
NO = {"hearing_required": False, "hearing_reason": "数额不大"}
PERSON = replace(PARTY, kind="person")


@pytest.mark.parametrize(
    ("notice", "office", "expected"),
    [
        pytest.param(NOTICE, OFFICE, "pass", id="told"),
        pytest.param(QUIET, OFFICE, "unknown", id="no amount set, nobody answered"),
        pytest.param(draft(QUIET, created=MADE), OFFICE, "pending", id="no amount set, a draft"),
        pytest.param(replace(QUIET, **NO), OFFICE, "pass", id="a person says no, and why"),
        pytest.param(
            replace(QUIET, hearing_required=False), OFFICE, "unknown", id="no without a reason"
        ),
        pytest.param(replace(QUIET, hearing_required=True), OFFICE, "fail", id="yes, and not told"),
        pytest.param(
            draft(QUIET, created=MADE, hearing_required=True),
            OFFICE,
            "pending",
            id="yes, still a draft",
        ),
        pytest.param(
            replace(QUIET, proposed_kinds=("closure",)), OFFICE, "fail", id="a kind that wants one"
        ),
        pytest.param(
            replace(QUIET, proposed_kinds=("closure",), **NO),
            OFFICE,
            "fail",
            id="a person cannot say no to it",
        ),
        pytest.param(
            replace(QUIET, proposed_kinds=("warning",)), OFFICE, "pass", id="a kind that wants none"
        ),
        pytest.param(
            replace(QUIET, proposed_kinds=("other",)),
            OFFICE,
            "unknown",
            id="another heavy penalty?",
        ),
        pytest.param(
            replace(QUIET, proposed_amount=Decimal("99999.99")), SET, "pass", id="below the amount"
        ),
        pytest.param(
            replace(QUIET, proposed_amount=Decimal(100000)), SET, "fail", id="the amount itself"
        ),
        pytest.param(replace(QUIET, proposed_amount=None), SET, "unknown", id="amount not known"),
        pytest.param(
            replace(QUIET, proposed_amount=Decimal(1), hearing_required=True),
            SET,
            "fail",
            id="a person finds one due below the amount",
        ),
        pytest.param(replace(QUIET, kind="rights"), OFFICE, "na", id="nothing is proposed yet"),
        pytest.param(
            replace(NOTICE, kind="rights"), OFFICE, "na", id="told before anything was proposed"
        ),
    ],
)
def test_hrg_1(notice, office, expected):
    assert status("HRG-1", with_records(notice, TOLD), office=office) == expected


def test_each_kind_of_party_has_its_own_amount():
    notice = replace(QUIET, proposed_amount=Decimal(5000))
    assert status("HRG-1", with_records(notice), office=SET) == "pass"
    assert status("HRG-1", with_records(notice, parties=(PERSON,)), office=SET) == "fail"
    unknown = replace(PARTY, kind=None)
    assert status("HRG-1", with_records(notice, parties=(unknown,)), office=SET) == "unknown"


def test_told_by_a_notice_of_its_own():
    other = replace(NOTICE, uid="other", kind="hearing", told=("hearing",))
    large = replace(QUIET, proposed_kinds=("closure",))
    assert status("HRG-1", with_records(large, other)) == "pass"
    assert status("HRG-1", with_records(large, draft(other))) == "fail"


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param((NOTICE, TOLD, DECISION), "pass", id="told before the decision"),
        pytest.param(
            (NOTICE, DECISION), "unknown", id="not served: nobody was told or has answered"
        ),
        pytest.param(
            (replace(QUIET, **NO), TOLD, DECISION), "pass", id="answered before the decision"
        ),
        pytest.param(
            (QUIET, TOLD, replace(DECISION, penalty_kinds=("closure",))),
            "fail",
            id="the decision wants one",
        ),
        pytest.param(
            (draft(DECISION, penalty_kinds=("closure",)),), "pending", id="a draft that wants one"
        ),
        pytest.param(
            (replace(DECISION, penalty_kinds=("warning",)),),
            "pass",
            id="a decision that wants none",
        ),
        pytest.param((replace(DECISION, kind="no_penalty"),), "na", id="no penalty"),
        pytest.param((replace(DECISION, kind="summary_penalty"),), "na", id="on the spot"),
    ],
)
def test_hrg_1_before_a_decision(records, expected):
    assert status("HRG-1", with_records(*records)) == expected


BOTH = {"parties": (PARTY, replace(PARTY, uid="q", name="示例乙公司"))}
OWN = replace(QUIET, uid="own-q", parties=("q",))
OWN_TOLD = replace(TOLD, uid="own-told", served=("own-q",), parties=("q",))
CLOSED = replace(DECISION, parties=("p", "q"), penalty_kinds=("closure",))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param((NOTICE, TOLD, OWN, OWN_TOLD), "fail", id="offered to one of two"),
        pytest.param(
            (NOTICE, TOLD, replace(OWN, told=("hearing",)), OWN_TOLD), "pass", id="offered to both"
        ),
        pytest.param(
            (replace(NOTICE, parties=()), replace(TOLD, parties=())), "pass", id="at once"
        ),
    ],
)
def test_a_hearing_is_offered_to_each_party(records, expected):
    found = ask("HRG-1", with_records(*records, CLOSED, **BOTH)).findings
    assert [each.status.value for each in found if each.subject == "decision"] == [expected]


def test_a_notice_of_its_own_is_for_the_same_party():
    other = replace(NOTICE, uid="other", kind="hearing", told=("hearing",), parties=("q",))
    large = replace(QUIET, proposed_kinds=("closure",))
    assert status("HRG-1", with_records(large, other, **BOTH)) == "fail"


def test_hrg_1_of_another_kind_of_case():
    assert status("HRG-1", with_records(QUIET, type="InspectionCase")) == "na"


OTHERS = (
    OfficerFacts(uid="o8", title="示例辛", user_id="host1", **YEARS),
    OfficerFacts(uid="o9", title="示例癸", user_id="handler3", **YEARS),
)
HANDLER = replace(OFFICERS[0], uid="o3", user_id="handler1")
HEARING = Hearing(
    uid="hearing",
    title="听证",
    occurred_start=at("05-07 09:00"),
    occurred_end=at("05-07 11:00"),
    parties=("p",),
    officers=("o1", "o2"),
    requested_at=at("04-15 14:20"),
    notified_at=at("04-20 10:12"),
    host="o8",
    clerk="o9",
    public=True,
    minutes="记录",
    history=steps(("finalize", "05-11 16:20")),
)
UNHELD = draft(
    HEARING, created=MADE, occurred_start=None, occurred_end=None, minutes="", notified_at=None
)
GIVEN_UP = Statement(
    uid="given-up",
    title="放弃听证的笔录",
    occurred_start=at("04-16 09:00"),
    parties=("p",),
    waived=True,
    opinion="不再要求听证。",
    history=steps(("finalize", "04-16 10:00")),
)


@pytest.mark.parametrize(
    ("records", "when", "expected"),
    [
        pytest.param((NOTICE, TOLD), "04-17 23:59", "pending", id="the party may still ask"),
        pytest.param((NOTICE, TOLD), "04-18 00:00", "na", id="it has not asked"),
        pytest.param((QUIET, TOLD), "04-12 12:00", "na", id="no hearing was told"),
        pytest.param((NOTICE, TOLD, UNHELD), "04-20 12:00", "pending", id="asked, to be organised"),
        pytest.param(
            (NOTICE, TOLD, HEARING), "05-08 12:00", "pass", id="held, minutes to be signed"
        ),
        pytest.param((NOTICE, TOLD, HEARING), "05-12 12:00", "pass", id="held"),
        pytest.param(
            (NOTICE, TOLD, replace(UNHELD, notified_at=at("04-20 10:12"))),
            "05-06 12:00",
            "pending",
            id="notified, not yet held",
        ),
        pytest.param((NOTICE, TOLD, HEARING, DECISION), "05-30 12:00", "pass", id="then decided"),
        pytest.param((NOTICE, TOLD, UNHELD, DECISION), "05-30 12:00", "fail", id="decided without"),
        pytest.param(
            (NOTICE, TOLD, UNHELD, draft(DECISION)), "05-30 12:00", "pending", id="a draft without"
        ),
        pytest.param(
            (NOTICE, TOLD, draft(HEARING), DECISION), "05-30 12:00", "fail", id="minutes not final"
        ),
        pytest.param(
            (NOTICE, TOLD, replace(UNHELD, requested_at=at("04-17 23:59")), DECISION),
            "05-30 12:00",
            "fail",
            id="asked in the last minute",
        ),
        pytest.param(
            (NOTICE, TOLD, replace(UNHELD, requested_at=at("04-18 00:00")), DECISION),
            "05-30 12:00",
            "na",
            id="asked too late",
        ),
        pytest.param(
            (NOTICE, UNHELD, DECISION), "05-30 12:00", "fail", id="told when is not known"
        ),
        pytest.param(
            (NOTICE, TOLD, UNHELD, GIVEN_UP, DECISION),
            "05-30 12:00",
            "na",
            id="asked, and gave it up",
        ),
        pytest.param(
            (NOTICE, TOLD, UNHELD, replace(GIVEN_UP, occurred_start=at("04-14 09:00")), DECISION),
            "05-30 12:00",
            "fail",
            id="gave it up, and then asked",
        ),
        pytest.param(
            (NOTICE, TOLD, draft(HEARING, requested_at=None)),
            "05-30 12:00",
            "na",
            id="nobody asked",
        ),
    ],
)
def test_hrg_2(records, when, expected):
    assert status("HRG-2", with_records(*records), at(when)) == expected


def test_what_another_party_asked_does_not_stop_a_decision():
    asked = replace(UNHELD, parties=("q",))
    case = with_records(NOTICE, TOLD, asked, DECISION, **BOTH)
    assert "decision" not in [each.subject for each in ask("HRG-2", case).findings]
    both = with_records(NOTICE, TOLD, asked, replace(DECISION, parties=()), **BOTH)
    assert "decision" in [each.subject for each in ask("HRG-2", both).findings]


def test_each_party_asks_within_its_own_term():
    """p was told on 04-10 and asks on 04-20; that q was told on 04-16 gives it no more time."""
    late = replace(OWN_TOLD, signed_at=at("04-16 09:00"))
    asked = replace(UNHELD, requested_at=at("04-20 09:00"))
    told = (NOTICE, TOLD, replace(OWN, told=("hearing",)), late)
    answers = {
        party: [
            each.status.value
            for each in ask("HRG-2", with_records(*told, asks, **BOTH), at("04-21 09:00")).findings
            if each.subject == "hearing"
        ]
        for party in ("p", "q")
        for asks in (replace(asked, parties=(party,)),)
    }
    assert answers == {"p": ["na"], "q": ["pending"]}


def test_hrg_2_carries_the_term_of_asking():
    answer = ask("HRG-2", with_records(NOTICE, TOLD), at("04-12 12:00"))
    assert str(answer.due) == "2026-04-17"
    assert "自2026年4月10日次日起算5个工作日" in answer.reason


LENIENT = replace(OFFICE, thresholds={"hearing_notice_strict": 0})
NOTIFIED = replace(TOLD, uid="notified", served=("hearing",), signed_at=at("04-20 10:12"))


# 04-20 is a Monday; its seventh working day is 04-29, 05-01 to 05-05 are days off
@pytest.mark.parametrize(
    ("changes", "office", "expected"),
    [
        pytest.param({}, OFFICE, "pass", id="in good time"),
        pytest.param({"occurred_start": at("04-30 00:00")}, OFFICE, "pass", id="earliest day"),
        pytest.param({"occurred_start": at("04-29 23:59")}, OFFICE, "fail", id="a day too early"),
        pytest.param(
            {"occurred_start": at("04-29 09:00")}, LENIENT, "pass", id="lenient: earliest"
        ),
        pytest.param(
            {"occurred_start": at("04-28 09:00")}, LENIENT, "fail", id="lenient: too early"
        ),
        # seven from 04-28: 04-29, 04-30, 05-06, 05-07, 05-08, Saturday 05-09, 05-11
        pytest.param(
            {"notified_at": at("04-28 09:00"), "occurred_start": at("05-11 09:00")},
            OFFICE,
            "fail",
            id="over a holiday with a make-up day: too early",
        ),
        pytest.param(
            {"notified_at": at("04-28 09:00"), "occurred_start": at("05-12 09:00")},
            OFFICE,
            "pass",
            id="over a holiday with a make-up day: earliest",
        ),
        pytest.param({"notified_at": None}, OFFICE, "fail", id="not known when"),
        pytest.param(
            {"notified_at": None, "history": ()}, OFFICE, "pending", id="draft, not known"
        ),
        pytest.param(
            {"occurred_start": at("04-29 09:00"), "history": ()},
            OFFICE,
            "pending",
            id="draft, early",
        ),
        pytest.param(
            {"occurred_start": None, "history": (), "created": MADE},
            OFFICE,
            "pending",
            id="no day yet",
        ),
        pytest.param(
            {"occurred_start": None, "notified_at": None, "history": ()},
            OFFICE,
            "na",
            id="only asked",
        ),
    ],
)
def test_hrg_3(changes, office, expected):
    case = with_records(replace(HEARING, **changes))
    assert status("HRG-3", case, office=office) == expected


def test_hrg_3_over_a_leap_day():
    def day(text):
        return datetime.fromisoformat(f"2028-{text}").replace(tzinfo=OFFICE_ZONE)

    # 2028-02-24, a Thursday; 02-29 is its third working day, 03-06 the seventh
    hearing = replace(HEARING, notified_at=day("02-24 09:00"), occurred_start=day("03-06 09:00"))
    late = day("04-01 09:00")
    assert status("HRG-3", with_records(hearing), late) == "fail"
    kept = replace(hearing, occurred_start=day("03-07 09:00"))
    assert status("HRG-3", with_records(kept), late) == "pass"


@pytest.mark.parametrize(
    ("notified_at", "receipt", "expected"),
    [
        pytest.param(None, {}, "pass", id="the receipt tells it"),
        pytest.param(at("04-20 10:00"), {"signed_at": at("05-06 09:00")}, "fail", id="the later"),
        pytest.param(None, {"outcome": "returned"}, "fail", id="returned: not served"),
    ],
)
def test_hrg_3_by_the_receipt_of_the_notice(notified_at, receipt, expected):
    hearing = replace(HEARING, notified_at=notified_at)
    case = with_records(hearing, replace(NOTIFIED, **receipt))
    assert status("HRG-3", case) == expected


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        pytest.param(("p",), "fail", id="one of two was notified"),
        pytest.param((), "pass", id="both by one receipt"),
    ],
)
def test_hrg_3_each_party_is_notified(parties, expected):
    hearing = replace(HEARING, notified_at=None, parties=("p", "q"))
    case = with_records(hearing, replace(NOTIFIED, parties=parties), **BOTH)
    assert status("HRG-3", case) == expected


def test_a_decision_rests_on_a_hearing_that_was_notified_in_time():
    early = replace(HEARING, occurred_start=at("04-24 09:00"))
    case = with_records(NOTICE, TOLD, early, DECISION)
    assert "decision" in [each.subject for each in ask("HRG-3", case).findings]
    assert status("HRG-3", case) == "fail"
    again = replace(HEARING, uid="again")
    found = ask("HRG-3", with_records(NOTICE, TOLD, early, again, DECISION)).findings
    assert [each.status.value for each in found if each.subject == "decision"] == ["pass"]


def heard(**changes):
    return with_records(
        SCENE,
        replace(HEARING, **changes),
        officers=(*OFFICERS, *OTHERS, HANDLER),
    )


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(heard(), "pass", id="by others, in public"),
        pytest.param(heard(host="o1"), "fail", id="the host investigated"),
        pytest.param(heard(clerk="o2"), "fail", id="the clerk investigated"),
        pytest.param(heard(host="o3"), "fail", id="the host handles the case"),
        pytest.param(heard(clerk="o3"), "fail", id="the clerk handles the case"),
        pytest.param(heard(host="o1", history=()), "pending", id="a draft"),
        pytest.param(heard(host=None), "fail", id="nobody presided"),
        pytest.param(heard(host=None, history=()), "pending", id="draft, no host yet"),
        pytest.param(heard(host="o77"), "unknown", id="a host whom nobody knows"),
        pytest.param(heard(public=None), "unknown", id="in public?"),
        pytest.param(heard(public=None, history=()), "pending", id="draft, in public?"),
        pytest.param(heard(public=False), "unknown", id="not in public, and why?"),
        pytest.param(heard(public=False, history=()), "pending", id="draft, not in public"),
        pytest.param(heard(confidentiality="privacy"), "fail", id="privacy heard in public"),
        pytest.param(heard(confidentiality="privacy", public=False), "pass", id="privacy kept"),
        pytest.param(
            replace(heard(), confidentiality="business_secret"),
            "fail",
            id="a secret case in public",
        ),
        pytest.param(replace(heard(), confidentiality="public"), "pass", id="a public case"),
        pytest.param(CASE, "na", id="no hearing"),
    ],
)
def test_hrg_4(case, expected):
    assert status("HRG-4", case) == expected


RECORDING = replace(
    VIDEO,
    uid="sound",
    captured_start=HEARING.occurred_start,
    captured_end=HEARING.occurred_end,
    about=("hearing",),
)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param((HEARING, RECORDING), "pass", id="recorded"),
        pytest.param((HEARING,), "fail", id="not recorded"),
        pytest.param((draft(HEARING),), "pending", id="draft"),
        pytest.param((SCENE,), "na", id="only an inspection"),
        pytest.param((SCENE, HEARING, RECORDING), "pass", id="an inspection is AV-12's"),
        pytest.param(
            (HEARING, replace(RECORDING, captured_end=at("05-07 10:35"))), "fail", id="79 per cent"
        ),
        pytest.param(
            (HEARING, replace(RECORDING, captured_end=at("05-07 10:36"))), "pass", id="80 per cent"
        ),
    ],
)
def test_av_h(records, expected):
    assert status("AV-H", with_records(*records)) == expected
