"""The page 办法全文: who sees it, and what stands on it."""

import re

import pytest
from office_staff import USERS

from tonghua.records.core.articles import articles
from tonghua.records.core.rules import RULES
from tonghua.records.office import settings
from tonghua.records.ordinance.links import article_url, rule_url


def opened(browser, site, username="handler1", query=""):
    return browser(username, f"{site.absolute_url()}/@@ordinance{query}").contents


def article_of(page, number):
    """The part of the page about one article."""
    return re.search(rf'<article[^>]*id="article-{number}".*?</article>', page, re.S).group()


def words(markup):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", markup))


class TestForWhom:
    @pytest.mark.parametrize("username", USERS)
    def test_everybody_who_works_here_reads_it(self, browser, site, username):
        page = opened(browser, site, username)
        assert "办法全文</h1>" in page
        assert 'id="article-31"' in page

    def test_not_for_anonymous(self, rest, site):
        answer = rest().http.get(
            f"{site.absolute_url()}/@@ordinance", headers={"Accept": "text/html"}
        )
        assert "article-12" not in answer.text
        assert "音像记录" not in answer.text

    def test_it_is_offered_on_every_page_and_on_the_first(self, browser, site):
        page = browser("handler1", site.absolute_url())
        assert page.contents.count("@@ordinance") == 3
        page.getLink("办法全文").click()
        assert "办法全文</h1>" in page.contents

    def test_anonymous_is_not_offered_it(self, rest, site):
        page = rest().http.get(site.absolute_url(), headers={"Accept": "text/html"}).text
        assert "@@ordinance" not in page


class TestWhatItSays:
    def test_every_article_with_its_text_and_every_rule(self, browser, site):
        page = opened(browser, site)
        for number, each in articles().items():
            part = words(article_of(page, number))
            for line in each.text.split("\n") + each.reads_as.split("\n"):
                assert words(line).strip() in part, each.label
            assert f'href="#article-{number}"' in page
        for id, rule in RULES.items():
            assert page.count(f'id="rule-{id}"') == 1
            assert str(rule.title) in page

    def test_original_and_reading_stand_apart(self, browser, site):
        part = article_of(opened(browser, site), 26)
        assert "<mark>〔相应案卷（文字材料）〕</mark>" in part
        original = re.search("<details.*?</details>", part, re.S).group()
        assert "或錄音錄像" in original
        assert "〔" not in original
        assert "原文（含错漏）" not in article_of(opened(browser, site), 12)

    def test_a_principle_is_judged_by_people(self, browser, site):
        assert "由人评查" in article_of(opened(browser, site), 4)

    def test_a_rule_says_where_it_refuses_and_what_tests_it(self, browser, site):
        part = words(article_of(opened(browser, site), 12))
        assert "阻止办理 现场检查、抽样、听证同时音像记录 AV-12" in part
        assert "由承办人定稿的记录：定稿" in part
        assert "test_rules_recording.py" in part

    def test_a_rule_of_two_articles_is_explained_once(self, browser, site):
        part = article_of(opened(browser, site), 17)
        assert 'href="#rule-APR-1"' in part
        assert "在这些环节" not in part

    def test_why_people_judge_a_rule(self, browser, site):
        assert "系统目前不留逐次访问的日志" in article_of(opened(browser, site), 29)

    def test_numbers_are_the_offices_own(self, browser, site):
        part = words(article_of(opened(browser, site), 12))
        assert "音像应当覆盖笔录时间的比例 80%" in part
        assert "本机关设定" not in part
        settings().thresholds = {**settings().thresholds, "recording_percent": "90"}
        commit()
        part = words(article_of(opened(browser, site), 12))
        assert "音像应当覆盖笔录时间的比例 90% （本机关设定，通常为80%）" in part

    def test_what_the_office_lets_pass_with_reasons(self, browser, site):
        assert "例外放行" not in article_of(opened(browser, site), 12)
        settings().overridable_rules = ["AV-12"]
        commit()
        assert "例外放行" in article_of(opened(browser, site), 12)

    def test_templates_are_linked_for_who_may_see_them(self, browser, site):
        page = article_of(opened(browser, site), 11)
        assert f'href="{site.absolute_url()}/templates/interview"' in page
        site["templates"].manage_permission("View", ["Manager"], acquire=0)
        site["templates"]["interview"].manage_permission("View", ["Manager"], acquire=0)
        commit()
        page = article_of(opened(browser, site), 11)
        assert "询问笔录" in page
        assert "templates/interview" not in page

    def test_in_english_the_law_stays_chinese(self, rest, site):
        client = rest("handler1")
        client.http.cookies.set("I18N_LANGUAGE", "en")
        page = client.http.get(
            f"{site.absolute_url()}/@@ordinance", headers={"Accept": "text/html"}
        ).text
        part = words(article_of(page, 12))
        assert "Article 12 Audio-visual" in part
        assert "应同时进行音像记录，不适宜音像记录的除外" in part
        assert "80%" in part
        assert "7 working days" in words(article_of(page, 13))
        for own in ("阻止办理", "规则", "建议"):
            assert own not in part


class TestLinks:
    def test_addresses_lead_to_places_of_the_page(self, browser, site):
        page = opened(browser, site)
        for address in (article_url(12), rule_url("AV-12")):
            start, place = address.split("#")
            assert start == f"{site.absolute_url()}/@@ordinance"
            assert f'id="{place}"' in page


def commit():
    import transaction

    transaction.commit()
