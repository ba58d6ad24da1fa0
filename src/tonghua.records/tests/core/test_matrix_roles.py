"""Who is what on an item of the matrix: writers, a complaint's people, supervisors."""

import pytest

from tonghua.records.core.matrix import (
    ACTIONS,
    CASE,
    COMPLAINT,
    RECORD,
    SUPERVISION,
    allowed,
    profile_of_tables,
    roles_on,
)

PROFILE = profile_of_tables(
    {
        "PenaltyCase": CASE,
        "ApplicationCase": CASE,
        "InspectionCase": CASE,
        "Complaint": COMPLAINT,
        "Interview": RECORD,
        "LegalReview": RECORD,
        "Volume": RECORD,
        "SupervisionOrder": SUPERVISION,
    }
)
ACTS = {action.id: action for action in ACTIONS}


def may(act, role, portal_type, state="registered", level="internal", *, named=True):
    return allowed(PROFILE, ACTS[act], [role], portal_type, state, level, named=named)


def test_each_kind_of_case_has_its_own_states():
    assert "filed" in PROFILE.states("PenaltyCase")
    assert "filed" not in PROFILE.states("ApplicationCase")
    assert len(PROFILE.case_flows) == 3


@pytest.mark.parametrize(
    ("portal_type", "own", "group"),
    [
        ("LegalReview", "Case Legal Reviewer", "Legal Reviewer"),
        ("Volume", "Case Archivist", "Archivist"),
    ],
)
class TestWrittenByOthers:
    def test_whom_the_case_names(self, portal_type, own, group):
        assert may("edit", own, portal_type, "draft")
        assert may("edit", own, portal_type, "draft", "privacy")
        assert not may("edit", own, portal_type, "final")
        assert not may("edit", own, "Interview", "draft")

    def test_of_the_group_any_where_nobody_is_named(self, portal_type, own, group):
        assert not may("edit", group, portal_type, "draft")
        assert may("edit", group, portal_type, "draft", named=False)
        assert not may("edit", group, portal_type, "draft", "privacy", named=False)

    def test_everybody_else_of_the_case_reads(self, portal_type, own, group):
        for role in ("Case Handler", "Case Reviewer", "Case Approver", "Case Reader"):
            assert may("view", role, portal_type, "draft", "privacy")
            for act in ("edit", "delete", "sign", "make_paper", "later", "raise"):
                assert not may(act, role, portal_type, "draft", named=False), (role, act)


def test_a_part_adds_only_what_is_its_own():
    assert may("add_review", "Case Legal Reviewer", "PenaltyCase")
    assert not may("add_volume", "Case Legal Reviewer", "PenaltyCase")
    assert not may("add", "Case Legal Reviewer", "PenaltyCase")
    assert not may("add_review", "Case Handler", "PenaltyCase")
    assert not may("add_review", "Case Legal Reviewer", "PenaltyCase", "archived")
    assert may("add_volume", "Case Archivist", "PenaltyCase", "archived")


def test_who_complained_is_read_by_registrar_and_examiner_alone():
    readers = {
        role
        for role in {r for act in PROFILE.rolemap.values() for r in act}
        for state in PROFILE.states("Complaint")
        if may("informant", role, "Complaint", state)
    }
    assert readers == {"Case Handler"}


def test_a_complaint_names_neither_legal_reviewer_nor_archivist():
    assert not may("view", "Case Legal Reviewer", "Complaint")
    assert may("view", "Case Approver", "Complaint", level="privacy")


def test_supervision_is_the_supervisors_and_seen_by_staff():
    assert may("edit", "Supervisor", "SupervisionOrder", "draft")
    assert not may("edit", "Supervisor", "SupervisionOrder", "final")
    assert may("view", "Case Officer", "SupervisionOrder", "draft")
    assert not may("edit", "Case Officer", "SupervisionOrder", "draft")
    assert roles_on(PROFILE, "SupervisionOrder", ["Case Handler"], "internal") == set()
