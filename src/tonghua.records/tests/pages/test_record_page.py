"""The page of a record: its paper, what may be done next, and its signatures."""

import re

import pytest
import transaction
from case_steps import DAY
from DateTime import DateTime
from page_forms import fill, made, press, sign, take
from plone import api

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def scene(browser, case, office):
    return made(
        browser("handler1"),
        case,
        "SceneInspection",
        title="（示例）现场检查笔录",
        occurred_start=f"{DAY}T10:00",
        occurred_end=f"{DAY}T11:00",
        officers=[office["first"].UID(), office["second"].UID()],
        witness="示例见证人",
        situation="客观记载。",
    )


@pytest.fixture
def converter(monkeypatch):
    """A converter that answers; without it there is none."""
    monkeypatch.setattr("tonghua.records.papers.versions.to_pdf", lambda docx: (PDF, ""))


def bar(browser):
    """The links of the bar: (primary ones, those behind 更多)."""
    start = browser.contents.index('id="content"')
    head = browser.contents[start : browser.contents.index('<div class="row">', start)]
    primary = re.findall(r'<a class="btn btn-primary[^>]*>([^<]*)</a>', head)
    more = re.findall(r'<a class="dropdown-item"[^>]*>([^<]*)</a>', head)
    return [text.strip() for text in primary], [text.strip() for text in more]


def order(browser, *words):
    """Whether these stand on the page in this order."""
    positions = [browser.contents.index(word) for word in words]
    return positions == sorted(positions)


class TestPaper:
    def test_without_one_the_data_is_shown_large(self, browser, scene):
        handler = browser("handler1", scene)
        assert "还没有生成文书" in handler.contents
        assert "草稿也可以先生成文书预览" in handler.contents
        assert "data-records-paper=" not in handler.contents
        assert order(handler, "生成文书", "客观记载。", 'id="record-signatures"')

    def test_is_shown_first_then_signatures_then_data(self, browser, scene, converter):
        handler = browser("handler1", scene)
        handler.getControl("生成文书").click()
        assert f'data-records-paper="{scene}/@@paper/1/pdf"' in handler.contents
        assert order(
            handler, "data-records-paper=", 'id="record-signatures"', "客观记载。", "文书版本"
        )

    def test_plain_links_lead_to_the_files(self, browser, scene, converter):
        """Without script the paper is a link to its PDF; nothing is embedded."""
        handler = browser("handler1", scene)
        handler.getControl("生成文书").click()
        for embedding in ("<object", "<embed", "<iframe"):
            assert embedding not in handler.contents
        assert handler.getLink("下载 DOCX").url == f"{scene}/@@paper/1/docx"
        assert handler.getLink("下载 PDF").url == f"{scene}/@@paper/1/pdf"
        handler.getLink("打印").click()
        assert handler.headers["Content-Type"] == "application/pdf"
        assert handler.headers["Content-Disposition"].startswith("inline")

    def test_failed_conversion_is_said_with_the_docx(self, browser, scene):
        handler = browser("handler1", scene)
        handler.getControl("生成文书").click()
        assert "data-records-paper=" not in handler.contents
        assert "转换失败" in handler.contents
        assert "可以先下载 DOCX 查看。" in handler.contents
        assert handler.getLink("下载 DOCX")

    def test_failed_conversion_is_made_again_once_the_service_is_back(
        self, browser, case, scene, monkeypatch
    ):
        handler = browser("handler1", scene)
        handler.getControl("生成文书").click()
        assert "转换失败：文书转换服务没有运行" in handler.contents
        versions = handler.contents[handler.contents.index("文书版本") :]
        assert "转换失败" in versions
        # the case's page says so too, and leads to the record
        handler.open(case)
        handler.getLink("PDF 转换失败").click()
        assert handler.url == scene
        monkeypatch.setattr("tonghua.records.papers.versions.to_pdf", lambda docx: (PDF, ""))
        handler.getControl("重新转换").click()
        assert "第1版的 PDF 已生成，DOCX 没有变动。" in handler.contents
        assert f'data-records-paper="{scene}/@@paper/1/pdf"' in handler.contents
        assert "转换失败" not in handler.contents
        assert "第2版" not in handler.contents

    def test_service_that_is_still_down_says_so_again(self, browser, scene):
        handler = browser("handler1", scene)
        handler.getControl("生成文书").click()
        handler.getControl("重新转换").click()
        assert "转换失败：文书转换服务没有运行" in handler.contents
        assert handler.getControl("重新转换")

    def test_older_version_can_be_opened(self, browser, scene, converter):
        handler = browser("handler1", scene)
        handler.getControl("生成文书").click()
        handler.getControl("重新生成文书").click()
        assert "@@paper/2/pdf" in handler.getLink("打印").url
        handler.getLink("第1版").click()
        assert "@@paper/1/pdf" in handler.getLink("打印").url
        handler.open(f"{scene}?version=<b>9")
        assert "@@paper/2/pdf" in handler.getLink("打印").url

    def test_changed_draft_says_that_its_paper_is_old(self, browser, scene, converter):
        handler = browser("handler1", scene)
        handler.getControl("生成文书").click()
        assert "生成这一版以后，记录又有改动" not in handler.contents
        sign(handler, scene, "示例甲", "officer")
        handler.open(scene)
        assert "生成这一版以后，记录又有改动" not in handler.contents
        handler.open(f"{scene}/edit")
        fill(handler, situation="改过的记载。")
        press(handler, "save")
        handler.open(scene)
        assert "生成这一版以后，记录又有改动" in handler.contents

    def test_reader_sees_the_paper_and_makes_none(self, browser, scene, converter):
        browser("handler1", scene).getControl("生成文书").click()
        supervisor = browser("supervisor1", scene)
        assert "data-records-paper=" in supervisor.contents
        assert "@@make-paper" not in supervisor.contents

    def test_reader_sees_that_a_conversion_failed_and_makes_none(self, browser, scene):
        browser("handler1", scene).getControl("生成文书").click()
        supervisor = browser("supervisor1", scene)
        assert "转换失败" in supervisor.contents
        assert "@@convert-paper" not in supervisor.contents
        assert bar(supervisor) == ([], [])


