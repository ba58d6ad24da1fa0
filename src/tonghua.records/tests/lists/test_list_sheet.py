"""The list as a spreadsheet: what is seen, as text, under its Chinese name."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
import transaction
from case_steps import register
from openpyxl import load_workbook
from plone import api

from tonghua.records.lists import sheet as sheet_module
from tonghua.records.lists import views
from tonghua.records.supervision import dashboard


def sheet(rest, username, site, register="cases", **query):
    """The rows of the spreadsheet that somebody gets."""
    answer = rest(username).http.get(
        f"{site.absolute_url()}/{register}/@@xlsx?{urlencode(query)}", headers={"Accept": "*/*"}
    )
    assert answer.status_code == 200, answer.text
    book = load_workbook(BytesIO(answer.content))
    return [list(row) for row in book.active.rows], answer


def words(rows):
    return [[cell.value or "" for cell in row] for row in rows]


class TestSheet:
    def test_has_the_columns_and_rows_that_are_seen(self, rest, site, case):
        rows, answer = sheet(rest, "handler1", site)
        heads, first = words(rows)
        assert heads[:3] == ["案号", "案件名称", "当事人"]
        assert first[1:3] == ["（示例）擅自编纂冠名年鉴案", "示例文化传播有限公司"]
        assert "filename*=UTF-8''%E6%A1%88%E4%BB%B6" in answer.headers["Content-Disposition"]

    def test_filters_are_those_of_the_address(self, rest, site, case):
        assert len(sheet(rest, "handler1", site, state="registered")[0]) == 2
        assert len(sheet(rest, "handler1", site, state="archived")[0]) == 1

    def test_holds_what_may_be_viewed(self, rest, site, office):
        register(rest, office, title="（示例）隐私案件", confidentiality="privacy")
        assert len(sheet(rest, "handler1", site)[0]) == 2
        assert len(sheet(rest, "supervisor1", site)[0]) == 1

    @pytest.mark.parametrize(
        ("username", "path"),
        [("handler1", "cases/@@xlsx"), ("supervisor1", "@@supervision-cases-xlsx?figure=cases")],
    )
    def test_one_that_is_too_long_says_so(
        self, rest, site, office, case, monkeypatch, username, path
    ):
        register(rest, office, title="（示例）第二件")
        for module in (sheet_module, views, dashboard):
            monkeypatch.setattr(module, "MOST_ROWS", 1)
        answer = rest(username).http.get(f"{site.absolute_url()}/{path}", headers={"Accept": "*/*"})
        rows = words(load_workbook(BytesIO(answer.content)).active.rows)
        assert len(rows) == 3
        assert rows[-1][0].startswith("共2条，这里只有前1条")

    @pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
    def test_nothing_is_a_formula(self, begin):
        from tonghua.records.lists.sheet import workbook

        book = load_workbook(BytesIO(workbook("案件", ["题名"], [[begin]])))
        cell = book.active["A2"]
        assert cell.data_type == "s"
        assert cell.value == begin
        assert cell.quotePrefix

    def test_all_pages_are_in_it(self, rest, site):
        with api.env.adopt_roles(["Manager"]):
            for n in range(55):
                api.content.create(
                    container=site["officers"],
                    type="Officer",
                    title=f"示例人员{n:02}",
                    certificate_number=f"SL-P-{n:02}",
                )
        transaction.commit()
        assert len(sheet(rest, "siteadmin1", site, register="officers")[0]) == 56


class TestRegisters:
    def test_expired_certificate_is_marked_and_found(self, stage, site, office):
        browser = stage.browser("siteadmin1")
        browser.open(f"{site.absolute_url()}/officers?validity=expired")
        assert "示例过期" in browser.contents
        assert "✗ 已过期" in browser.contents
        assert "SL-T-001" not in browser.contents

    def test_retired_is_hidden_until_asked_for(self, stage, site, office):
        with api.env.adopt_roles(["Manager"]):
            officer = next(
                item for item in site["officers"].objectValues() if item.title == "示例过期"
            )
            api.content.transition(officer, "retire")
        transaction.commit()
        browser = stage.browser("handler1")
        browser.open(f"{site.absolute_url()}/officers")
        assert "示例过期" not in browser.contents
        browser.getLink("同时显示已停用的").click()
        assert "示例过期" in browser.contents
        assert "停用" in browser.contents

    @pytest.mark.parametrize(
        ("begins", "ends", "expected"),
        [
            (None, None, "unknown"),
            (-10, None, "valid"),
            (-10, 31, "valid"),
            (-10, 30, "soon"),
            (-10, 0, "soon"),
            (-10, -1, "expired"),
            (1, 90, "later"),
        ],
    )
    def test_validity(self, begins, ends, expected):
        from datetime import timedelta

        from case_steps import TODAY

        from tonghua.records.lists.registers import validity

        def day(n):
            return None if n is None else TODAY + timedelta(days=n)

        assert validity(day(begins), day(ends)) == expected

    def test_basis_without_power_is_told_apart(self, stage, site, office):
        browser = stage.browser("handler1")
        browser.open(f"{site.absolute_url()}/bases?power=other")
        assert "他机关法规" in browser.contents
        assert "示例法规第一条" not in browser.contents
