"""The profile's workflows, types and roles say what core's tables say, and nothing else."""

import pytest

from tonghua.records.core.confidentiality import INFORMANT
from tonghua.records.core.rights import (
    ALWAYS,
    HANDLE,
    RIGHTS,
    STAFF_ROLES,
    TRANSITION_PERMISSIONS,
)
from tonghua.records.core.vocabularies import label
from tonghua.records.core.workflows import WORKFLOWS, workflow_of

CONFIDENTIALITY = "confidentiality_workflow"


@pytest.fixture
def workflows(site):
    return site.portal_workflow


def own_types(site):
    from tonghua.records.fti import RecordsFTI

    return {fti.getId(): fti for fti in site.portal_types.objectValues() if _is(fti, RecordsFTI)}


def _is(fti, kind):
    from Acquisition import aq_base

    return isinstance(aq_base(fti), kind)


def test_every_workflow_of_the_tables_is_there(workflows):
    ours = set(RIGHTS)
    assert ours == set(WORKFLOWS) | {CONFIDENTIALITY}
    assert ours <= set(workflows.objectIds())


@pytest.mark.parametrize("name", sorted(set(RIGHTS) - {CONFIDENTIALITY}))
class TestSteps:
    def test_states(self, workflows, name):
        definition, expected = workflows[name], WORKFLOWS[name]
        assert definition.initial_state == expected.initial
        assert set(definition.states.objectIds()) == set(expected.states)
        assert definition.state_var == "review_state"
        assert not definition.manager_bypass

    def test_transitions(self, workflows, name):
        definition, expected = workflows[name], WORKFLOWS[name]
        assert set(definition.transitions.objectIds()) == set(expected.transitions)
        for id, (sources, target) in expected.transitions.items():
            transition = definition.transitions[id]
            assert transition.new_state_id == target
            leaving = {
                state.getId()
                for state in definition.states.objectValues()
                if id in state.transitions
            }
            assert leaving == set(sources), id

    def test_guards_ask_for_one_permission_and_nothing_else(self, workflows, name):
        """A gate judges in ``before_transition``: a guard's expression would hide the step."""
        for transition in workflows[name].transitions.objectValues():
            guard = transition.getGuard()
            expected = TRANSITION_PERMISSIONS.get(transition.getId(), HANDLE)
            assert guard.permissions == (expected,), transition.getId()
            assert (guard.roles, guard.groups, guard.expr) == ((), (), None)
            assert transition.trigger_type == 1
            scripts = (transition.script_name, transition.after_script_name)
            assert not any(scripts), transition.getId()

    def test_labels(self, workflows, name):
        definition = workflows[name]
        for state in definition.states.objectValues():
            assert state.title == str(label("states", state.getId()))
        for transition in definition.transitions.objectValues():
            said = str(label("transitions", transition.getId()))
            assert (transition.title, transition.actbox_name) == (said, said)
            assert transition.actbox_category == "workflow"


@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_rights_of_every_state(workflows, name):
    definition = workflows[name]
    assert set(definition.states.objectIds()) == set(RIGHTS[name])
    for id, expected in RIGHTS[name].items():
        found = definition.states[id].permission_roles or {}
        assert set(definition.permissions) == set(expected), id
        assert set(found) == set(expected), id
        for permission, roles in expected.items():
            # a tuple: nothing is acquired
            assert isinstance(found[permission], tuple), (id, permission)
            assert set(found[permission]) == set(roles), (id, permission)


def test_confidentiality_has_no_step_that_a_person_takes(workflows):
    definition = workflows[CONFIDENTIALITY]
    assert definition.state_var == "confidentiality_state"
    assert definition.initial_state == "internal"
    assert list(definition.transitions.objectIds()) == []
    for state in definition.states.objectValues():
        assert state.transitions == ()
        known = {INFORMANT: "举报人信息"}  # no level that anybody chooses
        assert state.title == known.get(state.getId(), str(label("confidentiality", state.getId())))


def test_types_are_bound(site, workflows):
    from tonghua.records.fti import CaseFTI, RecordFTI

    types = own_types(site)
    assert set(types) >= {"PenaltyCase", "Party", "Decision", "Officer", "DocumentTemplate"}
    for name, fti in types.items():
        own = workflow_of(name) if name != "Register" else None
        expected = (own.id,) if own else ()
        if _is(fti, (CaseFTI, RecordFTI)):
            expected = (*expected, CONFIDENTIALITY)
        assert tuple(workflows.getChainForPortalType(name)) == expected, name


def test_rolemap(site):
    assert set(STAFF_ROLES) <= set(site.valid_roles())
    for permission, roles in ALWAYS.items():
        settings = [role for role in site.rolesOfPermission(permission) if role["selected"]]
        assert {role["name"] for role in settings} == set(roles), permission
        assert not site.acquiredRolesAreUsedBy(permission), permission


def test_permissions_of_the_workflows_open_nothing_elsewhere(site):
    """Where no workflow says otherwise, what records ask for is the Manager's at most."""
    ours = {name for states in RIGHTS.values() for state in states.values() for name in state}
    for permission in sorted(name for name in ours if name.startswith("tonghua.records")):
        roles = {r["name"] for r in site.rolesOfPermission(permission) if r["selected"]}
        assert roles <= {"Manager"}, permission
        assert not site.acquiredRolesAreUsedBy(permission), permission
