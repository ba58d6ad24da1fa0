"""A record's form: filled in with what is known, three buttons, officers, rows, long and odd text."""

import re

import pytest
import transaction
from case_steps import DAY
from page_forms import (
    NOTICE,
    add,
    approve,
    carried,
    control,
    error_of,
    fill,
    form_index,
    made,
    press,
)
from plone import api


def fresh(site, url):
    transaction.begin()
    return site.unrestrictedTraverse(url.removeprefix(site.absolute_url() + "/"))


def value_of(browser, name):
    return browser.getForm(index=form_index(browser)).getControl(name=f"form.widgets.{name}").value


@pytest.fixture
def known_officers(site, office):
    """The handlers are officers of the register."""
    office["first"].user_id, office["second"].user_id = "handler1", "handler2"
    office["first"].section = "执法科（示例）"
    transaction.commit()
    return office


class TestKnown:
    def test_scene(self, browser, case, known_officers):
        form = browser("handler1", f"{case}/++add++SceneInspection")
        assert value_of(form, "IRecord.title") == "现场检查（勘验）笔录"
        assert value_of(form, "IRecord.place") == "示例路1号"
        assert value_of(form, "inspected") == "示例文化传播有限公司"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value_of(form, "IRecord.occurred_start"))
        assert value_of(form, "IRecord.officers:list") == [
            known_officers["first"].UID(),
            known_officers["second"].UID(),
        ]
        assert len(value_of(form, "IRecord.parties:list")) == 1

    def test_preservation_begins_when_it_is_approved(self, browser, case):
        form = browser("handler1", f"{case}/++add++EvidencePreservation")
        assert value_of(form, "IRecord.occurred_start") == ""

    def test_notice_says_who_answers_for_the_hearing(self, browser, case):
        form = browser("handler1", f"{case}/++add++RightsNotice")
        assert "须告知听证" in form.contents
        assert "本机关没有设定听证的罚款数额" in form.contents

    def test_case(self, browser, site, known_officers):
        form = browser("handler1", f"{site.absolute_url()}/cases/++add++PenaltyCase")
        assert value_of(form, "handlers:list") == ["handler1"]
        assert value_of(form, "section:list") == ["section-1"]

    def test_decision_continues_the_notice(self, browser, case):
        notice = made(
            browser("handler1"),
            case,
            "RightsNotice",
            title="（示例）事先告知书",
            **{**NOTICE, "facts": "查明的事实"},
        )
        approve(browser, notice)
        form = browser("handler1", f"{case}/++add++Decision")
        assert value_of(form, "facts").strip() == "查明的事实"
        assert value_of(form, "content").strip() == "拟罚款五千元"
        assert value_of(form, "amount") in ("5000", "5000.00")

    def test_only_final_numbered_papers_are_offered_for_service(self, browser, case):
        handler = browser("handler1")
        notices = [
            made(handler, case, "RightsNotice", title=title, **NOTICE)
            for title in ("（示例）未完成的告知书", "（示例）已批准的告知书")
        ]
        approve(browser, notices[1])
        handler.open(f"{case}/++add++DeliveryReceipt")
        served = re.search(r'formfield-form-widgets-served".*?empty-marker', handler.contents, re.S)
        assert "已批准的告知书" in served.group(0)
        assert "未完成的告知书" not in served.group(0)
        assert value_of(handler, "recipient") == "示例文化传播有限公司"

    def test_of_several_parties_a_receipt_begins_with_who_has_none(self, browser, site, case):
        """Each party has a receipt of its own, as each has its own day."""
        handler = browser("handler1")
        add(handler, case, "Party", name="示例乙公司", kind=["organisation"])
        notice = made(handler, case, "RightsNotice", title="（示例）事先告知书", **NOTICE)
        approve(browser, notice)
        uid = fresh(site, notice).UID()

        def begins_with():
            handler.open(f"{case}/++add++DeliveryReceipt?served={uid}")
            (party,) = value_of(handler, "IRecord.parties:list")
            return value_of(handler, "recipient"), party

        first = begins_with()
        assert first[0] == "示例文化传播有限公司"
        fill(handler, title="（示例）回证")
        press(handler, "save")
        second = begins_with()
        assert second[0] == "示例乙公司"
        assert first[1] != second[1]


