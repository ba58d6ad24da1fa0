"""Host and clerk of a hearing read its case, as long as they hear it (article 27; model.md, Roles)."""

import pytest
from case_steps import content, inspection, register
from published import page
from rights_world import denied

LEVELS = ("internal", "privacy")
HOST, CLERK, OTHER = "host1", "clerk1", "stranger1"
WORDS = "客观记载"


@pytest.fixture(scope="session")
def hearers_ground(stage, office_ground):
    """Three enforcement officers with accounts, none of whom a case names; their URLs."""

    def build(stage):
        from case_steps import _officer
        from grounds import PASSWORD
        from plone import api

        from tonghua.records.people import make_person

        with api.env.adopt_roles(["Manager"]):
            made = {}
            for number, name in enumerate((HOST, CLERK, OTHER)):
                make_person(name, f"示例{name}", ["Case Handler"], PASSWORD)
                entry = _officer(
                    stage.layer["portal"], f"示例{name}", f"SL-H-{number}", user_id=name
                )
                made[name] = entry.absolute_url()
        return {**office_ground.values, "hearers": made}

    return stage.prepare(office_ground, build)


@pytest.fixture
def hearers(site, hearers_ground):
    return dict(hearers_ground.values["hearers"])


@pytest.fixture(params=LEVELS)
def closed(request, rest, hearers_ground, hearers):
    """A case with a record in it, which its own people read; at each level."""
    case = register(rest, dict(hearers_ground.values), confidentiality=request.param)
    case["scene"] = inspection(rest, case)
    return case


def hearing(rest, case, **more):
    body = {"@type": "Hearing", "title": "（示例）听证笔录", "minutes": "（示例）听证"}
    return rest("handler1").made(case["url"], {**body, **more})


def reads(rest, who, case):
    """Whether somebody reads the case and all in it: by address, page, list and search alike."""
    client = rest(who)
    found = [
        client.get(case["url"]).status_code == 200,
        client.get(case["scene"]).status_code == 200,
        client.get(case["party"]).status_code == 200,
        page(client, case["url"]).status_code == 200,
        client.get("@search", SearchableText=WORDS).json()["items_total"] == 1,
        client.get("@search", portal_type="PenaltyCase").json()["items_total"] == 1,
    ]
    assert len(set(found)) == 1, (who, found)
    return found[0]


def test_host_and_clerk_read_the_case_of_their_hearing(rest, closed, hearers):
    assert not any(reads(rest, who, closed) for who in (HOST, CLERK, OTHER, None))
    made = hearing(rest, closed, host=hearers[HOST], clerk=hearers[CLERK])
    for who in (HOST, CLERK):
        assert reads(rest, who, closed), who
        assert rest(who).get(made).status_code == 200
    assert not any(reads(rest, who, closed) for who in (OTHER, None))
    told = page(rest("handler1"), f"{closed['url']}/@@case-access").text
    assert "听证主持人和记录人" in told
    assert f"示例{CLERK}、示例{HOST}" in told
    # a right to read, and no more
    for who in (HOST, CLERK):
        assert denied(rest(who).patch(made, {"minutes": "改"})), who
        assert denied(rest(who).patch(closed["url"], {"cause": "改"})), who
        body = {"@type": "Statement", "title": "（示例）笔录"}
        assert denied(rest(who).post(closed["url"], body)), who
        assert denied(rest(who).post(f"{closed['url']}/@confidentiality", {"level": "public"}))


def test_who_hears_it_no_longer_reads_it_no_longer(rest, closed, hearers):
    handler = rest("handler1")
    made = hearing(rest, closed, host=hearers[HOST], clerk=hearers[CLERK])
    assert handler.patch(made, {"host": hearers[OTHER]}).status_code == 204
    assert [reads(rest, who, closed) for who in (HOST, CLERK, OTHER)] == [False, True, True]
    # whom another hearing names stays
    other = hearing(rest, closed, host=hearers[CLERK])
    assert handler.delete(made).status_code == 204
    assert [reads(rest, who, closed) for who in (HOST, CLERK, OTHER)] == [False, True, False]
    assert handler.delete(other).status_code == 204
    assert not reads(rest, CLERK, closed)


def test_a_void_hearing_opens_the_case_to_nobody(site, rest, manager, closed, hearers):
    import transaction
    from DateTime import DateTime
    from plone import api

    made = hearing(rest, closed, host=hearers[HOST])
    assert reads(rest, HOST, closed)
    with api.env.adopt_roles(["Manager"]):
        record = content(site, made)
        tool = api.portal.get_tool("portal_workflow")
        step = {"action": "finalize", "review_state": "final", "actor": "", "comments": ""}
        tool.setStatusOf("record_workflow", record, {**step, "time": DateTime()})
        tool.getWorkflowById("record_workflow").updateRoleMappingsFor(record)
        transaction.commit()
    assert reads(rest, HOST, closed)
    rest("handler1").step(made, "annul", "（示例）没有举行听证。")
    assert not reads(rest, HOST, closed)


def test_the_account_of_an_officer_is_the_one_that_reads(rest, manager, closed, hearers):
    hearing(rest, closed, host=hearers[HOST])
    assert manager.patch(hearers[HOST], {"user_id": OTHER}).status_code == 204
    assert [reads(rest, who, closed) for who in (HOST, OTHER)] == [False, True]
    assert manager.delete(hearers[HOST]).status_code == 204
    assert not reads(rest, OTHER, closed)


@pytest.mark.parametrize("name", ["case_officers", "AuthenticatedUsers", "nobody-of-that-name"])
def test_a_group_hears_nothing(rest, manager, closed, hearers, name):
    assert manager.patch(hearers[HOST], {"user_id": name}).status_code == 204
    hearing(rest, closed, host=hearers[HOST])
    assert not any(reads(rest, who, closed) for who in (HOST, CLERK, None))
