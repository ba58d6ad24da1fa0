"""Add and edit forms: fields work without scripts, and a wrong one is named at the top."""

from datetime import datetime

import pytest
import transaction
from case_steps import DAY, MEDIA
from page_forms import add, approve, control, error_of, fill, made, press
from plone import api

from tonghua.records.moments import ZONE


def fresh(site, url):
    transaction.begin()
    return site.unrestrictedTraverse(url.removeprefix(site.absolute_url() + "/"))


@pytest.fixture
def scene(browser, case, office):
    return made(
        browser("handler1"),
        case,
        "SceneInspection",
        title="（示例）现场检查笔录",
        occurred_start=f"{DAY}T10:00",
        officers=[office["first"].UID(), office["second"].UID()],
        situation="第一行\r\n第二行",
    )


@pytest.fixture
def final(browser, case):
    """A filing that went through its chain."""
    url = made(
        browser("handler1"), case, "Filing", title="（示例）立案审批表", clue="举报", facts="初查"
    )
    approve(browser, url)
    return url


class TestWrongInput:
    def test_end_before_start(self, browser, case):
        handler = browser("handler1")
        add(
            handler,
            case,
            "SceneInspection",
            title="（示例）笔录",
            situation="已经写好的一大段",
            occurred_start=f"{DAY}T10:00",
            occurred_end=f"{DAY}T09:00",
        )
        assert "结束时间早于开始时间" in error_of(handler)
        assert "已经写好的一大段</textarea>" in handler.contents
        assert f'value="{DAY}T09:00"' in handler.contents

    def test_expired_certificate(self, browser, case, office):
        handler = browser("handler1")
        add(
            handler,
            case,
            "SceneInspection",
            title="（示例）笔录",
            occurred_start=f"{DAY}T10:00",
            officers=[office["expired"].UID()],
        )
        assert "示例过期的执法证件（SL-T-003）已于2025年12月31日到期" in error_of(handler)

    def test_media_that_is_not_what_its_name_says(self, browser, case):
        handler = browser("handler1")
        add(
            handler,
            case,
            "AudioVisual",
            title="（示例）录像",
            kind=["video"],
            media=(b"plain text", "a.mp4"),
        )
        assert "内容与它的扩展名不符" in error_of(handler)

    @pytest.mark.parametrize(
        ("written", "said"),
        [("很多", "金额不是数"), ("1.005", "最多两位小数"), ("-1", "罚款金额")],
    )
    def test_amount(self, browser, case, written, said):
        handler = browser("handler1")
        add(handler, case, "Decision", title="（示例）决定书", amount=written)
        assert said in error_of(handler)
        assert f'value="{written}"' in handler.contents

    def test_missing_title_is_named_at_the_top(self, browser, case):
        handler = browser("handler1")
        add(handler, case, "Filing", title="", clue="举报")
        assert "题名：" in error_of(handler)

    def test_moment_that_is_none(self, browser, case):
        handler = browser("handler1")
        add(handler, case, "Filing", title="（示例）立案", occurred_start="昨天上午")
        assert "开始时间：时间的写法不对" in error_of(handler)
        assert 'value="昨天上午"' in handler.contents