class TestButtons:
    def test_of_a_record_without_chain(self, browser, case):
        page = browser("handler1", f"{case}/++add++SceneInspection").contents
        assert re.findall(r'name="form\.buttons\.(\w+)"', page) == [
            "save",
            "preview",
            "finalize",
            "cancel",
        ]

    def test_of_a_record_with_chain(self, browser, case):
        handler = browser("handler1", f"{case}/++add++Filing")
        assert 'name="form.buttons.finalize"' not in handler.contents
        fill(handler, title="（示例）立案审批表", clue="举报")
        press(handler, "submit")
        assert "@@act?transition=submit" in handler.url
        assert "承办人意见和理由" in handler.contents

    def test_preview_makes_a_version(self, browser, site, case):
        from tonghua.records.papers.versions import versions_of

        handler = browser("handler1", f"{case}/++add++SceneInspection")
        fill(handler, title="（示例）笔录", situation="所见")
        press(handler, "preview")
        record = fresh(site, handler.url.removesuffix("/view"))
        assert len(versions_of(record)) == 1
        handler.open(f"{record.absolute_url()}/edit")
        fill(handler, situation="所见，改")
        press(handler, "preview")
        assert len(versions_of(fresh(site, record.absolute_url()))) == 2

    def test_refused_final_stays_saved(self, browser, site, case):
        handler = browser("handler1", f"{case}/++add++SceneInspection")
        fill(handler, title="（示例）笔录", situation="所见", officers=[])
        press(handler, "finalize")
        assert "已保存为草稿，没有定稿" in handler.contents
        assert "第十一条：《（示例）笔录》还缺：结束时间。" in handler.contents
        record = fresh(site, handler.url.removesuffix("/view"))
        assert record.situation == "所见"
        assert api.content.get_state(record) == "draft"

    def test_refused_final_of_an_edited_one(self, browser, site, case):
        url = made(browser("handler1"), case, "SceneInspection", title="（示例）笔录")
        handler = browser("handler1", f"{url}/edit")
        fill(handler, situation="所见")
        press(handler, "finalize")
        assert "没有定稿" in handler.contents
        assert fresh(site, url).situation == "所见"

    def test_final_is_final(self, browser, site, case):
        """A recording has no signing places: nothing is missing."""
        handler = browser("handler1", f"{case}/++add++AudioVisual")
        fill(handler, title="（示例）说明", unsuitable_reason="设备损坏")
        press(handler, "finalize")
        assert "已定稿" in handler.contents
        record = fresh(site, handler.url.removesuffix("/view"))
        assert api.content.get_state(record) == "final"

    def test_cancel_keeps_nothing(self, browser, site, case):
        before = len(fresh(site, case).objectIds())
        handler = browser("handler1", f"{case}/++add++Filing")
        fill(handler, title="（示例）不要")
        press(handler, "cancel")
        assert handler.url.rstrip("/") == case
        assert len(fresh(site, case).objectIds()) == before


class TestWrongFields:
    def test_top_leads_to_the_field_that_says_why(self, browser, case):
        handler = browser("handler1")
        add(handler, case, "Filing", title="（示例）立案", occurred_start="昨天上午")
        assert 'href="#formfield-form-widgets-IRecord-occurred_start"' in handler.contents
        tag = re.search(
            r'<input[^>]*name="form\.widgets\.IRecord\.occurred_start"[^>]*>', handler.contents
        ).group(0)
        assert 'aria-invalid="true"' in tag
        named = re.search(r'aria-describedby="([^"]*)"', tag).group(1).split()
        assert all(f'id="{each}"' in handler.contents for each in named)

    def test_what_contradicts_itself_is_said_at_its_field(self, browser, case):
        handler = browser("handler1")
        add(
            handler,
            case,
            "Filing",
            title="（示例）立案",
            occurred_start=f"{DAY}T10:00",
            occurred_end=f"{DAY}T09:00",
        )
        assert "结束时间：第四条" in error_of(handler)
        assert 'id="form-widgets-IRecord-occurred_end-error"' in handler.contents

    def test_article_stands_under_its_field(self, browser, case):
        page = browser("handler1", f"{case}/++add++SceneInspection").contents
        helped = re.search(r'id="form-widgets-situation-help"[^>]*>([^<]*)<', page)
        assert "第十二条" in helped.group(1)


