"""A forbidden step is refused at every door alike: the same sentence, and nothing written.

The page's button, REST, Plone's bulk actions, a content rule, PATCH and WebDAV.
"""

import json

import pytest
from case_steps import (
    chain,
    content,
    filing,
    final_inspection,
    inspection,
    recording,
    refused,
    sign_inspection,
)
from page_forms import carried, error_of, step

HTML = {"Accept": "text/html"}


@pytest.fixture
def door(site, stage, rest):
    """``door("handler1", url, **fields)``: POST a page as a person, with the token of his pages."""

    def post(who, url, **fields):
        page = stage.browser(who, f"{site.absolute_url()}/cases/folder_contents")
        token = carried(page.contents)["_authenticator"]
        return rest(who).http.post(
            url, data={"_authenticator": token, **fields}, headers=HTML, allow_redirects=False
        )

    return post


@pytest.fixture
def told(stage):
    """What a person's next page tells him."""

    def tell(answer, who):
        browser = stage.browser(who)
        for name, value in answer.cookies.items():
            browser.testapp.set_cookie(name, value.strip('"'))
        browser.open(answer.headers["Location"])
        return browser.contents

    return tell


def footprint(site, url):
    """What a step would write: state, history, number, dates, papers, what lies in the case."""
    from plone import api

    from tonghua.records.custody.confidentiality import case_of
    from tonghua.records.papers.versions import versions_of

    item = content(site, url)
    return (
        api.content.get_state(item),
        len(item.workflow_history[next(iter(item.workflow_history))]),
        item.number,
        str(item.effective_date),
        len(versions_of(item)) if item.portal_type != "PenaltyCase" else 0,
        sorted(case_of(item).objectIds()),
    )


class TestRefusedAlike:
    """现场检查笔录 without its recording (AV-12): signed and whole otherwise."""

    @pytest.fixture
    def scene(self, rest, case):
        made = inspection(rest, case)
        sign_inspection(rest, made)
        return made

    @pytest.fixture
    def sentence(self, rest, scene):
        answer = rest("handler1").post(f"{scene}/@workflow/finalize", {"comment": "办理。"})
        return refused(answer, "AV-12", 12, "应当同时进行音像记录")

    def test_on_the_page(self, site, stage, scene, sentence):
        before = footprint(site, scene)
        browser = stage.browser("handler1")
        step(browser, scene, "finalize", "办理。")
        assert sentence in error_of(browser)
        assert footprint(site, scene) == before

    def test_in_a_list_of_plone(self, site, rest, door, case, scene, sentence):
        before = footprint(site, scene)
        uid = rest("handler1").get(scene).json()["UID"]
        answer = door(
            "handler1",
            f"{case['url']}/@@fc-workflow",
            selection=json.dumps([uid]),
            transition="finalize",
            folder="/",
        )
        said = answer.json()
        assert said["status"] == "warning"
        assert f"《（示例）现场检查笔录》没有办理：{sentence}" in said["msg"]
        assert footprint(site, scene) == before

    def test_by_the_menu_of_plone(self, site, door, told, scene, sentence):
        before = footprint(site, scene)
        answer = door("handler1", f"{scene}/content_status_modify", workflow_action="finalize")
        assert answer.status_code == 303
        assert sentence in told(answer, "handler1")
        assert footprint(site, scene) == before

    def test_the_menu_s_link_leads_to_the_form(self, site, stage, scene):
        before = footprint(site, scene)
        browser = stage.browser("handler1")
        browser.open(f"{scene}/content_status_modify?workflow_action=finalize")
        assert browser.url == f"{scene}/@@act?transition=finalize"
        assert footprint(site, scene) == before

    def test_by_folder_publish(self, site, door, told, case, scene, sentence):
        before = footprint(site, scene)
        path = "/".join(content(site, scene).getPhysicalPath())
        answer = door(
            "handler1",
            f"{case['url']}/folder_publish",
            workflow_action="finalize",
            **{"paths:list": path},
        )
        assert answer.status_code == 302
        assert sentence in told(answer, "handler1")
        assert footprint(site, scene) == before

    @pytest.mark.parametrize("body", [{"review_state": "final"}, {"workflow_action": "finalize"}])
    def test_by_patch(self, site, rest, scene, body):
        before = footprint(site, scene)
        assert rest("handler1").patch(scene, body).status_code in (204, 400)
        assert footprint(site, scene) == before

    def test_a_new_record_is_a_draft_whatever_it_says(self, rest, case):
        body = {"@type": "Filing", "title": "（示例）", "review_state": "final"}
        made = rest("handler1").made(case["url"], body)
        assert rest("handler1").get(made).json()["review_state"] == "draft"

    @pytest.mark.parametrize("method", ["PUT", "PROPPATCH", "MKCOL", "LOCK", "COPY"])
    def test_over_webdav(self, site, rest, scene, method):
        before = footprint(site, scene)
        rest("handler1").http.request(
            method,
            scene,
            data="review_state: final\nworkflow_action: finalize\n\n",
            headers={"Accept": "*/*", "Destination": f"{scene}-2"},
        )
        assert footprint(site, scene) == before

    def test_by_a_content_rule(self, site, scene):
        """Its executor goes on whatever happens: it must find nothing done."""
        from plone import api
        from plone.app.contentrules.actions.workflow import WorkflowAction, WorkflowActionExecutor
        from zope.lifecycleevent import ObjectModifiedEvent

        before = footprint(site, scene)
        element = WorkflowAction()
        element.transition = "finalize"
        with api.env.adopt_user("handler1"):
            item = content(site, scene)
            assert WorkflowActionExecutor(site, element, ObjectModifiedEvent(item))() is False
        assert footprint(site, scene) == before

    def test_steps_of_a_case_too(self, site, rest, door, case):
        """CAS-1 at investigate, from the register's list."""
        chain(rest, filing(rest, case))
        handler = rest("handler1")
        handler.step(case["url"], "file")
        handler.post(f"{filing_of(handler, case)}/@workflow/annul", {"comment": "批准有误。"})
        said = refused(handler.post(f"{case['url']}/@workflow/investigate"), "CAS-1")
        before = footprint(site, case["url"])
        uid = handler.get(case["url"]).json()["UID"]
        answer = door(
            "handler1",
            f"{site['cases'].absolute_url()}/@@fc-workflow",
            selection=json.dumps([uid]),
            transition="investigate",
            folder="/",
        )
        assert said in answer.json()["msg"]
        assert footprint(site, case["url"]) == before


