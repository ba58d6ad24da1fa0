"""Plone's control panels tell and change nothing of cases for who keeps the site (article 29).

The site administrator (系统管理员) reads no case; what could show him one, or open one by another
workflow or by a content rule that mails its title, is the Manager's.
"""

import pytest
from case_steps import content, inspection
from page_forms import carried
from published import page
from rights_world import TITLE

#: pages of Plone's that would name what is related to what, or change who sees it
PAGES = (
    "@@inspect-relations?relation=parties",
    "@@inspect-relations?relation=legal_basis",
    "@@content-controlpanel?type_id=PenaltyCase",
    "@@rules-controlpanel",
    "+rule/plone.ContentRule",
    "@@usergroup-userprefs",
    "@@usergroup-groupprefs",
    "@@usergroup-groupmembership?groupname=supervisors",
    "@@usergroup-controlpanel",
)
RULE = {
    "title": "（示例）规则",
    "description": "",
    "event": "Object added to this container",
    "enabled": True,
    "cascading": False,
    "stop": False,
}
OTHERS = ("siteadmin1", "supervisor1", "secrecy1", "handler3", None)


@pytest.fixture
def hidden(rest, case):
    """A case with a record that names its party, both confidential."""
    handler = rest("handler1")
    assert handler.patch(case["url"], {"title": f"（示例）{TITLE}案"}).status_code == 204
    inspection(rest, case, title=f"（示例）{TITLE}笔录")
    raised = {"level": "privacy", "reason": "（示例）涉及个人隐私。"}
    assert handler.post(f"{case['url']}/@confidentiality", raised).status_code == 200
    return case


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_the_manager_s(rest, manager, site, hidden, path):
    url = f"{site.absolute_url()}/{path}"
    for who in OTHERS:
        answer = page(rest(who), url)
        # as a browser is told it: sent to where one logs in
        assert answer.status_code == 302, who
        assert "login" in answer.headers["Location"], who
    assert page(manager, url).status_code == 200


def test_no_workflow_is_changed_by_a_site_administrator(rest, site, hidden):
    from plone import api

    client = rest("siteadmin1")
    token = carried(page(client, f"{site.absolute_url()}/@@my-calendar").text)["_authenticator"]
    client.http.post(
        f"{site.absolute_url()}/@@content-controlpanel",
        data={
            "form.submitted": "1",
            "form.workflow.submitted": "1",
            "form.button.Save": "1",
            "old_type_id": "PenaltyCase",
            "type_id": "PenaltyCase",
            "new_workflow": "one_state_workflow",
            "_authenticator": token,
        },
        headers={"Accept": "text/html"},
        allow_redirects=False,
    )
    content(site, hidden["url"])
    tool = api.portal.get_tool("portal_workflow")
    assert tool.getChainForPortalType("PenaltyCase")[0] == "penalty_workflow"
    assert rest().get(hidden["url"]).status_code == 401


@pytest.mark.parametrize("role", ["Case Handler", "Case Reader", "Supervisor"])
def test_nobody_gives_himself_a_role(rest, hidden, role):
    """Roles come from a case's fields and from groups, whose page refuses what is one's own."""
    client = rest("siteadmin1")
    assert client.patch("@users/siteadmin1", {"roles": {role: True}}).status_code != 500
    client.patch("@groups/supervisors", {"users": {"siteadmin1": True}})
    client.post("@users", {"username": "other1", "password": "示例-1234-示例", "roles": [role]})
    assert client.get(hidden["url"]).status_code == 401
    assert client.get("@supervision").status_code == 401
    assert rest("siteadmin1").get("@users/other1").status_code != 200


@pytest.mark.parametrize(
    "panel", ["content-rules", "dexterity-types", "dexterity-types/PenaltyCase"]
)
def test_rest_is_the_manager_s_too(rest, manager, site, panel):
    path = f"@controlpanels/{panel}"
    for who in OTHERS:
        client = rest(who)
        for answer in (
            client.get(path),
            client.post(path, RULE),
            client.patch(path, {"title": "（示例）"}),
            client.delete(path),
        ):
            assert answer.status_code == 401, (who, answer.request.method)
    assert manager.get("@controlpanels/content-rules").status_code == 200
    assert "PenaltyCase" in site.portal_types
