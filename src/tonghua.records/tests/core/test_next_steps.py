"""What is due next: the table of facts, parts of the person, and the acts proposed."""

from dataclasses import replace

import core_builders
import pytest
from core_builders import (
    CASE,
    DECISION,
    FILING,
    LATER,
    PARTY,
    RECEIPT,
    SCENE,
    TOLD,
    VIDEO,
    draft,
    steps,
    with_records,
)
from core_imported import OFFICE
from test_rules_hearing import HEARING

from tonghua.records.core.act_words import short
from tonghua.records.core.acts import Kind, Part
from tonghua.records.core.facts import (
    FACTS_BY_TYPE,
    Approval,
    Closing,
    Hearing,
    LegalReview,
    Performance,
    RightsNotice,
    Volume,
)
from tonghua.records.core.next_steps import next_steps, waits_for
from tonghua.records.core.stages import LINES, STAGE_STEPS, WANTED, line_of, reached
from tonghua.records.core.workflows import workflow_of

TYPES = frozenset({*FACTS_BY_TYPE, "Party"})
#: the types of the first cases: a stage whose record cannot be made yet does not stop a case
FEW = frozenset(
    {"Party", "Filing", "SceneInspection", "AudioVisual", "RightsNotice", "Decision"}
    | {"DeliveryReceipt", "Approval"}
)
NEW = with_records(parties=(), history=(), opened_at=None, reviewer=None, legal_basis=())
NOTICE = RightsNotice(
    uid="notice",
    title="告知书",
    kind="prior_notice",
    parties=("p",),
    history=steps(
        ("submit", "04-01 09:00"), ("endorse", "04-01 10:00"), ("approve", "04-01 11:00")
    ),
)
NOTICE_RECEIPT = replace(RECEIPT, uid="notice-receipt", served=("notice",))
#: what there is when a decision may be made
HEARD = (FILING, core_builders.NOTICE, TOLD)
WAY = ["file", "investigate", "give_notice", "review", "decide", "serve", "enforce", "close"]


def at_state(state, *records, **changes):
    """The case brought to a state, with these records."""
    line = line_of("PenaltyCase", state)
    done = [*WAY, "archive"]
    history = steps(*((name, "03-05 09:00") for name in done[: line.index(state)]))
    return with_records(*records, history=history, **changes)


def proposed(case, *parts, types=TYPES):
    """(kind, name or subject) of what is proposed."""
    found = next_steps(case, OFFICE, LATER, parts or (Part.HANDLER,), types)
    return [(each.act.kind.value, each.act.name or each.act.subject) for each in found]


