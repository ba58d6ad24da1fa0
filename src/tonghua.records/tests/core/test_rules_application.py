"""Applications (article 7): the one supplement notice, deemed acceptance, written answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from core_builders import BASIS, PARTY, ask, at, step, steps
from core_imported import OFFICE

from tonghua.records.core.acceptance import accepted_on, deemed_accepted_on, received_on
from tonghua.records.core.facts import Application, ApplicationNotice, CaseFacts
from tonghua.records.core.gates import judge

APPLICATION = Application(
    uid="app",
    title="申请登记",
    mode="oral",
    matter="年鉴出版批准",
    received_at=at("06-01 09:50"),
    history=steps(("finalize", "06-01 10:00")),
)
#: the fifth working day after the first of June, a Monday
DUE, LATE = "06-08 23:59", "06-09 00:00"
REGISTERED = CaseFacts(
    uid="case",
    type="ApplicationCase",
    title="示例申请",
    legal_basis=("b",),
    handlers=("handler1",),
    reviewer="reviewer1",
    approver="approver1",
    bases=(BASIS,),
    parties=(PARTY,),
    records=(APPLICATION,),
)
ACCEPTED, REJECTED = (steps((name, "06-12 09:00")) for name in ("accept", "reject"))


def notice(outcome: str, when: str, uid: str = "", **more: Any) -> ApplicationNotice:
    said = {"reasons": "理由", "supplement_items": ("保密审查意见",)}
    return ApplicationNotice(
        uid=uid or outcome,
        title="告知书",
        outcome=outcome,
        history=steps(("finalize", when)),
        **{**said, **more},
    )


def having(*records: Any, **changes: Any) -> CaseFacts:
    return replace(REGISTERED, records=(APPLICATION, *records), **changes)


SUPPLEMENT = notice("supplement", "06-04 10:30")
LATE_SUPPLEMENT = notice("supplement", LATE)
ACCEPTANCE = notice("accepted", "06-11 10:00")
REJECTION = notice("rejected", "06-11 10:00")


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(replace(REGISTERED, records=()), DUE, "na", id="nothing received"),
        pytest.param(replace(REGISTERED, type="PenaltyCase"), LATE, "na", id="penalty"),
        pytest.param(REGISTERED, DUE, "pending", id="last day"),
        pytest.param(REGISTERED, LATE, "pass", id="deemed: nothing said in time"),
        pytest.param(having(SUPPLEMENT), "06-30 12:00", "pass", id="once, in time"),
        pytest.param(
            having(notice("supplement", DUE)), "06-30 12:00", "pass", id="on the last day"
        ),
        pytest.param(having(LATE_SUPPLEMENT), "06-30 12:00", "fail", id="the day after"),
        pytest.param(
            having(LATE_SUPPLEMENT, REJECTION), "06-30 12:00", "fail", id="late, then rejected"
        ),
        pytest.param(
            having(notice("accepted", "06-03 10:00"), LATE_SUPPLEMENT),
            "06-30 12:00",
            "fail",
            id="accepted in time, then late for more",
        ),
        pytest.param(
            having(SUPPLEMENT, notice("supplement", "06-05 09:00", "again")),
            "06-30 12:00",
            "fail",
            id="twice",
        ),
        pytest.param(
            having(SUPPLEMENT, notice("supplement", "06-05 09:00", "new", supersedes="supplement")),
            "06-30 12:00",
            "pass",
            id="corrected, not twice",
        ),
        pytest.param(
            having(notice("supplement", "06-20 09:00", occurred_start=at("06-03 09:00"))),
            "06-30 12:00",
            "fail",
            id="finalized late",
        ),
        pytest.param(
            having(
                notice(
                    "supplement", "06-20 09:00", occurred_start=at("06-03 09:00"), backfilled=True
                )
            ),
            "06-30 12:00",
            "pass",
            id="recorded late, told in time",
        ),
        pytest.param(having(ACCEPTANCE), "06-30 12:00", "pass", id="accepted without"),
    ],
)
def test_app_2(case: CaseFacts, when: str, expected: str) -> None:
    assert ask("APP-2", case, at(when)).status.value == expected


def test_recording_late_makes_no_room_for_a_second_notice() -> None:
    """A second one that says it was given before the first is refused all the same."""
    late = {"backfilled": True, "backfill_reason": "停电", "occurred_start": at("06-02 09:00")}
    second = notice("supplement", "06-05 09:00", "again", **late)
    draft = replace(second, history=())
    found = judge(
        having(SUPPLEMENT, draft),
        OFFICE,
        at("06-05 09:00"),
        "again",
        step("finalize", "06-05 09:00"),
    )
    assert found is not None
    assert (found.rule, found.article) == ("APP-2", 7)


def test_the_deadline_is_shown_while_it_runs() -> None:
    answer = ask("APP-2", REGISTERED, at("06-03 12:00"))
    assert answer.due == date(2026, 6, 8)
    assert "2026年6月8日" in str(answer.reason)


@pytest.mark.parametrize(
    ("case", "when", "deemed", "accepted"),
    [
        pytest.param(REGISTERED, DUE, None, None, id="open"),
        pytest.param(REGISTERED, LATE, 1, 1, id="silence"),
        pytest.param(having(SUPPLEMENT), "06-30 12:00", None, None, id="supplement in time"),
        pytest.param(having(LATE_SUPPLEMENT), "06-30 12:00", 1, 1, id="supplement late"),
        pytest.param(having(SUPPLEMENT, ACCEPTANCE), "06-30 12:00", None, 11, id="then accepted"),
        pytest.param(having(ACCEPTANCE), "06-30 12:00", 1, 1, id="accepted late"),
        pytest.param(
            having(notice("accepted", "06-03 10:00")), "06-30 12:00", None, 3, id="in time"
        ),
        pytest.param(having(REJECTION), "06-30 12:00", None, None, id="rejected"),
        pytest.param(
            having(notice("not_filed", "06-03 10:00")), "06-30 12:00", 1, 1, id="no answer"
        ),
        pytest.param(
            having(notice("not_filed", "06-03 10:00")),
            "06-05 12:00",
            None,
            None,
            id="no answer yet",
        ),
    ],
)
def test_when_it_counts_as_accepted(
    case: CaseFacts, when: str, deemed: int | None, accepted: int | None
) -> None:
    days = [
        found.day if found else None
        for found in (
            deemed_accepted_on(case, OFFICE, at(when)),
            accepted_on(case, OFFICE, at(when)),
        )
    ]
    assert days == [deemed, accepted]


EARLIER = replace(APPLICATION, uid="earlier", received_at=at("05-28 09:00"))
CORRECTION = replace(APPLICATION, uid="corrected", supersedes="app", received_at=at("06-02 09:00"))


@pytest.mark.parametrize(
    ("applications", "expected"),
    [
        pytest.param((), None, id="none"),
        pytest.param((APPLICATION, EARLIER), date(2026, 5, 28), id="the first of several"),
        pytest.param(
            (APPLICATION, replace(EARLIER, history=())), date(2026, 6, 1), id="final before draft"
        ),
        pytest.param(
            (replace(APPLICATION, history=()),), date(2026, 6, 1), id="a draft where none is final"
        ),
        pytest.param((APPLICATION, CORRECTION), date(2026, 6, 2), id="corrected"),
        pytest.param(
            (
                APPLICATION,
                replace(EARLIER, history=(*EARLIER.history, step("annul", "06-02 09:00"))),
            ),
            date(2026, 6, 1),
            id="annulled",
        ),
        pytest.param(
            (replace(APPLICATION, received_at=None), EARLIER), date(2026, 5, 28), id="no day said"
        ),
    ],
)
def test_received_on(applications: tuple[Application, ...], expected: date | None) -> None:
    assert received_on(replace(REGISTERED, records=applications)) == expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(REGISTERED, "pass", id="registered"),
        pytest.param(replace(REGISTERED, records=()), "pending", id="not yet"),
        pytest.param(replace(REGISTERED, records=(), history=ACCEPTED), "fail", id="never"),
        pytest.param(replace(REGISTERED, type="InspectionCase"), "na", id="no application"),
    ],
)
def test_app_1(case: CaseFacts, expected: str) -> None:
    assert ask("APP-1", case, at("06-30 12:00")).status.value == expected


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(REGISTERED, DUE, "pending", id="open"),
        pytest.param(REGISTERED, LATE, "fail", id="deemed, nothing written"),
        pytest.param(having(SUPPLEMENT), "06-30 12:00", "pending", id="supplement is no answer"),
        pytest.param(having(ACCEPTANCE), "06-30 12:00", "pass", id="accepted"),
        pytest.param(having(REJECTION), "06-30 12:00", "pass", id="to be rejected"),
        pytest.param(having(ACCEPTANCE, history=ACCEPTED), "06-30 12:00", "pass", id="taken in"),
        pytest.param(having(REJECTION, history=REJECTED), "06-30 12:00", "pass", id="rejected"),
        pytest.param(having(SUPPLEMENT, history=ACCEPTED), "06-30 12:00", "fail", id="unwritten"),
        pytest.param(
            having(ACCEPTANCE, history=REJECTED), "06-30 12:00", "fail", id="the other notice"
        ),
    ],
)
def test_app_3(case: CaseFacts, when: str, expected: str) -> None:
    assert ask("APP-3", case, at(when)).status.value == expected


class TestGate:
    FINALIZE = step("finalize", "06-05 12:00")

    def refusal(self, *records: Any) -> Any:
        return judge(having(*records), OFFICE, at("06-05 12:00"), "draft", self.FINALIZE)

    def draft(self, outcome: str, **more: Any) -> ApplicationNotice:
        return replace(notice(outcome, "06-05 09:00", "draft", **more), history=())

    def test_the_first_supplement_passes(self) -> None:
        assert self.refusal(self.draft("supplement")) is None

    def test_the_second_does_not(self) -> None:
        refusal = self.refusal(SUPPLEMENT, self.draft("supplement"))
        assert (refusal.rule, refusal.article) == ("APP-2", 7)
        assert "受理或者不予受理" in str(refusal.message)
        assert (refusal.way.kind.value, refusal.way.subject) == ("edit", "draft")

    def test_a_late_one_passes(self) -> None:
        late = judge(
            having(self.draft("supplement")), OFFICE, at("06-30 12:00"), "draft", self.FINALIZE
        )
        assert late is None

    @pytest.mark.parametrize("outcome", ["accepted", "rejected"])
    def test_the_answer_passes(self, outcome: str) -> None:
        assert self.refusal(SUPPLEMENT, self.draft(outcome)) is None

    @pytest.mark.parametrize(("outcome", "article"), [("rejected", 7), ("not_filed", 8)])
    def test_reasons_are_asked(self, outcome: str, article: int) -> None:
        refusal = self.refusal(self.draft(outcome, reasons=" "))
        assert refusal.article == article
        assert "理由" in str(refusal.message)
