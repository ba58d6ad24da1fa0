"""附随文书: papers beside a record's own, made, given out (出具), signed and read."""

import io
from datetime import timedelta

import pytest
from case_steps import (
    DAY,
    TODAY,
    YEAR,
    chain,
    content,
    file_case,
    receipt_body,
    refused,
    sign,
)

HEARING = {
    "@type": "Hearing",
    "title": "（示例）听证",
    "requested_at": f"{DAY}T09:00:00+08:00",
    "occurred_start": f"{DAY}T14:00:00+08:00",
    "place": "示例会议室",
    "public": True,
}
COMPLAINT = {
    "@type": "Complaint",
    "title": "（示例）反映编印村史",
    "channel": "letter",
    "real_name": True,
    "informant": "示例举报人",
    "contact": "示例电话 000",
    "content": "反映编印村史。",
    "received_at": f"{DAY}T10:00:00+08:00",
    "examiner": "handler2",
    "reviewer": "reviewer1",
    "approver": "approver1",
}


def words(client, item, version):
    """The words of a version's DOCX."""
    from docx import Document

    answer = client.get(f"{item}/@paper/{version['version']}/docx")
    assert answer.status_code == 200, answer.text
    return "".join("".join(Document(io.BytesIO(answer.content)).element.body.itertext()).split())


def made(client, item, **body):
    answer = client.post(f"{item}/@paper", {"formats": ["docx"], **body})
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
def hearing(rest, case):
    file_case(rest, case)
    # heard by somebody who does not handle the case
    host = rest("siteadmin1").made(
        "officers", {"@type": "Officer", "title": "示例丁", "certificate_number": "SL-T-004"}
    )
    body = {**HEARING, "host": host, "clerk": case["officers"][1]}
    return rest("handler1").made(case["url"], body)


