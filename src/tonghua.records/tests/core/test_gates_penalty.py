"""What a penalty, its notice, a hearing and a preservation are refused for (issue: gates)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    DECISION,
    FILING,
    NOTICE,
    OFFICE,
    OFFICERS,
    TOLD,
    at,
    draft,
    step,
    steps,
    with_records,
)
from test_rules_hearing import HEARING, OTHERS, QUIET, RECORDING, UNHELD
from test_rules_preservation import KEPT
from test_rules_recusal import RECUSAL
from test_rules_rights import SAID, UNREVIEWED, WAIVED

from tonghua.records.core.acts import Part, add, edit, view
from tonghua.records.core.facts import FACTS_BY_TYPE, LegalReview
from tonghua.records.core.gates import is_unanswered, judge, refusals
from tonghua.records.core.next_steps import next_steps

NOW = at("05-14 12:00")
REVIEWED = LegalReview(uid="review", verdict="agree", history=steps(("finalize", "05-12 09:00")))
PENDING = draft(DECISION, decided_at=None, occurred_start=None)
SUBMIT = step("submit", "05-14 12:00")
APPROVE = step("approve", "05-14 12:00", "approver1")


def asked(*records, record=PENDING, taken=SUBMIT, now=NOW):
    """(rule, way out) of the first refusal of a penalty; None where it is let through."""
    case = with_records(FILING, *records, record)
    found = judge(case, OFFICE, now, record.uid, replace(taken, at=now))
    return (found.rule, found.way) if found else None


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param((NOTICE, TOLD), None, id="told, and its time is over"),
        pytest.param((), ("RGT-1", add("RightsNotice")), id="nothing told"),
        pytest.param((draft(NOTICE),), ("RGT-1", edit("notice")), id="a notice in draft"),
        pytest.param(
            (replace(NOTICE, history=NOTICE.history[:1]),),
            ("RGT-1", view("notice")),
            id="a notice with the reviewer",
        ),
        pytest.param(
            (NOTICE,), ("RGT-1", add("DeliveryReceipt", served="notice")), id="a notice not served"
        ),
        pytest.param(
            (NOTICE, draft(TOLD, signed_at=None)), ("RGT-1", edit("told")), id="being served"
        ),
        pytest.param(
            (NOTICE, replace(TOLD, signed_at=at("05-12 09:00"))),
            ("RGT-3", view("decision")),
            id="its time still runs",
        ),
        pytest.param((NOTICE, TOLD, UNREVIEWED), ("RGT-2", view("said")), id="not reviewed"),
        pytest.param((NOTICE, TOLD, draft(SAID)), ("RGT-2", edit("said")), id="still written"),
        pytest.param((NOTICE, TOLD, SAID), None, id="reviewed"),
        pytest.param(
            (replace(NOTICE, proposed_amount=100), TOLD, SAID),
            ("RGT-3", edit("decision")),
            id="heavier after the plea",
        ),
        pytest.param((NOTICE, TOLD, UNHELD), ("HRG-2", edit("hearing")), id="a hearing asked for"),
        pytest.param((NOTICE, TOLD, HEARING), ("LEG-1", add("LegalReview")), id="not reviewed yet"),
        pytest.param((NOTICE, TOLD, HEARING, REVIEWED), None, id="heard"),
        pytest.param(
            (NOTICE, TOLD, replace(HEARING, occurred_start=at("04-24 09:00"))),
            ("HRG-3", add("Hearing")),
            id="heard too early",
        ),
        pytest.param((NOTICE, TOLD, draft(RECUSAL)), ("RCU-1", edit("recusal")), id="recusal open"),
        pytest.param((NOTICE, TOLD, RECUSAL), None, id="recusal decided"),
    ],
)
def test_a_penalty_is_refused(records, expected):
    assert asked(*records) == expected


def test_a_decision_that_is_no_penalty_is_not_asked():
    assert asked(record=replace(PENDING, kind="no_penalty", penalty_kinds=(), amount=None)) is None


def test_a_waiver_lets_it_through_on_the_same_day():
    told = replace(TOLD, signed_at=at("05-14 09:00"))
    waived = replace(WAIVED, occurred_start=at("05-14 10:00"))
    assert asked(NOTICE, told, waived) == ("RGT-3", view("decision"))
    assert asked(NOTICE, told, replace(waived, opinion="放弃陈述、申辩和听证。")) is None


def test_the_last_day_of_the_time_and_the_day_after():
    assert asked(NOTICE, TOLD, now=at("04-17 23:59")) == ("RGT-3", view("decision"))
    assert asked(NOTICE, TOLD, now=at("04-18 00:00")) is None


def test_the_approval_is_asked_anew():
    record = replace(PENDING, history=steps(("submit", "05-13 09:00"), ("endorse", "05-13 10:00")))
    assert asked(NOTICE, TOLD, record=record, taken=APPROVE) is None
    assert asked(NOTICE, TOLD, UNREVIEWED, record=record, taken=APPROVE) == ("RGT-2", view("said"))


def test_a_day_to_come_written_on_it_does_not_shorten_the_time():
    record = replace(PENDING, decided_at=at("04-30 09:00"))
    assert asked(NOTICE, TOLD, record=record, now=at("04-16 09:00")) == ("RGT-3", view("decision"))


NOTICE_DRAFT = draft(QUIET)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        pytest.param({}, "HRG-1", id="nobody has answered"),
        pytest.param({"told": NOTICE.told}, None, id="the hearing is told"),
        pytest.param({"hearing_required": False}, "HRG-1", id="no, without a reason"),
        pytest.param(
            {"hearing_required": False, "hearing_reason": "数额小"}, None, id="no, and why"
        ),
        pytest.param({"hearing_required": True}, "HRG-1", id="yes, but it is not told"),
        pytest.param({"proposed_kinds": ("closure",)}, "HRG-1", id="a kind that wants a hearing"),
        pytest.param({"proposed_kinds": ("warning",)}, None, id="a kind that wants none"),
        pytest.param({"kind": "rights"}, None, id="rights alone"),
    ],
)
def test_a_notice_that_leaves_the_hearing_open_is_refused(changes, rule):
    notice = replace(NOTICE_DRAFT, **changes)
    found = judge(with_records(FILING, notice), OFFICE, NOW, "notice", SUBMIT)
    assert (found.rule if found else None) == rule
    if found:
        assert found.way == edit("notice")


def test_the_question_is_said_once():
    found = list(refusals(with_records(NOTICE_DRAFT), OFFICE, NOW, "notice", SUBMIT))
    assert [each.rule for each in found] == ["HRG-1"]
    assert "须告知听证吗？" in found[0].message
    assert is_unanswered(with_records(NOTICE_DRAFT), OFFICE, NOTICE_DRAFT)


def test_other_cases_are_not_asked_for_a_hearing():
    case = with_records(NOTICE_DRAFT, type="ApplicationCase")
    assert judge(case, OFFICE, NOW, "notice", SUBMIT) is None


def test_a_hearing_led_by_who_investigated_is_not_final():
    done = step("finalize", "05-14 12:00")
    hearing = draft(
        HEARING,
        place="示例会议室",
        credentials_shown=True,
        credentials_shown_at=at("05-07 09:00"),
        host="o1",
    )
    case = with_records(hearing, RECORDING, officers=(*OFFICERS, *OTHERS), handlers=())
    scene = replace(KEPT, officers=("o1",))
    found = refusals(replace(case, records=(*case.records, scene)), OFFICE, NOW, "hearing", done)
    assert "HRG-4" in [each.rule for each in found]
    other = replace(case, records=(RECORDING, replace(hearing, host="o8"), scene))
    assert "HRG-4" not in [each.rule for each in refusals(other, OFFICE, NOW, "hearing", done)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, None, id="approved before it was kept"),
        pytest.param({"approved_at": None}, "PRS-1", id="kept before anybody approved"),
        pytest.param({"approved_at": None, "occurred_start": None}, None, id="not kept yet"),
        pytest.param(
            {"approved_at": None, "occurred_start": at("05-15 09:00")},
            None,
            id="to be kept tomorrow",
        ),
    ],
)
@pytest.mark.parametrize(
    ("history", "taken"),
    [((), SUBMIT), (steps(("submit", "05-13 09:00"), ("endorse", "05-13 10:00")), APPROVE)],
    ids=["submit", "approve"],
)
def test_what_was_kept_before_the_approval_is_refused(changes, history, taken, expected):
    record = replace(KEPT, disposed_at=None, signatures=(), history=history, **changes)
    found = [each.rule for each in refusals(with_records(record), OFFICE, NOW, "keep", taken)]
    assert [rule for rule in found if rule == "PRS-1"] == ([expected] if expected else [])


def test_a_clerk_is_led_to_serve_the_notice_then_waits():
    types = frozenset(FACTS_BY_TYPE)
    history = steps(
        *(
            (name, "03-05 09:00")
            for name in ("file", "investigate", "give_notice", "review", "decide")
        )
    )
    case = with_records(FILING, NOTICE, PENDING, history=history)
    acts = [each.act for each in next_steps(case, OFFICE, NOW, [Part.HANDLER], types)]
    assert acts[0] == add("DeliveryReceipt", served="notice")
    case = with_records(FILING, NOTICE, TOLD, PENDING, history=history)
    (wait,) = next_steps(case, OFFICE, at("04-16 09:00"), [Part.HANDLER], types)
    assert (wait.act, wait.article) == (view("decision"), 10)
    assert "至2026年4月17日" in wait.why
    (submit,) = next_steps(case, OFFICE, NOW, [Part.HANDLER], types)
    assert submit.act.name == "submit"
