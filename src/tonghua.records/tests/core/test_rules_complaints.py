"""Complaints (article 8): who is told, and in which time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from core_builders import RECEIPT, ask, at, steps
from core_imported import OFFICE

from tonghua.records.core.facts import ApplicationNotice, ComplaintFacts, StartedCase

COMPLAINT = ComplaintFacts(
    uid="c",
    type="Complaint",
    title="示例举报",
    channel="letter",
    real_name=True,
    informant="示例举报人",
    contact="示例电话",
    content="内容",
    received_at=at("05-06 09:40"),
    registrar="handler1",
    examiner="handler2",
    conclusion="not_filed",
    conclusion_reason="不属于职权",
    concluded_at=at("05-12 15:30"),
    history=steps(("conclude", "05-12 15:30")),
)
#: the conclusion is written, but nobody has taken the step
OPEN = {"concluded_at": None, "history": ()}
TOLD = {"informed_at": at("05-14 10:05"), "informed_by": "handler1"}
NOTICE = ApplicationNotice(
    uid="notice",
    title="不予立案告知书",
    outcome="not_filed",
    reasons="理由",
    history=steps(("finalize", "05-13 09:00")),
)
SERVED = replace(RECEIPT, uid="r", served=("notice",), parties=(), signed_at=at("05-14 10:00"))


@pytest.mark.parametrize(
    ("changes", "when", "expected"),
    [
        pytest.param({}, "05-27 23:59", "pending", id="the last day"),
        pytest.param({}, "05-28 00:00", "fail", id="the day after"),
        pytest.param(TOLD, "05-20 12:00", "pass", id="told"),
        pytest.param(TOLD, "05-14 10:00", "pending", id="not told yet"),
        pytest.param({"informed_at": TOLD["informed_at"]}, "05-20 12:00", "pending", id="by whom"),
        pytest.param({"records": (NOTICE, SERVED)}, "05-20 12:00", "pass", id="notice served"),
        pytest.param({"records": (NOTICE,)}, "05-20 12:00", "pending", id="notice not served"),
        pytest.param(
            {"records": (NOTICE, replace(SERVED, outcome="failed"))},
            "05-28 12:00",
            "fail",
            id="service failed",
        ),
        pytest.param(
            {"records": (replace(NOTICE, outcome="accepted"), SERVED)},
            "05-28 12:00",
            "fail",
            id="another notice",
        ),
        pytest.param({"real_name": False}, "05-28 12:00", "na", id="anonymous"),
        pytest.param({"real_name": None}, "05-28 12:00", "unknown", id="named? not said"),
        pytest.param({**TOLD, "real_name": None}, "05-28 12:00", "pass", id="not said, but told"),
        pytest.param({"real_name": None}, "05-10 12:00", "pending", id="not said yet"),
        pytest.param({"conclusion": "filed"}, "05-28 12:00", "na", id="filed"),
        pytest.param({}, "05-10 12:00", "pending", id="not concluded"),
        pytest.param(OPEN, "06-28 12:00", "pending", id="written, not concluded"),
        pytest.param({"concluded_at": None}, "05-27 23:59", "pending", id="the day of the step"),
        pytest.param({"concluded_at": None}, "05-28 00:00", "fail", id="the day after it"),
        pytest.param(
            {"concluded_at": None, "history": steps(("archive", "05-20 09:00"))},
            "06-28 12:00",
            "unknown",
            id="archived, concluded when?",
        ),
    ],
)
def test_cmp_1(changes, when, expected):
    assert ask("CMP-1", replace(COMPLAINT, **changes), at(when)).status.value == expected


@pytest.mark.parametrize(
    ("changes", "when", "expected"),
    [
        pytest.param({}, "06-30 12:00", "pass", id="in time"),
        pytest.param({"concluded_at": at("05-13 23:59")}, "06-30 12:00", "pass", id="the last day"),
        pytest.param({"concluded_at": at("05-14 00:00")}, "06-30 12:00", "fail", id="a day late"),
        pytest.param(OPEN, "05-13 23:59", "pending", id="under way"),
        pytest.param(OPEN, "05-14 00:00", "fail", id="over"),
        pytest.param({"concluded_at": None}, "05-14 00:00", "pass", id="concluded by the step"),
        pytest.param({"received_at": None}, "05-14 00:00", "unknown", id="no day of receipt"),
        pytest.param({**OPEN, "received_at": None}, "05-14 00:00", "pending", id="not said yet"),
    ],
)
def test_cmp_3(changes, when, expected):
    assert ask("CMP-3", replace(COMPLAINT, **changes), at(when)).status.value == expected


def test_the_office_may_set_its_own_days():
    office = replace(OFFICE, thresholds={"complaint_days": Decimal(3), "complaint_answer_days": 30})
    assert ask("CMP-3", COMPLAINT, at("06-01 12:00"), office).status.value == "fail"
    assert ask("CMP-1", COMPLAINT, at("06-01 12:00"), office).due == date(2026, 6, 11)


def test_late_is_said_as_done():
    (finding,) = ask(
        "CMP-3", replace(COMPLAINT, concluded_at=at("05-20 09:00")), at("06-30 12:00")
    ).findings
    assert finding.late


def test_no_sentence_names_the_informant():
    named = replace(COMPLAINT, informant="示例举报人云某", contact="000")
    for rule in ("CMP-1", "CMP-3"):
        assert "云某" not in str(ask(rule, named, at("06-30 12:00")).reason)


FILED = replace(COMPLAINT, conclusion="filed", cases=())


def led_to(*moments, **changes):
    """The complaint, and cases whose filing was approved at these moments; None: not yet."""
    cases = tuple(
        StartedCase(uid=f"case{n}", opened_at=at(moment) if moment else None)
        for n, moment in enumerate(moments)
    )
    return replace(FILED, cases=cases, **changes)


@pytest.mark.parametrize(
    ("complaint", "when", "expected"),
    [
        pytest.param(COMPLAINT, "05-20 12:00", "na", id="nothing follows"),
        pytest.param(led_to("05-13 09:00"), "05-20 12:00", "pass", id="filed"),
        pytest.param(led_to("05-13 09:00"), "05-12 23:59", "pending", id="not filed yet"),
        pytest.param(led_to(None), "05-20 12:00", "pending", id="a case that is not filed"),
        pytest.param(led_to(None, "05-13 09:00"), "05-20 12:00", "pass", id="one of two"),
        pytest.param(FILED, "05-20 12:00", "fail", id="no case"),
        pytest.param(FILED, "05-12 12:00", "na", id="not concluded yet"),
        pytest.param(replace(FILED, **OPEN), "05-20 12:00", "pending", id="not yet concluded"),
        pytest.param(replace(FILED, concluded_at=None), "05-20 12:00", "fail", id="by the step"),
        pytest.param(replace(FILED, cases=None), "05-20 12:00", "unknown", id="nobody looked"),
        pytest.param(led_to("05-06 00:00"), "05-20 12:00", "pass", id="filed on that day"),
        pytest.param(led_to("05-05 23:59"), "05-20 12:00", "fail", id="filed the day before"),
        pytest.param(
            led_to("05-13 09:00", received_at=None), "05-20 12:00", "unknown", id="received when"
        ),
    ],
)
def test_cmp_2(complaint, when, expected):
    assert ask("CMP-2", complaint, at(when)).status.value == expected
