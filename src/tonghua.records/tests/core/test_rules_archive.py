"""The archive (article 26): thirty calendar days from the end, as each kind of case ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from core_builders import CASE, DECISION, OFFICE_ZONE, RECEIPT, ask, at, chain, draft, steps

from tonghua.records.core.facts import (
    ApplicationNotice,
    CaseFacts,
    Closing,
    ComplaintFacts,
    Volume,
)

CLOSING = Closing(
    uid="closing",
    occurred_start=at("06-02 09:00"),
    outcome="performed",
    history=chain("06-02 15:00", "06-02 17:00", "06-03 15:40"),
)
VOLUME = Volume(
    uid="volume",
    occurred_start=at("06-20 09:00"),
    archivist="archivist1",
    archived_at=at("06-22 10:30"),
    history=steps(("finalize", "06-22 10:30")),
)
#: thirty days after the third of June
LAST, LATE = "07-03 23:59", "07-04 00:00"


def archived(when: str) -> Volume:
    return replace(VOLUME, archived_at=at(when), history=steps(("finalize", when)))


def having(*records: Any, **changes: Any) -> CaseFacts:
    return replace(CASE, records=records, **changes)


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(having(), "06-10 12:00", "na", id="not ended"),
        pytest.param(having(draft(CLOSING)), "06-10 12:00", "na", id="closing not approved"),
        pytest.param(having(CLOSING), LAST, "pending", id="the last day"),
        pytest.param(having(CLOSING), LATE, "fail", id="the day after, at midnight"),
        pytest.param(having(CLOSING, VOLUME), "07-10 12:00", "pass", id="archived"),
        pytest.param(having(CLOSING, VOLUME), "06-10 12:00", "pending", id="not yet then"),
        pytest.param(having(CLOSING, archived(LAST)), "07-10 12:00", "pass", id="on the last day"),
        pytest.param(having(CLOSING, archived(LATE)), "07-10 12:00", "fail", id="the day after"),
        pytest.param(having(CLOSING, draft(VOLUME)), LAST, "pending", id="a draft, in time"),
        pytest.param(having(CLOSING, draft(VOLUME)), LATE, "fail", id="a draft, and time is over"),
        pytest.param(
            having(VOLUME), "07-10 12:00", "unknown", id="archived, nobody knows what ended"
        ),
        pytest.param(
            having(CLOSING, archived("06-02 10:00")), "07-10 12:00", "unknown", id="before the end"
        ),
        pytest.param(
            having(CLOSING, archived("06-03 09:00")), "07-10 12:00", "pass", id="on its very day"
        ),
        pytest.param(
            having(CLOSING, archived("06-02 10:00"), replace(archived(LATE), uid="second")),
            "07-10 12:00",
            "fail",
            id="before the end, and what came after it too late",
        ),
    ],
)
def test_a_penalty_ends_with_its_closing(case: CaseFacts, when: str, expected: str) -> None:
    assert ask("ARC-1", case, at(when)).status.value == expected


OVER = steps(("close", "06-05 10:00"))
AGAIN = steps(("return_to_enforcement", "06-10 10:00"))
ONCE_MORE = replace(
    CLOSING, uid="second", history=chain("07-20 09:00", "07-20 10:00", "07-20 15:00")
)


@pytest.mark.parametrize(
    ("case", "due"),
    [
        pytest.param(
            having(closed_at=at("06-05 10:00"), history=OVER),
            date(2026, 7, 5),
            id="closed without the form",
        ),
        pytest.param(having(closed_at=at("06-05 10:00")), None, id="not closed any more"),
        pytest.param(having(CLOSING, history=OVER), date(2026, 7, 3), id="the form comes first"),
        pytest.param(
            having(CLOSING, closed_at=at("06-05 10:00"), history=OVER + AGAIN),
            None,
            id="taken up again",
        ),
        pytest.param(
            having(CLOSING, ONCE_MORE, history=OVER + AGAIN), date(2026, 8, 19), id="and closed"
        ),
        pytest.param(
            having(
                CLOSING,
                closed_at=at("07-21 09:00"),
                history=OVER + AGAIN + steps(("close", "07-21 09:00")),
            ),
            date(2026, 8, 20),
            id="and closed without another form",
        ),
    ],
)
def test_what_was_taken_up_again_has_not_ended(case: CaseFacts, due: date | None) -> None:
    assert ask("ARC-1", case, at("07-25 12:00")).due == due


def test_over_a_leap_day() -> None:
    def when(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=OFFICE_ZONE)

    moments = [when(f"2028-02-10T{hour}:00") for hour in ("08", "09", "10")]
    history = tuple(
        replace(step, at=moment) for step, moment in zip(CLOSING.history, moments, strict=True)
    )
    case = having(replace(CLOSING, occurred_start=moments[0], history=history))
    assert ask("ARC-1", case, when("2028-02-20T09:00")).due == date(2028, 3, 11)


NOTICE = ApplicationNotice(
    uid="notice",
    outcome="rejected",
    occurred_start=at("06-08 09:00"),
    history=steps(("finalize", "06-08 09:30")),
)
GRANTED = replace(DECISION, kind="granted")
SUMMARY = replace(DECISION, kind="summary_penalty")
COMPLAINT = ComplaintFacts(
    uid="complaint",
    type="Complaint",
    real_name=True,
    conclusion="not_filed",
    concluded_at=at("05-12 15:30"),
    informed_at=at("05-14 10:05"),
    informed_by="handler1",
    history=steps(("conclude", "05-12 15:40")),
)


@pytest.mark.parametrize(
    ("case", "due"),
    [
        pytest.param(
            having(GRANTED, RECEIPT, type="ApplicationCase", closed_at=at("05-20 09:00")),
            date(2026, 6, 17),
            id="application: the decision is served",
        ),
        pytest.param(
            having(GRANTED, type="ApplicationCase", closed_at=at("05-20 09:00")),
            date(2026, 6, 19),
            id="application: ended otherwise",
        ),
        pytest.param(having(GRANTED, type="ApplicationCase"), None, id="application: goes on"),
        pytest.param(
            having(NOTICE, replace(RECEIPT, served=("notice",)), type="ApplicationCase"),
            date(2026, 6, 17),
            id="application: rejected, and told",
        ),
        pytest.param(having(CLOSING, type="InspectionCase"), date(2026, 7, 3), id="inspection"),
        pytest.param(having(type="InspectionCase"), None, id="inspection: goes on elsewhere"),
        pytest.param(
            having(SUMMARY, procedure="summary"), date(2026, 6, 13), id="on the spot: reported"
        ),
        pytest.param(COMPLAINT, date(2026, 6, 13), id="complaint: told"),
        pytest.param(
            replace(
                COMPLAINT,
                informed_at=None,
                records=(
                    replace(
                        NOTICE, outcome="not_filed", history=steps(("finalize", "05-13 09:00"))
                    ),
                    replace(RECEIPT, served=("notice",)),
                ),
            ),
            date(2026, 6, 17),
            id="complaint: the notice is served",
        ),
        pytest.param(replace(COMPLAINT, informed_at=None), None, id="complaint: not told yet"),
        pytest.param(
            replace(COMPLAINT, informed_at=None, real_name=False),
            date(2026, 6, 11),
            id="complaint: nobody to tell",
        ),
        pytest.param(replace(COMPLAINT, conclusion="filed"), None, id="complaint: a case goes on"),
    ],
)
def test_how_each_ends(case: CaseFacts, due: date | None) -> None:
    assert ask("ARC-1", case, at("06-10 12:00")).due == due


@pytest.mark.parametrize(
    ("when", "expected"), [("06-13 10:00", "pass"), ("06-14 10:00", "fail"), (None, "fail")]
)
def test_a_complaint_is_archived_by_its_last_step(when: str | None, expected: str) -> None:
    more = steps(("archive", when)) if when else ()
    case = replace(COMPLAINT, history=(*COMPLAINT.history, *more))
    answer = ask("ARC-1", case, at("06-30 12:00"))
    assert answer.status.value == expected
    assert answer.findings[0].late == (when is not None and expected == "fail")
