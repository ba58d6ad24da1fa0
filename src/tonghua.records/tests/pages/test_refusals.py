"""What an act refuses is said on its form, with the typed text kept and nothing saved."""

import pytest
import transaction
from case_steps import DAY, YEAR
from page_forms import NOTICE, approve, error_of, fill, made, press, sign, step, take
from plone import api


def fresh(site, url):
    """The item behind a URL as the database has it now."""
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
        occurred_end=f"{DAY}T11:00",
        place="示例路1号",
        officers=[office["first"].UID()],
        inspected="示例文化传播有限公司",
        situation="客观记载。",
    )


@pytest.fixture
def notice(browser, case):
    return made(
        browser("handler1"),
        case,
        "RightsNotice",
        title="（示例）行政处罚事先告知书",
        **NOTICE,
    )


class TestAct:
    def test_rule_is_named_and_text_is_kept(self, browser, site, scene):
        handler = browser("handler1")
        step(handler, scene, "finalize", "现场制作，当事人核对。")
        assert "第九条" in error_of(handler)
        assert "现场制作，当事人核对。</textarea>" in handler.contents
        assert api.content.get_state(fresh(site, scene)) == "draft"

    def test_refusal_leads_to_where_it_is_mended(self, browser, scene):
        handler = browser("handler1")
        step(handler, scene, "finalize", "现场制作。")
        assert "执法人员" in error_of(handler)
        handler.getLink("补充《现场检查（勘验）笔录》").click()
        assert handler.url == f"{scene}/edit"

    def test_reason_is_asked(self, browser, site, notice):
        take(browser("handler1"), notice, "submit", "意见")
        reviewer = browser("reviewer1")
        reviewer.open(f"{notice}/@@act?transition=send_back")
        assert "退回的理由" in reviewer.contents
        press(reviewer, "save")
        assert "第三十一条：请写明退回或者作废的理由" in error_of(reviewer)
        assert api.content.get_state(fresh(site, notice)) == "in_review"

    def test_refusal_after_the_step_undoes_all_of_it(self, browser, site, notice):
        """Without a template the paper cannot be made: no state, Approval or number stays."""
        with api.env.adopt_roles(["Manager"]):
            kept = site["templates"]["prior_notice"].docx_file
            site["templates"]["prior_notice"].docx_file = None
        transaction.commit()
        take(browser("handler1"), notice, "submit", "意见")
        take(browser("reviewer1"), notice, "endorse", "同意。")
        approver = browser("approver1")
        step(approver, notice, "approve", "批准这一份。")
        assert "第十八条：还没有《行政处罚事先告知书》的模板" in error_of(approver)
        assert "批准这一份。</textarea>" in approver.contents
        record = fresh(site, notice)
        assert api.content.get_state(record) == "in_approval"
        assert record.number is None
        assert "Approval" not in [item.portal_type for item in record.aq_parent.objectValues()]

        site["templates"]["prior_notice"].docx_file = kept
        transaction.commit()
        press(approver, "save")
        assert not error_of(approver)
        assert fresh(site, notice).number == f"示例罚告〔{YEAR}〕1号"

    def test_step_of_somebody_else_is_not_offered(self, browser, site, notice):
        reviewer = browser("reviewer1")
        reviewer.open(f"{notice}/@@act?transition=submit")
        assert "您不能办理“提交审核”" in reviewer.contents
        assert reviewer.url.startswith(notice)
        assert "@@act" not in reviewer.url

    def test_step_that_came_too_late(self, browser, site, notice):
        """The form was open while somebody else took the step."""
        late = browser("handler1", f"{notice}/@@act?transition=submit")
        fill(late, comment="晚到的意见")
        take(browser("handler2"), notice, "submit", "先到的意见")
        press(late, "save")
        assert "第三十一条" in error_of(late)
        assert "晚到的意见</textarea>" in late.contents

    def test_unknown_step_is_not_found(self, browser, notice):
        handler = browser("handler1")
        handler.raiseHttpErrors = False
        handler.open(f"{notice}/@@act?transition=fly")
        assert handler.headers["Status"].startswith("404")

    def test_get_changes_nothing(self, browser, site, notice):
        browser("handler1", f"{notice}/@@act?transition=submit&form.buttons.save=x")
        assert api.content.get_state(fresh(site, notice)) == "draft"


