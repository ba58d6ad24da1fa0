"""What is due on the ways of an application, a complaint and a case that is handed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from core_builders import (
    BASIS,
    FILING,
    PARTY,
    RECEIPT,
    SCENE,
    VIDEO,
    at,
    chain,
    draft,
    step,
    steps,
    with_records,
)
from core_imported import OFFICE
from test_rules_application import (
    ACCEPTANCE,
    LATE_SUPPLEMENT,
    REGISTERED,
    REJECTION,
    SUPPLEMENT,
    having,
    notice,
)
from test_rules_complaints import COMPLAINT, NOTICE, SERVED, TOLD

from tonghua.records.core.acts import Part, add
from tonghua.records.core.facts import FACTS_BY_TYPE, CaseFacts, Closing, Decision, TransferLetter
from tonghua.records.core.gates import judge
from tonghua.records.core.next_steps import next_steps, waits_for
from tonghua.records.core.stages import LINES, hands_over

TYPES = frozenset({*FACTS_BY_TYPE, "Party"})
HELD = frozenset({"Approval", "ApplicationNotice", "DeliveryReceipt", "AudioVisual"})
OTHERS_BASIS = replace(BASIS, uid="others", own_power=False)
EXPIRED_BASIS = replace(BASIS, uid="expired", effective_until=date(2026, 5, 31))
#: until then the office had the power itself
EXPIRED = {"bases": (EXPIRED_BASIS, OTHERS_BASIS)}


def proposed(
    case: CaseFacts, when: str = "06-30 12:00", part: Part = Part.HANDLER, types: Any = TYPES
) -> list[tuple[str, str]]:
    """(kind, name or subject) of what is proposed."""
    found = next_steps(case, OFFICE, at(when), (part,), types, most=9)
    return [(each.act.kind.value, each.act.name or each.act.subject) for each in found]


def receipt(*served: str) -> Any:
    return replace(RECEIPT, uid=f"r-{'-'.join(served)}", served=served)


APPLICATION_WAY = ("accept", "examine", "review", "decide", "serve", "close")
GRANTED = Decision(
    uid="granted",
    title="准予",
    kind="granted",
    history=chain("06-20 09:00", "06-20 10:00", "06-20 11:00"),
)


def on_the_way(state: str, *records: Any) -> CaseFacts:
    line = LINES["ApplicationCase"]
    done = APPLICATION_WAY[: line.index(state)]
    return having(*records, history=steps(*((name, "06-12 09:00") for name in done)))


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(
            replace(REGISTERED, records=(), parties=()),
            "06-02 12:00",
            [("add", "Party"), ("add", "Application"), ("add", "ApplicationNotice")],
            id="new",
        ),
        pytest.param(REGISTERED, "06-02 12:00", [("add", "ApplicationNotice")], id="asked"),
        pytest.param(
            having(SUPPLEMENT),
            "06-05 12:00",
            [("add", "DeliveryReceipt"), ("add", "ApplicationNotice")],
            id="a supplement notice is no answer",
        ),
        pytest.param(
            having(notice("not_filed", "06-03 10:00"), receipt("not_filed")),
            "06-05 12:00",
            [("add", "ApplicationNotice")],
            id="nor is that of a complaint",
        ),
        pytest.param(
            having(SUPPLEMENT, receipt("supplement"), ACCEPTANCE, receipt("accepted")),
            "06-12 12:00",
            [("step", "accept")],
            id="accepted",
        ),
        pytest.param(
            having(REJECTION),
            "06-12 12:00",
            [("add", "DeliveryReceipt")],
            id="a rejection is served first",
        ),
        pytest.param(
            having(REJECTION, receipt("rejected")),
            "06-12 12:00",
            [("step", "reject")],
            id="rejected",
        ),
        pytest.param(
            having(LATE_SUPPLEMENT, receipt("supplement")),
            "06-12 12:00",
            [("add", "ApplicationNotice")],
            id="deemed",
        ),
        pytest.param(on_the_way("accepted"), "06-12 12:00", [("step", "examine")], id="examine"),
        pytest.param(on_the_way("decision"), "06-12 12:00", [("add", "Decision")], id="decide"),
        pytest.param(
            on_the_way("service", GRANTED), "06-22 12:00", [("add", "DeliveryReceipt")], id="serve"
        ),
        pytest.param(
            on_the_way("service", GRANTED, receipt("granted")),
            "06-22 12:00",
            [("step", "close")],
            id="close, with no form of its own",
        ),
    ],
)
def test_application(case: CaseFacts, when: str, expected: list[tuple[str, str]]) -> None:
    assert proposed(case, when) == expected


def test_deemed_acceptance_says_from_which_day() -> None:
    (first, *_others) = next_steps(REGISTERED, OFFICE, at("06-12 12:00"), (Part.HANDLER,), TYPES)
    assert "2026年6月1日" in str(first.why)
    assert str(first.title) == "填写受理通知书"


FRESH = replace(COMPLAINT, conclusion=None, conclusion_reason="", concluded_at=None, history=())


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(FRESH, [("edit", "")], id="examine"),
        pytest.param(replace(COMPLAINT, history=()), [("step", "conclude")], id="conclude"),
        pytest.param(COMPLAINT, [("add", "ApplicationNotice"), ("edit", "")], id="tell"),
        pytest.param(
            replace(COMPLAINT, records=(NOTICE,)),
            [("add", "DeliveryReceipt"), ("edit", "")],
            id="serve the notice",
        ),
        pytest.param(replace(COMPLAINT, records=(NOTICE, SERVED)), [], id="served"),
        pytest.param(replace(COMPLAINT, **TOLD), [], id="told"),
        pytest.param(replace(COMPLAINT, real_name=False), [], id="anonymous"),
        pytest.param(replace(COMPLAINT, conclusion="filed"), [], id="filed"),
    ],
)
def test_complaint(case: CaseFacts, expected: list[tuple[str, str]]) -> None:
    assert proposed(case, types=HELD) == expected
    if not expected:
        assert proposed(case, part=Part.ARCHIVIST, types=HELD) == [("step", "archive")]


LETTER = TransferLetter(
    uid="letter",
    title="移送函",
    to="示例机关",
    reason="案情",
    history=chain("04-01 09:00", "04-01 10:00", "04-01 11:00"),
)
PENALTY_WAY = (
    "file",
    "investigate",
    "give_notice",
    "review",
    "decide",
    "serve",
    "enforce",
    "close",
)


def handed_over(state: str, *records: Any, **changes: Any) -> CaseFacts:
    done = PENALTY_WAY[: LINES["PenaltyCase"].index(state)]
    return with_records(
        FILING,
        SCENE,
        VIDEO,
        *records,
        history=steps(*((name, "03-05 09:00") for name in done)),
        **{"bases": (OTHERS_BASIS,), "parties": (PARTY,), **changes},
    )


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(
            handed_over("investigation"),
            [("add", "TransferLetter"), ("add", "Interview"), ("step", "give_notice")],
            id="investigation",
        ),
        pytest.param(
            handed_over("notice"), [("add", "TransferLetter"), ("step", "review")], id="no notice"
        ),
        pytest.param(
            handed_over("review"), [("add", "TransferLetter"), ("step", "decide")], id="review"
        ),
        pytest.param(
            handed_over("decision"), [("add", "TransferLetter")], id="instead of deciding"
        ),
        pytest.param(
            handed_over("decision", LETTER),
            [("add", "DeliveryReceipt"), ("step", "serve")],
            id="letter approved",
        ),
        pytest.param(
            handed_over("service", LETTER), [("add", "DeliveryReceipt")], id="to be served"
        ),
        pytest.param(
            handed_over("service", LETTER, receipt("letter")), [("step", "enforce")], id="served"
        ),
        pytest.param(
            handed_over("enforcement", LETTER, receipt("letter")),
            [("add", "Closing")],
            id="nothing to perform",
        ),
        pytest.param(
            handed_over(
                "enforcement",
                LETTER,
                receipt("letter"),
                Closing(uid="closing", outcome="transferred", history=LETTER.history),
            ),
            [("step", "close")],
            id="closed",
        ),
    ],
)
def test_handing_over(case: CaseFacts, expected: list[tuple[str, str]]) -> None:
    assert proposed(case) == expected


PENALTY = Decision(uid="penalty", kind="penalty", penalty_kinds=("fine",))
ORDER = replace(GRANTED, uid="order", kind="order")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(handed_over("investigation"), True, id="no power of our own"),
        pytest.param(handed_over("investigation", bases=(BASIS,)), False, id="own power"),
        pytest.param(
            handed_over("investigation", bases=(BASIS, OTHERS_BASIS)), False, id="one of two"
        ),
        pytest.param(handed_over("investigation", bases=()), False, id="no basis yet"),
        pytest.param(handed_over("decision", LETTER, bases=(BASIS,)), True, id="by its letter"),
        pytest.param(handed_over("decision", ORDER), False, id="decided by this office"),
        pytest.param(handed_over("decision", **EXPIRED), True, id="own power expired"),
        pytest.param(handed_over("decision", bases=(EXPIRED_BASIS,)), False, id="none in force"),
        pytest.param(REGISTERED, False, id="an application"),
    ],
)
def test_who_decides(case: CaseFacts, expected: bool) -> None:
    assert hands_over(case, date(2026, 6, 30)) is expected


@pytest.mark.parametrize(
    ("case", "when", "offered"),
    [
        pytest.param(handed_over("decision", **EXPIRED), "05-31 23:59", "Decision", id="last day"),
        pytest.param(
            handed_over("decision", **EXPIRED), "06-01 00:00", "TransferLetter", id="expired"
        ),
    ],
)
def test_who_decides_depends_on_the_day(case: CaseFacts, when: str, offered: str) -> None:
    assert proposed(case, when) == [("add", offered)]


def test_a_decision_dated_while_the_power_held_goes_on() -> None:
    dated = replace(PENALTY, decided_at=at("05-20 09:00"))
    assert ("add", "TransferLetter") not in proposed(handed_over("decision", dated, **EXPIRED))


def test_a_penalty_begun_on_an_expired_power_is_refused_with_the_letter_as_the_way_out() -> None:
    case = handed_over("decision", PENALTY, **EXPIRED)
    refusal = judge(case, OFFICE, at("06-30 12:00"), "penalty", step("submit", "06-30 12:00"))
    assert refusal is not None
    assert (refusal.rule, refusal.way) == ("AUTH-1", add("TransferLetter"))


INSPECTION_WAY = ("investigate", "close", "archive")


def inspected(state: str, *records: Any, **changes: Any) -> CaseFacts:
    line = (*LINES["InspectionCase"][:2], "transferred")
    done = ("investigate", "transfer") if state in line else INSPECTION_WAY
    line = line if state in line else LINES["InspectionCase"]
    history = steps(*((name, "03-05 09:00") for name in done[: line.index(state)]))
    return with_records(*records, type="InspectionCase", history=history, **changes)


END = Closing(uid="closing", outcome="done", history=LETTER.history)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(inspected("registered"), [("step", "investigate")], id="new"),
        pytest.param(
            inspected("investigation"),
            [("add", "SceneInspection"), ("add", "Closing")],
            id="nothing seen yet",
        ),
        pytest.param(
            inspected("investigation", draft(SCENE), VIDEO),
            [("step", "finalize"), ("add", "Closing")],
            id="the record under way",
        ),
        pytest.param(
            inspected("investigation", SCENE, VIDEO),
            [("add", "Closing"), ("step", "transfer")],
            id="either way",
        ),
        pytest.param(
            inspected("investigation", SCENE, VIDEO, END), [("step", "close")], id="its own end"
        ),
        pytest.param(inspected("transferred", SCENE, VIDEO), [], id="turned into a case"),
        pytest.param(
            inspected("transferred", SCENE, VIDEO, reviewer=None, parties=()),
            [],
            id="nothing new in it",
        ),
        pytest.param(inspected("closed", SCENE, VIDEO, END), [], id="the archivist's"),
    ],
)
def test_inspection(case: CaseFacts, expected: list[tuple[str, str]]) -> None:
    assert proposed(case) == expected


def test_an_inspection_that_turned_into_a_case_waits_for_nobody() -> None:
    assert (
        waits_for(inspected("transferred", SCENE, VIDEO), OFFICE, at("06-30 12:00"), TYPES) is None
    )


def test_a_draft_penalty_of_a_case_handed_over_is_left_lying() -> None:
    assert proposed(handed_over("decision", PENALTY, LETTER)) == proposed(
        handed_over("decision", LETTER)
    )
