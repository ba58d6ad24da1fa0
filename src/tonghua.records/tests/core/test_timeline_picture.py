"""The timeline as a picture: positions of events and deadlines, without anything drawn."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from core_builders import CASE, at
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghua.records.core.remaining import OpenDeadline
from tonghua.records.core.stages import reached
from tonghua.records.core.text import _
from tonghua.records.core.timeline import Event, timeline
from tonghua.records.core.timeline_picture import APART, LANES, SIDE, WIDEST, picture

NOW = at("05-20 12:00")
TYPES = {record.uid: record.type for record in CASE.records}


def event(when, kind="occurrence", record="r"):
    return Event(at=when, kind=kind, actor="", title=_("示例"), record=record)


def deadline(due, *records):
    return OpenDeadline(rule="DEC-2", due=due, reason=_("示例"), records=records), _("九十日")


def drawn(*events, due=(), when=NOW, types=None, **more):
    return picture(events, due, types or {}, when, **more)


def lanes_of(found):
    return {mark.lane for mark in found.marks}


def test_a_whole_case():
    stages = [(_(state), when) for state, when in reached(CASE).items()]
    found = picture(timeline(CASE), (), TYPES, NOW, stages)
    assert lanes_of(found) == {"stage", "record", "signature", "service", "recording"}
    assert sum(mark.count for mark in found.marks) == len(timeline(CASE))
    assert [lane.id for lane in found.lanes] == list(LANES)
    assert found.width <= WIDEST
    assert all(SIDE <= mark.x <= found.width - SIDE for mark in found.marks)


@pytest.mark.parametrize(
    ("kind", "record", "type_", "lane"),
    [
        ("transition", None, "", "stage"),
        ("opened", "r", "Filing", "stage"),
        ("occurrence", "r", "Filing", "record"),
        ("transition", "r", "DeliveryReceipt", "service"),
        ("occurrence", "r", "AudioVisual", "recording"),
        ("signature", "r", "DeliveryReceipt", "signature"),
        ("refusal", "r", "Filing", "signature"),
    ],
)
def test_lanes(kind, record, type_, lane):
    found = drawn(event(NOW, kind, record), types={"r": type_})
    assert lanes_of(found) == {lane}


def test_events_of_a_day_are_one_mark():
    found = drawn(event(at("03-06 10:00")), event(at("03-06 23:59")), event(at("03-09 00:01")))
    assert [(mark.count, mark.first) for mark in found.marks] == [
        (2, date(2026, 3, 6)),
        (1, date(2026, 3, 9)),
    ]


def test_a_mark_leads_to_its_one_record():
    same = drawn(event(at("03-06 10:00")), event(at("03-06 11:00")))
    both = drawn(event(at("03-06 10:00")), event(at("03-06 11:00"), record="other"))
    assert [mark.record for mark in (*same.marks, *both.marks)] == ["r", None]


def test_a_refusal_shows_among_signatures():
    found = drawn(event(NOW, "signature"), event(NOW, "refusal"), event(NOW, "signature"))
    assert [(mark.kind, mark.count) for mark in found.marks] == [("refusal", 3)]


class TestDeadlines:
    def test_open_and_overdue(self):
        due = (deadline(date(2026, 5, 19), "r"), deadline(date(2026, 5, 29)))
        found = drawn(due=due)
        assert [(mark.kind, mark.record) for mark in found.marks] == [
            ("overdue", "r"),
            ("deadline", None),
        ]
        assert found.marks[0].x < found.today < found.marks[1].x

    def test_the_last_day_is_not_overdue(self):
        assert [mark.kind for mark in drawn(due=[deadline(date(2026, 5, 20))]).marks] == [
            "deadline"
        ]

    def test_a_moment_of_today_that_has_passed_is(self):
        assert [mark.kind for mark in drawn(due=[deadline(at("05-20 11:59"))]).marks] == ["overdue"]

    def test_overdue_shows_among_those_of_its_day(self):
        due = [deadline(at("05-20 11:59")), deadline(date(2026, 5, 20))]
        assert [(mark.kind, mark.count) for mark in drawn(due=due).marks] == [("overdue", 2)]


class TestAxis:
    def test_nothing_but_today(self):
        found = drawn()
        assert (found.marks, found.breaks, len(found.ticks)) == ((), (), 1)
        assert 0 < found.today < found.width

    def test_a_long_gap_is_shortened_and_marked(self):
        near = drawn(event(NOW - timedelta(days=7)))
        far = drawn(event(NOW - timedelta(days=400)))
        assert near.breaks == ()
        assert len(far.breaks) == 1
        assert far.width < 1000

    def test_the_longer_gap_is_the_wider(self):
        starts = (at("01-01 09:00"), at("01-09 09:00"), at("03-10 09:00"))
        marks = drawn(*map(event, starts), when=at("03-10 10:00")).marks
        assert marks[2].x - marks[1].x > marks[1].x - marks[0].x

    def test_years_are_said_where_they_begin(self):
        ticks = drawn(event(at("01-05 09:00") - timedelta(days=30)), when=at("01-30 09:00")).ticks
        assert [(tick.day.year, tick.year) for tick in ticks][:1] == [(2025, True)]
        assert [tick.year for tick in ticks if tick.day.year == 2026][:1] == [True]

    def test_a_moment_without_zone_is_refused(self):
        with pytest.raises(ValueError, match="time zone"):
            drawn(when=NOW.replace(tzinfo=None))


class TestStages:
    STAGES = ((_("登记"), at("03-02 09:00")), (_("立案"), at("03-04 09:00")))

    def test_each_lasts_until_the_next(self):
        first, second = drawn(stages=self.STAGES).bars
        assert first.x + first.width == second.x
        assert second.x + second.width == drawn(stages=self.STAGES).today

    def test_the_last_one_of_a_case_that_is_over_does_not_last(self):
        assert drawn(stages=self.STAGES, over=True).bars[-1].width < 10

    def test_words_stand_where_they_fit(self):
        stages = ((_("登记"), at("05-20 09:00")), (_("立案"), at("05-20 10:00")))
        assert [bar.fits for bar in drawn(stages=stages).bars] == [False, False]


def apart(marks):
    by_lane = {}
    for mark in marks:
        by_lane.setdefault(mark.lane, []).append(mark)
    return all(
        after.x - (before.x + before.width) >= APART - 0.2
        for held in by_lane.values()
        for before, after in pairwise(held)
    )


def test_hundreds_of_days_stay_readable():
    events = [event(at("01-01 09:00") + timedelta(days=n // 2)) for n in range(800)]
    found = drawn(*events, when=at("01-01 09:00") + timedelta(days=400))
    assert found.width <= WIDEST + 2 * SIDE
    assert sum(mark.count for mark in found.marks) == 800
    assert len(found.marks) < 200
    assert apart(found.marks)


def test_a_day_here_and_there_is_no_wider_than_is_allowed():
    """Each position is rounded; what is rounded does not add up."""
    events = [event(NOW + timedelta(days=n * n)) for n in range(60)]
    assert drawn(*events).width <= WIDEST + 2 * SIDE


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-1500, 1500), max_size=60), st.integers(-300, 300))
def test_nothing_is_lost_and_nothing_overlaps(days, due):
    events = [event(NOW + timedelta(days=n)) for n in days]
    found = drawn(*events, due=[deadline((NOW + timedelta(days=due)).date())])
    assert sum(mark.count for mark in found.marks) == len(days) + 1
    assert found.width <= WIDEST + 2 * SIDE
    assert apart(found.marks)
    xs = [tick.x for tick in found.ticks]
    assert xs == sorted(xs)
    assert all(mark.x >= 0 and mark.x + mark.width <= found.width for mark in found.marks)
