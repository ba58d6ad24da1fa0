"""The matrix of rights: the page says what the profile says, and the site does what it says.

Every type, state, level, role and act, in both directions: what is allowed is to be had, and nothing
else is. Permissions, offered steps and the catalogue are asked here; the calls in ``test_matrix_*``.
"""

from pathlib import Path

import pytest
from matrix_world import PEOPLE, WALKED, expected, group_of, person, roles_of, steps

from tonghua.records.core import rights
from tonghua.records.core.acts import WRITTEN_BY
from tonghua.records.core.confidentiality import LEVELS
from tonghua.records.core.matrix import ACTIONS, CASE, PARTY, actions_of, profile_of_tables
from tonghua.records.core.matrix_page import ROLES, page

PAGE = Path(__file__).resolve().parents[4] / "docs" / "rights.md"


class TestPage:
    def test_it_is_what_would_be_generated_now(self, profile):
        assert PAGE.read_text("utf-8") == page(profile), "run: make matrix"

    def test_profile_says_what_core_says(self, profile):
        tables = profile_of_tables({name: kind for name, (kind, _f) in profile.types.items()})
        assert profile.types == tables.types
        assert profile.flows == tables.flows
        for permission, roles in tables.rolemap.items():
            assert profile.rolemap[permission] == roles, permission

    def test_every_role_that_has_a_right_is_on_the_page(self, profile):
        own = (roles for name, roles in profile.rolemap.items() if name.startswith("tonghua"))
        given = {role for roles in own for role in roles}
        for flow in profile.flows.values():
            given |= {r for maps in flow.states.values() for roles in maps.values() for r in roles}
        assert given == set(ROLES) - {"Anonymous"}
        assert {role for roles in PEOPLE.values() for role in roles} == given

    def test_every_group_of_equal_rights_is_walked_over_http(self, profile):
        walked = {group_of(profile, name) for name in WALKED if profile.types[name][0] != CASE}
        groups = {group_of(profile, name) for name, (k, _f) in profile.types.items() if k != CASE}
        assert walked == groups
        assert {kind for kind, _flow in profile.types.values()} == {
            kind for action in ACTIONS for kind in action.kinds
        }

    def test_a_party_has_the_same_rights_in_every_kind_of_case(self, profile):
        """States that several workflows know say the same in each, for what a party asks them."""
        for state in profile.states("Party"):
            known = [profile.flows[f].states for f in profile.case_flows]
            for permission in (rights.MODIFY, rights.DELETE):
                said = {states[state][permission] for states in known if state in states}
                assert said == {profile.roles(permission, "Party", state, "internal")}, state
        assert profile.types["Party"] == (PARTY, None)

    def test_final_is_final_for_everybody(self, profile):
        for name, (kind, _flow) in profile.types.items():
            if kind == "record":
                for state in ("final", "superseded", "void"):
                    for permission in (rights.MODIFY, rights.DELETE):
                        assert not profile.roles(permission, name, state, "public")


class TestPermissions:
    @pytest.mark.parametrize("level", LEVELS)
    def test_every_cell(self, site, items, profile, level):
        """Who has each act's permissions, which steps are offered, and what the catalogue finds."""
        from plone import api

        objects = {item: site.unrestrictedTraverse(item.path) for item in items}
        raise_to(objects.values(), level)
        tool, catalog = (
            api.portal.get_tool("portal_workflow"),
            api.portal.get_tool("portal_catalog"),
        )
        wrong, cells = [], 0
        for who in PEOPLE:
            with person(who):
                found = {brain.getPath() for brain in catalog.searchResults()}
                for item, content in objects.items():
                    for action in actions_of(profile, item.type):
                        wanted = expected(profile, who, item, action, level)
                        if action.id == "search":
                            had = "/".join(content.getPhysicalPath()) in found
                        else:
                            had = has(action, content, roles_of(profile, who, item, level))
                        cells += 1
                        if had != wanted:
                            wrong.append((who, item.name, action.id, had))
                    offered = {
                        each["id"]
                        for each in tool.listActionInfos(object=content)
                        if each["category"] == "workflow"
                    }
                    for step in steps(profile, item):
                        wanted = roles_of(profile, who, item, level) & profile.roles(
                            step.permissions[0], item.type, item.state, level
                        )
                        cells += 1
                        if (step.id in offered) != bool(wanted):
                            wrong.append((who, item.name, step.id, step.id in offered))
                    assert offered <= {step.id for step in steps(profile, item)}
        assert wrong == []
        assert cells > 5000


def raise_to(objects, level):
    """Put everything that has a level on this one."""
    from Acquisition import aq_parent

    from tonghua.records.custody.confidentiality import enforce, enforce_within
    from tonghua.records.interfaces import ICase, IConfidential

    for content in objects:
        for each in (aq_parent(content), content):
            if IConfidential.providedBy(each):
                each.confidentiality = level
                enforce_within(each) if ICase.providedBy(each) else enforce(each)


def has(action, content, roles):
    """Whether whoever acts now has an act's permissions on an item, and sees it where he must."""
    from AccessControl import getSecurityManager

    from tonghua.records.custody.writers import may_write

    check = getSecurityManager().checkPermission
    if not all(check(permission, content) for permission in action.permissions):
        return False
    if action.part and not any(
        may_write(content, name) for name, part in WRITTEN_BY.items() if part is action.part
    ):
        return False
    if action.unviewed is True or (action.unviewed and set(action.unviewed) & set(roles)):
        return True
    return bool(check(rights.VIEW, content))