class TestUnsaid:
    def test_what_nobody_said_stays_unsaid(self, browser, site, case):
        url = made(browser("handler1"), case, "SceneInspection", title="（示例）笔录")
        assert fresh(site, url).credentials_shown is None
        press(browser("handler1", f"{url}/edit"), "save")
        assert fresh(site, url).credentials_shown is None

    @pytest.mark.parametrize("said", [True, False])
    def test_said(self, browser, site, case, said):
        url = made(
            browser("handler1"),
            case,
            "SceneInspection",
            title="（示例）笔录",
            credentials_shown=said,
        )
        assert fresh(site, url).credentials_shown is said
        press(browser("handler1", f"{url}/edit"), "save")
        assert fresh(site, url).credentials_shown is said


class TestOfficers:
    def test_certificates_on_the_day_of_the_record(self, browser, case, office):
        url = made(
            browser("handler1"),
            case,
            "SceneInspection",
            title="（示例）笔录",
            occurred_start=f"{DAY}T10:00",
            officers=[office["first"].UID()],
        )
        page = browser("handler1", f"{url}/edit").contents
        assert "SL-T-001" in page
        assert "证件有效至2028年12月31日" in page
        assert "⚠ 2025年12月31日已过期" in page
        assert "应当不少于二人" in page

    def test_two_are_enough(self, browser, case, known_officers):
        page = browser("handler1", f"{case}/++add++SceneInspection").contents
        assert "已选 2 人" in page
        assert "符合不少于二人的要求" in page

    def test_not_counted_where_nobody_investigates(self, browser, case, known_officers):
        assert "data-count" not in browser("handler1", f"{case}/++add++Filing").contents

    def test_retired_one_is_shown_as_such(self, browser, site, case, office):
        url = made(
            browser("handler1"),
            case,
            "SceneInspection",
            title="（示例）笔录",
            officers=[office["first"].UID()],
        )
        with api.env.adopt_roles(["Manager"]):
            api.content.transition(site["officers"][office["first"].getId()], "retire")
        transaction.commit()
        assert "⚠ 已停用" in browser("handler1", f"{url}/edit").contents


class TestRows:
    def media(self, browser, n, **cells):
        form = browser.getForm(index=form_index(browser))
        for name, value in cells.items():
            form.getControl(name=f"form.widgets.media.{n}.{name}").value = value

    def test_without_scripts(self, browser, site, case):
        handler = browser("handler1", f"{case}/++add++DeliveryReceipt")
        fill(handler, title="（示例）回证", method=["public_notice"])
        self.media(handler, 0, medium="公告栏", posted_at="2026-03-06T09:00", evidence="照片")
        self.media(handler, 2, medium="网站")
        press(handler, "save")
        assert not error_of(handler)
        url = handler.url.removesuffix("/view")
        rows = fresh(site, url).media
        assert [row["medium"] for row in rows] == ["公告栏", "网站"]
        assert rows[0]["posted_at"].isoformat() == "2026-03-06T09:00:00+08:00"
        assert rows[1]["posted_at"] is None
        handler.open(f"{url}/edit")
        self.media(handler, 0, medium="")
        self.media(handler, 0, posted_at="", evidence="")
        press(handler, "save")
        assert [row["medium"] for row in fresh(site, url).media] == ["网站"]

    def test_wrong_cell_is_named(self, browser, case):
        handler = browser("handler1", f"{case}/++add++DeliveryReceipt")
        fill(handler, title="（示例）回证", method=["public_notice"])
        self.media(handler, 0, medium="公告栏", posted_at="前天")
        press(handler, "save")
        assert "第1行“张贴或者刊登时间”：时间的写法不对" in error_of(handler)
        assert 'value="前天"' in handler.contents
        assert 'value="公告栏"' in handler.contents

    def test_two_thousand_in_one_field(self, site, case, rest, browser):
        import json

        url = made(browser("handler1"), case, "DeliveryReceipt", title="（示例）回证")
        http = rest("handler1").http
        http.headers["Accept"] = "text/html"
        page = http.get(f"{url}/edit").text
        rows = [[f"载体{n}", "2026-03-06T09:00", "<&𠮷>"] for n in range(2000)]
        data = {
            **carried(page),
            "form.widgets.IRecord.title": "（示例）回证",
            "form.widgets.IRecord.confidentiality:list": "internal",
            "form.widgets.media.json": json.dumps(rows),
            "form.widgets.media.count": "0",
            "form.buttons.save": "保存草稿",
        }
        http.post(f"{url}/edit", data=data)
        kept = fresh(site, url).media
        assert len(kept) == 2000
        assert kept[-1]["medium"] == "载体1999"
        assert kept[-1]["evidence"] == "<&𠮷>"
        again = http.get(f"{url}/edit").text
        # a long table is one field; saved without scripts it stays as it was
        assert 'name="form.widgets.media.0.medium"' not in again
        data |= carried(again) | {"form.widgets.IRecord.title": "（示例）回证，改"}
        http.post(f"{url}/edit", data=data)
        assert fresh(site, url).title == "（示例）回证，改"
        assert fresh(site, url).media == kept


