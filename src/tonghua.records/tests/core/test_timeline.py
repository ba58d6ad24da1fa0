"""The timeline: every event of a case, in order."""

from __future__ import annotations

from dataclasses import replace

from core_builders import CASE, SCENE, at, refuse, with_records

from tonghua.records.core.timeline import timeline


def test_events_come_in_order_and_from_everywhere():
    events = timeline(CASE)
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert {event.kind for event in events} == {"opened", "transition", "signature", "occurrence"}
    assert (events[0].at, events[0].record) == (at("03-04 09:00"), "filing")


def test_events_of_a_record():
    events = timeline(replace(with_records(SCENE), history=(), opened_at=None))
    assert [(event.kind, event.actor, event.title) for event in events] == [
        ("occurrence", "", "现场检查笔录"),
        ("signature", "示例甲", "现场检查笔录：示例甲（执法人员）签名"),
        ("signature", "示例乙", "现场检查笔录：示例乙（执法人员）签名"),
        ("signature", "示例人A", "现场检查笔录：示例人A（当事人）签名"),
        ("transition", "handler1", "现场检查笔录：定稿"),
    ]


def test_a_refusal_is_an_event_of_its_own():
    record = replace(SCENE, title="", signatures=(refuse("party"),))
    said = [event.title for event in timeline(with_records(record)) if event.kind == "refusal"]
    assert said == ["现场检查（勘验）笔录：示例人（当事人）拒绝签名"]


def test_steps_of_the_case_are_said_in_chinese():
    titles = [event.title for event in timeline(replace(CASE, records=()))]
    assert titles == ["案件开始", "案件立案", "案件开始调查"]
