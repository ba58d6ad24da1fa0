"""What pages show: registers, the case, a record and its papers, and to whom."""

import pytest
import transaction
from case_steps import DAY
from page_forms import fill, made, press, sign, take
from plone import api


def fresh(site, url):
    transaction.begin()
    return site.unrestrictedTraverse(url.removeprefix(site.absolute_url() + "/"))


class TestRegister:
    def test_empty_list_says_what_will_be_here(self, browser, site):
        handler = browser("handler1", f"{site.absolute_url()}/cases")
        assert "还没有案件" in handler.contents
        assert handler.getLink("登记行政处罚案件").url.endswith("/++add++PenaltyCase")

    def test_only_who_may_add_is_offered_it(self, browser, site):
        base = site.absolute_url()
        assert "++add++" not in browser("supervisor1", f"{base}/cases").contents
        assert "++add++" not in browser("handler1", f"{base}/officers").contents
        assert "++add++Officer" in browser("siteadmin1", f"{base}/officers").contents

    def test_lists_what_this_person_may_view(self, browser, site, case):
        base = site.absolute_url()
        assert "冠名年鉴" in browser("handler2", f"{base}/cases").contents
        assert "冠名年鉴" in browser("supervisor1", f"{base}/cases").contents
        assert "冠名年鉴" not in browser("handler3", f"{base}/cases").contents

    def test_entries_have_a_page(self, browser, site, office):
        admin = browser("siteadmin1", office["first"].absolute_url())
        assert "SL-T-001" in admin.contents
        assert "停用" in admin.contents

    def test_pages_of_fifty(self, browser, site):
        with api.env.adopt_roles(["Manager"]):
            for n in range(52):
                api.content.create(
                    container=site["officers"],
                    type="Officer",
                    title=f"示例人员{n:02}",
                    certificate_number=f"SL-P-{n:02}",
                )
        transaction.commit()
        admin = browser("siteadmin1", f"{site.absolute_url()}/officers")
        assert admin.contents.count("SL-P-") == 50
        admin.open(f"{site.absolute_url()}/officers?b_start:int=50")
        assert admin.contents.count("SL-P-") == 2


class TestCase:
    def test_shows_people_and_offers_the_next_step(self, browser, case):
        handler = browser("handler1", case)
        for words in ("示例甲、示例乙", "示例丙", "示例戊", "示例文化传播有限公司", "擅自编纂"):
            assert words in handler.contents
        assert "@@act?transition=file" in handler.contents
        assert "++add++DeliveryReceipt" in handler.contents
        assert "资料不足" in handler.contents or "未到期" in handler.contents

    def test_reader_is_offered_nothing(self, browser, case):
        supervisor = browser("supervisor1", case)
        assert "合规" in supervisor.contents
        for words in ("@@act", "++add++", "/edit", "@@change-confidentiality"):
            assert words not in supervisor.contents

    def test_confidential_record_is_not_there_for_others(self, browser, case):
        handler = browser("handler1")
        url = made(handler, case, "Filing", title="（示例）机密立案", confidentiality=["privacy"])
        assert "个人隐私" in browser("handler1", case).contents
        supervisor = browser("supervisor1", case)
        assert "机密立案" not in supervisor.contents
        assert url not in supervisor.contents

    def test_titles_are_escaped(self, browser, case):
        handler = browser("handler1")
        made(handler, case, "Filing", title="<script>alert(1)</script>")
        handler.open(case)
        assert "<script>alert(1)" not in handler.contents


class TestRecord:
    @pytest.fixture
    def scene(self, browser, case, office):
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

    def test_paper_is_made_and_sent(self, browser, scene):
        handler = browser("handler1", scene)
        handler.getControl("生成文书").click()
        assert "第<" in handler.contents or "第1版" in handler.contents
        assert "转换失败" in handler.contents
        handler.getLink("DOCX").click()
        assert handler.headers["Content-Type"].endswith("wordprocessingml.document")
        assert handler.contents[:2] in ("PK", b"PK")

    def test_paper_is_made_by_post_alone(self, browser, site, scene):
        from tonghua.records.papers.versions import versions_of

        handler = browser("handler1")
        handler.raiseHttpErrors = False
        handler.open(f"{scene}/@@make-paper")
        assert versions_of(fresh(site, scene)) == ()

    def test_missing_signatures_are_named(self, browser, scene):
        handler = browser("handler1", scene)
        assert "0/2" in handler.contents
        sign(handler, scene, "示例甲", "officer")
        assert "1/2" in handler.contents
        with pytest.raises(LookupError):
            handler.getLink("签名：示例甲")
        assert handler.getLink("签名：示例乙")

    def test_signature_on_changed_text_is_marked(self, browser, scene):
        handler = browser("handler1")
        sign(handler, scene, "示例甲", "officer")
        handler.open(f"{scene}/edit")
        fill(handler, situation="改过的记载。")
        press(handler, "save")
        assert "内容已改，须重新签名" in handler.contents
        assert "0/2" in handler.contents

    def test_opinions_and_history(self, browser, case):
        filing = made(
            browser("handler1"), case, "Filing", title="（示例）立案", clue="举报", facts="初查"
        )
        take(browser("handler1"), filing, "submit", "建议立案。")
        take(browser("reviewer1"), filing, "send_back", "请补充线索。")
        handler = browser("handler1", filing)
        assert "请补充线索。" in handler.contents
        take(handler, filing, "submit", "已补充。")
        take(browser("reviewer1"), filing, "endorse", "同意立案。")
        approver = browser("approver1", filing)
        assert "同意立案。" in approver.contents
        assert "@@act?transition=approve" in approver.contents
        assert "@@act?transition=endorse" not in approver.contents

    def test_relation_to_what_one_may_not_view_is_left_out(self, browser, case, site):
        handler = browser("handler1")
        hidden = made(
            handler, case, "Filing", title="（示例）机密立案", confidentiality=["privacy"]
        )
        receipt = made(
            handler,
            case,
            "AudioVisual",
            title="（示例）照片",
            about=[fresh(site, hidden).UID()],
            unsuitable_reason="理由",
        )
        assert "机密立案" in browser("handler1", receipt).contents
        assert "机密立案" not in browser("supervisor1", receipt).contents

    def test_finding_a_button_again(self, browser, scene):
        """返回 leads back without doing anything."""
        handler = browser("handler1", f"{scene}/@@act?transition=finalize")
        press(handler, "back")
        assert handler.url.rstrip("/") == scene