class TestSign:
    def test_refusal_asks_for_its_reason(self, browser, site, scene):
        handler = browser("handler1")
        sign(handler, scene, "示例人", "party", mode=["refused"])
        assert "应当写明拒绝的原因和在场的见证人" in error_of(handler)
        assert 'value="示例人"' in handler.contents
        fill(handler, refusal_reason="对结论有异议", witness="示例见证人")
        press(handler, "save")
        assert "拒绝签名" in handler.contents
        assert "对结论有异议" in handler.contents

    def test_scan_needs_a_picture(self, browser, scene):
        handler = browser("handler1")
        sign(handler, scene, "示例甲", "officer", mode=["scanned"])
        assert "应当附签名的图片" in error_of(handler)

    def test_picture_that_is_none(self, browser, site, scene):
        from tonghua.records.papers.versions import versions_of

        handler = browser("handler1")
        sign(handler, scene, "示例甲", "officer", mode=["scanned"], image=(b"no picture", "a.png"))
        assert "签名图片应当是 PNG 或者 JPEG" in error_of(handler)
        assert versions_of(fresh(site, scene)) == ()

    def test_picture_is_shown(self, browser, scene):
        from io import BytesIO

        from PIL import Image

        data = BytesIO()
        Image.new("RGB", (60, 20), "white").save(data, "PNG")
        handler = browser("handler1")
        sign(
            handler, scene, "示例甲", "officer", mode=["scanned"], image=(data.getvalue(), "甲.png")
        )
        assert f"{scene}/@@signature/1" in handler.contents

    def test_link_of_a_place_fills_the_form_in(self, browser, scene):
        handler = browser("handler1", scene)
        handler.getLink("签名：示例甲").click()
        assert 'value="示例甲"' in handler.contents
        press(handler, "save")
        assert "执法人员" in handler.contents
        assert "1/2" in handler.contents


class TestLater:
    def test_written_once(self, browser, site, case):
        from tonghua.records.records.later import later_schema

        handler = browser("handler1")
        decision = made(handler, case, "Decision", title="（示例）决定书")
        assert "published_where" in later_schema(fresh(site, decision))
        handler.open(f"{decision}/@@later")
        press(handler, "save")
        assert "请填写至少一栏" in error_of(handler)
        fill(handler, published_where="示例网站", published_at=f"{DAY}T09:00")
        press(handler, "save")
        assert "示例网站" in handler.contents
        handler.open(f"{decision}/@@later")
        assert "published_where" not in handler.contents
        assert "withdrawn_at" in handler.contents


class TestConfidentiality:
    def test_handler_raises_and_secrecy_officer_lowers(self, browser, site, case):
        handler = browser("handler1", f"{case}/@@change-confidentiality")
        assert "现在的密级是“内部”" in handler.contents
        fill(handler, level=["privacy"])
        press(handler, "save")
        assert "第二十九条：请写明变更密级的理由" in error_of(handler)
        fill(handler, reason="涉及个人隐私")
        press(handler, "save")
        assert fresh(site, case).confidentiality == "privacy"

        handler.open(f"{case}/@@change-confidentiality")
        fill(handler, level=["internal"], reason="不再涉及")
        press(handler, "save")
        assert "降低密级由保密员决定" in error_of(handler)
        assert "不再涉及</textarea>" in handler.contents
        assert fresh(site, case).confidentiality == "privacy"

        secrecy = browser("secrecy1", f"{case}/@@change-confidentiality")
        assert "冠名年鉴" not in secrecy.contents
        fill(secrecy, level=["internal"], reason="不再涉及")
        press(secrecy, "save")
        assert fresh(site, case).confidentiality == "internal"

    def test_settled_level_in_the_edit_form(self, browser, site, case):
        filing = made(
            browser("handler1"), case, "Filing", title="（示例）立案", clue="举报", facts="初查"
        )
        approve(browser, filing)
        handler = browser("handler1")
        take(handler, case, "file")
        handler.open(f"{case}/edit")
        fill(handler, confidentiality=["privacy"], cause="新写的案由")
        press(handler, "save")
        assert "请使用“变更密级”" in error_of(handler)
        assert 'value="新写的案由"' in handler.contents
        assert fresh(site, case).cause == "擅自编纂"
