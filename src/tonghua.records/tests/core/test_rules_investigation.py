"""OFF-1, OFF-2, OFF-3: officers, certificates, showing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from core_builders import (
    CASE,
    OFFICE,
    OFFICERS,
    SCENE,
    VIDEO,
    ask,
    at,
    draft,
    refuse,
    sign,
    status,
    steps,
    with_records,
)

from tonghua.records.core.certificates import Certificate, is_renewal
from tonghua.records.core.facts import EvidencePreservation, OtherInvestigation

OTHER = OtherInvestigation(
    uid="other",
    title="其他调查记录",
    occurred_start=at("03-06 14:00"),
    officers=("o1", "o2"),
    history=steps(("finalize", "03-06 15:00")),
)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(SCENE, "pass", id="two"),
        pytest.param(replace(SCENE, officers=("o1", "o2", "o3")), "pass", id="three"),
        pytest.param(replace(SCENE, officers=("o1",)), "fail", id="one"),
        pytest.param(replace(SCENE, officers=("o1", "o1")), "fail", id="one named twice"),
        pytest.param(draft(SCENE, officers=("o1",)), "pending", id="draft with one"),
        pytest.param(draft(SCENE), "pass", id="draft with two"),
        pytest.param(OTHER, "pass", id="other investigation"),
        pytest.param(VIDEO, "na", id="not a written record"),
    ],
)
def test_off_1(record, expected):
    assert status("OFF-1", with_records(record)) == expected


def test_off_1_names_the_record_and_the_article():
    answer = ask("OFF-1", with_records(SCENE, replace(OTHER, officers=("o1",))))
    assert answer.records == ("other",)
    assert answer.reason.startswith("第九条：《其他调查记录》")


def officer(**changes):
    return replace(CASE, officers=(OFFICERS[0], replace(OFFICERS[1], **changes)), records=(SCENE,))


#: the certificate of today, which the record's day knew nothing of
RENEWED = {"valid_from": date(2026, 6, 1), "valid_until": date(2031, 5, 31)}


def renewed(present, until, scope="地方志行政执法"):
    """An officer whose certificate of that day ended on a day and was renewed afterwards."""
    former = {"valid_from": date(2021, 3, 7), "valid_until": until, "scope": scope}
    return officer(**present, former_certificates=(former,))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(with_records(SCENE), "pass", id="valid"),
        pytest.param(officer(valid_until=date(2026, 3, 6)), "pass", id="last day"),
        pytest.param(officer(valid_until=date(2026, 3, 5)), "fail", id="expired the day before"),
        pytest.param(officer(valid_from=date(2026, 3, 6)), "pass", id="first day"),
        pytest.param(officer(valid_from=date(2026, 3, 7)), "fail", id="not yet valid"),
        pytest.param(officer(valid_until=None), "unknown", id="no term known"),
        pytest.param(officer(valid_from=None), "unknown", id="no first day known"),
        pytest.param(
            officer(valid_from=None, valid_until=date(2026, 3, 5)),
            "fail",
            id="no first day known, but expired",
        ),
        pytest.param(
            officer(valid_from=date(2026, 3, 7), valid_until=None),
            "fail",
            id="no last day known, but not yet valid",
        ),
        pytest.param(renewed(RENEWED, date(2026, 3, 6)), "pass", id="renewed since: its last day"),
        pytest.param(renewed(RENEWED, date(2026, 3, 5)), "fail", id="renewed after a gap"),
        pytest.param(
            renewed(RENEWED, date(2026, 3, 6), scope=""), "unknown", id="renewed: no scope then"
        ),
        pytest.param(officer(scope="  "), "unknown", id="no scope known"),
        pytest.param(with_records(replace(SCENE, officers=("o1", "x"))), "unknown", id="stranger"),
        pytest.param(with_records(VIDEO), "na", id="no written record"),
    ],
)
def test_off_2(case, expected):
    assert status("OFF-2", case) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "pass"),
        (("地方志",), "pass"),
        (("地方志", "档案"), "fail"),
    ],
)
def test_off_2_scope_of_the_section(words, expected):
    office = replace(OFFICE, scopes={"执法科（示例）": words, "综合科（示例）": ("无关",)})
    assert status("OFF-2", with_records(SCENE), office=office) == expected


def signed_by(*signatures, **changes):
    return replace(SCENE, signatures=signatures, **changes)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([SCENE], "pass", id="shown and signed"),
        pytest.param([signed_by(sign("witness"))], "pass", id="one present signed"),
        pytest.param([signed_by(refuse("party"))], "pass", id="refusal noted"),
        pytest.param([signed_by(refuse("party", reason=" "))], "fail", id="no reason"),
        pytest.param([signed_by(refuse("party", witness=""))], "fail", id="nobody saw it"),
        pytest.param(
            [signed_by(refuse("party", witness="")), VIDEO], "pass", id="the refusal is on film"
        ),
        pytest.param([signed_by(sign("officer"))], "fail", id="only officers signed"),
        pytest.param([replace(SCENE, credentials_shown=False)], "fail", id="not shown"),
        pytest.param([replace(SCENE, credentials_shown=None)], "fail", id="not said"),
        pytest.param([replace(SCENE, credentials_shown_at=None)], "fail", id="no time"),
        pytest.param(
            [replace(SCENE, credentials_shown_at=at("03-06 11:20"))], "pass", id="at its end"
        ),
        pytest.param(
            [replace(SCENE, credentials_shown_at=at("03-06 11:21"))], "fail", id="after its end"
        ),
        pytest.param(
            [replace(SCENE, credentials_shown_at=at("03-06 11:21"), occurred_end=None)],
            "pass",
            id="its end is not known",
        ),
        pytest.param([draft(SCENE, credentials_shown=None)], "pending", id="draft"),
        pytest.param([OTHER], "na", id="nobody was met"),
        pytest.param([replace(OTHER, credentials_shown=False)], "fail", id="met, not shown"),
        pytest.param(
            [EvidencePreservation(uid="e", occurred_start=at("03-06 12:00"))],
            "na",
            id="preservation does not say",
        ),
    ],
)
def test_off_3(records, expected):
    assert status("OFF-3", with_records(*records)) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param((date(2026, 6, 1), date(2031, 5, 31)), True, id="the next term"),
        pytest.param((date(2026, 5, 1), date(2031, 4, 30)), True, id="renewed a month early"),
        pytest.param((date(2021, 6, 1), date(2031, 5, 31)), False, id="prolonged"),
        pytest.param((date(2021, 6, 1), date(2026, 3, 5)), False, id="a last day corrected"),
        pytest.param((date(2022, 6, 1), date(2026, 5, 31)), False, id="a first day corrected"),
        pytest.param((None, date(2031, 5, 31)), False, id="no first day"),
    ],
)
def test_what_is_a_renewal(new, expected):
    old = Certificate(date(2021, 6, 1), date(2026, 5, 31))
    assert is_renewal(old, Certificate(*new)) is expected