class TestEdit:
    def test_what_was_saved_comes_back(self, browser, site, scene):
        handler = browser("handler1", f"{scene}/edit")
        assert f'value="{DAY}T10:00"' in handler.contents
        press(handler, "save")
        record = fresh(site, scene)
        assert {each.to_object.title for each in record.officers} == {"示例甲", "示例乙"}
        assert record.situation.splitlines() == ["第一行", "第二行"]

    def test_order_stays(self, browser, site, scene):
        record = fresh(site, scene)
        before = [each.to_id for each in record.officers]
        record.officers = list(reversed(record.officers))
        transaction.commit()
        press(browser("handler1", f"{scene}/edit"), "save")
        assert [each.to_id for each in fresh(site, scene).officers] == before[::-1]

    def test_moments_are_aware(self, site, scene):
        start = fresh(site, scene).occurred_start
        assert start == ZONE.localize(datetime.fromisoformat(f"{DAY}T10:00"))
        assert start.tzinfo.zone == "Asia/Shanghai"

    def test_retired_officer_stays_until_unticked(self, browser, site, scene, office):
        with api.env.adopt_roles(["Manager"]):
            api.content.transition(site["officers"][office["second"].getId()], "retire")
        transaction.commit()
        handler = browser("handler1", f"{scene}/edit")
        fill(handler, place="示例路1号")
        press(handler, "save")
        assert len(fresh(site, scene).officers) == 2
        handler.open(f"{scene}/edit")
        fill(handler, officers=[office["first"].UID()])
        press(handler, "save")
        assert len(fresh(site, scene).officers) == 1
        handler.open(f"{scene}/edit")
        assert "示例乙" not in handler.contents

    def test_handler_of_no_group_stays(self, browser, site, case):
        """Somebody who may not be chosen any more is kept by saving the form."""
        fresh(site, case).handlers = ["handler1", "legal1"]
        transaction.commit()
        handler = browser("handler1", f"{case}/edit")
        press(handler, "save")
        assert fresh(site, case).handlers == ["handler1", "legal1"]

    def test_recording_keeps_its_file(self, browser, site, case):
        data = (MEDIA / "c1-scene.mp4").read_bytes()
        handler = browser("handler1")
        url = made(
            handler,
            case,
            "AudioVisual",
            title="（示例）录像",
            kind=["video"],
            media=(data, "a.mp4"),
        )
        handler.open(f"{url}/edit")
        fill(handler, keeper="示例保管人")
        press(handler, "save")
        assert not error_of(handler)
        recording = fresh(site, url)
        assert recording.keeper == "示例保管人"
        assert recording.media.data == data

    def test_final_record_has_no_edit_form(self, browser, final):
        handler = browser("handler1")
        handler.raiseHttpErrors = False
        handler.open(f"{final}/edit")
        assert "form.widgets.clue" not in handler.contents


class TestTemplate:
    def test_asks_for_file_and_reason(self, browser, site):
        url = f"{site.absolute_url()}/templates/prior_notice"
        data = site["templates"]["prior_notice"].docx_file.data
        admin = browser("siteadmin1", f"{url}/edit")
        assert "form.widgets.docx_file" in admin.contents
        assert "form.widgets.odt_file" not in admin.contents
        control(admin, "docx_file.action", ["replace"])
        fill(admin, docx_file=(b"no template", "a.docx"))
        press(admin, "save")
        assert "第十八条" in error_of(admin)
        admin.open(f"{url}/edit")
        control(admin, "docx_file.action", ["replace"])
        fill(admin, docx_file=(data, "示例告知书.docx"))
        press(admin, "save")
        assert "请填写修改说明" in error_of(admin)
        admin.open(f"{url}/edit")
        control(admin, "docx_file.action", ["replace"])
        fill(admin, docx_file=(data, "示例告知书.docx"), change_note="（示例）换了文件名。")
        press(admin, "save")
        assert not error_of(admin)
        assert "示例告知书.docx" in admin.contents


class TestAdd:
    def test_correction_names_what_it_corrects(self, browser, site, case, final):
        handler = browser("handler1", final)
        assert "以新记录更正" in handler.contents
        handler.open(f"{final}/@@act?transition=supersede")
        said = {"clue": "举报（更正）", "body": "线索的来源写错了。"}
        fill(handler, title="（示例）立案审批表（更正）", **said)
        press(handler, "save")
        newer = handler.url.removesuffix("/view")
        assert fresh(site, newer).supersedes.to_object.absolute_url() == final
        approve(browser, newer)
        handler.open(final)
        assert "本记录已被更正" in handler.contents
        assert newer in handler.contents

    def test_what_cannot_lie_here(self, browser, case):
        handler = browser("handler1", f"{case}/++add++Officer")
        assert "里不能新建“执法人员”" in handler.contents
        assert handler.url == case
