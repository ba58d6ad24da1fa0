"""The list of cases: filters, words, sorting, columns, and whose cases are in it."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import transaction
from case_steps import YEAR, case_body, content, file_case, filing, inspection, register
from plone import api

from tonghua.records.lists.views import RegisterView


def ask(browser, username, site, **query):
    """The case list as somebody sees it: a browser on its page."""
    return browser(username, f"{site.absolute_url()}/cases?{urlencode(query)}")


def total(page):
    """How many the page says there are; 0 where it says that there are none."""
    text = re.sub(r"<[^>]+>", " ", page.contents)
    found = re.search(r"共\s*(\d+)\s*条", text)
    return int(found.group(1)) if found else 0


class TestRights:
    @pytest.mark.parametrize(
        ("username", "expected"),
        [
            ("handler1", 1),
            ("handler2", 1),
            ("reviewer1", 1),
            ("approver1", 1),
            ("legal1", 1),
            ("archivist1", 1),
            ("supervisor1", 1),
            ("secrecy1", 0),
            ("handler3", 0),
            ("siteadmin1", 0),
        ],
    )
    def test_each_sees_his(self, browser, site, case, username, expected):
        page = ask(browser, username, site)
        assert total(page) == expected
        assert ("冠名年鉴" in page.contents) == bool(expected)

    def test_anonymous_is_asked_to_log_in(self, site, rest, case):
        for view in ("", "/@@xlsx", "/@@columns"):
            answer = rest().http.get(f"{site.absolute_url()}/cases{view}")
            assert "冠名年鉴" not in answer.text
            assert "login" in answer.url or answer.status_code in (401, 403, 404)

    def test_secret_case_is_not_counted_for_who_may_not_view_it(self, browser, site, rest, office):
        register(rest, office, title="（示例）隐私案件", confidentiality="privacy")
        assert total(ask(browser, "handler1", site)) == 1
        assert total(ask(browser, "supervisor1", site)) == 0


class TestWords:
    @pytest.mark.parametrize("words", ["年鉴", "冠名 编纂", "文化", "示例文化 年鉴", "检查 客观"])
    def test_two_characters_are_found_in_title_party_and_record(
        self, browser, site, rest, case, words
    ):
        inspection(rest, case)
        assert total(ask(browser, "supervisor1", site, q=words)) == 1

    def test_words_that_are_nowhere(self, browser, site, case):
        page = ask(browser, "handler1", site, q="渔业")
        assert total(page) == 0
        assert "去掉“文字：渔业”后有 1 条" in page.contents

    def test_text_of_what_may_not_be_viewed_finds_nothing(self, browser, site, secret):
        assert total(ask(browser, "handler1", site, q="绝密词语")) == 1
        for username in ("supervisor1", "legal1", "archivist1", "handler3"):
            page = ask(browser, username, site, q="绝密词语")
            assert total(page) == 0, username

    @pytest.mark.parametrize("words", ['"', "(", "*", "and", "not", "年鉴)", "\\", "〔"])
    def test_signs_break_nothing(self, browser, site, case, words):
        assert "/cases" in ask(browser, "handler1", site, q=words).url

    def test_address_is_escaped(self, browser, site, case):
        page = ask(browser, "handler1", site, q="<script>alert(1)</script>")
        assert "<script>alert(1)" not in page.contents


class TestFilters:
    def test_each_narrows(self, browser, site, rest, case):
        file_case(rest, case)
        yes = {
            "state": "filed",
            "handler": "handler2",
            "year": str(YEAR),
            "section": "执法科（示例）",
            "type": "PenaltyCase",
            "level": "internal",
            "due": "open",
        }
        no = {"state": "archived", "handler": "handler3", "level": "public", "due": "over"}
        for name, value in yes.items():
            assert total(ask(browser, "handler1", site, **{name: value})) == 1, name
        for name, value in no.items():
            assert total(ask(browser, "handler1", site, **{name: value})) == 0, name

    def test_chips_name_what_narrows(self, browser, site, case):
        page = ask(browser, "handler1", site, state="registered", q="年鉴")
        assert "阶段：登记" in page.contents
        assert "文字：年鉴" in page.contents

    def test_empty_answer_says_what_to_loosen(self, browser, site, case):
        page = ask(browser, "handler1", site, state="archived", handler="handler1")
        assert "去掉“阶段：归档”后有 1 条" in page.contents
        assert "去掉“承办人" not in page.contents

    def test_unknown_values_are_as_if_not_said(self, browser, site, case):
        assert total(ask(browser, "handler1", site, state="x", sort="SearchableText")) == 1

    def test_missed_deadline_is_found_by_time_alone(self, browser, site, rest, case):
        """The index keeps the day; nothing is indexed anew when it passes."""
        file_case(rest, case)
        made = content(site, case["url"])
        made.opened_at = made.opened_at - timedelta(days=90)
        with api.env.adopt_roles(["Manager"]):
            made.reindexObject(idxs=["next_due"])
        transaction.commit()
        assert total(ask(browser, "handler1", site, due="soon")) == 1
        made.opened_at = made.opened_at - timedelta(days=10)
        with api.env.adopt_roles(["Manager"]):
            made.reindexObject(idxs=["next_due"])
        transaction.commit()
        page = ask(browser, "handler1", site, due="over")
        assert total(page) == 1
        assert "已超期 10 天" in page.contents

    def test_broken_rules_move_with_the_records(self, browser, site, rest, case):
        def broken(rule="any"):
            return total(ask(browser, "handler1", site, rule=rule))

        file_case(rest, case)
        assert broken() == 0
        made = content(site, case["url"])
        made.opened_at = made.opened_at - timedelta(days=100)
        transaction.commit()
        # an act in the case asks the rules again
        filing(rest, case)
        assert broken() == 1
        assert broken("DEC-2") == 1
        assert broken("AUTH-1") == 0


class TestSorting:
    def test_cases_without_number_or_deadline_stay_in_the_list(self, browser, site, rest, case):
        register(rest, case, title="（示例）第二件")
        file_case(rest, case)
        for sort in ("case_number", "next_due", "created"):
            for order in ("asc", "desc"):
                assert total(ask(browser, "handler1", site, sort=sort, order=order)) == 2

    @pytest.mark.parametrize("order", ["asc", "desc"])
    def test_each_stands_on_one_page_where_many_are_due_alike(
        self, browser, site, rest, office, monkeypatch, order
    ):
        titles = [f"（示例）第{n}件" for n in "一二三四五六七八九"]
        for title in titles:
            rest("handler1").made("cases", case_body(office, title=title))
        monkeypatch.setattr(RegisterView, "SIZE", 1)
        shown = []
        for start in range(len(titles)):
            page = ask(browser, "handler1", site, sort="next_due", order=order, b_start=start)
            assert total(page) == len(titles)
            shown += [title for title in titles if title in page.contents]
        assert sorted(shown) == sorted(titles)

    def test_an_address_past_the_end_shows_no_row_and_no_error(self, browser, site, case):
        assert "冠名年鉴" not in ask(browser, "handler1", site, b_start=500).contents

    def test_ten_comes_after_nine(self):
        from tonghua.records.lists.indexing import case_number

        class Case:
            def __init__(self, number):
                self.number = number

        numbers = ["罚〔2026〕10号", "罚〔2026〕9号", None]
        index = case_number.callable
        keys = sorted(numbers, key=lambda number: index(Case(number)))
        assert keys == ["罚〔2026〕9号", "罚〔2026〕10号", None]


class TestColumns:
    def test_kept_for_the_person_alone(self, browser, site, case):
        page = ask(browser, "handler1", site)
        form = page.getForm(action=f"{site.absolute_url()}/cases/@@columns")
        form.getControl(name="columns:list").value = ["title", "approver"]
        form.getControl("保存显示的列").click()
        assert "示例戊" in page.contents
        assert 'data-label="最近时限"' not in page.contents
        assert 'data-label="最近时限"' in ask(browser, "handler2", site).contents
        form = page.getForm(action=f"{site.absolute_url()}/cases/@@columns")
        form.getControl("恢复默认").click()
        assert 'data-label="最近时限"' in page.contents

    def test_kept_by_post_alone(self, browser, site, case):
        page = browser("handler1")
        page.raiseHttpErrors = False
        page.open(f"{site.absolute_url()}/cases/@@columns?columns:list=title")
        assert 'data-label="最近时限"' in ask(browser, "handler1", site).contents

    def test_level_stands_beside_the_title(self, browser, site, rest, office):
        register(rest, office, title="（示例）隐私案件", confidentiality="privacy")
        assert "个人隐私</span>" in ask(browser, "handler1", site).contents


class TestFirst:
    def test_empty_list_says_how_to_begin(self, browser, site):
        page = ask(browser, "handler1", site)
        assert "还没有案件" in page.contents
        assert page.getLink("登记行政处罚案件").url.endswith("++add++PenaltyCase")
        assert "++add++" not in ask(browser, "supervisor1", site).contents


class TestUnits:
    def test_days_of_the_index_are_read_back(self):
        from Products.PluginIndexes.DateIndex.DateIndex import DateIndex

        from tonghua.records.lists.deadlines import due_of
        from tonghua.records.lists.indexing import NO_DEADLINE
        from tonghua.records.moments import parse

        index = DateIndex("next_due")
        for text in ("2026-01-01T00:00", "2026-12-31T23:59", "2028-02-29T08:05"):
            assert due_of(index._convert(parse(text))) == parse(text)
        assert due_of(index._convert(NO_DEADLINE)) is None
        assert due_of(None) is None

    @pytest.mark.parametrize(
        ("due", "expected"),
        [
            ("2026-03-06T23:59", "今天到期"),
            ("2026-03-09T23:59", "还剩 1 个工作日"),
            ("2026-06-04T23:59", "还剩 90 天"),
            ("2026-03-05T23:59", "已超期 1 天"),
            ("2026-02-24T23:59", "已超期 10 天"),
        ],
    )
    def test_what_is_left(self, due, expected):
        from tonghua.records.core.calendar import WorkingCalendar
        from tonghua.records.i18n import in_chinese
        from tonghua.records.lists.deadlines import left
        from tonghua.records.moments import parse

        words, _colour = left(parse(due), parse("2026-03-06T10:00"), WorkingCalendar())
        assert in_chinese(words) == expected
