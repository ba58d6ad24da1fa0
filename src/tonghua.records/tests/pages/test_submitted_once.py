"""One-time keys: a double click, a reload and the back button do nothing a second time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import transaction
from page_forms import carried, form_index, made

ALREADY = "已经提交过，这是当时的结果。"


@pytest.fixture
def send(site, rest):
    """``send(username, url, values)``: what a browser sends from that page, as often as wanted."""

    def prepared(username, url, **values):
        http = rest(username).http
        http.headers["Accept"] = "text/html"
        page = http.get(url)
        assert page.status_code == 200, page.url
        data = {**carried(page.text), **{f"form.{k}": v for k, v in values.items()}}

        def once(**more):
            return http.post(url, data={**data, **more}, allow_redirects=True)

        return once

    return prepared


def new_filing(send, case):
    return send(
        "handler1",
        f"{case}/++add++Filing",
        **{
            "widgets.IRecord.title": "（示例）立案审批表",
            "widgets.IRecord.confidentiality:list": "internal",
            "widgets.clue": "举报",
            "buttons.save": "保存草稿",
        },
    )


def filings(site, case):
    transaction.begin()
    found = site.unrestrictedTraverse(case.removeprefix(site.absolute_url() + "/"))
    return [each for each in found.objectValues() if each.portal_type == "Filing"]


class TestAdding:
    def test_twice_makes_one(self, site, case, send):
        once = new_filing(send, case)
        first, second = once(), once()
        assert len(filings(site, case)) == 1
        assert second.url.removesuffix("/view") == first.url.removesuffix("/view")
        assert ALREADY not in first.text
        assert ALREADY in second.text

    def test_other_words_are_not_lost_silently(self, site, case, send):
        once = new_filing(send, case)
        once()
        second = once(**{"form.widgets.clue": "改过的线索"})
        assert "后来改动的内容没有保存" in second.text
        assert [each.clue for each in filings(site, case)] == ["举报"]

    def test_two_at_once_make_one(self, site, case, send):
        """Two threads send the same page; of the two writings one meets the other's."""
        once = new_filing(send, case)
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda _n: once(), range(2)))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert len(filings(site, case)) == 1

    def test_refused_one_may_be_sent_again(self, site, case, send):
        once = new_filing(send, case)
        wrong = once(**{"form.widgets.IRecord.title": ""})
        assert "请填写这一栏" in wrong.text
        assert not filings(site, case)
        once()
        assert len(filings(site, case)) == 1

    def test_each_page_has_its_own_key(self, case, send):
        new_filing(send, case)()
        second = new_filing(send, case)()
        assert ALREADY not in second.text

    def test_key_is_one_persons(self, case, browser):
        pages = [
            browser(name, f"{case}/++add++Filing").contents for name in ("handler1", "handler2")
        ]
        first, second = (carried(page) for page in pages)
        assert first["_once"] != second["_once"]
        assert first["_authenticator"] != second["_authenticator"]


class TestActs:
    @pytest.fixture
    def filing(self, browser, case):
        return made(
            browser("handler1"),
            case,
            "Filing",
            title="（示例）立案审批表",
            clue="举报",
            facts="初查",
        )

    def test_a_step_twice(self, site, filing, send):
        once = send(
            "handler1",
            f"{filing}/@@act?transition=submit",
            **{"widgets.comment": "建议立案，理由：事实清楚。", "buttons.save": "提交审核"},
        )
        assert ALREADY not in once().text
        again = once()
        assert ALREADY in again.text
        assert "您不能办理" not in again.text

    def test_a_signature_twice(self, site, case, browser, send):
        record = made(
            browser("handler1"), case, "SceneInspection", title="（示例）笔录", situation="所见"
        )
        once = send(
            "handler1",
            f"{record}/@@sign",
            **{
                "widgets.name": "示例人",
                "widgets.capacity:list": "party",
                "widgets.mode:list": "handwritten",
                "buttons.save": "签名",
            },
        )
        assert "已记录签名" in once().text
        assert ALREADY in once().text

    def test_a_paper_twice(self, site, filing, rest, browser):
        from tonghua.records.papers.versions import versions_of

        http = rest("handler1").http
        http.headers["Accept"] = "text/html"
        page = carried(http.get(f"{filing}/edit").text)
        data = {name: page[name] for name in ("_once", "_authenticator")}
        for _time in range(2):
            http.post(f"{filing}/@@make-paper", data=data)
        transaction.begin()
        record = site.unrestrictedTraverse(filing.removeprefix(site.absolute_url() + "/"))
        assert len(versions_of(record)) == 1


class TestToken:
    def test_old_token_keeps_what_was_typed(self, site, case, send):
        once = new_filing(send, case)
        page = once(_authenticator="old")
        assert "请核对后再按一次" in page.text
        assert "举报</textarea>" in page.text
        assert not filings(site, case)
        fresh = carried(page.text)
        once(**fresh)
        assert len(filings(site, case)) == 1

    def test_form_is_found_by_the_page_tests(self, browser, case):
        assert form_index(browser("handler1", f"{case}/++add++Filing")) >= 0
