"""Whose it is to write legal reviews, volumes and copy requests (articles 14, 27, 28)."""

import pytest
from case_steps import register
from published import page
from rights_world import denied

TYPES = {
    "LegalReview": ("legal_reviewer", "legal1", "legal2"),
    "Volume": ("archivist", "archivist1", "archivist2"),
    "CopyRequest": ("archivist", "archivist1", "archivist2"),
}
GROUPS = {"legal2": "legal_reviewers", "archivist2": "archivists"}
OTHERS = ("handler1", "reviewer1", "approver1", "supervisor1", "handler3", "siteadmin1", None)
FORM = 'name="form.widgets'


@pytest.fixture
def colleagues(site, manager):
    """One more member of each group."""
    import transaction
    from grounds import PASSWORD
    from plone import api

    from tonghua.records.people import make_person

    with api.env.adopt_roles(["Manager"]):
        for username, group in GROUPS.items():
            make_person(username, f"示例{username}", [], PASSWORD)
            api.group.add_user(groupname=group, username=username)
    transaction.commit()


def body(portal_type):
    return {"@type": portal_type, "title": f"（示例）{portal_type}"}


def offered(client, url, portal_type):
    """Whether REST lists the type as one that may be added here, and its form opens."""
    listed = client.get(f"{url}/@types")
    addable = listed.status_code == 200 and any(
        each["addable"] and each["@id"].endswith(f"/@types/{portal_type}") for each in listed.json()
    )
    form = page(client, f"{url}/++add++{portal_type}")
    return addable, form.status_code == 200 and FORM in form.text


@pytest.mark.parametrize("portal_type", TYPES)
class TestWriters:
    def test_where_the_case_names_one(self, rest, office, colleagues, portal_type):
        field, named, colleague = TYPES[portal_type]
        case = register(rest, office)["url"]
        assert rest("handler1").patch(case, {field: named}).status_code == 204
        for who in (colleague, *OTHERS):
            assert denied(rest(who).post(case, body(portal_type))), who
            assert offered(rest(who), case, portal_type) == (False, False), who
        assert offered(rest(named), case, portal_type) == (True, True)
        made = rest(named).made(case, body(portal_type))
        for who in (colleague, *OTHERS):
            client = rest(who)
            assert denied(client.patch(made, {"title": "改"})), who
            assert denied(client.delete(made)), who
            assert client.post(f"{made}/@workflow/finalize").status_code >= 400, who
        for who in ("handler1", "reviewer1", "approver1", colleague):
            assert rest(who).get(made).status_code == 200, who
        assert rest(named).patch(made, {"title": "（示例）改"}).status_code == 204
        assert rest("handler1").get(made).json()["review_state"] == "draft"

    def test_where_it_names_nobody(self, rest, office, colleagues, portal_type):
        field, member, colleague = TYPES[portal_type]
        case = register(rest, office)["url"]
        assert rest("handler1").patch(case, {field: None}).status_code == 204
        made = rest(member).made(case, body(portal_type))
        assert rest(colleague).patch(made, {"title": "（示例）改"}).status_code == 204
        for who in OTHERS:
            assert denied(rest(who).post(case, body(portal_type))), who
            assert denied(rest(who).patch(made, {"title": "改"})), who

    def test_a_secret_case_that_names_nobody(self, rest, office, colleagues, portal_type):
        field, member, _colleague = TYPES[portal_type]
        case = register(rest, office, confidentiality="privacy")["url"]
        assert rest("handler1").patch(case, {field: None}).status_code == 204
        for who in (member, *OTHERS):
            assert denied(rest(who).post(case, body(portal_type))), who


def test_whom_the_case_is_opened_to_by_name_reads_what_others_wrote(rest, office, manager):
    import transaction
    from case_steps import content
    from plone import api

    case = register(rest, office, confidentiality="privacy")["url"]
    assert rest("handler1").patch(case, {"legal_reviewer": "legal1"}).status_code == 204
    made = rest("legal1").made(case, body("LegalReview"))
    assert denied(rest("handler3").get(made))
    with api.env.adopt_roles(["Manager"]):
        opened = content(api.portal.get(), case)
        opened.manage_setLocalRoles("handler3", ["Case Reader"])
        opened.reindexObjectSecurity()
    transaction.commit()
    assert rest("handler3").get(made).status_code == 200
    assert denied(rest("handler3").patch(made, {"title": "改"}))
