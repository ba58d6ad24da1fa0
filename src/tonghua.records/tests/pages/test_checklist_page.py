"""合规 and 时间轴 as they are drawn: tiles, filters, folded articles, the picture."""

import re

import pytest
import transaction
from case_steps import DAY
from page_forms import approve, made, take
from plone import api

TILE = re.compile(r'<a class="case-tile is-(\w+)"[^>]*href="([^"]*)"(.*?)</a>', re.S)


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def checklist(browser, case, query="", who="handler1"):
    return browser(who, f"{case}/@@case-compliance{query}").contents


def tiles(page):
    """Number → (state, address, words)."""
    found = {}
    for state, url, inner in TILE.findall(page):
        number = re.search(r"case-tile-number[^>]*>(\d+)<", inner).group(1)
        found[int(number)] = (state, url, words_of(f">{inner}"))
    return found


def articles(page):
    return {
        int(number): text
        for number, text in re.findall(r'id="article-(\d+)"(.*?)</article>', page, re.S)
    }


@pytest.fixture
def broken(site, case):
    """The case without its legal basis: AUTH-1 fails."""
    with api.env.adopt_roles(["Manager"]):
        site.unrestrictedTraverse(case.removeprefix(site.absolute_url() + "/")).legal_basis = []
    transaction.commit()
    return case


@pytest.fixture
def filed(browser, case):
    """The case, filed: the ninety days of its decision run."""
    filing = made(
        browser("handler1"), case, "Filing", title="（示例）立案审批表", clue="举报", facts="初查"
    )
    approve(browser, filing)
    take(browser("handler1"), case, "file")
    return case


class TestTiles:
    def test_one_for_each_article_with_its_word(self, browser, broken):
        found = tiles(checklist(browser, broken))
        assert list(found) == list(range(1, 32))
        assert found[1][0] == "fail"
        assert "第一条 目的 不符合" in found[1][2]
        assert found[4][0] == "people"
        assert "由人评查" in found[4][2]
        assert all(url == f"#article-{number}" for number, (_s, url, _w) in found.items())

    def test_what_a_tile_says_is_what_its_article_says(self, browser, broken):
        page = checklist(browser, broken)
        held = articles(page)
        for number, (_state, _url, words) in tiles(page).items():
            badge = re.search(r'<span class="badge[^>]*>([^<]*)<', held[number]).group(1)
            assert badge.split()[-1] == words.split()[-1], number


class TestFilters:
    def counts(self, page):
        part = re.search(r'<nav class="case-filter".*?</nav>', page, re.S).group(0)
        return dict(re.findall(r"(不符合|资料不足|未到期|全部) (\d+) ?条", words_of(part)))

    def test_counts_articles(self, browser, broken):
        found = self.counts(checklist(browser, broken))
        assert set(found) == {"不符合", "资料不足", "未到期", "全部"}
        assert found["全部"] == "31"
        shown = articles(checklist(browser, broken, "?show=fail"))
        assert len(shown) == int(found["不符合"]) >= 1

    def test_shows_those_alone_with_the_way_to_mend(self, browser, broken):
        page = checklist(browser, broken, "?show=fail")
        assert 1 in articles(page)
        assert "没有有效的执法依据" in page
        assert "去处理" in articles(page)[1]
        assert 2 not in articles(page)

    def test_tiles_lead_to_what_is_not_shown(self, browser, broken):
        found = tiles(checklist(browser, broken, "?show=fail"))
        assert found[1][1] == "#article-1"
        assert found[2][1] == f"{broken}/@@case-compliance#article-2"

    def test_what_waits_with_its_days(self, browser, filed):
        page = articles(checklist(browser, filed, "?show=pending"))
        assert re.search(r"期限： ?2\d+年\S+日（星期\S）， 还剩 \d+ 天", words_of(page[18]))

    def test_of_a_moment(self, browser, broken):
        page = checklist(browser, broken, "?show=pending&at=2020-01-01T09:00")
        assert "at=2020-01-01T09:00&amp;show=fail" in page
        assert "返回现在的情况" in page

    @pytest.mark.parametrize("query", ["?show=nonsense", "?show=pass", "?show:list=fail"])
    def test_anything_else_is_everything(self, browser, case, query):
        assert len(articles(checklist(browser, case, query))) == 31


class TestFolded:
    def test_articles_that_do_not_apply_are_one_line(self, browser, case):
        held = articles(checklist(browser, case))
        assert '<details class="case-folded"' in held[7]
        assert "不适用" in words_of(held[7])
        assert "APP-1" in held[7]
        assert '<details class="case-folded"' not in held[1]

    def test_rule_says_its_title_before_its_id(self, browser, case):
        page = checklist(browser, case)
        assert re.search(r"承办科室具有行政执法权\s*<small[^>]*>SCOPE-1</small>", page)

    def test_an_article_says_where_its_rule_is_told(self, browser, filed):
        assert "见第三十一条" in words_of(articles(checklist(browser, filed))[17])


class TestPicture:
    def picture(self, browser, case, who="handler1"):
        page = browser(who, f"{case}/@@case-timeline").contents
        found = re.search(r'<figure class="case-picture".*?</figure>', page, re.S)
        return found.group(0) if found else ""

    def test_marks_lead_to_records_and_days(self, browser, filed):
        drawn = self.picture(browser, filed)
        urls = re.findall(r'<a class="picture-mark[^>]*href="([^"]+)"', drawn)
        assert any(re.fullmatch(rf"{filed}/\w+", url) for url in urls)
        page = browser("handler1", f"{filed}/@@case-timeline").contents
        for url in urls:
            assert not url.startswith("#") or f'id="{url[1:]}"' in page

    def test_every_mark_has_its_words(self, browser, filed):
        drawn = self.picture(browser, filed)
        marks = re.findall(r'<a class="picture-mark.*?</a>', drawn, re.S)
        assert len(marks) >= 3
        for mark in marks:
            label = re.search(r'aria-label="([^"]+)"', mark).group(1)
            assert re.search(rf"<title>{re.escape(label)}</title>", mark)
        assert "期限：立案之日起九十日内作出决定" in drawn
        assert "今天" in drawn

    def test_no_style_and_no_script_in_it(self, browser, filed):
        drawn = self.picture(browser, filed)
        assert "style=" not in drawn
        assert "<script" not in drawn
        assert not re.search(r"\son\w+=", drawn)

    def test_what_may_not_be_viewed_is_not_in_it(self, browser, case):
        handler = browser("handler1")
        secret = made(
            handler,
            case,
            "Filing",
            title="（示例）鸳鸯蝴蝶",
            confidentiality=["privacy"],
            occurred_start=f"{DAY}T03:21",
            clue="举报",
            facts="初查",
        )
        assert "鸳鸯蝴蝶" in self.picture(browser, case)
        drawn = self.picture(browser, case, "supervisor1")
        assert "鸳鸯蝴蝶" not in drawn
        assert secret.rsplit("/", 1)[-1] not in drawn
