"""例外放行: what a leader may set aside, for which act, how long, and what it never mends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    CASE,
    DECISION,
    FILING,
    NOTICE,
    OFFICE,
    SCENE,
    TOLD,
    VIDEO,
    at,
    draft,
    step,
    with_records,
)

from tonghua.records.core.asof import as_of
from tonghua.records.core.facts import ComplaintFacts, Override
from tonghua.records.core.gates import judge
from tonghua.records.core.overrides import count, given_for, issuing, say_step
from tonghua.records.core.releasing import blocked, find_blocked, why_not
from tonghua.records.core.rules import evaluate
from tonghua.records.core.timeline import timeline

NOW = at("06-30 12:00")
OPEN = replace(OFFICE, overridable=frozenset({"AV-12", "DEC-1", "SCOPE-1", "CMP-1", "APR-1"}))
FINALIZE = step("finalize", "06-30 12:00")
UNRECORDED = with_records(draft(SCENE))
RELEASE = Override(
    rule="AV-12",
    subject="scene",
    transition="finalize",
    by="approver1",
    at=at("06-30 10:00"),
    reason="设备当场损坏，已另行说明。",
)


def released(case=UNRECORDED, **changes):
    return replace(case, overrides=(*case.overrides, replace(RELEASE, **changes)))


def refused(case, office=OPEN, subject="scene", taken=FINALIZE):
    found = judge(case, office, NOW, subject, taken)
    return found.rule if found else None


class TestGate:
    def test_an_override_lets_the_act_through(self):
        assert refused(UNRECORDED) == "AV-12"
        assert refused(released()) is None

    def test_what_no_parameter_marks_is_refused_in_spite_of_one(self):
        assert refused(released(), OFFICE) == "AV-12"
        assert refused(released(), replace(OPEN, overridable=frozenset({"DEC-1"}))) == "AV-12"

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param({"rule": "DOC-SIG"}, id="another rule"),
            pytest.param({"subject": "other"}, id="another record"),
            pytest.param({"subject": ""}, id="the case"),
            pytest.param({"transition": "approve"}, id="another step"),
            pytest.param({"transition": issuing("hearing_notice")}, id="a paper"),
            pytest.param({"by": "handler1"}, id="given by who finalizes"),
        ],
    )
    def test_one_for_something_else_does_not_serve(self, changes):
        assert refused(released(**changes)) == "AV-12"

    def test_the_other_rules_are_asked_as_before(self):
        bare = with_records(draft(SCENE, signatures=SCENE.signatures[1:]))
        assert refused(released(bare)) == "DOC-SIG"

    def test_what_is_missing_cannot_be_set_aside(self):
        empty = with_records(draft(SCENE, situation=""))
        found = judge(released(empty), OPEN, NOW, "scene", FINALIZE)
        assert (found.rule, found.overridable) == ("", False)

    def test_a_refusal_says_whether_a_leader_may_let_it_through(self):
        assert judge(UNRECORDED, OPEN, NOW, "scene", FINALIZE).overridable is True
        assert judge(UNRECORDED, OFFICE, NOW, "scene", FINALIZE).overridable is False

    def test_three_people_are_never_set_aside(self):
        record = replace(FILING, history=(step("submit", "06-30 09:00"),))
        taken = step("endorse", "06-30 12:00", "handler1")
        case = released(with_records(record), rule="APR-1", subject="filing", transition="endorse")
        found = judge(case, OPEN, NOW, "filing", taken)
        assert (found.rule, found.overridable) == ("APR-1", False)


class TestOneAct:
    """An override is given for one act: when that was taken, the next one asks again."""

    CASE = replace(CASE, section="综合科（示例）", history=())
    FILE = step("file", "06-30 12:00")
    GIVEN = replace(RELEASE, rule="SCOPE-1", subject="", transition="file", at=at("06-01 10:00"))

    def test_of_the_case(self):
        case = replace(self.CASE, overrides=(self.GIVEN,))
        assert refused(self.CASE, subject="case", taken=self.FILE) == "SCOPE-1"
        assert refused(case, subject="case", taken=self.FILE) is None

    def test_a_step_back_uses_it_up(self):
        been = (step("file", "06-02 10:00"), step("return_to_registered", "06-03 10:00"))
        case = replace(self.CASE, overrides=(self.GIVEN,), history=been)
        assert refused(case, subject="case", taken=self.FILE) == "SCOPE-1"
        again = replace(self.GIVEN, at=at("06-04 10:00"))
        case = replace(case, overrides=(self.GIVEN, again))
        assert refused(case, subject="case", taken=self.FILE) is None

    def test_a_record_that_is_gone(self):
        assert refused(replace(released(), records=()), subject="case", taken=self.FILE) is None


class TestWhoseItIs:
    APPROVE = step("approve", "06-30 12:00", "approver1")
    RECORD = replace(
        DECISION,
        reasons="",
        history=(step("submit", "06-30 09:00"), step("endorse", "06-30 10:00", "reviewer1")),
    )

    def test_the_approver_may_for_his_own_approval(self):
        case = with_records(FILING, NOTICE, TOLD, self.RECORD)
        assert refused(case, subject="decision", taken=self.APPROVE) == "DEC-1"
        case = released(case, rule="DEC-1", subject="decision", transition="approve")
        assert refused(case, subject="decision", taken=self.APPROVE) is None

    def test_not_where_he_handles_the_case_as_well(self):
        case = replace(with_records(FILING, self.RECORD), handlers=("handler1", "approver1"))
        case = released(case, rule="DEC-1", subject="decision", transition="approve")
        assert refused(case, subject="decision", taken=self.APPROVE) == "DEC-1"

    def why(self, case=UNRECORDED, office=OPEN, who="approver1", **asked):
        wanted = {"rule": "AV-12", "subject": "scene", "transition": "finalize", **asked}
        found = why_not(case, office, NOW, who, **wanted)
        return found[1] if found else None

    def test_the_approver_may(self):
        assert self.why() is None

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"who": "handler1"}, "第三十一条：承办人和批准人不得为同一人"),
            ({"who": "reviewer1"}, "第三十一条：例外放行由本案批准人决定"),
            ({"who": "boss"}, "第三十一条：例外放行由本案批准人决定"),
            ({"office": OFFICE}, "第十二条：本机关没有把“现场检查、抽样、听证同时音像记录”"),
            ({"rule": "OFF-1"}, "第九条：本机关没有把"),
            ({"rule": "APR-1"}, "第三十一条：本机关没有把"),
            ({"case": with_records(draft(SCENE), VIDEO)}, "现在没有因为“现场检查、抽样"),
            ({"case": with_records(SCENE)}, "现在没有因为"),
            ({"subject": "nowhere"}, "现在没有因为"),
            ({"transition": "annul"}, "现在没有因为"),
            ({"case": released()}, "已经在 2026年6月30日 10:00 例外放行（AV-12），不必再次放行"),
        ],
    )
    def test_why_not(self, changes, said):
        assert said in self.why(**changes)

    def test_an_approver_who_handles_the_case_may_not(self):
        case = replace(UNRECORDED, handlers=("handler1", "approver1"))
        assert "您是本案承办人" in self.why(case)

    def test_nor_one_who_registered_the_complaint(self):
        complaint = ComplaintFacts(
            uid="case", type="Complaint", registrar="approver1", approver="approver1"
        )
        assert "您是本案承办人" in self.why(
            complaint, rule="CMP-1", subject="", transition="archive"
        )


class TestBlocked:
    def found(self, case, office=OPEN):
        return [
            (each.refusal.rule, each.subject, each.transition)
            for each in blocked(case, office, NOW)
        ]

    def test_a_draft_without_its_recording(self):
        assert self.found(UNRECORDED) == [("AV-12", "scene", "finalize")]

    def test_nothing_where_nothing_may_be_set_aside(self):
        assert self.found(UNRECORDED, OFFICE) == []

    def test_nothing_once_it_is_released(self):
        assert self.found(released()) == []

    def test_nothing_of_what_is_final_or_void(self):
        assert self.found(with_records(SCENE)) == []
        void = replace(SCENE, history=(*SCENE.history, step("annul", "03-07 10:00")))
        assert self.found(with_records(void)) == []

    def test_a_step_of_the_case(self):
        case = replace(CASE, section="综合科（示例）", history=(), records=())
        assert self.found(case) == [("SCOPE-1", "", "file")]

    def test_each_rule_once_an_act(self):
        record = replace(
            DECISION, reasons="", remedies="", history=(step("submit", "06-30 09:00"),)
        )
        found = self.found(with_records(FILING, record))
        assert len(found) == len(set(found))

    def test_one_by_its_names(self):
        found = find_blocked(UNRECORDED, OPEN, NOW, "AV-12", "scene", "finalize")
        assert found.refusal.message.startswith("第十二条：现场检查应当同时进行音像记录。")
        assert find_blocked(UNRECORDED, OPEN, NOW, "AV-12", "", "finalize") is None


class TestWhatStays:
    def test_the_rule_is_still_broken(self):
        final = released(with_records(SCENE))
        (answer,) = evaluate(final, OPEN, NOW, ["AV-12"])
        assert str(answer.status) == "fail"
        assert [each.reason for each in given_for(final, "AV-12")] == [RELEASE.reason]
        assert given_for(final, "DOC-SIG") == ()

    def test_it_is_an_event(self):
        event = next(e for e in timeline(released()) if e.kind == "override")
        assert (event.at, event.actor, event.record) == (RELEASE.at, "approver1", "scene")
        assert event.title == (
            "例外放行：定稿《现场检查（勘验）笔录》，不受AV-12限制。理由：设备当场损坏，已另行说明。"
        )

    def test_before_it_was_given_there_is_none(self):
        assert as_of(released(), at("06-30 09:59")).overrides == ()
        assert len(as_of(released(), at("06-30 10:00")).overrides) == 1

    def test_counted_for_who_supervises(self):
        case = released(released(), rule="DEC-1", at=at("06-30 11:00"))
        assert count(case) == {"AV-12": 1, "DEC-1": 1}
        assert count(case, since=at("06-30 10:30")) == {"DEC-1": 1}
        assert count(case, until=at("06-30 11:00")) == {"AV-12": 1}

    @pytest.mark.parametrize(
        ("subject", "transition", "said"),
        [
            ("scene", "finalize", "定稿《现场检查（勘验）笔录》"),
            ("", "file", "案件立案"),
            ("gone", "finalize", "案件定稿"),
            ("scene", issuing("public_notice"), "出具《公告》"),
        ],
    )
    def test_an_act_in_words(self, subject, transition, said):
        assert say_step(UNRECORDED, subject, transition) == said
