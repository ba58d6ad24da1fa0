"""我的提醒: the page, the badge and REST; everybody meets his own notices, and cases he may view."""

from datetime import datetime, timedelta, timezone

import pytest
import transaction
from office_staff import USERS
from plone import api

from tonghua.records.core.text import _
from tonghua.records.notices import store

AT = datetime(2026, 3, 6, 10, 0, tzinfo=timezone(timedelta(hours=8)))
SENTENCE = _("第二十六条：音像转存还剩 ${n} 天。", n=3)


def post(username, key="one", case="", kind="soon", at=AT, text=SENTENCE):
    store.post(username, key, kind, text, case, at)
    transaction.commit()


def uid_of(case):
    with api.env.adopt_roles(["Manager"]):
        path = case["url"].split("/cases/")[1]
        return api.portal.get()["cases"][path].UID()


def page_of(browser, site, username, query=""):
    return browser(username, f"{site.absolute_url()}/@@notices{query}")


class TestPage:
    def test_sentence_day_and_case(self, browser, site, case):
        post("handler1", case=uid_of(case))
        page = page_of(browser, site, "handler1").contents
        assert "第二十六条：音像转存还剩 3 天。" in page
        assert "2026年3月6日（星期五）10:00" in page
        assert "即将到期" in page
        assert f'href="{case["url"]}"' in page
        assert "（示例）擅自编纂冠名年鉴案" in page

    @pytest.mark.parametrize("username", ["handler3", "siteadmin1", "secrecy1"])
    def test_a_case_stands_there_only_for_who_may_view_it(self, browser, site, case, username):
        post(username, case=uid_of(case))
        page = page_of(browser, site, username).contents
        assert "音像转存还剩" in page
        assert case["url"] not in page
        assert "冠名年鉴" not in page

    def test_it_goes_when_the_right_goes(self, browser, site, rest, case):
        post("supervisor1", case=uid_of(case))
        assert case["url"] in page_of(browser, site, "supervisor1").contents
        body = {"level": "privacy", "reason": "（示例）涉及个人隐私"}
        assert rest("handler1").post(f"{case['url']}/@confidentiality", body).ok
        page = page_of(browser, site, "supervisor1").contents
        assert "音像转存还剩" in page
        assert case["url"] not in page
        assert "冠名年鉴" not in page

    def test_a_confidential_case_wears_its_level(self, browser, site, rest, case):
        body = {"level": "privacy", "reason": "（示例）涉及个人隐私"}
        assert rest("handler1").post(f"{case['url']}/@confidentiality", body).ok
        post("handler1", case=uid_of(case))
        assert "个人隐私" in page_of(browser, site, "handler1").contents

    def test_a_case_that_is_gone_leaves_the_sentence(self, browser, site):
        post("handler1", case="0" * 32)
        assert "音像转存还剩" in page_of(browser, site, "handler1").contents

    def test_unread_stand_before_read(self, browser, site):
        post("handler1", "new", at=AT + timedelta(days=1), text=_("甲"))
        post("handler1", "old", text=_("乙"))
        store.mark_read("handler1", ["new"])
        transaction.commit()
        page = page_of(browser, site, "handler1").contents
        assert page.index("乙</span>") < page.index("甲</span>")

    def test_one_is_marked_as_read(self, browser, site):
        post("handler1", "a", text=_("甲"))
        post("handler1", "b", text=_("乙"))
        page = page_of(browser, site, "handler1")
        page.getControl(name="key", index=0).click()
        assert "已标为已读" in page.contents
        assert store.unread_count("handler1") == 1

    def test_all_are_marked_as_read(self, browser, site):
        for key in "abc":
            post("handler1", key)
        post("handler2", "a")
        page = page_of(browser, site, "handler1")
        page.getControl("全部已读").click()
        assert "已将 3 条提醒标为已读" in page.contents
        assert "全部已读" not in page.contents
        assert store.unread_count("handler2") == 1

    def test_what_came_after_the_page_stays_unread(self, browser, site):
        post("handler1", "seen")
        page = page_of(browser, site, "handler1")
        post("handler1", "later", at=datetime.now(timezone.utc) + timedelta(minutes=1))
        page.getControl("全部已读").click()
        assert store.unread_count("handler1") == 1

    def test_an_empty_inbox_says_what_will_be_there(self, browser, site):
        page = page_of(browser, site, "handler1").contents
        assert "还没有提醒" in page
        assert "全部已读" not in page

    def test_long_inboxes_come_in_pages(self, browser, site):
        for n in range(60):
            store.post("handler1", f"{n}", "soon", _("第${n}条示例", n=n), "", AT)
        transaction.commit()
        first = page_of(browser, site, "handler1").contents
        second = page_of(browser, site, "handler1", "?b_start=50").contents
        assert first.count('class="records-notice"') == 50
        assert second.count('class="records-notice"') == 10

    def test_an_unknown_kind_has_no_badge(self, browser, site):
        post("handler1", kind="another")
        assert "音像转存还剩" in page_of(browser, site, "handler1").contents

    def test_no_button_works_without_the_pages_token(self, rest, site):
        post("handler1")
        client = rest("handler1").http
        answer = client.post(f"{site.absolute_url()}/@@notices-read", data={"key": "one"})
        assert "页面打开的时间过长" in answer.text
        assert store.unread_count("handler1") == 1
        client.get(f"{site.absolute_url()}/@@notices-read")
        assert store.unread_count("handler1") == 1

    def test_a_sentence_is_english_for_who_chose_it(self, rest, site):
        post("handler1", kind="overdue")
        client = rest("handler1")
        client.http.cookies.set("I18N_LANGUAGE", "en")
        page = client.http.get(
            f"{site.absolute_url()}/@@notices", headers={"Accept": "text/html"}
        ).text
        assert "Overdue" in page
        assert "My notices" in page