class TestBar:
    def test_one_main_step_the_rest_behind_more(self, browser, scene):
        handler = browser("handler1", scene)
        primary, more = bar(handler)
        assert primary == ["定稿"]
        assert more[:1] == ["编辑"]
        assert "签名" not in more
        assert handler.getLink("签名", index=0).url == f"{scene}/@@sign"

    def test_steps_back_are_never_the_main_one(self, browser, case):
        filing = made(
            browser("handler1"), case, "Filing", title="（示例）立案", clue="举报", facts="初查"
        )
        take(browser("handler1"), filing, "submit", "建议立案。")
        primary, more = bar(browser("reviewer1", filing))
        assert primary == ["同意"] or len(primary) == 1
        assert "退回" in more


class TestSignatures:
    def test_who_has_signed_who_must_who_refused(self, browser, scene):
        handler = browser("handler1")
        sign(handler, scene, "示例甲", "officer")
        sign(
            handler,
            scene,
            "示例人",
            "party",
            mode=["refused"],
            refusal_reason="对结论有异议",
            witness="示例见证人",
        )
        handler.open(scene)
        strip = handler.contents[handler.contents.index('id="record-signatures"') :]
        officers = strip[strip.index("执法人员") :]
        assert "… 1/2" in strip
        assert officers.index("示例甲") < officers.index("示例乙") < officers.index("待签名")
        assert "✗ 拒绝签名" in strip
        assert "对结论有异议" in strip

    def test_those_who_may_not_sign_are_offered_nothing(self, browser, scene):
        supervisor = browser("supervisor1", scene)
        assert "待签名" in supervisor.contents
        assert "@@sign" not in supervisor.contents


class TestRest:
    def test_recordings_about_it(self, browser, site, case, scene):
        from z3c.relationfield import RelationValue
        from zope.component import getUtility
        from zope.intid.interfaces import IIntIds

        transaction.begin()
        record = site.unrestrictedTraverse(scene.removeprefix(site.absolute_url() + "/"))
        with api.env.adopt_roles(["Manager"]):
            api.content.create(
                container=record.aq_parent,
                type="AudioVisual",
                title="（示例）现场录像",
                unsuitable_reason="不适宜",
                about=[RelationValue(getUtility(IIntIds).getId(record))],
            )
        transaction.commit()
        assert "（示例）现场录像" in browser("handler1", scene).contents

    def test_void_one_is_struck_through(self, browser, site, scene):
        with api.env.adopt_roles(["Manager"]):
            tool = api.portal.get_tool("portal_workflow")
            record = site.unrestrictedTraverse(scene.removeprefix(site.absolute_url() + "/"))
            status = {"review_state": "void", "action": "annul", "actor": "handler1"}
            status.update(comments="写错", time=DateTime())
            tool.setStatusOf("record_workflow", record, status)
        transaction.commit()
        assert "<s>（示例）现场检查笔录</s>" in browser("handler1", scene).contents
