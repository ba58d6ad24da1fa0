"""例外放行 on the pages: the clerk's hint, the approver's form, and what stays to be read."""

import pytest
import transaction
from case_steps import inspection, make_office, recording, register, sign_inspection
from page_forms import carried, error_of, fill, press, step, take

REASON = "摄像设备当场损坏，已由两名见证人见证。"


@pytest.fixture(scope="module")
def scene_ground(stage, people_ground):
    """A case with an inspection that only lacks its recording; AV-12 may be set aside."""

    def build(stage):
        from tonghua.records.office import settings

        settings().overridable_rules = ["AV-12"]
        office = make_office(stage.layer["portal"])
        transaction.commit()
        case = register(stage.rest, office)
        scene = inspection(stage.rest, case)
        sign_inspection(stage.rest, scene)
        return {"case": case["url"], "scene": scene}

    return stage.prepare(people_ground, build)


@pytest.fixture
def world(site, scene_ground):
    return dict(scene_ground.values)


@pytest.fixture
def url(site, world):
    """The approver's form for the inspection's finalizing."""
    uid = site.unrestrictedTraverse(world["scene"].removeprefix(site.absolute_url() + "/")).UID()
    return f"{world['case']}/@@override?rule=AV-12&record={uid}&transition=finalize"


def compliance(browser, who, world):
    return browser(who, f"{world['case']}/@@case-compliance")


class TestWay:
    def test_from_the_refusal_to_the_clerk_s_act(self, browser, world):
        handler = browser("handler1")
        step(handler, world["scene"], "finalize", "现场制作。")
        assert "可以请批准人示例戊在本案的“合规”中写明理由，例外放行" in error_of(handler)

        approver = browser("approver1", world["case"])
        approver.getLink("例外放行").click()
        assert "@@case-compliance#article-12" in approver.url
        assert "“定稿《现场检查（勘验）笔录》”现在因此被拒绝" in approver.contents
        approver.getLink(url="@@override").click()
        assert "现在被拒绝：第十二条：现场检查应当同时进行音像记录" in approver.contents
        press(approver, "save")
        assert "请填写这一栏" in approver.contents
        fill(approver, reason=REASON)
        press(approver, "save")
        assert "@@case-compliance" in approver.url
        assert "已例外放行。请通知承办人再办理一次" in approver.contents
        assert f"放行“定稿《现场检查（勘验）笔录》”。理由：{REASON}" in approver.contents
        assert "@@override" not in approver.contents

        take(handler, world["scene"], "finalize", "现场制作。")
        assert REASON in handler.contents
        assert "批准人示例戊于" in handler.contents
        page = compliance(browser, "handler1", world).contents
        article = page[page.index('id="article-12"') : page.index('id="article-13"')]
        assert "不符合" in article
        assert REASON in article
        timeline = browser("handler1", f"{world['case']}/@@case-timeline").contents
        assert f"不受AV-12限制。理由：{REASON}" in timeline

    def test_blank_is_no_reason(self, browser, world, url):
        approver = browser("approver1", url)
        fill(approver, reason="　 ")
        press(approver, "save")
        assert "例外放行的理由：请填写这一栏" in error_of(approver)

    def test_sent_twice_it_counts_once(self, browser, site, world, url):
        from tonghua.records.approval.store import stored

        approver = browser("approver1", url)
        fill(approver, reason=REASON)
        late = browser("approver1", url)
        fill(late, reason="另一个理由。")
        press(approver, "save")
        press(late, "save")
        assert "不必再次放行" in error_of(late)
        transaction.begin()
        case = site.unrestrictedTraverse(world["case"].removeprefix(site.absolute_url() + "/"))
        assert [each.reason for each in stored(case)] == [REASON]

    def test_a_needless_form_leads_back(self, browser, rest, world, url):
        answer = recording(rest, {"url": world["case"]}, world["scene"])
        assert answer.status_code == 201
        approver = browser("approver1", url)
        assert "现在没有需要例外放行的事项" in approver.contents
        assert "@@override" not in approver.url


class TestGuarded:
    def test_without_a_token_nothing_is_kept(self, browser, rest, world, url):
        answer = rest("approver1").http.post(
            url,
            data={"form.widgets.reason": REASON, "form.buttons.save": "例外放行"},
            headers={"Accept": "text/html"},
        )
        assert "页面打开的时间过长" in answer.text
        assert rest("approver1").get(f"{world['case']}/@override").json()["items"] == []

    def test_a_get_writes_nothing(self, browser, rest, world, url):
        browser("approver1", f"{url}&form.widgets.reason=x&form.buttons.save=x")
        assert rest("approver1").get(f"{world['case']}/@override").json()["items"] == []

    def test_another_s_token_does_not_serve(self, browser, rest, world, url):
        token = carried(browser("handler1", f"{world['scene']}/@@sign").contents)
        rest("approver1").http.post(
            url,
            data={
                "form.widgets.reason": REASON,
                "form.buttons.save": "例外放行",
                "_authenticator": token["_authenticator"],
            },
            headers={"Accept": "text/html"},
        )
        assert rest("approver1").get(f"{world['case']}/@override").json()["items"] == []

    @pytest.mark.parametrize(
        "who", ["handler1", "reviewer1", "legal1", "supervisor1", "secrecy1", "siteadmin1"]
    )
    def test_nobody_else_is_offered_it(self, browser, world, who):
        page = browser(who, f"{world['case']}/@@case-compliance")
        assert "@@override" not in page.contents

    @pytest.mark.parametrize("query", ["", "rule=AV-99", "rule=AV-12&transition=fly", "rule=AV-12"])
    def test_a_form_for_nothing_is_not_found(self, browser, world, query):
        approver = browser("approver1")
        approver.raiseHttpErrors = False
        approver.open(f"{world['case']}/@@override?{query}")
        assert approver.headers["Status"].startswith("404")

    def test_a_record_of_elsewhere_is_not_found(self, browser, world, url):
        approver = browser("approver1")
        approver.raiseHttpErrors = False
        approver.open(url.replace("record=", "record=x"))
        assert approver.headers["Status"].startswith("404")

    def test_an_approver_who_handles_the_case_is_not_offered_it(self, browser, rest, world):
        body = {"handlers": ["handler1", "approver1"]}
        assert rest("handler1").patch(world["case"], body).status_code == 204
        assert "@@override" not in compliance(browser, "approver1", world).contents