def filing_of(client, case):
    found = client.get(case["url"], b_size=100).json()["items"]
    return next(each["@id"] for each in found if each["@type"] == "Filing")


class TestBulk:
    """Of many the lawful go through; each of the others is told by itself."""

    def selection(self, rest, *urls):
        return json.dumps([rest("handler1").get(each).json()["UID"] for each in urls])

    def test_some_go_through(self, site, rest, door, case):
        lacking = inspection(rest, case, title="（示例）没有音像的笔录")
        whole = inspection(rest, case, title="（示例）完整的笔录")
        unsigned = inspection(rest, case, title="（示例）没有签名的笔录")
        for each in (whole, unsigned):
            assert recording(rest, case, each).status_code == 201
        for each in (lacking, whole):
            sign_inspection(rest, each)
        done = final_inspection(rest, case, title="（示例）已经定稿的笔录")
        before = [footprint(site, each)[:5] for each in (lacking, unsigned, done)]
        answer = door(
            "handler1",
            f"{case['url']}/@@fc-workflow",
            selection=self.selection(rest, lacking, whole, unsigned),
            transition="finalize",
            folder="/",
        ).json()
        assert rest("handler1").get(whole).json()["review_state"] == "final"
        assert [footprint(site, each)[:5] for each in (lacking, unsigned, done)] == before
        assert answer["status"] == "warning"
        assert "《（示例）没有音像的笔录》没有办理：第十二条" in answer["msg"]
        assert "《（示例）没有签名的笔录》没有办理：第九条" in answer["msg"]
        assert "完整的笔录" not in answer["msg"]

    @pytest.fixture
    def unprintable(self, site, rest, case):
        """A whole inspection whose paper cannot be made: refused after the step, not before."""
        import transaction
        from plone import api

        scene = inspection(rest, case)
        assert recording(rest, case, scene).status_code == 201
        sign_inspection(rest, scene)
        with api.env.adopt_roles(["Manager"]):
            site["templates"]["scene_inspection"].docx_file = None
        transaction.commit()
        return scene

    def test_what_is_refused_after_the_step_is_undone(self, site, rest, door, case, unprintable):
        before = footprint(site, unprintable)
        answer = door(
            "handler1",
            f"{case['url']}/@@fc-workflow",
            selection=self.selection(rest, unprintable),
            transition="finalize",
            folder="/",
        ).json()
        assert "第十八条：还没有《现场检查（勘验）笔录》的模板" in answer["msg"]
        assert footprint(site, unprintable) == before

    def test_a_caller_who_swallows_the_refusal_commits_nothing(self, site, unprintable):
        import transaction
        from plone import api
        from transaction.interfaces import DoomedTransaction

        from tonghua.records.refusals import Conflict

        before = footprint(site, unprintable)
        tool = api.portal.get_tool("portal_workflow")
        with api.env.adopt_user("handler1"):
            with pytest.raises(Conflict):
                tool.doActionFor(content(site, unprintable), "finalize", comment="办理。")
            with pytest.raises(DoomedTransaction):
                transaction.commit()
        transaction.abort()
        assert footprint(site, unprintable) == before

    @pytest.mark.parametrize("who", ["reviewer1", "supervisor1", "handler3", "siteadmin1"])
    def test_who_may_not_takes_no_step(self, site, rest, door, case, who):
        scene = inspection(rest, case)
        before = footprint(site, scene)
        selection = self.selection(rest, scene)
        for url in (case["url"], site["cases"].absolute_url()):
            answer = door(
                who, f"{url}/@@fc-workflow", selection=selection, transition="finalize", folder="/"
            )
            if who in ("handler3", "siteadmin1"):
                assert "现场检查笔录" not in answer.text
        assert footprint(site, scene) == before

    def test_without_the_token_nothing_is_done(self, site, rest, case):
        scene = inspection(rest, case)
        before = footprint(site, scene)
        for url, fields in (
            (
                f"{case['url']}/@@fc-workflow",
                {"selection": self.selection(rest, scene), "transition": "finalize", "folder": "/"},
            ),
            (f"{scene}/content_status_modify", {"workflow_action": "finalize"}),
            (f"{case['url']}/folder_publish", {"workflow_action": "finalize", "paths:list": "x"}),
        ):
            answer = rest("handler1").http.post(
                url, data=fields, headers=HTML, allow_redirects=False
            )
            assert answer.status_code in (302, 401, 403), url
        assert footprint(site, scene) == before
