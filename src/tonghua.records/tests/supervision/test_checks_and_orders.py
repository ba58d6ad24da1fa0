"""The supervisor draws cases, scores them, orders to rectify and checks again (articles 6, 30)."""

import re

import pytest
import transaction
from case_steps import content, file_case
from lxml import html
from plone import api

from tonghua.records.supervision import checks
from tonghua.records.supervision.checks import draw_of, make_check, repeat, scores_of
from tonghua.records.supervision.orders import case_under, make_order

SECRET_TITLE = "（示例）绝不外传的案件题名"


@pytest.fixture
def secret(site, rest, case):
    """A case at 商业秘密, with a title that nobody else may read."""
    handler = rest("handler1")
    assert handler.patch(case["url"], {"title": SECRET_TITLE}).status_code == 204
    file_case(rest, case)
    raised = {"level": "business_secret", "reason": "涉及商业秘密。"}
    assert handler.post(f"{case['url']}/@confidentiality", raised).status_code in (200, 204)
    transaction.begin()
    return content(site, case["url"])


def month():
    transaction.begin()
    catalog = api.portal.get_tool("portal_catalog")
    return next(iter(catalog.uniqueValuesFor("case_month")))


def drawn(**more):
    with api.env.adopt_user("supervisor1"):
        check = make_check(month(), month(), 5, **more)
    transaction.commit()
    return check


def text_of(answer):
    return " ".join(html.fromstring(answer).text_content().split())


class TestDraw:
    def test_a_draw_can_be_repeated(self, site, secret):
        check = drawn(seed="示例种子")
        assert draw_of(check).population == 1
        assert repeat(check) == (True, True)

    def test_what_changed_since_is_told(self, site, rest, secret, case):
        check = drawn()
        rest("handler1").made("cases", {"@type": "PenaltyCase", "title": "（示例）又一案"})
        transaction.begin()
        same, _equal = repeat(check)
        assert not same

    def test_the_form_draws_and_leads_to_the_check(self, site, browser, secret):
        page = browser("supervisor1")
        page.open(f"{site.absolute_url()}/supervision/@@draw-cases")
        page.getControl(name="form.widgets.since").value = month()
        page.getControl(name="form.widgets.until").value = month()
        page.getControl(name="form.widgets.count").value = "3"
        page.getControl(name="form.buttons.save").click()
        said = text_of(page.contents)
        assert "监督抽查" in said
        assert "从1件中随机抽取" in said
        assert "保密案件" in said
        assert SECRET_TITLE not in page.contents

    @pytest.mark.parametrize(
        ("since", "until", "told"),
        [
            ("2026-13", "2026-12", "月份写作 2026-03"),
            ("2026-05", "2026-03", "起止颠倒"),
            ("2019-01", "2019-02", "月份写作 2026-03"),
            ("2031-01", "2031-02", "没有符合条件的案件"),
        ],
    )
    def test_what_is_wrong_is_said(self, site, browser, secret, since, until, told):
        page = browser("supervisor1")
        page.open(f"{site.absolute_url()}/supervision/@@draw-cases")
        page.getControl(name="form.widgets.since").value = since
        page.getControl(name="form.widgets.until").value = until
        page.getControl(name="form.widgets.count").value = "3"
        page.getControl(name="form.buttons.save").click()
        assert told in text_of(page.contents)
        assert len(site["supervision"].objectIds()) == 0

    @pytest.mark.parametrize(
        ("since", "until", "said"),
        [
            ("2026-03", "2026-03", "2026年3月"),
            ("2025-11", "2026-02", "2025年11月至2026年2月"),
        ],
    )
    def test_the_period_is_said_in_words(self, site, secret, monkeypatch, since, until, said):
        uids = [secret.UID()]
        monkeypatch.setattr(checks, "population", lambda *_args, **_more: uids)
        with api.env.adopt_user("supervisor1"):
            check = make_check(since, until, 5)
        assert check.period == said
        assert check.title == f"{said}监督抽查"

    def test_what_a_check_still_lacks_is_one_click_away(self, site, browser, secret):
        check = drawn()
        page = browser("supervisor1")
        page.open(check.absolute_url())
        edit = f"{check.absolute_url()}/edit"
        assert page.getLink("补充内容").url == edit
        page.open(f"{check.absolute_url()}/@@act?transition=finalize")
        page.getControl(name="form.buttons.save").click()
        assert "还缺：检查情况" in text_of(page.contents)
        page.getLink("补充内容").click()
        assert page.url == edit
        page.getControl(name="form.widgets.findings").value = "（示例）已经逐件检查。"
        page.getControl(name="form.buttons.save").click()
        assert "补充内容" not in text_of(page.contents)
        assert "定稿" in text_of(page.contents)

    def test_a_confidential_case_leads_to_its_answers(self, site, browser, secret):
        check = drawn()
        page = browser("supervisor1")
        page.open(check.absolute_url())
        page.getLink("保密案件").click()
        assert page.url.endswith(f"@@supervised/{secret.UID()}")
        assert SECRET_TITLE not in page.contents

    def test_the_score_is_explained(self, site, browser, secret):
        page = browser("supervisor1")
        page.open(drawn().absolute_url())
        said = text_of(page.contents)
        for part in ("满分100分", "不适用、未到期的事项不计分", "否决项不符合的，全案得0分"):
            assert part in said

    def test_scores_stay_as_they_were_when_the_check_became_final(self, site, rest, secret):
        check = drawn()
        before = scores_of(check)
        supervisor = rest("supervisor1")
        assert supervisor.patch(check.absolute_url(), {"findings": "已检查。"}).status_code == 204
        supervisor.step(check.absolute_url(), "finalize")
        transaction.begin()
        kept = scores_of(content(site, check.absolute_url()))
        assert [each.case for each in kept] == [each.case for each in before]
        assert [each.total for each in kept] == [each.total for each in before]