class TestForWhom:
    @pytest.mark.parametrize("username", USERS)
    def test_everybody_meets_his_own(self, browser, site, username):
        for each in USERS:
            post(each, text=_("给${name}的示例", name=each))
        page = page_of(browser, site, username).contents
        assert f"给{username}的示例" in page
        assert page.count('class="records-notice"') == 1

    def test_not_for_anonymous(self, rest, site):
        post("handler1")
        url = site.absolute_url()
        answer = rest().http.get(f"{url}/@@notices", headers={"Accept": "text/html"})
        assert "音像转存" not in answer.text
        assert rest().get("@notices").status_code == 401
        assert rest().post("@notices", {"read": ["one"]}).status_code == 401
        assert store.unread_count("handler1") == 1


class TestBadge:
    def test_how_many_wait_on_every_page_and_the_first(self, browser, site):
        assert "条未读提醒" not in browser("handler1", site.absolute_url()).contents
        post("handler1", "a")
        post("handler1", "b")
        page = browser("handler1", f"{site.absolute_url()}/cases")
        assert page.getLink("2 条未读提醒").url == f"{site.absolute_url()}/@@notices"
        assert "您有 2 条未读提醒" in " ".join(
            browser("handler1", site.absolute_url()).contents.split()
        )
        assert "条未读提醒" not in browser("handler2", f"{site.absolute_url()}/cases").contents

    def test_anonymous_is_told_nothing(self, rest, site):
        post("handler1")
        page = rest().http.get(site.absolute_url(), headers={"Accept": "text/html"}).text
        assert "提醒" not in page


class TestRest:
    def test_ones_own_notices(self, rest, site, case):
        post("handler1", case=uid_of(case))
        post("handler2", "other")
        answer = rest("handler1").get("@notices").json()
        assert (answer["unread"], answer["items_total"]) == (1, 1)
        (item,) = answer["items"]
        assert item == {
            "key": "one",
            "kind": "soon",
            "text": "第二十六条：音像转存还剩 3 天。",
            "at": AT.isoformat(),
            "unread": True,
            "case": {"@id": case["url"], "title": "（示例）擅自编纂冠名年鉴案"},
        }

    def test_a_case_that_may_not_be_viewed_is_left_out(self, rest, site, case):
        post("handler3", case=uid_of(case))
        answer = rest("handler3").get("@notices")
        assert answer.json()["items"][0]["case"] is None
        assert "冠名年鉴" not in answer.text

    def test_marking_as_read(self, rest, site):
        post("handler1", "a")
        post("handler1", "b")
        post("handler2", "a")
        answer = rest("handler1").post("@notices", {"read": ["a", "unheard of"]})
        assert (answer.status_code, answer.json()) == (200, {"unread": 1})
        assert store.unread_count("handler2") == 1

    @pytest.mark.parametrize("body", [{}, {"read": "one"}, {"read": [1]}, {"read": None}])
    def test_anything_else_is_refused_in_words(self, rest, site, body):
        post("handler1")
        answer = rest("handler1").post("@notices", body)
        assert answer.status_code == 400
        assert "key 的列表" in answer.json()["message"]
        assert store.unread_count("handler1") == 1

    def test_long_inboxes_come_in_parts(self, rest, site):
        for n in range(130):
            store.post("handler1", f"{n}", "soon", SENTENCE, "", AT)
        transaction.commit()
        first = rest("handler1").get("@notices").json()
        second = rest("handler1").get("@notices?b_start=100").json()
        assert (len(first["items"]), len(second["items"]), first["items_total"]) == (100, 30, 130)
