"""Complaints and reports (投诉举报): concluded both ways (article 8)."""

import io

import pytest
from case_steps import YEAR, refused, sign

BODY = {
    "@type": "Complaint",
    "title": "（示例）反映某公司擅自编纂年鉴",
    "channel": "letter",
    "real_name": True,
    "informant": "示例举报人",
    "contact": "示例电话 000",
    "content": "反映某公司擅自编纂冠名年鉴。",
    "received_at": f"{YEAR}-03-02T10:00:00+08:00",
    "examiner": "handler2",
    "reviewer": "reviewer1",
    "approver": "approver1",
}


@pytest.fixture
def complaint(rest, office):
    return rest("handler1").made("complaints", BODY)


def cases_of(rest, complaint, who="handler2"):
    found = [rest(who).get(item["@id"]).json() for item in rest(who).get("cases").json()["items"]]
    return [case for case in found if (case["complaint"] or {}).get("@id") == complaint]


def test_whoever_registers_is_the_registrar_and_it_has_a_number(rest, complaint):
    read = rest("handler1").get(complaint).json()
    assert read["registrar"] == "handler1"
    assert read["number"] == f"示例举〔{YEAR}〕1号"
    assert read["review_state"] == "registered"


def test_to_file_makes_the_case_with_the_complaint_linked(rest, complaint):
    examiner = rest("handler2")
    examiner.patch(complaint, {"conclusion": "filed", "conclusion_reason": "需要查处。"})
    examiner.step(complaint, "conclude", "需要查处。")
    read = examiner.get(complaint).json()
    assert read["review_state"] == "concluded"
    assert read["concluded_at"]
    (case,) = cases_of(rest, complaint)
    assert case["@type"] == "PenaltyCase"
    assert case["title"] == BODY["title"]
    assert case["handlers"] == ["handler2"]
    assert f"示例举〔{YEAR}〕1号" in case["source"]
    assert "示例举报人" not in str(case)


def test_the_complaint_sees_when_its_case_was_filed(rest, complaint):
    """CMP-2: the case's own day, which the complaint does not hold."""

    def filed():
        answered = examiner.get(f"{complaint}/@compliance").json()["items"]
        return next(each["status"] for each in answered if each["rule"] == "CMP-2")

    examiner = rest("handler2")
    assert filed() == "na"
    examiner.patch(complaint, {"conclusion": "filed", "conclusion_reason": "需要查处。"})
    examiner.step(complaint, "conclude", "需要查处。")
    assert filed() == "pending"
    (case,) = cases_of(rest, complaint)
    form = {"@type": "Filing", "title": "（示例）立案审批表", "clue": "举报", "facts": "初查"}
    filing = examiner.made(case["@id"], form)
    examiner.step(filing, "submit", "建议立案。")
    rest("reviewer1").step(filing, "endorse", "同意。")
    rest("approver1").step(filing, "approve", "批准。")
    assert filed() == "pass"


def test_not_to_file_makes_no_case_and_keeps_how_the_informant_was_told(rest, complaint):
    examiner = rest("handler2")
    examiner.patch(complaint, {"conclusion": "not_filed", "conclusion_reason": "不属于职权。"})
    examiner.step(complaint, "conclude", "不启动。")
    assert cases_of(rest, complaint) == []
    told = {"informed_at": f"{YEAR}-12-30T10:00:00+08:00", "informed_by": "handler2"}
    assert examiner.patch(complaint, told).status_code == 204
    rest("archivist1").step(complaint, "archive", "归档。")
    assert examiner.get(complaint).json()["review_state"] == "archived"


def test_untold_it_is_not_archived(rest, complaint):
    """Archived, it could never be told any more: what is not yet due is refused too."""
    examiner = rest("handler2")
    examiner.patch(complaint, {"conclusion": "not_filed", "conclusion_reason": "不属于职权。"})
    examiner.step(complaint, "conclude", "不启动。")
    answer = rest("archivist1").post(f"{complaint}/@workflow/archive", {"comment": "归档。"})
    refused(answer, article=8, rule="CMP-1", words="应当告知举报人")
    assert examiner.get(complaint).json()["review_state"] == "concluded"


