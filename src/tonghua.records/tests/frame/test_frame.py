"""The frame of every page: header, menu, footer, and the search."""

import re
from urllib.parse import quote

import pytest
from case_steps import filing

MARK = re.compile(r"plone-logo|由 Plone 提供|Plone 基金会|Powered by Plone|plone\.org/foundation")


class TestFrame:
    @pytest.mark.parametrize("username", ["handler1", "supervisor1", "secrecy1"])
    def test_office_and_person_stand_in_the_header(self, browser, site, username):
        page = browser(username, f"{site.absolute_url()}/cases").contents
        for words in ("示例地方志办公室", "行政执法全过程记录系统", "修改密码", "退出", "跳到正文"):
            assert words in page
        assert not MARK.search(page)
        assert 'id="edit-bar"' not in page
        assert "application/rss+xml" not in page

    def test_toolbar_is_the_administrators(self, browser, site):
        page = browser("siteadmin1", f"{site.absolute_url()}/officers").contents
        assert 'id="edit-bar"' in page
        assert "local_roles" not in page
        assert "@@sharing" not in page

    def test_anonymous_sees_no_search(self, rest, site):
        page = rest().http.get(site.absolute_url(), headers={"Accept": "text/html"}).text
        assert "searchGadget" not in page
        assert "行政执法全过程记录系统" in page
        assert not MARK.search(page)

    def test_every_register_is_offered(self, browser, site):
        page = browser("handler1", site.absolute_url()).contents
        navigation = re.search(r'id="portal-globalnav".*?</ul>', page, re.S).group()
        for register in (
            "案件",
            "投诉举报",
            "执法人员",
            "记录设备",
            "执法依据",
            "文书模板",
            "监督",
        ):
            assert f">{register}</a>" in navigation

    def test_messages_begin_with_a_word(self, browser, site, case):
        page = browser("handler1", f"{site.absolute_url()}/cases")
        form = page.getForm(action=f"{site.absolute_url()}/cases/@@columns")
        form.getControl("保存显示的列").click()
        assert re.search(r"提示：.*?已保存显示的列", page.contents, re.S)


class TestSearch:
    def search(self, browser, username, site, words):
        return browser(username, f"{site.absolute_url()}/@@search?SearchableText={quote(words)}")

    def test_finds_two_characters_with_type_number_and_state(self, browser, site, rest, case):
        filing(rest, case, clue="涉嫌违法")
        page = self.search(browser, "handler1", site, "违法").contents
        assert "立案审批表" in page
        assert "草稿" in page
        assert "冠名年鉴" in page

    def test_finds_only_what_may_be_viewed(self, browser, site, rest, case):
        filing(rest, case, title="（示例）隐私立案", clue="绝密词语", confidentiality="privacy")
        assert "隐私立案" in self.search(browser, "handler1", site, "绝密词语").contents
        for username in ("supervisor1", "legal1", "handler3", "siteadmin1", "secrecy1"):
            page = self.search(browser, username, site, "绝密词语").contents
            assert "没有找到" in page, username
            assert "隐私立案" not in page

    def test_anonymous_finds_nothing(self, rest, site, case):
        answer = rest().http.get(f"{site.absolute_url()}/@@search?SearchableText=年鉴")
        assert "冠名年鉴" not in answer.text

    @pytest.mark.parametrize("words", ["", "(", '"', "and", "<script>alert(1)</script>"])
    def test_anything_may_be_typed(self, browser, site, words):
        page = self.search(browser, "handler1", site, words)
        assert "<script>alert(1)" not in page.contents
        assert "查找" in page.contents