class TestTable:
    @pytest.mark.parametrize(
        ("case", "expected"),
        [
            (NEW, [("add", "Party"), ("edit", ""), ("edit", "")]),
            (at_state("registered"), [("add", "Filing")]),
            (at_state("registered", draft(FILING)), [("step", "submit")]),
            (at_state("registered", FILING), [("step", "file")]),
            (at_state("filed", FILING), [("step", "investigate")]),
            (at_state("investigation", FILING), [("add", "SceneInspection"), ("add", "Interview")]),
            (
                at_state("investigation", FILING, SCENE),
                [("add", "AudioVisual"), ("add", "Interview"), ("step", "give_notice")],
            ),
            (
                at_state("investigation", FILING, SCENE, VIDEO),
                [("add", "Interview"), ("step", "give_notice")],
            ),
            (at_state("notice", FILING), [("add", "RightsNotice"), ("add", "Statement")]),
            (
                at_state("notice", FILING, NOTICE),
                [("add", "DeliveryReceipt"), ("add", "Statement")],
            ),
            (
                at_state("notice", FILING, NOTICE, NOTICE_RECEIPT),
                [("add", "Statement"), ("step", "review")],
            ),
            (at_state("review", FILING, LegalReview(uid="l")), []),
            (at_state("decision", FILING), [("add", "Decision")]),
            (at_state("decision", *HEARD, draft(DECISION, decided_at=None)), [("step", "submit")]),
            (
                at_state("decision", FILING, draft(DECISION, decided_at=None)),
                [("add", "RightsNotice")],
            ),
            (
                at_state("decision", FILING, DECISION),
                [("add", "DeliveryReceipt"), ("step", "serve")],
            ),
            (at_state("service", FILING, DECISION), [("add", "DeliveryReceipt")]),
            (at_state("service", FILING, DECISION, RECEIPT), [("step", "enforce")]),
            (
                at_state("enforcement", FILING, DECISION, RECEIPT),
                [("add", "Performance"), ("add", "Closing")],
            ),
            (at_state("archived", FILING), []),
        ],
    )
    def test_handler(self, case, expected):
        assert proposed(case) == expected

    def test_what_cannot_be_made_yet_is_not_waited_for(self):
        case = at_state("enforcement", FILING, DECISION, RECEIPT)
        assert proposed(case, types=FEW) == [("step", "close")]

    def test_all_done_is_closed(self):
        done = steps(("finalize", "06-01 09:00"))
        chain = steps(
            ("submit", "06-01 09:00"), ("endorse", "06-01 10:00"), ("approve", "06-01 11:00")
        )
        case = at_state(
            "enforcement",
            FILING,
            DECISION,
            RECEIPT,
            Performance(uid="perf", history=done),
            Closing(uid="closing", history=chain),
        )
        assert ("step", "close") in proposed(case)

    def test_archivist_makes_the_volume_and_archives(self):
        assert proposed(at_state("closed", FILING), Part.ARCHIVIST) == [("add", "Volume")]
        kept = Volume(uid="v", history=steps(("finalize", "06-01 09:00")))
        assert proposed(at_state("closed", FILING, kept), Part.ARCHIVIST) == [("step", "archive")]
        assert proposed(at_state("closed", FILING, kept)) == []

    def test_legal_reviewer_reviews(self):
        assert proposed(at_state("review", FILING), Part.LEGAL_REVIEWER) == [("add", "LegalReview")]
        assert proposed(at_state("review", FILING)) == [("step", "decide")]

    def test_summary_procedure_wants_no_filing(self):
        case = at_state("registered", procedure="summary")
        assert proposed(case) == [("step", "file")]


class TestChain:
    IN_REVIEW = replace(FILING, history=steps(("submit", "03-04 09:30")))
    IN_APPROVAL = replace(
        FILING, history=steps(("submit", "03-04 09:30"), ("endorse", "03-04 11:00"))
    )

    @pytest.mark.parametrize(
        ("record", "part", "title"),
        [
            (IN_REVIEW, Part.REVIEWER, "审核《立案审批表》"),
            (IN_APPROVAL, Part.APPROVER, "批准《立案审批表》"),
        ],
    )
    def test_whose_turn_it_is(self, record, part, title):
        case = at_state("registered", record)
        (found,) = next_steps(case, OFFICE, LATER, [part], TYPES)
        assert (found.title, found.act.kind, found.act.subject) == (title, Kind.VIEW, "filing")
        for other in (Part.HANDLER, *{Part.REVIEWER, Part.APPROVER} - {part}):
            assert proposed(case, other) == []

    def test_case_waits_for_the_reviewer(self):
        found = waits_for(at_state("registered", self.IN_REVIEW), OFFICE, LATER, TYPES)
        assert found.part is Part.REVIEWER

    def test_archived_case_waits_for_nobody(self):
        assert waits_for(at_state("archived", FILING), OFFICE, LATER, TYPES) is None

    def test_form_that_a_chain_wrote_is_nobodys_work(self):
        written = Approval(uid="a", chain_of="filing")
        assert proposed(at_state("registered", FILING, written)) == [("step", "file")]


class TestDraft:
    def test_what_its_gate_would_say_comes_first(self):
        scene = draft(SCENE, signatures=())
        (found, *_rest) = next_steps(
            at_state("investigation", FILING, scene), OFFICE, LATER, [Part.HANDLER], TYPES
        )
        assert (found.act.kind, found.act.subject, found.article) == (Kind.SIGN, "scene", 9)
        assert found.why.startswith("第九条")

    def test_missing_recording_says_from_when_to_when(self):
        (found, *_rest) = next_steps(
            at_state("investigation", FILING, draft(SCENE)), OFFICE, LATER, [Part.HANDLER], TYPES
        )
        assert found.title == "上传音像"
        assert found.act.given == (("about", "scene"),)
        assert "2026年3月6日 10:00—11:20" in found.why

    def test_whole_draft_is_made_final(self):
        case = at_state("investigation", FILING, draft(SCENE), VIDEO)
        assert proposed(case)[0] == ("step", "finalize")

    def test_incomplete_decision_is_completed(self):
        case = at_state("decision", *HEARD, draft(DECISION, reasons="", decided_at=None))
        assert proposed(case) == [("edit", "decision")]