@pytest.mark.parametrize(
    "change",
    [
        {"conclusion": "filed"},
        {"real_name": False},
        {"conclusion_reason": "另有理由。"},
        {"content": "另一件事。"},
        {"received_at": f"{YEAR}-03-01T10:00:00+08:00"},
        {"informant": "示例另一人"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_was_concluded_stays(rest, complaint, change):
    examiner = rest("handler2")
    examiner.patch(complaint, {"conclusion": "not_filed", "conclusion_reason": "不属于职权。"})
    examiner.step(complaint, "conclude", "不启动。")
    before = examiner.get(complaint).json()
    refused(examiner.patch(complaint, change), article=30, words="已经作出结论")
    after = examiner.get(complaint).json()
    assert {name: after[name] for name in change} == {name: before[name] for name in change}
    assert cases_of(rest, complaint) == []


def test_without_a_conclusion_it_is_not_concluded(rest, complaint):
    answer = rest("handler2").post(f"{complaint}/@workflow/conclude", {"comment": "x"})
    refused(answer, article=8, words="结论")


def test_told_before_it_was_concluded_is_refused(rest, complaint):
    answer = rest("handler2").patch(
        complaint,
        {
            "concluded_at": f"{YEAR}-03-05T10:00:00+08:00",
            "informed_at": f"{YEAR}-03-04T10:00:00+08:00",
        },
    )
    assert answer.status_code == 400
    assert "早于作出结论" in answer.json()["message"]


def test_told_in_the_very_minute_of_the_conclusion(rest, complaint):
    """The conclusion is noted to the second, and what a person types has none."""
    examiner = rest("handler2")
    examiner.patch(complaint, {"conclusion": "not_filed", "conclusion_reason": "不属于职权。"})
    examiner.step(complaint, "conclude", "不启动。")
    minute = examiner.get(complaint).json()["concluded_at"][:16]
    told = {"informed_at": f"{minute}:00+08:00", "informed_by": "handler2"}
    assert examiner.patch(complaint, told).status_code == 204
    assert answer_of(rest, complaint, "CMP-1") == "pass"


@pytest.mark.parametrize("portal_type", ["Decision", "Party", "Interview", "PenaltyCase"])
def test_holds_only_what_its_conclusion_needs(rest, complaint, portal_type):
    body = {"@type": portal_type, "title": "x", "name": "x", "kind": "person"}
    assert rest("handler1").post(complaint, body).status_code in (400, 401, 403)


def not_filed(rest, complaint):
    """Conclude not to file, and write the notice with its receipt; their URLs."""
    examiner = rest("handler2")
    examiner.patch(complaint, {"conclusion": "not_filed", "conclusion_reason": "不属于职权。"})
    examiner.step(complaint, "conclude", "不启动。")
    body = {"@type": "ApplicationNotice", "title": "不予立案告知书", "outcome": "not_filed"}
    notice = examiner.made(complaint, body)
    refused(examiner.post(f"{notice}/@workflow/finalize"), article=8, words="不予立案的理由")
    examiner.patch(notice, {"reasons": "不属于本机关职权。"})
    examiner.step(notice, "finalize")
    receipt = examiner.made(
        complaint,
        {
            "@type": "DeliveryReceipt",
            "title": "（示例）送达回证",
            "served": [notice],
            "recipient": BODY["informant"],
            "method": "direct",
            "place": "示例窗口",
            "outcome": "served",
            "signer_name": BODY["informant"],
            "signer_relation": "self",
            "signed_at": f"{YEAR}-03-02T11:00:00+08:00",
        },
    )
    return notice, receipt


def answer_of(rest, complaint, rule):
    items = rest("handler2").get(f"{complaint}/@compliance").json()["items"]
    return next(item["status"] for item in items if item["rule"] == rule)


def test_the_notice_has_its_own_number_and_tells_the_informant(rest, complaint):
    notice, receipt = not_filed(rest, complaint)
    assert rest("handler2").get(notice).json()["number"] == f"示例不立〔{YEAR}〕1号"
    assert answer_of(rest, complaint, "CMP-1") == "pending"
    for name in ("示例甲", "示例乙"):
        sign(rest, receipt, name, "server")
    sign(rest, receipt, BODY["informant"], "recipient")
    rest("handler2").step(receipt, "finalize")
    assert answer_of(rest, complaint, "CMP-1") == "pass"


@pytest.mark.parametrize(
    "who", ["reviewer1", "approver1", "legal1", "archivist1", "supervisor1", "handler3"]
)
def test_what_tells_who_complained_is_its_registrar_s_and_examiner_s(rest, complaint, who):
    notice, receipt = not_filed(rest, complaint)
    for each in (notice, receipt):
        assert rest("handler1").get(each).status_code == 200
        assert rest(who).get(each).status_code in (401, 403, 404)
    found = rest(who).get("@search", portal_type="DeliveryReceipt").json()
    assert found["items_total"] == 0
    if who != "handler3":
        inside = rest(who).get(complaint).json()["items"]
        assert inside == []


def test_a_level_raised_does_not_open_it(rest, complaint):
    _notice, receipt = not_filed(rest, complaint)
    body = {"level": "privacy", "reason": "示例"}
    assert rest("handler1").post(f"{receipt}/@confidentiality", body).status_code == 200
    assert rest("reviewer1").get(receipt).status_code in (401, 403, 404)
    assert rest("handler2").get(receipt).status_code == 200


def printed(rest, record, who="handler2"):
    """The text of a record's paper, made anew."""
    from docx import Document

    made = rest(who).post(f"{record}/@paper", {"formats": ["docx"]}).json()
    paper = rest(who).get(f"{record}/@paper/{made['version']}/docx").content
    return "".join(Document(io.BytesIO(paper)).element.body.itertext())


def test_the_notice_names_the_informant_and_the_approval_does_not(rest, complaint):
    notice, _receipt = not_filed(rest, complaint)
    assert "示例举报人：" in printed(rest, notice)
    body = {"@type": "Approval", "title": "（示例）内部审批表", "matter": "不予立案"}
    approval = rest("handler2").made(complaint, body)
    assert "示例举报人" not in printed(rest, approval)


def test_the_notice_to_somebody_unnamed_leaves_room(rest, complaint):
    rest("handler1").patch(complaint, {"real_name": False})
    notice, _receipt = not_filed(rest, complaint)
    assert "＿＿＿＿＿＿＿＿＿＿：" in printed(rest, notice)
