"""SRV-D and SRV-7, and the deemed days of every method of service."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from core_builders import (
    DECISION,
    LATER,
    OFFICE,
    PARTY,
    RECEIPT,
    ask,
    at,
    draft,
    refuse,
    status,
    steps,
    with_records,
)

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.service import served_at

PERSON = replace(PARTY, kind="person")


@pytest.mark.parametrize(
    ("changes", "party", "expected"),
    [
        pytest.param({}, PARTY, "pass", id="legal representative"),
        pytest.param({"signer_relation": "receiving_clerk"}, PARTY, "pass", id="receiving clerk"),
        pytest.param({"signer_relation": "self"}, PARTY, "fail", id="a company has no self"),
        pytest.param({"signer_relation": "adult_family"}, PARTY, "fail", id="nor a family"),
        pytest.param({"signer_relation": "self"}, PERSON, "pass", id="oneself"),
        pytest.param({"signer_relation": "adult_family"}, PERSON, "pass", id="adult family"),
        pytest.param({"signer_relation": "receiving_clerk"}, PERSON, "fail", id="a clerk"),
        pytest.param({"signer_relation": "agent"}, PERSON, "unknown", id="agent, no authority"),
        pytest.param(
            {"signer_relation": "agent"},
            replace(PERSON, agent_authorisation=True),
            "pass",
            id="agent with authority",
        ),
        pytest.param(
            {"signer_relation": "agent"}, replace(PERSON, agent="示例人A"), "pass", id="known agent"
        ),
        pytest.param(
            {"signer_relation": "designated", "body": "当事人书面指定示例人A代收。"},
            PARTY,
            "pass",
            id="designated in writing",
        ),
        pytest.param({"signed_at": None}, PARTY, "fail", id="no day"),
        pytest.param({"signer_relation": None}, PARTY, "fail", id="no relation"),
        pytest.param({"signed_at": None, "history": ()}, PARTY, "pending", id="draft"),
        pytest.param({"signatures": (refuse("recipient"),)}, PARTY, "fail", id="refused"),
        pytest.param({"outcome": "failed", "signed_at": None}, PARTY, "na", id="nobody there"),
        pytest.param({"method": "mail"}, PARTY, "na", id="another method"),
        pytest.param(
            {"parties": (), "signer_relation": "self"}, PARTY, "pass", id="an outsider's receipt"
        ),
        pytest.param({}, replace(PARTY, kind=None), "unknown", id="a party of no known kind"),
        pytest.param(
            {"history": ()}, replace(PARTY, kind=None), "pending", id="of no known kind, a draft"
        ),
        pytest.param(
            {"signer_relation": "agent"},
            replace(PARTY, kind=None, agent="示例人A"),
            "pass",
            id="an agent signs for either kind",
        ),
    ],
)
def test_srv_d(changes, party, expected):
    case = with_records(replace(RECEIPT, **changes), parties=(party,))
    assert status("SRV-D", case) == expected


def sent(when, **changes):
    return replace(RECEIPT, signed_at=None, occurred_start=at(when), **changes)


MAILED = replace(
    sent("05-27 09:00", method="mail", outcome=None), mailed_at=at("05-26 17:00"), signatures=()
)


@pytest.mark.parametrize(
    ("records", "when", "expected"),
    [
        pytest.param([], LATER, "na", id="no decision"),
        pytest.param([draft(DECISION)], LATER, "na", id="not approved"),
        pytest.param([replace(DECISION, kind="granted")], LATER, "na", id="on an application"),
        pytest.param([DECISION], at("05-26 23:00"), "pending", id="last day"),
        pytest.param([DECISION], at("05-27 00:00"), "fail", id="over"),
        pytest.param([DECISION, RECEIPT], LATER, "pass", id="served"),
        pytest.param([DECISION, sent("05-26 10:00")], LATER, "pass", id="gone there in time"),
        pytest.param([DECISION, sent("05-27 10:00")], LATER, "fail", id="gone there late"),
        pytest.param(
            [DECISION, sent("05-26 10:00", outcome="failed")], LATER, "pass", id="tried in vain"
        ),
        pytest.param([DECISION, sent("05-15 00:00")], LATER, "pass", id="on the day itself"),
        pytest.param(
            [DECISION, sent("05-14 23:59")], LATER, "unknown", id="gone there before it was decided"
        ),
        pytest.param([DECISION, MAILED], LATER, "pass", id="posted in time"),
        pytest.param(
            [DECISION, replace(MAILED, mailed_at=None, occurred_start=at("05-20 09:00"))],
            LATER,
            "fail",
            id="a letter that was not posted",
        ),
        pytest.param(
            [DECISION, draft(MAILED)], LATER, "pass", id="posted; its receipt waits for the slip"
        ),
        pytest.param(
            [DECISION, sent("05-20 09:00", method="public_notice", media=())],
            LATER,
            "fail",
            id="a notice that was not posted",
        ),
        pytest.param(
            [DECISION, draft(sent("05-20 09:00", method=None))],
            LATER,
            "fail",
            id="a receipt that was only begun",
        ),
        pytest.param([DECISION, replace(MAILED, served=())], LATER, "fail", id="another paper"),
        pytest.param(
            [DECISION, sent("05-20 10:00"), sent("06-20 10:00", uid="second")],
            LATER,
            "pass",
            id="the first act counts",
        ),
    ],
)
def test_srv_7(records, when, expected):
    assert status("SRV-7", with_records(*records), when) == expected


def test_srv_7_counts_with_the_office_s_calendar():
    office = replace(OFFICE, calendar=WorkingCalendar(corrections={date(2026, 5, 26): False}))
    answer = ask("SRV-7", with_records(DECISION), at("05-27 09:00"), office)
    assert (answer.status, answer.due) == ("pending", date(2026, 5, 27))


def by(method, **changes):
    return replace(RECEIPT, method=method, signed_at=None, signatures=(), **changes)


POSTED = ({"posted_at": at("05-20 09:00")}, {"posted_at": "2026-05-25T09:00:00+08:00"})


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        (RECEIPT, date(2026, 5, 18)),
        (by("direct"), None),
        (replace(RECEIPT, signatures=(refuse("recipient"),)), None),
        (by("mail", received_at=at("05-20 10:00"), return_slip=True), date(2026, 5, 20)),
        (by("mail", received_at=at("05-20 10:00")), None),
        (by("mail", mailed_at=at("05-20 10:00"), return_slip=True), None),
        (by("mail", returned_at=at("05-20 10:00"), outcome="returned", return_slip=True), None),
        (by("lien", left_at_residence=True), date(2026, 5, 18)),
        (by("lien", left_at_residence=False), None),
        (replace(by("entrusted"), signed_at=at("05-21 10:00")), date(2026, 5, 21)),
        (replace(by("forwarded"), signed_at=at("05-21 10:00")), date(2026, 5, 21)),
        (by("entrusted", sent_at=at("05-21 10:00")), None),
        (by("public_notice", media=POSTED), date(2026, 6, 24)),
        (by("public_notice"), None),
        (by("electronic", delivered_at=at("05-22 10:00")), date(2026, 5, 22)),
        (by("electronic"), None),
        (replace(RECEIPT, method=None), None),
        (draft(RECEIPT), None),
        (draft(by("lien", left_at_residence=True)), None),
        (draft(by("public_notice", media=POSTED)), None),
        (replace(RECEIPT, outcome="failed"), None),
        (replace(RECEIPT, history=(*RECEIPT.history, *steps(("annul", "05-19 09:00")))), None),
    ],
)
def test_served_at(receipt, expected):
    assert served_at(receipt, LATER) == expected


def test_public_notice_serves_on_the_thirtieth_day_and_not_before():
    receipt = by("public_notice", media=POSTED)
    assert served_at(receipt, at("06-23 23:59")) is None
    assert served_at(receipt, at("06-24 00:00")) == date(2026, 6, 24)