class TestReviewThatIsDue:
    """法制审核 (LEG-1) is the legal reviewer's, and a case that needs it waits for it."""

    HEARD = Hearing(uid="heard", title="听证", history=steps(("finalize", "05-07 12:00")))
    REVIEW = LegalReview(uid="l", verdict="agree", history=steps(("finalize", "05-12 09:00")))

    def test_the_stage_is_not_left_without_it(self):
        case = at_state("review", FILING, self.HEARD)
        assert ("step", "decide") not in proposed(case)
        assert ("add", "LegalReview") in proposed(case, Part.LEGAL_REVIEWER)

    def test_once_reviewed_the_case_goes_on(self):
        case = at_state("review", FILING, self.HEARD, self.REVIEW)
        assert ("step", "decide") in proposed(case)

    def test_a_decision_that_waits_for_it_is_the_legal_reviewer_s(self):
        heard = replace(HEARING, uid="heard")
        undecided = draft(DECISION, decided_at=None)
        case = at_state("decision", FILING, core_builders.NOTICE, TOLD, heard, undecided)
        assert ("step", "submit") not in proposed(case)
        assert ("add", "LegalReview") in proposed(case, Part.LEGAL_REVIEWER)
        found = waits_for(case, OFFICE, LATER, TYPES)
        assert found.part is Part.LEGAL_REVIEWER

    def test_a_discussion_that_is_due_is_written_first(self):
        review = replace(self.REVIEW)
        case = at_state(
            "decision",
            FILING,
            core_builders.NOTICE,
            TOLD,
            review,
            draft(DECISION, decided_at=None),
            deliberation_required=True,
        )
        assert proposed(case) == [("add", "Deliberation")]


class TestService:
    def test_attempt_that_failed_asks_for_another(self):
        returned = replace(RECEIPT, method="mail", outcome="returned", signatures=())
        (found,) = next_steps(
            at_state("service", FILING, DECISION, returned), OFFICE, LATER, [Part.HANDLER], TYPES
        )
        assert "改用其他方式" in found.why
        assert found.act.given == (("served", "decision"),)

    def test_receipt_under_way_is_finished_first(self):
        under_way = draft(RECEIPT, outcome=None, signatures=())
        assert proposed(at_state("service", FILING, DECISION, under_way)) == [("sign", "receipt")]
        unfilled = replace(under_way, signed_at=None)
        assert proposed(at_state("service", FILING, DECISION, unfilled)) == [
            ("edit", "receipt"),
            ("sign", "receipt"),
        ]


class TestTables:
    def test_every_state_on_the_way_leads_on(self):
        for portal_type, line in LINES.items():
            for state in line[:-1]:
                step = STAGE_STEPS[portal_type, state]
                workflow = workflow_of(portal_type)
                assert workflow.allows(state, step.choose(CASE)), (portal_type, state)

    def test_wanted_types_exist(self):
        for wanted in WANTED.values():
            for each in wanted:
                assert {each.type, *each.instead} <= TYPES

    def test_three_at_most(self):
        many = [draft(FILING, uid=f"f{n}") for n in range(9)]
        assert len(next_steps(at_state("registered", *many), OFFICE, LATER, list(Part), TYPES)) == 3

    def test_long_titles_are_cut(self):
        assert len(short(replace(FILING, title="长" * 500))) < 50


class TestReached:
    def test_last_time_counts(self):
        case = with_records(
            history=steps(
                ("file", "03-04 16:25"),
                ("return_to_registered", "03-05 09:00"),
                ("file", "03-06 09:00"),
            )
        )
        assert reached(case)["filed"].day == 6

    def test_import_was_made_later_than_it_happened(self):
        assert "registered" not in reached(replace(CASE, created=LATER))

    def test_state_beside_the_line_ends_it(self):
        assert line_of("ApplicationCase", "rejected") == ("registered", "rejected")
        turned = ("registered", "investigation", "transferred")
        assert line_of("InspectionCase", "transferred") == turned
        assert PARTY.uid == "p"