class TestOddText:
    def test_everything_that_can_be_typed(self, browser, site, case):
        odd = "𠮷野家 <script>alert(1)</script> & \"引号\" 'x'"
        url = made(browser("handler1"), case, "Filing", title=odd, clue=odd)
        record = fresh(site, url)
        assert record.title == odd
        assert record.clue == odd
        page = browser("handler1", f"{url}/edit").contents
        assert "<script>alert(1)" not in page
        assert "<script>alert(1)" not in browser("handler1", url).contents

    def test_control_characters_go(self, browser, site, case):
        url = made(
            browser("handler1"),
            case,
            "Filing",
            title="（示例）\x07题\x1b名",
            clue="一\x00二\x0b三\t四",
        )
        record = fresh(site, url)
        assert record.title == "（示例）题名"
        assert record.clue == "一二三\t四"

    def test_long_text(self, browser, site, case):
        long = "长" * 200_000
        url = made(browser("handler1"), case, "Filing", title="（示例）长", facts=long)
        assert fresh(site, url).facts == long
        press(browser("handler1", f"{url}/edit"), "save")
        assert fresh(site, url).facts == long

    def test_title_of_500(self, browser, site, case):
        handler = browser("handler1")
        add(handler, case, "Filing", title="题" * 500, clue="留着")
        assert "题名：最多 200 个字，现在有 500 个字" in error_of(handler)
        assert "留着</textarea>" in handler.contents

    def test_imported_long_title_may_stay(self, browser, site, case):
        url = made(browser("handler1"), case, "Filing", title="（示例）短", clue="举报")
        fresh(site, url).title = "题" * 500
        transaction.commit()
        handler = browser("handler1", f"{url}/edit")
        fill(handler, clue="改")
        press(handler, "save")
        assert not error_of(handler)
        assert fresh(site, url).clue == "改"


class TestNoEnglish:
    @pytest.mark.parametrize(
        "portal_type",
        ["Party", "Filing", "SceneInspection", "RightsNotice", "Decision", "DeliveryReceipt"],
    )
    def test_forms_speak_chinese(self, browser, case, portal_type):
        page = browser("handler1", f"{case}/++add++{portal_type}").contents
        form = re.search(r"<form[^>]*id=\"form\".*?</form>", page, re.S).group(0)
        words = re.sub(r"<[^>]+>", " ", form)
        assert not re.findall(r"\b(?:Save|Cancel|Add|Required|No value|selected)\b", words)

    def test_method_says_which_fields_are_shown(self, browser, case):
        page = browser("handler1", f"{case}/++add++DeliveryReceipt").contents
        shown = re.search(r'<div[^>]*id="formfield-form-widgets-carrier"[^>]*>', page).group(0)
        assert 'data-shown-by="form.widgets.method"' in shown
        assert 'data-shown-for="mail"' in shown

    def test_level_is_required_in_words(self, browser, case):
        assert "（必填）" in browser("handler1", f"{case}/++add++Filing").contents


def test_control_by_name(browser, case):
    """The helper of these tests sets radios, too."""
    handler = browser("handler1", f"{case}/++add++SceneInspection")
    control(handler, "credentials_shown", True)
    assert value_of(handler, "IRecord.credentials_shown") == ["true"]