class TestRights:
    @pytest.mark.parametrize("who", ["handler1", "reviewer1", "archivist1", "siteadmin1", None])
    @pytest.mark.parametrize("view", ["@@draw-cases", "@@order-rectification"])
    def test_only_supervisors_draw_and_order(self, site, rest, secret, who, view):
        url = f"{site.absolute_url()}/supervision/{view}?case={secret.UID()}"
        asking = rest(who) if who else rest()
        assert asking.get(url, headers={"Accept": "text/html"}).status_code in (401, 403)

    def test_a_secret_case_leaks_nothing_from_a_check_or_an_order(
        self, site, rest, browser, secret
    ):
        check = drawn()
        with api.env.adopt_user("supervisor1"):
            order = make_order(secret, "CAS-1")
        transaction.commit()
        party = next(each for each in secret.objectValues() if each.portal_type == "Party")
        for who in ("supervisor1", "archivist1"):
            for entry in (check, order):
                page = browser(who)
                page.open(entry.absolute_url())
                assert SECRET_TITLE not in page.contents
                assert party.name not in page.contents
                told = rest(who).get(entry.absolute_url())
                assert SECRET_TITLE not in told.text

    def test_the_form_of_an_order_offers_no_titles_and_keeps_its_case(self, site, browser, secret):
        with api.env.adopt_user("supervisor1"):
            order = make_order(secret)
        transaction.commit()
        page = browser("supervisor1")
        page.open(f"{order.absolute_url()}/edit")
        assert SECRET_TITLE not in page.contents
        assert page.getControl(name="form.widgets.case").value == secret.number
        page.getControl(name="form.widgets.severity").value = "无。"
        page.getControl(name="form.buttons.save").click()
        transaction.begin()
        assert case_under(content(site, order.absolute_url())).UID() == secret.UID()

    def test_a_number_that_no_case_has_is_told(self, site, browser, secret):
        page = browser("supervisor1")
        page.open(f"{site.absolute_url()}/supervision/++add++SupervisionOrder")
        page.getControl(name="form.widgets.title").value = "（示例）通知书"
        page.getControl(name="form.widgets.case").value = "没有这个号"
        page.getControl(name="form.buttons.save").click()
        assert "没有案号为“没有这个号”的案件" in text_of(page.contents)


