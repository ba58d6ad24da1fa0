"""监督看板: figures equal the lists behind them; a confidential case tells nothing of itself."""

import re
from html import unescape
from io import BytesIO
from urllib.parse import unquote, urlencode

import pytest
import transaction
from case_steps import content, file_case, register
from openpyxl import load_workbook
from plone import api

from tonghua.records.moments import now
from tonghua.records.office import settings
from tonghua.records.supervision.checks import make_check

SAMPLED = "sampled_cases"
TITLE, PARTY, CAUSE = "（示例）绝密题名案", "绝密当事人有限公司", "绝密案由"
OPEN_TITLE = "（示例）擅自编纂冠名年鉴案"
#: what nothing may tell of the confidential case
SECRETS = (TITLE, PARTY, CAUSE, "绝密", "示例甲", "示例乙", "handler1")
#: every address of the dashboard
PAGES = (
    "@@supervision",
    "@@supervision-xlsx",
    "@@supervision-cases?figure=cases",
    "@@supervision-cases?figure=all:due",
    "@@supervision-cases-xlsx?figure=cases",
)
OTHERS = ("handler1", "legal1", "archivist1", "secrecy1", "siteadmin1", "reviewer1", "handler3")
#: a number of the page with the list behind it
LINK = re.compile(r'href="([^"]*@@supervision-cases\?[^"]*)"[^>]*>\s*([\d,]+)\s*</a>')
ROWS = re.compile(r"共\s*([\d,]+)\s*条")


@pytest.fixture
def world(site, rest, case):
    """The case that anybody of the office may view, and a confidential one with a number."""
    secret = register(
        rest,
        {name: case[name] for name in ("officers", "expired", "basis", "others_basis")},
        party=PARTY,
        title=TITLE,
        cause=CAUSE,
        confidentiality="privacy",
    )
    file_case(rest, secret)
    item = content(site, secret["url"])
    return {"open": case, "secret": secret, "uid": item.UID(), "number": item.number}


def page(browser, site, path="@@supervision", who="supervisor1"):
    return browser(who, f"{site.absolute_url()}/{path}")


def book(rest, site, path, who="supervisor1"):
    answer = rest(who).http.get(f"{site.absolute_url()}/{path}", headers={"Accept": "*/*"})
    assert answer.status_code == 200, answer.text
    return load_workbook(BytesIO(answer.content)), answer


def cells(found):
    """Every value of a workbook."""
    return [
        cell.value
        for sheet in found
        for row in sheet.rows
        for cell in row
        if cell.value is not None
    ]


def links(html):
    """[(address of a list, the number that leads to it)]"""
    return [(unescape(url), int(number.replace(",", ""))) for url, number in LINK.findall(html)]