class TestIssuing:
    def test_a_notice_goes_out_while_its_record_is_a_draft(self, rest, hearing):
        handler = rest("handler1")
        draft = made(handler, hearing, paper="hearing_notice")
        assert (draft["draft"], draft["beside"], draft["number"]) == (True, True, "")
        out = made(handler, hearing, paper="hearing_notice", issue=True)
        assert out["draft"] is False
        assert out["number"] == f"示例听通〔{YEAR}〕1号"
        assert handler.get(hearing).json()["review_state"] == "draft"
        assert handler.get(hearing).json()["number"] == out["number"]
        said = words(handler, hearing, out)
        assert "听证主持人：示例丁" in said
        assert out["number"] in said

    def test_rules_know_what_went_out_and_when(self, rest, site, hearing):
        from tonghua.records.interfaces import IFactsSource

        out = made(rest("handler1"), hearing, paper="hearing_notice", issue=True)
        (row,) = IFactsSource(content(site, hearing)).facts().issued
        assert (row["paper"], row["number"]) == ("hearing_notice", out["number"])
        assert row["at"].tzinfo is not None

    def test_the_same_is_not_given_out_twice(self, rest, hearing):
        handler = rest("handler1")
        body = {"formats": ["docx"], "paper": "hearing_notice", "issue": True}
        made(handler, hearing, paper="hearing_notice", issue=True)
        refused(handler.post(f"{hearing}/@paper", body), article=30, words="内容没有变化")
        handler.patch(hearing, {"place": "另一会议室"})
        refused(handler.post(f"{hearing}/@paper", body), article=30, words="重新出具的理由")
        again = made(handler, hearing, paper="hearing_notice", issue=True, reason="更换会议室。")
        assert again["number"] == f"示例听通〔{YEAR}〕2号"
        assert "另一会议室" in words(handler, hearing, again)

    def test_it_can_be_served_before_the_minutes_are_final(self, rest, hearing, case):
        handler = rest("handler1")
        receipt = {
            "@type": "DeliveryReceipt",
            "title": "（示例）送达回证",
            "served": [hearing],
            "recipient": "示例人",
            "method": "direct",
        }
        answer = handler.post(case["url"], receipt)
        assert answer.status_code == 400
        assert "还没有文号" in answer.json()["message"]
        made(handler, hearing, paper="hearing_notice", issue=True)
        handler.made(case["url"], receipt)

    def test_what_is_not_filled_in_is_not_made(self, rest, hearing):
        handler = rest("handler1")
        body = {"formats": ["docx"], "paper": "hearing_report"}
        refused(handler.post(f"{hearing}/@paper", body), article=11, words="还没有《听证报告》")
        handler.patch(hearing, {"public": False})
        body = {"formats": ["docx"], "paper": "hearing_announcement"}
        refused(handler.post(f"{hearing}/@paper", body), article=11)
        body = {"formats": ["docx"], "paper": "no_such_paper"}
        refused(handler.post(f"{hearing}/@paper", body), article=3)

    def test_making_it_again_does_not_give_out_other_words_under_its_number(self, rest, hearing):
        handler = rest("handler1")
        made(handler, hearing, paper="hearing_notice", issue=True)
        assert made(handler, hearing, paper="hearing_notice")["draft"] is False
        handler.patch(hearing, {"place": "另一会议室"})
        body = {"formats": ["docx"], "paper": "hearing_notice"}
        refused(handler.post(f"{hearing}/@paper", body), article=30, words="重新出具的理由")

    def test_a_record_whose_paper_went_out_is_not_deleted(self, rest, hearing):
        handler = rest("handler1")
        made(handler, hearing, paper="hearing_notice", issue=True)
        refused(handler.delete(hearing), article=30, words="已经出具，不能删除")
        assert handler.get(hearing).status_code == 200

    def test_each_paper_takes_a_number_of_its_own_class(self, rest, case):
        """委托送达函 beside a receipt, and what was kept disposed of beside its notice."""
        handler = rest("handler1")
        receipt = handler.made(
            case["url"],
            {
                "@type": "DeliveryReceipt",
                "title": "（示例）送达回证",
                "recipient": "示例人",
                "method": "entrusted",
                "agency": "示例机关",
                "reason": "路途遥远。",
            },
        )
        letter = made(handler, receipt, paper="entrust_letter", issue=True)
        assert letter["number"] == f"示例委送〔{YEAR}〕1号"
        assert handler.get(receipt).json()["number"] is None

    def test_what_a_chain_approves_goes_out_once_it_is_approved(self, rest, case):
        file_case(rest, case)
        handler = rest("handler1")
        extension = handler.made(
            case["url"],
            {
                "@type": "Extension",
                "title": "（示例）延期审批表",
                "what": "作出决定的期限",
                "until": "2026-06-30",
                "reason": "案情复杂。",
            },
        )
        body = {"formats": ["docx"], "paper": "extension_notice", "issue": True}
        refused(handler.post(f"{extension}/@paper", body), article=31, words="还没有批准")
        chain(rest, extension)
        notice = made(handler, extension, paper="extension_notice", issue=True)
        assert notice["number"] == f"示例延告〔{YEAR}〕1号"
        assert "2026年6月30日" in words(handler, extension, notice)

    def test_a_public_notice_goes_out_once_it_is_approved(self, rest, case):
        handler = rest("handler1")
        receipt = handler.made(
            case["url"],
            {
                "@type": "DeliveryReceipt",
                "title": "（示例）送达回证",
                "recipient": "示例人",
                "method": "public_notice",
                "notice_text": "请来领取。",
            },
        )
        body = {"formats": ["docx"], "paper": "public_notice", "issue": True}
        answer = handler.post(f"{receipt}/@paper", body)
        refused(answer, "SRV-P", 23, "应当先经审批")
        assert handler.get(f"{receipt}/@paper").json()["items"] == []
        approval = {"@type": "Approval", "title": "公告送达审批", "matter": "公告送达"}
        chain(rest, handler.made(case["url"], approval))
        notice = made(handler, receipt, paper="public_notice", issue=True)
        assert notice["number"] == f"示例公告〔{YEAR}〕1号"

    def test_the_court_is_asked_only_after_a_demand_was_served(self, rest, case, browser):
        """强制执行申请书: refused with rule and article, in REST and in the page, nothing written."""
        handler = rest("handler1")
        performance = handler.made(
            case["url"],
            {
                "@type": "Performance",
                "title": "（示例）履行情况记录",
                "obligation": "缴纳罚款。",
                "overdue_measure": "申请人民法院强制执行。",
            },
        )
        body = {"formats": ["docx"], "paper": "enforcement_application", "issue": True}
        said = refused(
            handler.post(f"{performance}/@paper", body), "PRF-3", 24, "请先出具催告书并送达"
        )
        page = browser("handler1", performance)
        button = next(
            n
            for n, form in enumerate(page.contents.split("<form")[1:])
            if "@@issue-paper" in form and "enforcement_application" in form
        )
        page.getForm(index=button).submit()
        assert said in page.contents
        assert handler.get(f"{performance}/@paper").json()["items"] == []

        made(handler, performance, paper="demand_notice", issue=True)
        served = receipt_body(
            case, [performance], signed_at=f"{TODAY - timedelta(days=30)}T10:00:00+08:00"
        )
        receipt = handler.made(case["url"], served)
        refused(handler.post(f"{performance}/@paper", body), "PRF-3", 24, "请先出具催告书并送达")
        for name in ("示例甲", "示例乙"):
            sign(rest, receipt, name, "server")
        sign(rest, receipt, "示例人", "recipient")
        handler.step(receipt, "finalize")
        out = made(handler, performance, paper="enforcement_application", issue=True)
        assert out["number"] == f"示例执申〔{YEAR}〕1号"

    @pytest.mark.parametrize("who", ["reviewer1", "legal1", "supervisor1", "handler3", None])
    def test_only_the_handlers_give_out(self, rest, hearing, who):
        client = rest(who)
        body = {"formats": ["docx"], "paper": "hearing_notice", "issue": True}
        assert client.post(f"{hearing}/@paper", body).status_code in (401, 403, 404)
        assert rest("handler1").get(f"{hearing}/@paper").json()["items"] == []


