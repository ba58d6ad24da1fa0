"""LEG-1 and LEG-2: reviewed before it is decided, by somebody who did not handle the case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    BASIS,
    CASE,
    DECISION,
    FILING,
    OFFICE,
    OFFICERS,
    PRIOR_NOTICE,
    SCENE,
    ask,
    at,
    draft,
    sign,
    status,
    steps,
    with_records,
)

from tonghua.records.core.facts import Deliberation, Hearing, LegalReview, OfficerFacts

LAWYER = OfficerFacts(uid="o4", title="示例丁", user_id="legal1", law_qualified=True)
REVIEW = LegalReview(
    uid="review",
    title="法制审核意见书",
    occurred_start=at("05-12 09:00"),
    occurred_end=at("05-12 15:00"),
    reviewers=("o4",),
    opinion="程序合法。",
    suggestion="无。",
    verdict="agree",
    signatures=(sign("legal_reviewer", "示例丁", "05-12 15:00"),),
    history=steps(("finalize", "05-12 15:10")),
)
HEARING = Hearing(
    uid="hearing", requested_at=at("04-15 14:20"), history=steps(("finalize", "05-07 12:00"))
)
HELD = Deliberation(uid="held", history=steps(("finalize", "05-13 11:00")))
SUBMITTED = replace(DECISION, history=DECISION.history[:1], decided_at=None)


def asking(*tokens):
    """The office, with these tokens alone."""
    return replace(OFFICE, legal_review=frozenset(tokens))


def reviewed_on(when, **changes):
    return replace(REVIEW, history=steps(("finalize", when)), **changes)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([DECISION], "na", id="nothing makes it due"),
        pytest.param([HEARING, DECISION], "fail", id="heard, not reviewed"),
        pytest.param([HEARING, draft(DECISION, decided_at=None)], "pending", id="a draft"),
        pytest.param([HEARING, SUBMITTED], "fail", id="submitted without"),
        pytest.param([HEARING, REVIEW, SUBMITTED], "pass", id="submitted after"),
        pytest.param([HEARING, draft(REVIEW), DECISION], "fail", id="only drafted"),
        pytest.param([HEARING, REVIEW, DECISION], "pass", id="reviewed before"),
        pytest.param([HEARING, reviewed_on("05-14 23:59"), DECISION], "pass", id="the day before"),
        pytest.param([HEARING, reviewed_on("05-15 16:29"), DECISION], "pass", id="a minute before"),
        pytest.param([HEARING, reviewed_on("05-15 16:30"), DECISION], "fail", id="the same minute"),
        pytest.param([HEARING, reviewed_on("05-16 00:00"), DECISION], "fail", id="a day late"),
        pytest.param(
            [HEARING, reviewed_on("05-20 09:00", backfilled=True), DECISION],
            "pass",
            id="recorded late, given before",
        ),
        pytest.param(
            [HEARING, replace(REVIEW, verdict="disagree"), DECISION], "fail", id="against"
        ),
        pytest.param([HEARING, replace(REVIEW, verdict="amend"), DECISION], "fail", id="once more"),
        pytest.param([HEARING, replace(REVIEW, verdict=None), DECISION], "unknown", id="no word"),
        pytest.param(
            [HEARING, reviewed_on("05-11 09:00", uid="first", verdict="amend"), REVIEW, DECISION],
            "pass",
            id="amended, then agreed",
        ),
        pytest.param(
            [HEARING, REVIEW, reviewed_on("05-13 09:00", uid="last", verdict="disagree"), DECISION],
            "fail",
            id="the last counts",
        ),
        pytest.param(
            [
                HEARING,
                replace(REVIEW, history=(*REVIEW.history, *steps(("annul", "05-13 09:00")))),
                DECISION,
            ],
            "fail",
            id="annulled",
        ),
        pytest.param(
            [HEARING, replace(DECISION, kind="no_penalty")], "na", id="no penalty asks for none"
        ),
        pytest.param([HEARING, replace(DECISION, kind="summary_penalty")], "na", id="on the spot"),
        pytest.param([HEARING], "pending", id="not decided yet"),
        pytest.param([HEARING, REVIEW], "pass", id="reviewed, not decided yet"),
        pytest.param([HEARING, draft(REVIEW)], "pending", id="under review"),
    ],
)
def test_leg_1(records, expected):
    assert status("LEG-1", with_records(*records)) == expected


UNHEARD = Hearing(uid="hearing", created=at("04-15 09:00"))


@pytest.mark.parametrize(
    ("token", "case", "expected"),
    [
        pytest.param("hearing", with_records(UNHEARD, DECISION), "na", id="only drafted"),
        pytest.param(
            "hearing",
            with_records(replace(UNHEARD, requested_at=at("04-15 09:00")), DECISION),
            "fail",
            id="asked for",
        ),
        pytest.param("hearing", with_records(HELD, DECISION), "na", id="another ground"),
        pytest.param("deliberation", with_records(HELD, DECISION), "fail", id="discussed"),
        pytest.param(
            "deliberation",
            with_records(DECISION, deliberation_required=True),
            "fail",
            id="to be discussed",
        ),
        pytest.param("deliberation", with_records(HEARING, DECISION), "na", id="heard alone"),
        pytest.param(
            "hearing_scope", with_records(PRIOR_NOTICE, DECISION), "fail", id="told of a hearing"
        ),
        pytest.param(
            "hearing_scope",
            with_records(replace(PRIOR_NOTICE, told=("statement",)), DECISION),
            "na",
            id="not told of one",
        ),
        pytest.param("penalty", with_records(DECISION), "fail", id="every penalty"),
        pytest.param(
            "licence",
            with_records(
                replace(DECISION, kind="granted"), type="ApplicationCase", is_licence=True
            ),
            "fail",
            id="a licence",
        ),
        pytest.param(
            "licence",
            with_records(replace(DECISION, kind="granted"), type="ApplicationCase"),
            "na",
            id="an approval that is no licence",
        ),
        pytest.param("licence", with_records(DECISION), "na", id="a penalty is no licence"),
    ],
)
def test_what_makes_a_review_due(token, case, expected):
    assert status("LEG-1", case, office=asking(token)) == expected


def test_an_office_that_asks_for_none_gets_none():
    case = with_records(HEARING, HELD, PRIOR_NOTICE, DECISION, deliberation_required=True)
    assert status("LEG-1", case, office=asking()) == "na"


def test_a_case_handed_over_waits_for_no_review():
    case = with_records(HEARING, bases=(replace(BASIS, own_power=False),))
    assert status("LEG-1", case) == "na"


def test_the_reason_says_why_and_what_to_do():
    answer = ask("LEG-1", with_records(HEARING, DECISION))
    assert answer.reason == (
        "第十四条：本案经过或者要求听证，未经法制审核不得作出决定。"
        "请先由法制审核人填写法制审核意见书并定稿。"
    )


def reviewed_by(*officers, **changes):
    uids = tuple(each.uid for each in officers)
    review = replace(REVIEW, reviewers=uids, **changes)
    return with_records(FILING, SCENE, review, officers=(*OFFICERS, *officers))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(CASE, "na", id="no review"),
        pytest.param(reviewed_by(LAWYER), "pass", id="a lawyer apart"),
        pytest.param(reviewed_by(replace(LAWYER, user_id="handler2")), "fail", id="a handler"),
        pytest.param(reviewed_by(replace(LAWYER, user_id="reviewer1")), "fail", id="the reviewer"),
        pytest.param(reviewed_by(replace(LAWYER, user_id="approver1")), "pass", id="the approver"),
        pytest.param(
            reviewed_by(LAWYER, replace(LAWYER, uid="o5", user_id="handler1")),
            "fail",
            id="one of two",
        ),
        pytest.param(
            reviewed_by(replace(LAWYER, user_id="handler1"), history=()), "pending", id="a draft"
        ),
        pytest.param(reviewed_by(), "fail", id="nobody"),
        pytest.param(reviewed_by(history=()), "pending", id="nobody yet"),
        pytest.param(
            reviewed_by(replace(LAWYER, law_qualified=False)), "unknown", id="unqualified"
        ),
        pytest.param(reviewed_by(replace(LAWYER, user_id="")), "unknown", id="no account"),
        pytest.param(
            replace(reviewed_by(LAWYER), officers=()), "unknown", id="not in the register"
        ),
        pytest.param(
            replace(reviewed_by(replace(LAWYER, law_qualified=False)), type="ApplicationCase"),
            "pass",
            id="the qualification is asked of penalties",
        ),
        pytest.param(
            replace(
                reviewed_by(LAWYER),
                records=(replace(SCENE, officers=("o1", "o4")), REVIEW),
            ),
            "fail",
            id="went along to the scene",
        ),
        pytest.param(
            replace(
                reviewed_by(LAWYER),
                records=(REVIEW, replace(DECISION, history=steps(("submit", "05-14 09:00")))),
            ),
            "pass",
            id="a decision of others",
        ),
    ],
)
def test_leg_2(case, expected):
    assert status("LEG-2", case) == expected


def test_whoever_submitted_the_decision_had_the_case_in_hand():
    case = replace(reviewed_by(replace(LAWYER, user_id="handler1")), handlers=("handler3",))
    decided = replace(case, records=(*case.records, DECISION))
    assert (status("LEG-2", case), status("LEG-2", decided)) == ("pass", "fail")