class TestFigures:
    def test_each_number_opens_as_many_rows_as_it_says(self, browser, site, world):
        found = links(page(browser, site).contents)
        assert len(found) > 20
        for url, number in sorted(set(found)):
            html = browser("supervisor1", url).contents
            assert int(ROWS.search(html)[1].replace(",", "")) == number, unquote(url)
            assert html.count("<tr>") - 1 == min(number, 20), unquote(url)

    def test_of_the_demo_too(self, browser, site, demo):
        """With records, receipts and a complaint."""
        from_then = "from=2026-01&to=2026-12"
        html = page(browser, site, f"@@supervision?{from_then}").contents
        for url, number in sorted(set(links(html))):
            listed = browser("supervisor1", url).contents
            assert int(ROWS.search(listed)[1]) == number, unquote(url)

    def test_things_in_cases_sum_up_to_the_figure(self, browser, rest, site, demo):
        query = "from=2026-01&to=2026-12&figure=receipts"
        html = page(browser, site, f"@@supervision-cases?{query}").contents
        total = int(re.search(r"合计\s*(\d+)\s*份", html)[1])
        found, _answer = book(rest, site, f"@@supervision-cases-xlsx?{query}")
        rows = list(found.active.iter_rows(values_only=True))
        column = rows[0].index("数量")
        assert total > 1
        assert sum(int(row[column].split()[0]) for row in rows[1:]) == total

    def test_rest_and_page_say_the_same(self, browser, rest, site, world):
        figures = rest("supervisor1").get("@supervision").json()
        assert figures["totals"]["cases"] == 2
        assert [each["cases"] for each in figures["sections"]] == [2]
        (rule,) = [each for each in figures["rules"] if each["rule"] == "CAS-1"]
        assert (rule["kept"], rule["due"], rule["rate"]) == (1, 1, 1.0)
        html = page(browser, site).contents
        assert ("CAS-1:kept", 1) in [
            (unquote(url).rpartition("figure=")[2], number) for url, number in links(html)
        ]

    def test_nothing_judged_is_no_rate(self, rest, site, world):
        figures = rest("supervisor1").get("@supervision", to="2020-01").json()
        assert figures["totals"]["rate"] is None
        assert figures["totals"]["ingested"] == {"part": 0, "whole": 0, "rate": None}

    @pytest.mark.parametrize(
        ("query", "cases"),
        [
            ({"section": "执法科（示例）"}, 2),
            ({"section": "-"}, 0),
            ({"kind": "PenaltyCase"}, 2),
            ({"kind": "InspectionCase"}, 0),
            ({"from": "2020-01", "to": "2020-12"}, 0),
        ],
    )
    def test_narrowed(self, rest, site, world, query, cases):
        assert rest("supervisor1").get("@supervision", **query).json()["totals"]["cases"] == cases

    def test_what_belongs_to_no_section_has_its_list(self, browser, rest, site, office):
        told = {"@type": "Complaint", "title": "（示例）来信", "content": "（示例）"}
        rest("handler1").made("complaints", told)
        figures = rest("supervisor1").get("@supervision", section="-").json()
        assert figures["totals"]["cases"] == 1
        listed = page(browser, site, "@@supervision-cases?section=-&figure=cases").contents
        assert "（示例）来信" in listed
        assert "未定科室" in listed

    def test_a_list_is_paged(self, browser, site, office):
        with api.env.adopt_roles(["Manager"]):
            for n in range(23):
                api.content.create(
                    container=site["cases"], type="PenaltyCase", title=f"（示例）第{n:02}件"
                )
        transaction.commit()
        first = page(browser, site, "@@supervision-cases?figure=cases").contents
        second = page(browser, site, "@@supervision-cases?figure=cases&b_start:int=20").contents
        beyond = page(browser, site, "@@supervision-cases?figure=cases&b_start=900").contents
        shown = [re.findall(r"第\d\d件", html) for html in (first, second, beyond)]
        assert [len(each) for each in shown] == [20, 3, 3]
        assert len({*shown[0], *shown[1]}) == 23

    def test_sums_over_several_rules_are_paged_too(self, browser, site, world):
        """The rows of one rule follow those of another, none twice and none left out."""
        from tonghua.records.core.oversight import figure
        from tonghua.records.supervision.behind import Behind
        from tonghua.records.supervision.board import everything

        behind = Behind(everything(), figure("all:kept"))
        whole = [(row.case.getId(), row.name) for row in behind._rows(0, 1000)]
        assert len(whole) == len(set(whole)) == len(behind) > 4
        for size in (1, 2, 3):
            parts = [
                (row.case.getId(), row.name)
                for start in range(0, len(whole), size)
                for row in behind._rows(start, size)
            ]
            assert parts == whole


def want(cases):
    """The office's own number of cases to be looked at; None for none set."""
    transaction.begin()
    kept = {name: n for name, n in (settings().thresholds or {}).items() if name != SAMPLED}
    settings().thresholds = kept if cases is None else kept | {SAMPLED: str(cases)}
    transaction.commit()


def check_of(rest, count, final=True):
    """A check over cases of this month, drawn by the supervisor."""
    transaction.begin()
    month = f"{now():%Y-%m}"
    with api.env.adopt_user("supervisor1"):
        made = make_check(month, month, count)
    transaction.commit()
    if final:
        supervisor, url = rest("supervisor1"), made.absolute_url()
        assert supervisor.patch(url, {"findings": "（示例）已检查。"}).status_code == 204
        supervisor.step(url, "finalize")


def card(html):
    """(number, what stands below it) of 已经抽查的案件."""
    found = re.search(
        r'已经抽查的案件</span>.*?class="oversight-number"[^>]*>\s*(\S+?)\s*<.*?<small[^>]*>([^<]*)<',
        html,
        re.DOTALL,
    )
    return found[1], found[2].strip()


