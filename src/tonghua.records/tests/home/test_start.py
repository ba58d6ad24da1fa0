"""The start page (我的待办): what waits for whom, and what a newcomer is told."""

import re

import pytest
from case_steps import file_case, filing, register


def start(browser, username, site):
    return browser(username, site.absolute_url())


class TestForWhom:
    def test_anonymous_is_offered_the_login_and_nothing_else(self, rest, site, case):
        page = rest().http.get(site.absolute_url(), headers={"Accept": "text/html"}).text
        assert "请登录" in page
        for words in ("冠名年鉴", "@@search", "执法依据", "@@handbook"):
            assert words not in page

    @pytest.mark.parametrize(
        ("username", "words"),
        [
            ("legal1", "正在审核阶段的案件"),
            ("archivist1", "等待归档的案件"),
            ("supervisor1", "有不符合项的案件"),
            ("secrecy1", "保密员：按照申请变更"),
            ("siteadmin1", "您没有查看案件的权限"),
            ("handler3", "现在没有等待您办理的事项"),
        ],
    )
    def test_each_role_is_told_its_work(self, browser, site, case, username, words):
        page = start(browser, username, site)
        assert words in page.contents
        assert "冠名年鉴" not in page.contents
        assert "@@handbook" in page.contents

    def test_who_may_register_is_offered_it(self, browser, site):
        assert start(browser, "handler3", site).getLink("登记案件")
        assert "登记案件</a>" not in start(browser, "supervisor1", site).contents

    def test_the_dashboard_is_offered_to_who_supervises(self, browser, site):
        assert start(browser, "supervisor1", site).getLink("监督看板")
        assert "监督看板" not in start(browser, "siteadmin1", site).contents

    def test_setup_is_shown_to_the_administrator_alone(self, browser, site):
        assert "四步设置" in start(browser, "siteadmin1", site).contents
        assert "四步设置" not in start(browser, "handler1", site).contents


class TestWaiting:
    def test_case_with_next_step_and_deadline(self, browser, site, rest, case):
        file_case(rest, case)
        page = start(browser, "handler1", site)
        assert "我的案件" in page.contents
        assert "冠名年鉴" in page.contents
        assert re.search(r"还剩 \d+ (个工作日|天)", page.contents)
        assert "@@act?transition=investigate" in page.contents

    def test_record_waits_for_one_person_at_a_time(self, browser, site, rest, case):
        record = filing(rest, case)

        def waiting(username):
            return "待我审核、批准" in start(browser, username, site).contents

        assert "我的草稿" in start(browser, "handler1", site).contents
        assert "我的草稿" not in start(browser, "handler2", site).contents
        rest("handler1").step(record, "submit", "建议办理，理由充分。")
        assert [waiting(name) for name in ("reviewer1", "approver1", "legal1")] == [
            True,
            False,
            False,
        ]
        rest("reviewer1").step(record, "endorse", "同意。")
        assert [waiting(name) for name in ("reviewer1", "approver1")] == [False, True]
        rest("approver1").step(record, "approve", "批准。")
        assert not waiting("approver1")

    def test_it_waits_for_the_new_reviewer(self, browser, site, rest, case):
        record = filing(rest, case)
        rest("handler1").step(record, "submit", "建议办理，理由充分。")
        answer = rest("handler1").patch(case["url"], {"reviewer": "handler3"})
        assert answer.status_code == 204, answer.text
        assert "待我审核、批准" in start(browser, "handler3", site).contents
        assert "待我审核、批准" not in start(browser, "reviewer1", site).contents

    def test_newly_named_beyond_the_list(self, browser, site, rest, office):
        """A new case is shown once: among one's own, or, where those are many, as new."""
        for n in range(11):
            register(rest, office, title=f"（示例）第{n}件")
        assert "新近由我参加的案件" in start(browser, "handler2", site).contents
        assert "新近由我参加的案件" not in start(browser, "handler1", site).contents

    def test_lists_are_bounded(self, browser, site, rest, office):
        for n in range(12):
            register(rest, office, title=f"（示例）第{n}件")
        page = start(browser, "handler1", site)
        assert page.contents.count("（示例）第") == 10
        assert re.search(r"查看全部\s*12\s*条", page.contents)

    def test_secret_record_is_not_there_for_others(self, browser, site, rest, case):
        record = filing(rest, case, title="（示例）隐私立案", confidentiality="privacy")
        rest("handler1").step(record, "submit", "建议办理，理由充分。")
        page = start(browser, "reviewer1", site)
        assert "隐私立案" in page.contents
        assert "个人隐私" in page.contents
        assert "隐私立案" not in start(browser, "supervisor1", site).contents


class TestHandbook:
    def test_rendered_with_links_between_chapters(self, browser, site):
        page = browser("handler1", f"{site.absolute_url()}/@@handbook")
        page.getLink(url="@@handbook/lists").click()
        assert "<h1" in page.contents
        assert "案件列表和查找" in page.contents

    def test_chapters_stand_as_the_first_page_lists_them(self):
        from tonghua.records.home.handbook import chapters

        names = [name for name, _title in chapters()]
        assert names[:3] == ["index", "first-case", "lists"]
        assert len(names) == len(set(names))
        assert all(title for _name, title in chapters())

    @pytest.mark.parametrize("name", ["nothing", "../configure", "index.md"])
    def test_nothing_but_chapters(self, browser, site, name):
        page = browser("handler1")
        page.raiseHttpErrors = False
        page.open(f"{site.absolute_url()}/@@handbook/{name}")
        assert not page.headers["Status"].startswith("200")

    @pytest.mark.parametrize("name", ["nothing", "x" * 5000, "名" * 100, "x" * 5000 + ".png"])
    def test_what_is_no_chapter_is_not_found(self, rest, site, name):
        answer = rest("handler1").http.get(f"{site.absolute_url()}/@@handbook/{name}")
        assert answer.status_code == 404

    def test_not_for_anonymous(self, rest, site):
        answer = rest().http.get(f"{site.absolute_url()}/@@handbook")
        assert "使用手册</h1>" not in answer.text
