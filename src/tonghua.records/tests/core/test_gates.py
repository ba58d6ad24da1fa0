"""Gates: what an act is refused for, judged as the act would leave the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import (
    BASIS,
    CASE,
    DECISION,
    FILING,
    NOTICE,
    OFFICE,
    OFFICERS,
    PRIOR_NOTICE,
    RECEIPT,
    SCENE,
    TOLD,
    TOLD_RECEIPT,
    VIDEO,
    at,
    draft,
    sign,
    step,
    steps,
    with_records,
)

from tonghua.records.core.acts import Kind
from tonghua.records.core.facts import (
    ApplicationNotice,
    Approval,
    ComplaintFacts,
    Deliberation,
    DeliveryReceipt,
    Hearing,
    LegalReview,
)
from tonghua.records.core.gates import GATES, judge, refusals, rules_for
from tonghua.records.core.rules import RULES
from tonghua.records.core.workflows import WORKFLOWS, workflow_of

NOW = at("06-30 12:00")


def refused(case, subject, taken, now=NOW):
    """The rule that refuses, or None."""
    found = judge(case, OFFICE, now, subject, taken)
    return found.rule if found else None


@pytest.mark.parametrize(("guarded", "rules"), GATES.items())
def test_the_table_names_what_there_is(guarded, rules):
    name, transition = guarded
    workflow = WORKFLOWS.get(name) or workflow_of(name)
    assert transition in workflow.transitions
    assert set(rules) <= {id for id, rule in RULES.items() if rule.blocking}


def test_a_decision_s_approval_is_guarded_by_its_type_and_its_workflow():
    found = rules_for("Decision", "approve")
    assert found[:4] == ("AUTH-1", "DEC-1", "DEC-3", "RGT-1")
    assert found.index("RCU-1") < found.index("LEG-1") < found.index("DEC-4")
    assert found.index("DEC-4") < found.index("APR-1")
    assert rules_for("Filing", "submit") == ("SEC-1",)
    assert rules_for("Party", "finalize") == ()


@pytest.mark.parametrize(
    ("case", "transition", "expected"),
    [
        pytest.param(CASE, "file", None, id="file: the section enforces"),
        pytest.param(replace(CASE, section="综合科（示例）"), "file", "SCOPE-1", id="it does not"),
        pytest.param(replace(CASE, section="", history=()), "file", "SCOPE-1", id="no section"),
        pytest.param(with_records(FILING), "investigate", None, id="investigate: filed"),
        pytest.param(with_records(), "investigate", "CAS-1", id="filing not approved"),
        pytest.param(with_records(), "close", None, id="close: no gate"),
    ],
)
def test_steps_of_the_case(case, transition, expected):
    before = replace(case, history=case.history[:1] if case.history else ())
    assert refused(before, "case", step(transition, "06-30 12:00")) == expected


COMPLAINT = ComplaintFacts(
    uid="case",
    type="Complaint",
    title="示例举报",
    real_name=True,
    conclusion="not_filed",
    concluded_at=at("06-29 12:00"),
    history=(step("conclude", "06-29 12:00"),),
)
APPLICATION = replace(CASE, type="ApplicationCase", history=())
ANSWER = ApplicationNotice(
    uid="n", outcome="rejected", title="不予受理通知书", history=(step("finalize", "06-30 09:00"),)
)


@pytest.mark.parametrize(
    ("case", "transition", "expected"),
    [
        pytest.param(COMPLAINT, "archive", "CMP-1", id="an informant who is still to be told"),
        pytest.param(
            replace(COMPLAINT, informed_at=at("06-30 09:00"), informed_by="handler2"),
            "archive",
            None,
            id="told",
        ),
        pytest.param(replace(COMPLAINT, real_name=False), "archive", None, id="nobody to tell"),
        pytest.param(APPLICATION, "reject", "APP-3", id="rejected without a word"),
        pytest.param(
            replace(APPLICATION, records=(replace(ANSWER, history=()),)),
            "reject",
            "APP-3",
            id="rejected with a draft",
        ),
        pytest.param(
            replace(APPLICATION, records=(ANSWER,)), "reject", None, id="rejected in writing"
        ),
    ],
)
def test_steps_after_which_nothing_can_be_written(case, transition, expected):
    assert refused(case, "case", step(transition, "06-30 12:00")) == expected


@pytest.mark.parametrize(
    ("start", "said"),
    [
        pytest.param("06-30 18:00", None, id="later today: a device's clock is ahead"),
        pytest.param("07-01 00:00", "第四条：《现场检查笔录》写的开始时间（", id="tomorrow"),
        pytest.param("06-29 23:59", None, id="yesterday"),
    ],
)
def test_nothing_of_tomorrow_is_final_today(start, said):
    scene = draft(SCENE, occurred_start=at(start), occurred_end=at("07-02 00:00"))
    found = refusals(with_records(scene, VIDEO), OFFICE, NOW, "scene", FINALIZE)
    told = [each.message for each in found if each.article == 4]
    assert [each[: len(said or "")] for each in told] == ([said] if said else [])


class TestPublicNotice:
    """公告送达 is approved by a form of its own before its receipt is final (article 23)."""

    NOTICE = DeliveryReceipt(
        uid="r",
        served=("d",),
        recipient="示例公司",
        method="public_notice",
        media=({"medium": "示例报", "posted_at": at("06-01 09:00")},),
        circumstances="下落不明",
        notice_text="公告",
    )
    APPROVAL = Approval(uid="a", title="公告送达审批", history=steps(("approve", "06-01 08:00")))

    def said(self, *others):
        found = list(refusals(with_records(self.NOTICE, *others), OFFICE, NOW, "r", FINALIZE))
        return [each.message for each in found if each.rule == "SRV-P"], found

    def test_without_one_it_is_refused_and_leads_there(self):
        (said,), found = self.said()
        assert said.startswith("第二十三条：公告送达应当先经审批。")
        way = next(each.way for each in found if each.rule == "SRV-P")
        assert (way.kind, way.name) == (Kind.ADD, "Approval")

    def test_one_under_way_is_looked_at(self):
        said, found = self.said(replace(self.APPROVAL, history=()))
        assert said
        way = next(each.way for each in found if each.rule == "SRV-P")
        assert (way.kind, way.subject) == (Kind.VIEW, "a")

    def test_what_a_chain_wrote_for_another_record_does_not_do(self):
        assert self.said(replace(self.APPROVAL, chain_of="d"))[0]

    def test_approved(self):
        assert self.said(self.APPROVAL)[0] == []

    def test_other_ways_need_none(self):
        mail = replace(self.NOTICE, method="mail")
        found = refusals(with_records(mail), OFFICE, NOW, "r", FINALIZE)
        assert "SRV-P" not in [each.rule for each in found]


FINALIZE = step("finalize", "06-30 12:00")


@pytest.mark.parametrize(
    ("case", "subject", "expected"),
    [
        pytest.param(with_records(draft(SCENE), VIDEO), "scene", None, id="whole"),
        pytest.param(
            with_records(draft(SCENE, officers=("o1",)), VIDEO), "scene", "OFF-1", id="one officer"
        ),
        pytest.param(
            replace(
                with_records(draft(SCENE), VIDEO),
                officers=tuple(replace(o, valid_until=at("03-01 00:00").date()) for o in OFFICERS),
            ),
            "scene",
            "OFF-2",
            id="expired certificates",
        ),
        pytest.param(
            replace(with_records(draft(SCENE), VIDEO), officers=()),
            "scene",
            None,
            id="certificates not known do not block",
        ),
        pytest.param(
            with_records(draft(SCENE, credentials_shown=None), VIDEO),
            "scene",
            "OFF-3",
            id="certificates not shown",
        ),
        pytest.param(
            with_records(draft(SCENE, signatures=SCENE.signatures[1:]), VIDEO),
            "scene",
            "DOC-SIG",
            id="an officer has not signed",
        ),
        pytest.param(with_records(draft(SCENE)), "scene", "AV-12", id="no recording"),
        pytest.param(
            with_records(replace(SCENE, uid="old", officers=()), draft(SCENE), VIDEO),
            "scene",
            None,
            id="another record's fault",
        ),
        pytest.param(with_records(draft(RECEIPT)), "receipt", None, id="receipt"),
        pytest.param(
            with_records(draft(RECEIPT, signatures=())), "receipt", "DOC-SIG", id="bare receipt"
        ),
        pytest.param(with_records(draft(VIDEO)), "video", None, id="a recording itself"),
    ],
)
def test_finalizing_a_record(case, subject, expected):
    assert refused(case, subject, FINALIZE) == expected


def test_a_clerk_s_clock_that_is_ahead_does_not_refuse():
    now = at("03-06 11:21")
    late = replace(
        draft(SCENE),
        credentials_shown_at=at("03-06 11:22"),
        occurred_end=at("03-06 11:22"),
        signatures=(*SCENE.signatures[:2], sign("party", when="03-06 11:21")),
    )
    video = replace(VIDEO, captured_end=at("03-06 11:23"), ingested_at=at("03-06 11:21"))
    taken = step("finalize", "03-06 11:21")
    assert refused(with_records(late, video), "scene", taken, now) is None


SUBMIT = step("submit", "05-14 09:00")
ENDORSE = step("endorse", "05-14 10:00", "reviewer1")
APPROVE = step("approve", "05-14 11:00", "approver1")
IN_APPROVAL = (SUBMIT, ENDORSE)


@pytest.mark.parametrize(
    ("changes", "history", "taken", "expected"),
    [
        pytest.param({}, (), SUBMIT, None, id="submit: whole"),
        pytest.param({"decided_at": None}, (), SUBMIT, None, id="submit: no day yet"),
        pytest.param({"reasons": ""}, (), SUBMIT, "DEC-1", id="submit: no reasons"),
        pytest.param({"penalty_kinds": ("closure",)}, (), SUBMIT, "AUTH-1", id="submit: no power"),
        pytest.param({}, (SUBMIT,), ENDORSE, None, id="endorse"),
        pytest.param(
            {}, (SUBMIT,), replace(ENDORSE, comment=""), "APR-1", id="endorse: no opinion"
        ),
        pytest.param(
            {}, (SUBMIT,), replace(ENDORSE, actor="handler1"), "APR-1", id="endorse: same person"
        ),
        pytest.param(
            {}, (SUBMIT,), replace(ENDORSE, actor="reviewer2"), "APR-1", id="endorse: not named"
        ),
        pytest.param({}, IN_APPROVAL, APPROVE, None, id="approve"),
        pytest.param(
            {"decided_at": None}, IN_APPROVAL, APPROVE, None, id="approve: its day is given by it"
        ),
        pytest.param({"remedies": ""}, IN_APPROVAL, APPROVE, "DEC-1", id="approve: no remedies"),
        pytest.param(
            {}, IN_APPROVAL, replace(APPROVE, actor="approver2"), "APR-1", id="approve: not named"
        ),
        pytest.param({}, IN_APPROVAL, replace(APPROVE, comment=" "), "APR-1", id="approve: mute"),
        pytest.param({"reasons": ""}, (SUBMIT,), step("send_back", "05-14 10:00"), None, id="back"),
    ],
)
def test_the_chain_of_a_decision(changes, history, taken, expected):
    record = replace(DECISION, history=history, **changes)
    case = with_records(FILING, NOTICE, TOLD, record)
    assert refused(case, "decision", taken, at("05-14 12:00")) == expected


HEARD = Hearing(uid="hearing", requested_at=at("04-15 09:00"), created=at("04-15 09:00"))
REVIEWED = LegalReview(uid="review", verdict="agree", history=steps(("finalize", "05-12 09:00")))
DISCUSSED = Deliberation(
    uid="held",
    occurred_end=at("05-13 10:00"),
    present=("示例戊",),
    signatures=(sign("participant", "示例戊", "05-13 10:00"),),
    history=steps(("finalize", "05-13 11:00")),
)
AS_TOLD = (PRIOR_NOTICE, TOLD_RECEIPT)
#: the rules of this table; what else comes before a decision has its own
ASKED = ("DEC-3", "LEG-1", "COL-1", "DEC-4")
UNDECIDED = replace(DECISION, history=(), decided_at=None)
ON_THE_SPOT = replace(UNDECIDED, kind="summary_penalty", number="", place="示例路1号")
ON_CASE = {"deliberation_required": True}


@pytest.mark.parametrize(
    ("taken", "history"),
    [pytest.param(SUBMIT, (), id="submit"), pytest.param(APPROVE, IN_APPROVAL, id="approve")],
)
@pytest.mark.parametrize(
    ("record", "others", "changes", "expected"),
    [
        pytest.param(UNDECIDED, (HEARD,), {}, "LEG-1", id="heard, not reviewed"),
        pytest.param(UNDECIDED, (HEARD, REVIEWED), {}, None, id="reviewed"),
        pytest.param(
            UNDECIDED,
            (HEARD, replace(REVIEWED, verdict="disagree")),
            {},
            "LEG-1",
            id="the review disagrees",
        ),
        pytest.param(UNDECIDED, (REVIEWED,), ON_CASE, "COL-1", id="not discussed"),
        pytest.param(UNDECIDED, (REVIEWED, DISCUSSED), ON_CASE, None, id="discussed"),
        pytest.param(
            UNDECIDED,
            (REVIEWED, replace(DISCUSSED, signatures=())),
            ON_CASE,
            "COL-1",
            id="nobody signed",
        ),
        pytest.param(UNDECIDED, AS_TOLD, {}, None, id="as told"),
        pytest.param(replace(UNDECIDED, amount=50001), AS_TOLD, {}, "DEC-4", id="more than told"),
        pytest.param(replace(UNDECIDED, amount=50001), (), {}, None, id="not told does not block"),
        pytest.param(replace(ON_THE_SPOT, amount=3001), (), {}, "DEC-3", id="too much at once"),
        pytest.param(
            replace(ON_THE_SPOT, amount=3000),
            (HEARD,),
            ON_CASE,
            None,
            id="a small fine, unnumbered",
        ),
    ],
)
def test_what_comes_before_a_decision(record, others, changes, taken, history, expected):
    case = with_records(FILING, *others, replace(record, history=history), **changes)
    found = [
        each.rule
        for each in refusals(case, OFFICE, at("05-14 12:00"), "decision", taken)
        if each.rule in ASKED
    ]
    assert next(iter(found), None) == expected


def test_another_decision_s_fault_stops_nobody():
    other = replace(DECISION, uid="other", amount=60000)
    case = with_records(FILING, NOTICE, TOLD, other, replace(UNDECIDED, history=()))
    assert refused(case, "decision", SUBMIT, at("05-14 12:00")) is None


LIEN = replace(
    RECEIPT,
    method="lien",
    place="示例路1号",
    refusal_reason="不认可",
    witness_name="示例见证人",
    witness_organisation="示例居民委员会",
    left_at_residence=True,
    signed_at=None,
    signatures=(*RECEIPT.signatures[1:], sign("witness", "示例见证人", "05-18 15:34")),
    history=(),
)
LEFT = at("05-18 16:30")


@pytest.mark.parametrize(
    ("receipt", "now", "expected"),
    [
        pytest.param(LIEN, LEFT, None, id="the recording may follow within a day"),
        pytest.param(LIEN, at("05-19 15:36"), "SRV-L", id="a day later without"),
        pytest.param(replace(LIEN, left_at_residence=False), LEFT, "SRV-L", id="left elsewhere"),
        pytest.param(
            replace(LIEN, left_at_residence=False, outcome="failed"), LEFT, None, id="given up"
        ),
    ],
)
def test_a_receipt_of_what_was_left(receipt, now, expected):
    assert refused(with_records(receipt), "receipt", FINALIZE, now) == expected


SENT = replace(
    RECEIPT,
    method="electronic",
    system="示例系统",
    delivered_at=at("05-18 10:00"),
    signed_at=None,
    history=(),
)


@pytest.mark.parametrize(
    ("receipt", "consent", "expected"),
    [
        pytest.param(SENT, at("05-18 10:00"), None, id="agreed before it arrived"),
        pytest.param(SENT, at("05-18 10:01"), "SRV-E2", id="agreed afterwards"),
        pytest.param(SENT, None, "SRV-E2", id="never agreed"),
        pytest.param(replace(SENT, outcome="failed"), None, None, id="it did not arrive"),
    ],
)
def test_a_receipt_of_what_was_sent_electronically(receipt, consent, expected):
    party = replace(CASE.parties[0], e_service_consent_at=consent)
    assert refused(with_records(receipt, parties=(party,)), "receipt", FINALIZE) == expected


class TestPublicNoticeIsProper:
    """What SRV-P asks besides the approval, once that is given."""

    def found(self, *others, **changes):
        receipt = replace(TestPublicNotice.NOTICE, **changes)
        case = with_records(receipt, TestPublicNotice.APPROVAL, *others)
        return [each for each in refusals(case, OFFICE, NOW, "r", FINALIZE) if each.rule == "SRV-P"]

    def test_nothing_was_tried_before(self):
        (refusal,) = self.found(circumstances="邮件退回。")
        assert refusal.message.startswith("第二十三条：其他方式均无法送达的，才可以公告送达。")

    def test_a_penalty_on_the_spot(self):
        (refusal,) = self.found(replace(DECISION, uid="d", kind="summary_penalty"))
        assert "不得公告送达" in refusal.message

    def test_posted_before_it_was_approved(self):
        (refusal,) = self.found(media=({"medium": "示例报", "posted_at": at("06-01 07:59")},))
        assert "公告发出在前" in refusal.message

    def test_an_approval_of_something_else_is_none(self):
        case = with_records(
            TestPublicNotice.NOTICE, replace(TestPublicNotice.APPROVAL, title="音像不适宜")
        )
        assert refused(case, "r", FINALIZE) == "SRV-P"


def test_who_is_named_matters_only_where_the_case_names_somebody():
    unnamed = replace(with_records(replace(FILING, history=(SUBMIT,))), reviewer=None)
    assert refused(unnamed, "filing", replace(ENDORSE, actor="reviewer9")) is None


def test_the_same_second_is_in_order():
    record = replace(FILING, history=(SUBMIT,))
    taken = replace(ENDORSE, at=SUBMIT.at)
    assert refused(with_records(record), "filing", taken) is None


def test_the_refusal_says_what_to_do_and_which_article_asks():
    found = judge(with_records(draft(SCENE)), OFFICE, NOW, "scene", FINALIZE)
    assert (found.rule, found.article) == ("AV-12", 12)
    assert found.message == (
        "第十二条：现场检查应当同时进行音像记录。"
        "请上传 2026年3月6日 10:00—11:20 的音像，或者填写不适宜音像记录的理由。"
    )
    lien = draft(
        RECEIPT,
        method="lien",
        refusal_reason="不认可",
        witness_name="示例见证人",
        witness_organisation="示例居民委员会",
        left_at_residence=True,
        signatures=(),
    )
    found = judge(with_records(lien), OFFICE, NOW, "receipt", FINALIZE)
    assert (found.rule, found.article) == ("DOC-SIG", 21)


def test_a_basis_repealed_since_then_stops_the_approval():
    repealed = replace(BASIS, effective_until=at("05-10 00:00").date())
    record = replace(DECISION, history=IN_APPROVAL, decided_at=None)
    case = replace(with_records(record), bases=(repealed,))
    assert refused(case, "decision", APPROVE, at("05-14 12:00")) == "AUTH-1"


def test_a_subject_that_is_not_in_the_case_is_an_error():
    with pytest.raises(KeyError):
        judge(CASE, OFFICE, NOW, "nowhere", FINALIZE)


def test_history_of_the_case_is_not_changed():
    judge(CASE, OFFICE, NOW, "case", step("close", "06-30 12:00"))
    assert CASE.history == steps(("file", "03-04 16:25"), ("investigate", "03-05 09:00"))