class TestSampled:
    """抽查 (SUP-1): how many cases of the period were looked at, against what the office asks."""

    @pytest.mark.parametrize(
        ("wanted", "said", "enough"),
        [
            (None, "每期至少抽查几件：未设定", None),
            (3, "每期至少3件，还差1件", False),
            (2, "每期至少2件，已经达到", True),
            (0, "每期至少0件，已经达到", True),
        ],
    )
    def test_page_rest_and_spreadsheet_say_the_same(
        self, browser, rest, site, world, wanted, said, enough
    ):
        want(wanted)
        check_of(rest, 2)
        # the same cases once more, and a check that nobody has finished
        check_of(rest, 1)
        check_of(rest, 2, final=False)
        assert card(page(browser, site).contents) == ("2", said)
        told = rest("supervisor1").get("@supervision").json()["sampled"]
        assert told == {"cases": 2, "wanted": wanted, "enough": enough}
        found, _answer = book(rest, site, "@@supervision-xlsx")
        rows = {row[0]: row[1:] for row in found["总体"].iter_rows(values_only=True)}
        assert rows["已经抽查的案件"] == (2, said)

    def test_without_a_check_nothing_was_looked_at(self, browser, rest, site, world):
        want(1)
        check_of(rest, 2, final=False)
        assert card(page(browser, site).contents) == ("0", "每期至少1件，还差1件")

    @pytest.mark.parametrize(
        ("query", "cases", "enough"),
        [
            ({"from": "2020-01", "to": "2020-12"}, 0, False),
            ({"kind": "PenaltyCase"}, 2, None),
            ({"kind": "InspectionCase"}, 0, None),
            ({"section": "-"}, 0, None),
            ({"section": "执法科（示例）"}, 2, None),
        ],
    )
    def test_the_period_counts_and_a_part_is_not_judged(
        self, browser, rest, site, world, query, cases, enough
    ):
        want(2)
        check_of(rest, 2)
        told = rest("supervisor1").get("@supervision", **query).json()["sampled"]
        assert told == {"cases": cases, "wanted": 2, "enough": enough}
        said = card(page(browser, site, f"@@supervision?{urlencode(query)}").contents)
        wanted = "全机关每期至少2件" if enough is None else "每期至少2件，还差2件"
        assert said == (str(cases), wanted)

    def test_the_number_leads_to_the_checks(self, browser, rest, site, world):
        check_of(rest, 2)
        shown = page(browser, site)
        assert "已经抽查的案件" in shown.getLink("2", url="/supervision").attrs["aria-label"]
        shown.getLink("2", url="/supervision").click()
        assert "监督抽查" in shown.contents

    def test_the_form_of_a_draw_offers_what_the_office_asks(self, browser, site, world):
        for wanted, offered in ((None, ""), (7, "7")):
            want(wanted)
            drawing = page(browser, site, "supervision/@@draw-cases")
            assert drawing.getControl(name="form.widgets.count").value == offered


class TestSpreadsheets:
    def test_of_the_sums(self, rest, site, world):
        found, answer = book(rest, site, "@@supervision-xlsx")
        assert found.sheetnames == ["总体", "逐月趋势", "按科室", "按案件类别", "按条文", "按规则"]
        for sheet in found:
            # a column without a name is one that nobody understands
            assert all(cell.value for cell in sheet[1]), sheet.title
        heads, *rows = found["按科室"].iter_rows(values_only=True)
        assert heads[:3] == ("科室", "案件", "在办案件")
        assert rows[0][1] == 2
        name = unquote(answer.headers["Content-Disposition"].rpartition("''")[2])
        assert name.startswith("监督看板")

    def test_of_a_list(self, rest, site, world):
        found, answer = book(rest, site, "@@supervision-cases-xlsx?figure=CAS-1:kept")
        rows = list(found.active.iter_rows(values_only=True))
        assert [row[0] for row in rows] == ["案件", "保密案件"]
        assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]


class TestWhoMay:
    @pytest.mark.parametrize("path", [*PAGES, "@@supervised/{uid}"])
    def test_the_supervisor_and_the_manager(self, rest, manager, site, world, path):
        for client in (rest("supervisor1"), manager):
            answer = client.http.get(
                f"{site.absolute_url()}/{path.format(**world)}", headers={"Accept": "*/*"}
            )
            assert answer.status_code == 200

    @pytest.mark.parametrize("path", [*PAGES, "@@supervised/{uid}", "@@supervised/nothing"])
    def test_nobody_else(self, rest, site, world, path):
        url = f"{site.absolute_url()}/{path.format(**world)}"
        for who in (*OTHERS, None):
            answer = rest(who).http.get(url, headers={"Accept": "text/html"}, allow_redirects=False)
            assert answer.status_code in (302, 401, 403), who
            assert "监督看板" not in answer.text
            assert TITLE not in answer.text

    def test_rest(self, rest, manager, site, world):
        assert manager.get("@supervision").status_code == 200
        assert rest("supervisor1").get("@supervision").status_code == 200
        assert rest().get("@supervision").status_code == 401
        for who in OTHERS:
            assert rest(who).get("@supervision").status_code in (401, 403), who

    def test_it_stands_in_the_navigation_of_who_may(self, browser, site, case):
        for who, there in (("supervisor1", True), ("handler1", False), ("siteadmin1", False)):
            assert ("@@supervision" in browser(who).contents) is there, who