class TestLists:
    def test_a_list_is_read_by_who_may_view_all_that_it_tells(self, rest, case, hearing):
        """证据目录 names what its records took: not to somebody who may not view one of them."""
        handler = rest("handler1")
        catalogue = made(handler, case["url"], paper="evidence_catalogue")
        assert "证据目录" in words(handler, case["url"], catalogue)
        assert rest("legal1").get(f"{case['url']}/@paper").json()["items"]

    def test_the_register_of_a_complaint_tells_nobody_who_complained(self, rest, office):
        handler = rest("handler1")
        complaint = handler.made("complaints", COMPLAINT)
        register = made(handler, complaint, paper="complaint_register")
        for who in ("handler1", "reviewer1"):
            said = words(rest(who), complaint, register)
            assert "反映编印村史" in said
            assert "示例举报人" not in said
            assert "示例电话" not in said


class TestSigning:
    @pytest.fixture
    def asked(self, rest, office):
        """An application's case with its applicant."""
        body = {
            "@type": "ApplicationCase",
            "title": "（示例）年鉴出版批准",
            "handlers": ["handler1", "handler2"],
            "reviewer": "reviewer1",
            "approver": "approver1",
        }
        case = rest("handler1").made("cases", body)
        party = {"@type": "Party", "kind": "person", "name": "示例申请人"}
        rest("handler1").made(case, party)
        return case

    def test_each_paper_has_its_own_signatures(self, rest, asked):
        handler = rest("handler1")
        application = handler.made(
            asked,
            {
                "@type": "Application",
                "title": "（示例）申请登记表",
                "mode": "oral",
                "matter": "口头申请的事项",
                "received_at": f"{DAY}T10:00:00+08:00",
            },
        )
        body = {"name": "示例申请人", "capacity": "applicant", "mode": "handwritten"}
        signed = handler.post(f"{application}/@signatures", {**body, "paper": "oral_application"})
        assert signed.status_code == 201, signed.text
        assert signed.json()["paper"] == "oral_application"
        oral = made(handler, application, paper="oral_application")
        assert "示例申请人" in words(handler, application, oral)
        # words that he did not sign are not printed above his name
        handler.patch(application, {"matter": "改过的事项"})
        changed = made(handler, application, paper="oral_application")
        assert "以上记录与我所说的一致。签名：示例申请人" not in words(
            handler, application, changed
        )
        assert "签名：示例申请人" in words(handler, application, oral)
        # the register's own place is still empty
        answer = handler.post(f"{application}/@workflow/finalize")
        refused(answer, rule="DOC-SIG", words="申请人")
        body["paper"] = "material_receipt"
        answer = handler.post(f"{application}/@signatures", body)
        refused(answer, article=3, words="还没有出具")

    def test_the_receipt_for_materials_leaves_the_register_s_signatures(self, rest, asked):
        """Its number is its own: whoever signed the register signed without it."""
        handler = rest("handler1")
        application = handler.made(
            asked,
            {
                "@type": "Application",
                "title": "（示例）申请登记表",
                "mode": "written",
                "matter": "年鉴出版批准",
                "materials": ["书稿"],
                "received_at": f"{DAY}T10:00:00+08:00",
            },
        )
        sign(rest, application, "示例申请人", "applicant")
        sign(rest, application, "示例甲", "officer")
        made(handler, application, paper="material_receipt", issue=True)
        handler.step(application, "finalize")


class TestPage:
    def test_the_record_s_page_makes_and_gives_out(self, browser, hearing):
        page = browser("handler1")
        page.open(hearing)
        assert "附随文书" in page.contents
        page.getForm(action="@@issue-paper", index=0).submit()
        assert "已出具" in page.contents
        assert f"示例听通〔{YEAR}〕1号" in page.contents
        assert "重新出具" in page.contents

    def test_nobody_else_is_offered_it(self, browser, hearing):
        page = browser("reviewer1")
        page.open(hearing)
        assert "@@issue-paper" not in page.contents
        assert "@@make-paper" not in page.contents
