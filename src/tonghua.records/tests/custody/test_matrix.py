"""The matrix of rights: the page says what the profile says, and the site does what it says.

Every type, state, level, role and act, in both directions: what is allowed is to be had, and nothing
else is. Permissions, offered steps and the catalogue are asked here; the calls in ``test_matrix_*``.
"""

from pathlib import Path

import pytest
from matrix_world import PEOPLE, expected, steps

from tonghua.records.core import rights
from tonghua.records.core.confidentiality import LEVELS
from tonghua.records.core.matrix import actions_of, profile_of_tables
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
                            had = has(action, content, PEOPLE[who])
                        cells += 1
                        if had != wanted:
                            wrong.append((who, item.name, action.id, had))
                    offered = {
                        each["id"]
                        for each in tool.listActionInfos(object=content)
                        if each["category"] == "workflow"
                    }
                    for step in steps(profile, item):
                        wanted = set(PEOPLE[who]) & profile.roles(
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


def person(who):
    """The security of somebody, as a request of his has it."""
    from contextlib import contextmanager

    from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
    from plone import api

    @contextmanager
    def acting():
        noSecurityManager()
        if who is not None:
            users = api.portal.get_tool("acl_users")
            newSecurityManager(None, users.getUserById(who))
        try:
            yield
        finally:
            noSecurityManager()

    return acting()


def has(action, content, roles):
    """Whether whoever acts now has an act's permissions on an item, and sees it where he must."""
    from AccessControl import getSecurityManager

    check = getSecurityManager().checkPermission
    if not all(check(permission, content) for permission in action.permissions):
        return False
    if action.unviewed is True or (action.unviewed and set(action.unviewed) & set(roles)):
        return True
    return bool(check(rights.VIEW, content))