class TestConfidential:
    def test_no_word_of_it_anywhere(self, browser, rest, site, world):
        secrets = (*SECRETS, world["number"], world["secret"]["url"].rpartition("/")[2])
        told = [page(browser, site, path).contents for path in PAGES if "xlsx" not in path]
        told += [browser("supervisor1", url).contents for url, _n in set(links(told[0]))]
        told.append(page(browser, site, f"@@supervised/{world['uid']}").contents)
        told.append(rest("supervisor1").get("@supervision").text)
        for path in PAGES:
            if "xlsx" in path:
                told += map(str, cells(book(rest, site, path)[0]))
        for text in told:
            # the open case has the same handlers, and no page of ours names them
            assert [word for word in secrets if word in text] == []

    def test_it_is_a_row_with_its_clocks(self, browser, site, world):
        html = page(browser, site, "@@supervision-cases?figure=cases").contents
        assert html.count("保密案件</a>") == 1
        assert OPEN_TITLE in html
        assert f"/@@supervised/{world['uid']}" in html

    def test_its_compliance_without_the_case(self, browser, site, world):
        shown = page(browser, site, f"@@supervised/{world['uid']}")
        html = shown.contents
        assert html.count('class="case-article"') == 31
        assert "立案之日起九十日内作出决定" in html
        assert re.search(r"还剩 \d+ (个工作日|天)", html)
        assert "执法科（示例）" in html
        assert world["secret"]["url"].rpartition("/")[2] not in shown.url

    def test_what_may_be_viewed_is_shown_whole(self, browser, site, world):
        uid = content(site, world["open"]["url"]).UID()
        shown = page(browser, site, f"@@supervised/{uid}")
        assert shown.url == f"{world['open']['url']}/@@case-compliance"

    @pytest.mark.parametrize("path", ["", "/nothing", "/{uid}/more", "/{party}"])
    def test_nothing_but_cases(self, rest, site, world, path):
        party = content(site, world["secret"]["party"]).UID()
        url = f"{site.absolute_url()}/@@supervised{path.format(uid=world['uid'], party=party)}"
        assert rest("supervisor1").http.get(url).status_code == 404

    def test_nothing_asks_for_a_party(self, rest, site, world):
        """There is no figure, filter or order that takes one: what is not known is not heeded."""
        client, asked = rest("supervisor1"), f"{site.absolute_url()}/@@supervision-cases"
        usual = client.http.get(asked, headers={"Accept": "text/html"}).text
        for query in (f"q={PARTY}", f"SearchableText={PARTY}", "sort=Title", f"party={PARTY}"):
            answer = client.http.get(f"{asked}?{query}", headers={"Accept": "text/html"}).text
            assert answer.count("保密案件</a>") == usual.count("保密案件</a>") == 1
        assert client.get("@supervision", figure=PARTY).json()["totals"]["cases"] == 2


class TestBadValues:
    QUERIES = (
        ("from=2026-13", "写法不对"),
        ("from=2026-05&to=2026-04", "晚于截止"),
        ("from=1900-01", "最多统计"),
        ("section=没有的科室", "没有“没有的科室”这个科室"),
        ("kind=Party", "没有“Party”这一类案件"),
        ("from=2026-01&from=2026-02", "写法不对"),
    )

    @pytest.mark.parametrize(("query", "said"), QUERIES)
    def test_over_rest(self, rest, site, query, said):
        answer = rest("supervisor1").get(f"@supervision?{query}")
        assert answer.status_code == 400
        assert said in answer.json()["message"]

    @pytest.mark.parametrize(("query", "said"), QUERIES)
    @pytest.mark.parametrize("name", ["@@supervision", "@@supervision-cases"])
    def test_on_a_page(self, rest, site, name, query, said):
        answer = rest("supervisor1").http.get(
            f"{site.absolute_url()}/{name}?{query}", headers={"Accept": "text/html"}
        )
        assert answer.status_code == 400
        assert said in unescape(answer.text)
        assert "</html>" in answer.text

    @pytest.mark.parametrize("figure", ["Title", "DEC-2", "party:kept", "DEC-2:na", "<b>"])
    def test_no_such_figure(self, rest, site, figure):
        for name in ("@@supervision-cases", "@@supervision-cases-xlsx"):
            answer = rest("supervisor1").http.get(
                f"{site.absolute_url()}/{name}",
                params={"figure": figure},
                headers={"Accept": "text/html"},
            )
            assert answer.status_code == 400
            assert "请从看板上点开" in answer.text
            assert "<b>”" not in answer.text
