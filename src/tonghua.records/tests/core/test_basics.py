"""Text, clock, canonical JSON, numbering, confidentiality."""

from __future__ import annotations

import json
import pickle
from datetime import date, datetime, timezone
from decimal import Decimal

import pytest
from core_builders import at

from tonghua.records.core import clock, confidentiality, numbering
from tonghua.records.core.canonical import canonical_json, digest
from tonghua.records.core.numbering import Sequence
from tonghua.records.core.text import Text, _, join

UTC_EVENING = datetime(2026, 3, 6, 16, 30, tzinfo=timezone.utc)  # already the 7th in the office


def test_text_is_its_sentence_and_remembers_its_template():
    said = _("自${start}起${n}日", start="3月6日", n=7)
    assert said == "自3月6日起7日"
    assert said.msgid == "自${start}起${n}日"
    assert said.mapping == {"start": "3月6日", "n": "7"}
    assert json.dumps(said, ensure_ascii=False) == '"自3月6日起7日"'


def test_text_survives_pickling_and_nesting():
    inner = _("现场检查")
    said = pickle.loads(pickle.dumps(_("${what}应当录像", what=inner)))  # noqa: S301
    assert (said, said.msgid) == ("现场检查应当录像", "${what}应当录像")
    assert isinstance(said.mapping["what"], Text)
    assert _("价格${缺}") == "价格${缺}"
    assert join(["甲", "乙"]) == "甲、乙"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (UTC_EVENING, date(2026, 3, 7)),
        (at("03-06 23:59"), date(2026, 3, 6)),
        (date(2026, 3, 6), date(2026, 3, 6)),
    ],
)
def test_days_are_the_office_s(moment, day):
    assert clock.day_of(moment) == day


def test_a_moment_without_zone_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        clock.day_of(datetime(2026, 3, 6, 10, 0))


def test_how_days_and_moments_are_said():
    moment = at("03-06 10:05")
    assert clock.say_day(moment) == "2026年3月6日"
    assert clock.say_moment(moment) == "2026年3月6日 10:05"
    assert clock.say_moment(UTC_EVENING) == "2026年3月7日 00:30"
    assert clock.say_span(moment, at("03-06 11:20")) == "2026年3月6日 10:05—11:20"
    assert clock.say_span(moment, at("03-07 01:00")) == "2026年3月6日 10:05—2026年3月7日 01:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-06", date(2026, 3, 6)),
        ("2026-03-06T10:00:00+08:00", at("03-06 10:00")),
        ("2026-03-06T02:00:00Z", at("03-06 10:00")),
        ("2026-03-06 10:00", at("03-06 10:00")),
    ],
)
def test_reading_moments(text, expected):
    assert clock.parse_moment(text) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"b": 1, "a": "甲"}, '{"a":"甲","b":1}'),
        ([None, True, (1, 2)], "[null,true,[1,2]]"),
        (datetime(2026, 3, 6, 2, 0, tzinfo=timezone.utc), '"2026-03-06T10:00:00+08:00"'),
        (date(2026, 3, 6), '"2026-03-06"'),
        (Decimal("50000.00"), '"50000"'),
        (Decimal("5E+4"), '"50000"'),
        (Decimal("0.50"), '"0.5"'),
        (Decimal("-0.00"), '"0"'),
        (_("第${n}条", n=1), '"第1条"'),
    ],
)
def test_canonical_json(data, expected):
    assert canonical_json(data) == expected.encode()


def test_equal_data_has_an_equal_digest():
    one = {"at": at("03-06 10:00"), "rows": [{"x": Decimal("1.0"), "y": 2}]}
    other = {
        "rows": ({"y": 2, "x": Decimal("1")},),
        "at": at("03-06 10:00").astimezone(timezone.utc),
    }
    assert digest(one) == digest(other)
    assert len(digest(one)) == 64


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (datetime(2026, 3, 6), ValueError),
        (float("nan"), ValueError),
        (Decimal("Infinity"), ValueError),
        ({1: "x"}, TypeError),
        (b"bytes", TypeError),
        ({"x"}, TypeError),
    ],
)
def test_what_has_no_canonical_form(data, error):
    with pytest.raises(error):
        canonical_json(data)


PATTERN = "通志办罚〔{year}〕{n}号"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("通志办罚〔2026〕3号", (2026, 3)),
        ("通志办罚〔2026〕120号", (2026, 120)),
        ("通志办罚〔2026〕03号", None),
        ("通志办罚〔2026〕0号", None),
        ("通志办罚告〔2026〕3号", None),
        ("通志办罚〔2026〕3号之一", None),
        ("通志办罚〔2026〕３号", None),
        ("", None),
    ],
)
def test_reading_numbers(number, expected):
    assert numbering.parse_number(PATTERN, number) == expected


def test_writing_numbers():
    assert numbering.format_number(PATTERN, 2026, 3) == "通志办罚〔2026〕3号"
    assert numbering.format_number(PATTERN, 2026, None) == "通志办罚〔2026〕　号"
    assert numbering.format_number("通志办罚〔2026〕{n}号", 2026, 3) == "通志办罚〔2026〕3号"
    assert numbering.parse_number("通志办罚〔2026〕{n}号", "通志办罚〔2026〕3号") == (0, 3)
    for pattern, n in (("通志办罚", 1), (PATTERN, 0)):
        with pytest.raises(ValueError, match=r"pattern|start at 1"):
            numbering.format_number(pattern, 2026, n)


def test_a_sequence_has_no_gaps_and_keeps_what_was_voided():
    first, one = numbering.take(Sequence())
    second, two = numbering.take(first)
    assert (one, two) == (1, 2)
    voided = numbering.void(second, 1, "打印错误")
    assert (voided.last, voided.voided) == (2, {1: "打印错误"})
    assert numbering.take(voided)[1] == 3
    assert numbering.lift(voided, 9).last == 9
    assert numbering.lift(voided, 1).last == 2


@pytest.mark.parametrize(("n", "reason"), [(1, " "), (3, "错"), (0, "错")])
def test_only_a_taken_number_is_voided_and_with_a_reason(n, reason):
    with pytest.raises(ValueError, match=r"reason|never taken"):
        numbering.void(Sequence(last=2), n, reason)


@pytest.mark.parametrize(
    ("case", "own", "expected"),
    [
        ("internal", None, "internal"),
        ("internal", "", "internal"),
        ("internal", "public", "public"),
        ("privacy", "public", "privacy"),
        ("internal", "privacy", "privacy"),
        ("public", "public", "public"),
        ("privacy", "internal", "privacy"),
        ("privacy", "business_secret", "business_secret"),
    ],
)
def test_a_record_in_a_secret_case_is_as_secret_as_its_case(case, own, expected):
    assert confidentiality.effective(case, own) == expected


def test_levels_have_labels_and_ranks():
    assert set(confidentiality.LABELS) == set(confidentiality.LEVELS)
    assert [confidentiality.rank(level) for level in confidentiality.LEVELS] == [0, 1, 2, 2]
    assert confidentiality.is_raised("internal", "privacy")
    assert not confidentiality.is_raised("privacy", "internal")
    with pytest.raises(KeyError):
        confidentiality.rank("secret")
