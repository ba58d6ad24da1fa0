"""AUTH-1, SCOPE-1, CAS-1: basis, competence, filing before investigation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from core_builders import (
    BASIS,
    CASE,
    DECISION,
    FILING,
    OFFICE,
    SCENE,
    at,
    chain,
    draft,
    status,
    steps,
    with_records,
)

ELSEWHERE = replace(BASIS, own_power=False)
REPEALED = replace(BASIS, effective_until=date(2026, 5, 14))
TODAY_LAST = replace(BASIS, effective_until=date(2026, 5, 15))
NOT_YET = replace(BASIS, effective_from=date(2026, 3, 5))
COMPLAINT = replace(CASE, type="Complaint", records=())


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(CASE, "pass", id="a fine on a basis for fines"),
        pytest.param(with_records(), "pass", id="no decision yet"),
        pytest.param(replace(CASE, bases=()), "fail", id="no basis"),
        pytest.param(replace(CASE, bases=(NOT_YET,)), "fail", id="basis in force a day late"),
        pytest.param(replace(CASE, bases=(REPEALED,)), "fail", id="repealed before the decision"),
        pytest.param(replace(CASE, bases=(TODAY_LAST,)), "pass", id="last day of the basis"),
        pytest.param(replace(CASE, bases=(ELSEWHERE,)), "fail", id="the power is another body's"),
        pytest.param(
            with_records(bases=(ELSEWHERE,)), "pass", id="another's power, nothing decided"
        ),
        pytest.param(
            with_records(replace(DECISION, kind="no_penalty"), bases=(ELSEWHERE,)),
            "pass",
            id="no penalty needs no power to punish",
        ),
        pytest.param(
            with_records(replace(DECISION, penalty_kinds=("fine", "closure"))),
            "fail",
            id="a kind beyond the basis",
        ),
        pytest.param(
            with_records(draft(DECISION, penalty_kinds=("closure",))),
            "pending",
            id="a draft may still change",
        ),
        pytest.param(
            with_records(replace(DECISION, penalty_kinds=())), "unknown", id="no kind given"
        ),
        pytest.param(
            with_records(replace(DECISION, kind=None)), "unknown", id="a decision of what?"
        ),
        pytest.param(with_records(draft(DECISION, kind=None)), "pending", id="a draft of what?"),
        pytest.param(
            with_records(
                replace(
                    DECISION,
                    penalty_kinds=("closure",),
                    history=(*DECISION.history, *steps(("annul", "05-16 09:00"))),
                )
            ),
            "pass",
            id="a void decision does not count",
        ),
        pytest.param(
            with_records(type="InspectionCase", opened_at=None, bases=(REPEALED,)),
            "pass",
            id="an inspection, its basis repealed since then",
        ),
        pytest.param(
            with_records(type="InspectionCase", opened_at=None, history=(), bases=(REPEALED,)),
            "fail",
            id="an inspection not begun, its basis repealed",
        ),
        pytest.param(COMPLAINT, "na", id="complaint"),
    ],
)
def test_auth_1(case, expected):
    assert status("AUTH-1", case) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "pass", id="enforces"),
        pytest.param({"section": "综合科（示例）"}, "fail", id="does not enforce"),
        pytest.param({"section": "无此科"}, "fail", id="unknown section"),
        pytest.param({"section": ""}, "fail", id="filed without section"),
        pytest.param({"section": "", "history": ()}, "pending", id="not yet filed"),
        pytest.param({"type": "Complaint"}, "na", id="complaint"),
    ],
)
def test_scope_1(changes, expected):
    assert status("SCOPE-1", replace(CASE, **changes)) == expected


EARLY = replace(SCENE, occurred_start=at("03-03 10:00"))
SAME_DAY = replace(SCENE, occurred_start=at("03-04 08:00"))
SENT_BACK = replace(FILING, history=steps(("submit", "03-04 09:30"), ("send_back", "03-04 11:00")))
CORRECTED = (
    replace(EARLY, history=steps(("finalize", "03-06 17:00"), ("supersede", "03-07 09:00"))),
    replace(SCENE, uid="scene2", supersedes="scene"),
)


LATE = chain("04-01 09:00", "04-01 10:00", "04-01 11:00")
#: the form's title was wrong; the case was filed all the same
REFILED = (
    replace(FILING, history=(*FILING.history, *steps(("supersede", "04-01 11:00")))),
    replace(FILING, uid="filing2", supersedes="filing", history=LATE),
)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(with_records(FILING, SCENE), "pass", id="filed before"),
        pytest.param(with_records(*REFILED, SCENE), "pass", id="the form was corrected later"),
        pytest.param(
            with_records(replace(FILING, backfilled=True, history=LATE), SCENE),
            "pass",
            id="filed before, entered late",
        ),
        pytest.param(
            with_records(replace(FILING, history=LATE), SCENE), "fail", id="filed afterwards"
        ),
        pytest.param(
            with_records(
                replace(REFILED[0], history=(*FILING.history, *steps(("annul", "03-20 09:00")))),
                replace(REFILED[1], supersedes=None),
                SCENE,
            ),
            "fail",
            id="annulled, and filed anew afterwards",
        ),
        pytest.param(with_records(FILING), "pass", id="filed, nothing investigated"),
        pytest.param(with_records(FILING, SAME_DAY), "pass", id="the same day"),
        pytest.param(with_records(FILING, EARLY), "fail", id="investigated before"),
        pytest.param(with_records(FILING, draft(EARLY)), "pending", id="an early draft"),
        pytest.param(
            with_records(FILING, draft(EARLY, uid="x"), EARLY), "fail", id="early, also a draft"
        ),
        pytest.param(with_records(FILING, *CORRECTED), "pass", id="mended by a new record"),
        pytest.param(
            with_records(FILING, replace(EARLY, body="本次为立案前核查。")),
            "na",
            id="marked as a check before filing",
        ),
        pytest.param(with_records(SCENE), "fail", id="never filed"),
        pytest.param(with_records(SENT_BACK, SCENE), "fail", id="filing sent back"),
        pytest.param(with_records(), "fail", id="investigation begun without filing"),
        pytest.param(with_records(history=()), "pending", id="registered"),
        pytest.param(with_records(draft(SCENE), history=()), "pending", id="registered, a draft"),
        pytest.param(with_records(SCENE, type="InspectionCase"), "na", id="inspection"),
        pytest.param(with_records(SCENE, procedure="summary"), "na", id="summary procedure"),
    ],
)
def test_cas_1(case, expected):
    assert status("CAS-1", case) == expected


def test_cas_1_asks_nothing_of_the_office():
    filed_late = replace(FILING, history=chain("03-07 09:00", "03-07 10:00", "03-07 11:00"))
    assert status("CAS-1", with_records(filed_late, SCENE), office=OFFICE) == "fail"
