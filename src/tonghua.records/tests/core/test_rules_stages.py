"""STAGE-1: each stage that a case has reached has a record in writing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from core_builders import (
    BASIS,
    DECISION,
    FILING,
    PRIOR_NOTICE,
    RECEIPT,
    SCENE,
    TOLD_RECEIPT,
    VIDEO,
    ask,
    chain,
    draft,
    status,
    steps,
    with_records,
)

from tonghua.records.core.facts import (
    Application,
    ApplicationNotice,
    ComplaintFacts,
    LegalReview,
    Performance,
    TransferLetter,
    Volume,
)
from tonghua.records.core.rules.stages import STAGES
from tonghua.records.core.stages import LINES, line_of
from tonghua.records.core.workflows import workflow_of

DONE = steps(("finalize", "06-01 09:00"))
PERFORMED = Performance(uid="perf", history=DONE)
VOLUME = Volume(uid="volume", history=DONE)
LETTER = TransferLetter(uid="letter", history=chain("04-01 09:00", "04-01 10:00", "04-01 11:00"))
TO_INVESTIGATION = (FILING, SCENE, VIDEO)
TO_SERVICE = (*TO_INVESTIGATION, PRIOR_NOTICE, TOLD_RECEIPT, DECISION, RECEIPT)
WHOLE = (*TO_SERVICE, PERFORMED, VOLUME)
ON_THE_SPOT = replace(DECISION, kind="summary_penalty")
SPARED = replace(DECISION, kind="no_penalty", penalty_kinds=(), amount=None)
WARNED = replace(DECISION, penalty_kinds=("warning",), amount=None)
NOT_OURS = {"bases": (replace(BASIS, own_power=False),)}


def at_state(type_, state, *records, **changes):
    """A case of a type brought to a state, with these records."""
    line = line_of(type_, state)
    table = workflow_of(type_).transitions
    ways = {(source, to): name for name, (sources, to) in table.items() for source in sources}
    names = [ways[pair] for pair in pairwise(line[: line.index(state) + 1])]
    history = steps(*((name, "03-05 09:00") for name in names))
    return with_records(*records, type=type_, history=history, **changes)


def penalty(state, *records, **changes):
    return at_state("PenaltyCase", state, *records, **changes)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(penalty("registered"), "pending", id="the first stage"),
        pytest.param(penalty("registered", draft(FILING)), "pending", id="drafted"),
        pytest.param(penalty("registered", FILING), "pass", id="recorded"),
        pytest.param(penalty("filed"), "fail", id="left without a record"),
        pytest.param(penalty("filed", draft(FILING)), "fail", id="left with a draft"),
        pytest.param(penalty("filed", FILING), "pass", id="the next is not reached"),
        pytest.param(penalty("investigation", FILING), "pending", id="under way"),
        pytest.param(penalty("investigation", FILING, VIDEO), "pending", id="a recording is none"),
        pytest.param(penalty("notice", FILING, VIDEO), "fail", id="nor afterwards"),
        pytest.param(penalty("notice", *TO_INVESTIGATION), "pending", id="to be told"),
        pytest.param(penalty("review", *TO_INVESTIGATION), "fail", id="not told"),
        pytest.param(
            penalty("review", *TO_INVESTIGATION, PRIOR_NOTICE), "pending", id="to be reviewed"
        ),
        pytest.param(
            penalty("decision", *TO_INVESTIGATION, PRIOR_NOTICE),
            "pending",
            id="the decision's chain may still review it",
        ),
        pytest.param(
            penalty(
                "decision", *TO_INVESTIGATION, PRIOR_NOTICE, LegalReview(uid="l", history=DONE)
            ),
            "pending",
            id="reviewed, to be decided",
        ),
        pytest.param(
            penalty("decision", *TO_INVESTIGATION, PRIOR_NOTICE, DECISION), "pass", id="decided"
        ),
        pytest.param(
            penalty("service", *TO_SERVICE[:-1]),
            "pending",
            id="the receipt of a paper on the way does not serve the decision",
        ),
        pytest.param(penalty("service", *TO_SERVICE), "pass", id="served"),
        pytest.param(penalty("enforcement", *TO_SERVICE), "pending", id="to be performed"),
        pytest.param(penalty("closed", *TO_SERVICE), "fail", id="closed without a word of it"),
        pytest.param(
            penalty("closed", *TO_SERVICE[:-2], WARNED, RECEIPT, VOLUME),
            "pass",
            id="a warning leaves nothing to perform",
        ),
        pytest.param(penalty("closed", *TO_SERVICE, PERFORMED), "pending", id="to be archived"),
        pytest.param(penalty("archived", *TO_SERVICE, PERFORMED), "fail", id="without volume"),
        pytest.param(penalty("archived", *WHOLE), "pass", id="whole"),
        pytest.param(
            penalty("archived", *(each for each in WHOLE if each is not PRIOR_NOTICE)),
            "fail",
            id="one is missing",
        ),
        pytest.param(
            penalty("archived", *TO_INVESTIGATION, SPARED, RECEIPT, VOLUME),
            "pass",
            id="no penalty: nobody is told beforehand, nothing is performed",
        ),
        pytest.param(
            penalty("archived", ON_THE_SPOT, RECEIPT, PERFORMED, VOLUME, procedure="summary"),
            "pass",
            id="on the spot: no filing, no notice",
        ),
        pytest.param(
            penalty("archived", ON_THE_SPOT, PERFORMED, VOLUME, procedure="summary"),
            "fail",
            id="on the spot: not served",
        ),
        pytest.param(
            penalty(
                "archived",
                *TO_INVESTIGATION,
                LETTER,
                replace(RECEIPT, served=("letter",)),
                VOLUME,
                **NOT_OURS,
            ),
            "pass",
            id="handed over: the letter decides",
        ),
        pytest.param(
            penalty("service", *TO_INVESTIGATION, **NOT_OURS), "fail", id="handed over: no letter"
        ),
    ],
)
def test_stage_1(case, expected):
    assert status("STAGE-1", case) == expected


APPLIED = Application(uid="app", history=DONE)
ACCEPTED = ApplicationNotice(uid="n", outcome="accepted", history=DONE)
REJECTED = replace(ACCEPTED, outcome="rejected")
GRANTED = replace(DECISION, kind="granted")


@pytest.mark.parametrize(
    ("type_", "state", "records", "expected"),
    [
        ("ApplicationCase", "registered", [APPLIED], "pending"),
        ("ApplicationCase", "accepted", [APPLIED], "fail"),
        ("ApplicationCase", "examination", [APPLIED, ACCEPTED], "pass"),
        ("ApplicationCase", "archived", [APPLIED, ACCEPTED, GRANTED, RECEIPT, VOLUME], "pass"),
        ("ApplicationCase", "archived", [APPLIED, ACCEPTED, GRANTED, VOLUME], "fail"),
        ("ApplicationCase", "rejected", [APPLIED, REJECTED], "fail"),
        (
            "ApplicationCase",
            "rejected",
            [APPLIED, REJECTED, replace(RECEIPT, served=("n",))],
            "pass",
        ),
        ("InspectionCase", "registered", [], "pass"),
        ("InspectionCase", "investigation", [], "pending"),
        ("InspectionCase", "transferred", [], "fail"),
        ("InspectionCase", "transferred", [SCENE], "pass"),
        ("InspectionCase", "archived", [SCENE, VOLUME], "pass"),
    ],
)
def test_stage_1_of_other_cases(type_, state, records, expected):
    assert status("STAGE-1", at_state(type_, state, *records)) == expected


def test_a_complaint_has_no_stages():
    assert status("STAGE-1", ComplaintFacts(uid="c", type="Complaint")) == "na"


def test_all_that_is_missing_is_named():
    answer = ask("STAGE-1", penalty("closed", *TO_INVESTIGATION))
    assert answer.reason.startswith("第三条：告知、审核、决定、送达环节没有文字记录。")


def test_a_step_back_asks_for_nothing_that_is_not_reached():
    case = penalty("notice", *TO_INVESTIGATION)
    back = replace(
        case, history=(*case.history, *steps(("return_to_investigation", "03-06 09:00")))
    )
    assert status("STAGE-1", back) == "pass"


@pytest.mark.parametrize("type_", STAGES)
def test_stages_lie_on_the_line_of_their_case(type_):
    line = LINES[type_]
    for stage in STAGES[type_]:
        assert stage.state in line
        assert not stage.until or line.index(stage.until) >= line.index(stage.state)
