"""As of a moment: nothing that happened later is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import CASE, FILING, RECEIPT, SCENE, VIDEO, at, sign, steps, with_records

from tonghua.records.core.asof import as_of, record_as_of
from tonghua.records.core.facts import (
    FACTS_BY_TYPE,
    DeliveryReceipt,
    EvidencePreservation,
    Performance,
    RecordFacts,
)


@pytest.mark.parametrize(
    ("when", "uids"),
    [
        ("03-04 08:59", []),
        ("03-04 09:00", ["filing"]),
        ("03-06 09:59", ["filing"]),
        ("03-06 10:00", ["filing", "scene", "video"]),
        ("04-10 14:45", ["filing", "scene", "video", "notice", "told"]),
        ("05-18 15:20", ["filing", "scene", "video", "notice", "told", "decision", "receipt"]),
    ],
)
def test_records_count_from_their_earliest_sign(when, uids):
    assert [record.uid for record in as_of(CASE, at(when)).records] == uids


def test_a_record_counts_from_the_earliest_of_signatures_steps_and_occurrence():
    assert FILING.began == at("03-04 09:00")
    assert replace(FILING, occurred_start=None).began == at("03-04 09:30")
    assert replace(SCENE, signatures=(sign("party", when="03-01 09:00"),)).began == at(
        "03-01 09:00"
    )
    assert RecordFacts(uid="x", created=at("03-02 09:00")).began == at("03-02 09:00")
    assert RecordFacts(uid="x").began is None


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("03-04 09:29", "draft"),
        ("03-04 09:30", "in_review"),
        ("03-04 11:00", "in_approval"),
        ("03-04 16:20", "final"),
    ],
)
def test_states_are_replayed(when, state):
    assert record_as_of(FILING, at(when)).state == state


def test_the_case_s_own_dates_and_steps():
    early = as_of(CASE, at("03-04 16:00"))
    assert (early.state, early.opened_at) == ("registered", None)
    assert as_of(CASE, at("03-05 09:00")).state == "investigation"


def test_signatures_that_come_later_do_not_exist_yet():
    assert [s.capacity for s in record_as_of(RECEIPT, at("05-18 15:33")).signatures] == [
        "server",
        "server",
    ]


def mail(**moments):
    return DeliveryReceipt(
        uid="m",
        occurred_start=at("04-17 09:00"),
        method="mail",
        outcome="served",
        mail_number="EX1",
        register=True,
        voucher=True,
        return_slip=True,
        **moments,
    )


def test_what_an_act_brings_is_empty_before_it():
    sent = mail(mailed_at=at("04-17 09:30"), received_at=at("04-20 10:00"))
    before = record_as_of(sent, at("04-17 09:00"))
    assert (before.mail_number, before.register, before.voucher) == ("", False, False)
    under_way = record_as_of(sent, at("04-19 12:00"))
    assert (under_way.mailed_at, under_way.register) == (sent.mailed_at, True)
    assert (under_way.received_at, under_way.return_slip, under_way.outcome) == (None, False, None)
    assert record_as_of(sent, at("04-20 10:00")) == sent


def test_a_recording_is_not_there_before_it_is_ingested():
    early = record_as_of(VIDEO, at("03-06 15:00"))
    assert (early.media, early.sha256, early.ingested_at) == (False, "", None)
    assert early.captured_end == VIDEO.captured_end


def test_dispositions_come_with_their_date():
    kept = EvidencePreservation(
        uid="k", occurred_start=at("03-06 12:00"), disposition="返还", disposed_at=at("03-16 15:00")
    )
    assert record_as_of(kept, at("03-10 12:00")).disposition == ""
    assert record_as_of(kept, at("03-16 15:00")).disposition == "返还"


def test_deadlines_are_known_beforehand():
    owed = Performance(uid="o", occurred_start=at("05-20 10:00"), due_at=at("06-02 23:59"))
    assert record_as_of(owed, at("05-20 12:00")).due_at == owed.due_at


def test_rows_that_tell_of_later_things_are_left_out():
    rows = ({"medium": "a", "posted_at": at("05-20 09:00")}, {"posted_at": "2026-05-25"})
    notice = replace(RECEIPT, occurred_start=at("05-19 09:00"), media=rows)
    assert record_as_of(notice, at("05-21 09:00")).media == rows[:1]
    assert record_as_of(notice, at("05-25 00:00")).media == rows


def test_words_that_look_like_moments_stay():
    kept = EvidencePreservation(
        uid="k", occurred_start=at("03-06 12:00"), rows=({"kept_at": "当事人库房"},)
    )
    assert record_as_of(kept, at("03-06 13:00")).rows == kept.rows


def test_what_was_written_later_counts_from_then_unless_it_has_a_day_of_its_own():
    written = ("rows", "disposition", "disposed_at")
    kept = EvidencePreservation(
        uid="k",
        occurred_start=at("03-06 12:00"),
        rows=({"name": "样书"},),
        disposition="返还",
        disposed_at=at("03-10 09:00"),
        later=tuple({"field": name, "at": at("03-12 09:00")} for name in written),
    )
    before = record_as_of(kept, at("03-12 08:59"))
    assert (before.rows, before.later) == ((), ())
    assert (before.disposition, before.disposed_at) == ("返还", kept.disposed_at)
    assert record_as_of(kept, at("03-12 09:00")) == kept


def test_a_superseding_record_sets_the_old_one_aside():
    new = replace(SCENE, uid="new", supersedes="scene")
    assert with_records(SCENE, new).standing(RecordFacts) == (new,)
    drafted = replace(new, history=())
    assert with_records(SCENE, drafted).standing(RecordFacts) == (SCENE, drafted)
    void = replace(new, history=(*new.history, *steps(("annul", "03-08 09:00"))))
    assert with_records(SCENE, void).standing(RecordFacts) == (SCENE,)


@pytest.mark.parametrize("kind", FACTS_BY_TYPE.values(), ids=FACTS_BY_TYPE)
def test_every_type_of_record_can_be_bare(kind):
    bare = kind(uid="x", created=at("03-01 09:00"))
    assert as_of(with_records(bare), at("03-02 09:00")).records == (bare,)
    assert bare.type == kind.__name__
    assert bare.state == "draft"