class TestOrder:
    def test_from_finding_to_reply_to_recheck(self, site, rest, browser, case):
        file_case(rest, case)
        transaction.begin()
        within = content(site, case["url"])
        page = browser("supervisor1")
        url = f"{site.absolute_url()}/supervision/@@order-rectification"
        page.open(f"{url}?case={within.UID()}&rule=CAS-1")
        page.getControl(name="form.buttons.save").click()
        order = page.url
        supervisor = rest("supervisor1")
        assert supervisor.get(order).json()["ground"]["token"] == "1"
        supervisor.step(order, "finalize")
        told = supervisor.get(order).json()
        transaction.begin()
        assert re.search(r"督改〔20\d\d〕1号", content(site, order).number)
        from tonghua.records.notices.store import inbox

        assert [notice.kind for notice, _unread in inbox("handler1")] == ["order"]
        answer = supervisor.post(f"{order}/@later", {"reply": "已经整改。"})
        assert answer.status_code in (200, 204)
        answer = supervisor.post(f"{order}/@later", {"recheck": "复核合格。"})
        assert answer.status_code in (200, 204)
        assert told["review_state"] == "final"

    def test_an_order_says_its_number_its_days_and_what_comes_next(self, site, rest, browser, case):
        file_case(rest, case)
        transaction.begin()
        with api.env.adopt_user("supervisor1"):
            order = make_order(content(site, case["url"]))
        transaction.commit()
        url, supervisor = order.absolute_url(), rest("supervisor1")
        supervisor.step(url, "finalize")
        page = browser("supervisor1")
        for where in (url, f"{site.absolute_url()}/supervision"):
            page.open(where)
            said = text_of(page.contents)
            assert re.search(r"督改〔20\d\d〕1号", said)
            assert "还剩" in said
        for field, title in (("reply", "整改报告"), ("recheck", "复核情况")):
            page.open(url)
            page.getLink(f"写入{title}").click()
            page.getControl(name=f"form.widgets.{field}").value = f"（示例）{title}。"
            page.getControl(name="form.buttons.save").click()
        said = text_of(page.contents)
        assert "写入" not in said
        assert "还剩" not in said

    def test_who_must_answer_finds_the_order(self, site, rest, browser, case):
        file_case(rest, case)
        transaction.begin()
        with api.env.adopt_user("supervisor1"):
            order = make_order(content(site, case["url"]))
        transaction.commit()
        rest("supervisor1").step(order.absolute_url(), "finalize")
        page = browser("handler1")
        for where in ("@@notices", f"{case['url']}", f"{case['url']}/@@case-compliance"):
            page.open(where if "://" in where else f"{site.absolute_url()}/{where}")
            assert f'href="{order.absolute_url()}"' in page.contents, where

    def test_a_case_without_a_number_has_a_name(self, site, case):
        transaction.begin()
        within = content(site, case["url"])
        with api.env.adopt_user("supervisor1"):
            order = make_order(within)
        assert order.title == f"责令整改通知书（未编号案件{within.getId()}）"

    def test_an_order_s_number_goes_out_and_comes_in(self, site, rest, case, tmp_path):
        import json

        from tonghua.records.exchange.exporting import export_site

        transaction.begin()
        with api.env.adopt_user("supervisor1"):
            order = make_order(content(site, case["url"]))
        transaction.commit()
        rest("supervisor1").step(order.absolute_url(), "finalize")
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            written = json.loads(export_site(site, tmp_path / "out").read_text("utf-8"))
        (found,) = written["supervision"]
        assert found["number"] == content(site, order.absolute_url()).number

    def test_a_case_knows_the_orders_about_it(self, site, rest, case):
        from tonghua.records.interfaces import IFactsSource

        transaction.begin()
        within = content(site, case["url"])
        with api.env.adopt_user("supervisor1"):
            order = make_order(within)
        transaction.commit()
        (known,) = IFactsSource(within).facts().orders
        assert (known.uid, known.ground, known.case) == (order.UID(), "1", within.UID())
