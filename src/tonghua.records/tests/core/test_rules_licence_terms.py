"""Terms of applications (article 7): decided in twenty working days, pauses and extension counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from core_builders import BASIS, PARTY, RECEIPT, ask, at, chain, draft, sign, steps

from tonghua.records.core.facts import (
    Application,
    ApplicationNotice,
    CaseFacts,
    Closing,
    Decision,
    ExpertOpinion,
    Extension,
    Hearing,
    OtherInvestigation,
    Sampling,
)

APPLICATION = Application(
    uid="app",
    title="申请登记",
    mode="oral",
    occurred_start=at("06-01 09:10"),
    received_at=at("06-01 09:50"),
    signatures=(sign("applicant", when="06-01 09:55"),),
    history=steps(("finalize", "06-01 10:00")),
)
SUPPLEMENT = ApplicationNotice(
    uid="supplement",
    title="补正告知书",
    outcome="supplement",
    history=steps(("finalize", "06-04 10:30")),
)
ACCEPTANCE = ApplicationNotice(
    uid="accepted",
    title="受理通知书",
    outcome="accepted",
    reasons="予以受理。依法需要组织专家评审，约五个工作日。",
    history=steps(("finalize", "06-11 10:00")),
)
MUTE = replace(ACCEPTANCE, reasons="予以受理。")
EXPERTS = ExpertOpinion(
    uid="experts",
    title="专家论证会议纪要",
    occurred_start=at("06-18 09:00"),
    occurred_end=at("06-18 11:40"),
    history=steps(("finalize", "06-18 16:00")),
)
DECISION = Decision(
    uid="granted",
    title="准予决定书",
    kind="granted",
    occurred_start=at("07-01 09:00"),
    reasons="符合条件",
    decided_at=at("07-02 15:00"),
    history=chain("07-01 10:00", "07-01 15:00", "07-02 14:30"),
)
SERVED = replace(
    RECEIPT,
    uid="served",
    served=("granted",),
    occurred_start=at("07-02 16:00"),
    occurred_end=None,
    signed_at=at("07-09 10:20"),
    signatures=(),
    history=steps(("finalize", "07-09 16:00")),
)
REFUSED = replace(DECISION, uid="refused", kind="refused", remedies="六十日内复议，六个月内起诉")
EXTENSION = Extension(
    uid="extension",
    title="延期审批表",
    what="许可决定期限",
    reason="案情复杂",
    informed_at=at("07-09 10:00"),
    history=chain("07-07 09:00", "07-08 09:00", "07-09 09:00"),
)
CASE = CaseFacts(
    uid="case",
    type="ApplicationCase",
    is_licence=True,
    bases=(BASIS,),
    parties=(PARTY,),
    history=steps(("accept", "06-11 10:05")),
)
#: twenty working days after the eleventh of June: the nineteenth is a holiday
LAST, LATE = "07-10 23:59", "07-11 00:00"


def having(*records: Any, **changes: Any) -> CaseFacts:
    return replace(CASE, records=(APPLICATION, SUPPLEMENT, *records), **changes)


def decided(when: str) -> Decision:
    return replace(DECISION, decided_at=at(when))


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(replace(having(MUTE), type="PenaltyCase"), LAST, "na", id="penalty"),
        pytest.param(having(), LAST, "na", id="not accepted yet"),
        pytest.param(having(MUTE), LAST, "pending", id="last day"),
        pytest.param(having(MUTE), LATE, "fail", id="the day after, at midnight"),
        pytest.param(having(MUTE, decided("07-10 23:59")), "07-20 12:00", "pass", id="in time"),
        pytest.param(having(MUTE, decided("07-11 00:00")), "07-20 12:00", "fail", id="a day late"),
        pytest.param(
            having(MUTE, draft(decided("07-02 15:00"))), LATE, "fail", id="a draft is no decision"
        ),
        pytest.param(
            having(
                MUTE,
                replace(
                    decided("07-02 15:00"),
                    history=(*DECISION.history, *steps(("supersede", "07-15 09:00"))),
                ),
                replace(decided("07-15 09:00"), uid="new", supersedes="granted"),
            ),
            "07-20 12:00",
            "pass",
            id="the first decision counts, not the one that mends it",
        ),
        pytest.param(
            having(
                MUTE,
                Closing(
                    uid="end",
                    outcome="withdrawn",
                    history=chain("06-20 09:00", "06-21 09:00", "06-22 09:00"),
                ),
            ),
            LATE,
            "na",
            id="withdrawn",
        ),
        pytest.param(
            replace(CASE, records=(APPLICATION,)),
            "07-01 00:00",
            "fail",
            id="deemed accepted: counted from receipt",
        ),
    ],
)
def test_app_4(case: CaseFacts, when: str, expected: str) -> None:
    assert ask("APP-4", case, at(when)).status.value == expected


@pytest.mark.parametrize(
    ("records", "due"),
    [
        pytest.param([MUTE], date(2026, 7, 10), id="plain"),
        pytest.param([ACCEPTANCE, EXPERTS], date(2026, 7, 13), id="one day of review"),
        pytest.param([MUTE, EXPERTS], date(2026, 7, 10), id="the applicant was not told"),
        pytest.param([ACCEPTANCE], date(2026, 7, 10), id="told of a review that never was"),
        pytest.param(
            [ACCEPTANCE, replace(EXPERTS, occurred_end=at("06-24 11:00"))],
            date(2026, 7, 16),
            id="over a weekend and a holiday: four working days",
        ),
        pytest.param(
            [
                MUTE,
                replace(
                    ACCEPTANCE,
                    uid="told",
                    outcome="not_filed",
                    history=steps(("finalize", "06-22 09:00")),
                ),
                replace(EXPERTS, occurred_end=at("06-24 11:00")),
            ],
            date(2026, 7, 15),
            id="told while it ran: from that day on",
        ),
        pytest.param(
            [
                replace(MUTE, reasons="需要举行听证"),
                Hearing(
                    uid="hearing", occurred_start=at("06-23 09:00"), occurred_end=at("06-23 11:00")
                ),
            ],
            date(2026, 7, 13),
            id="hearing",
        ),
        pytest.param(
            [
                replace(MUTE, reasons="需要检测"),
                Sampling(
                    uid="sample", occurred_start=at("06-23 09:00"), occurred_end=at("06-24 11:00")
                ),
            ],
            date(2026, 7, 14),
            id="test",
        ),
        pytest.param(
            [
                replace(MUTE, reasons="需要鉴定"),
                OtherInvestigation(
                    uid="o",
                    method="委托鉴定",
                    occurred_start=at("06-23 09:00"),
                    occurred_end=at("06-23 11:00"),
                ),
            ],
            date(2026, 7, 13),
            id="appraisal",
        ),
        pytest.param([MUTE, EXTENSION], date(2026, 7, 24), id="extended"),
        pytest.param([ACCEPTANCE, EXPERTS, EXTENSION], date(2026, 7, 27), id="both"),
        pytest.param([MUTE, draft(EXTENSION)], date(2026, 7, 10), id="extension not approved"),
        pytest.param(
            [MUTE, replace(EXTENSION, reason=" ")], date(2026, 7, 10), id="without reason"
        ),
        pytest.param(
            [MUTE, replace(EXTENSION, informed_at=None)], date(2026, 7, 10), id="applicant not told"
        ),
        pytest.param(
            [MUTE, replace(EXTENSION, history=chain("07-10 09:00", "07-10 10:00", "07-11 09:00"))],
            date(2026, 7, 10),
            id="approved when the term was over",
        ),
    ],
)
def test_the_last_day(records: list[Any], due: date) -> None:
    assert ask("APP-4", having(*records), at("07-12 12:00")).due == due


@pytest.mark.parametrize(
    ("when", "due"),
    [
        pytest.param("06-17 12:00", date(2026, 7, 10), id="not begun"),
        pytest.param("06-18 12:00", date(2026, 7, 13), id="one day so far"),
        pytest.param("06-22 12:00", date(2026, 7, 14), id="a holiday and a weekend more"),
    ],
)
def test_a_pause_that_runs_ends_today(when: str, due: date) -> None:
    case = having(ACCEPTANCE, draft(EXPERTS, occurred_end=None))
    assert ask("APP-4", case, at(when)).due == due


def test_the_sentence_names_the_pause_and_its_record() -> None:
    said = ask("APP-4", having(ACCEPTANCE, EXPERTS), at("06-25 12:00")).reason
    assert "2026年6月18日" in said
    assert "组织专家评审（《专家论证会议纪要》），不计入期限" in said
    assert "2026年7月13日" in said


def test_the_sentence_names_the_extension() -> None:
    said = ask("APP-4", having(MUTE, EXTENSION), at("07-12 12:00")).reason
    assert "经批准延长的10个工作日（《延期审批表》）" in said


def test_of_no_licence_the_term_is_a_reference() -> None:
    answer = ask("APP-4", having(MUTE, is_licence=False), at(LATE))
    assert (answer.status.value, answer.due) == ("na", date(2026, 7, 10))
    assert "参照" in answer.reason


WRITTEN = replace(APPLICATION, mode="written", signatures=())


def closing(*records: Any, **changes: Any) -> CaseFacts:
    return replace(CASE, records=(WRITTEN, SUPPLEMENT, MUTE, *records), **changes)


@pytest.mark.parametrize(
    ("case", "when", "expected"),
    [
        pytest.param(
            replace(CASE, type="PenaltyCase", records=(DECISION,)), LAST, "na", id="penalty"
        ),
        pytest.param(closing(), LAST, "na", id="nothing decided"),
        pytest.param(closing(DECISION), "07-16 23:59", "pending", id="last day to serve"),
        pytest.param(closing(DECISION), "07-17 00:00", "fail", id="the day after"),
        pytest.param(closing(DECISION, SERVED), "07-25 12:00", "pass", id="served"),
        pytest.param(closing(DECISION, SERVED), "07-08 12:00", "pending", id="on its way"),
        pytest.param(
            closing(DECISION, replace(SERVED, signed_at=at("07-17 09:00"))),
            "07-25 12:00",
            "fail",
            id="served late",
        ),
        pytest.param(closing(draft(DECISION)), "07-25 12:00", "na", id="a draft is not served"),
        pytest.param(closing(REFUSED), "07-25 12:00", "pass", id="refused with reasons"),
        pytest.param(closing(replace(REFUSED, reasons="")), "07-25 12:00", "fail", id="no reasons"),
        pytest.param(
            closing(replace(REFUSED, remedies=" ")), "07-25 12:00", "fail", id="no remedies"
        ),
        pytest.param(closing(draft(REFUSED, remedies="")), "07-25 12:00", "pending", id="draft"),
        pytest.param(closing(draft(REFUSED)), "07-25 12:00", "pending", id="whole draft"),
        pytest.param(having(MUTE), LAST, "pass", id="oral, confirmed"),
        pytest.param(
            replace(CASE, records=(replace(APPLICATION, signatures=()),)),
            LAST,
            "fail",
            id="oral, not confirmed",
        ),
        pytest.param(
            replace(CASE, records=(draft(APPLICATION, signatures=()),)),
            LAST,
            "pending",
            id="oral, a draft",
        ),
        pytest.param(
            closing(DECISION, is_licence=False), "07-25 12:00", "na", id="no licence: a reference"
        ),
        pytest.param(
            closing(DECISION, replace(SERVED, signed_at=at("07-17 09:00")), is_licence=False),
            "07-25 12:00",
            "pass",
            id="no licence: served",
        ),
    ],
)
def test_app_5(case: CaseFacts, when: str, expected: str) -> None:
    assert ask("APP-5", case, at(when)).status.value == expected
