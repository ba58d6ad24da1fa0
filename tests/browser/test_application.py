"""An application in the browser (article 7): asked for by word of mouth, to the served decision."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from chromium import Desk
from errands import APPROVER, FIRST, REVIEWER, SECOND, Errand
from pages import Form, RecordPage, content, says
from playwright.sync_api import expect

TITLE = "（示例）《示例县年鉴（2027）》公开出版批准"
MATTER = "《示例县年鉴（2027）》公开出版批准"
BASIS = "《地方志工作条例》第十三条"
APPLICANT, AGENT = "示例县年鉴编辑部", "示例E"
LACKING = "县级保密工作部门出具的保密审查意见"
MATERIALS = ("年鉴书稿（送审稿）原件一份", "编纂单位证明复印件一份")
CORRECTED = "书稿封面误写为“示例县年签”，申请人当场更正为“示例县年鉴”，并签名确认。"


def test_from_an_oral_request_to_the_served_decision(
    at_desk: Callable[..., Desk], picture: Callable[..., Path]
) -> None:
    errand = Errand(at_desk, picture, "application")
    register(errand)
    request = ask(errand)
    supplement(errand)
    not_twice(errand)
    accept(errand)
    examine(errand)
    decision = decide(errand)
    serve(errand)
    errand.on_a_phone(request.url, decision.url)


def register(errand: Errand) -> None:
    form = errand.register("cases", "申请类案件")
    form.fill({"案件名称": TITLE, "申请事项": MATTER, "申请来源": "政务服务窗口"})
    form.tick("执法依据", BASIS).tick("承办人", FIRST, SECOND)
    form.choose({"审核人": REVIEWER, "批准人": APPROVER})
    errand.show("register")
    form.press("保存")
    errand.url = errand.page.url
    says(errand.page, "申请人", "未登记", "尚未受理")
    expect(content(errand.page)).not_to_contain_text("案由")

    form = errand.case.next("登记申请人")
    form.fill(
        {
            "姓名或者名称": APPLICANT,
            "身份证件号码或者统一社会信用代码": "示例12220500MA00000003",
            "代理人": AGENT,
            "住址或者住所": "示例县示例街3号",
            "电话": "示例电话 000-0000003",
        }
    )
    errand.look()
    form.press("保存")


def ask(errand: Errand) -> RecordPage:
    """The request is written down as it is spoken, and the applicant confirms it."""
    form = errand.case.next("填写申请登记")
    form.choose({"申请方式": "口头"})
    form.fill({"题名": "（示例）口头申请记录", "当场更正": CORRECTED})
    form.list("收到的材料", *MATERIALS)
    form.autosaved()
    errand.show("request")
    form.press("预览文书")
    record = errand.kept()
    paper = record.paper()
    expect(paper).to_contain_text("当场更正")
    # what nobody has confirmed is no oral application
    record.act("定稿")
    says(errand.page, "没有办理", "申请人", "签名")
    record.open().sign(AGENT, "sign-14.png", capacity="申请人")
    record.open().sign(FIRST, "sign-01.png")
    record.open().paper()
    errand.show("confirmed")
    record.open().act("定稿").is_in("已定稿")
    says(errand.case.tab("合规"), "接收凭证载明了收到的日期", "一次告知需要补正的全部内容")
    return record


def supplement(errand: Errand) -> None:
    """What is lacking is told once, in time."""
    form = errand.case.next("填写受理/不予受理/补正告知")
    form.choose({"告知的结果": "补正"})
    form.fill({"理由": "申请材料不齐全。"}).list("需要补正的全部内容", LACKING)
    errand.show("supplement")
    form.press("定稿")
    says(errand.page, "补正告知书", "已定稿")
    expect(content(errand.page)).to_contain_text(
        re.compile(rf"许补〔{errand.clock().year}〕\s*\d+\s*号")
    )
    errand.deliver("送达《补正告知书》", AGENT, "代理人", to=APPLICANT)


def not_twice(errand: Errand) -> None:
    """A second supplement notice is refused, and the same draft becomes the acceptance."""
    form = errand.case.new("受理/不予受理/补正告知")
    form.choose({"告知的结果": "补正"}).list("需要补正的全部内容", "示例第二次补正")
    form.press("定稿")
    says(errand.page, "没有定稿", "第七条", "应当一次告知", "请改为受理或者不予受理")
    errand.show("not-twice")
    draft = errand.kept().open().is_in("草稿")
    errand.page.goto(f"{draft.url}/edit")
    form = Form(errand.page).choose({"告知的结果": "受理"}).fill({"理由": "补正后材料齐全。"})
    form.press("定稿")
    says(errand.page, "受理通知书", "已定稿")
    errand.deliver("送达《受理通知书》", AGENT, "代理人", to=APPLICANT)


def accept(errand: Errand) -> None:
    errand.case.next("受理").press("受理")
    assert errand.case.stage == "受理"
    today = errand.clock()
    says(errand.page, "受理日", f"{today.year}年{today.month}月{today.day}日")
    errand.show("accepted")


def examine(errand: Errand) -> None:
    errand.case.next("开始审查").press("开始审查")
    form = errand.case.new("专家论证意见书/纪要")
    form.fill(
        {
            "题名": "（示例）专家论证会议纪要",
            "论证意见和结论": "书稿体例完备，资料翔实，建议准予公开出版。",
            "利益冲突声明": "两名专家均声明与申请人无利害关系。",
        }
    )
    form.list("专家", "示例专家一（示例县档案馆）", "示例专家二（示例学院）")
    form.press("保存草稿")
    record = errand.kept()
    for name in ("示例专家一", "示例专家二"):
        record.open().sign(name, "sign-15.png", capacity="专家")
    record.open().act("定稿").is_in("已定稿")
    errand.case.next("送审核").press("送审核")
    errand.case.next("进入决定").press("进入决定")


def decide(errand: Errand) -> RecordPage:
    form = errand.case.next("填写决定书")
    form.choose({"种类": "不予决定书"})
    form.fill(
        {
            "题名": "（示例）准予决定书",
            "理由": "书稿经审查符合规定。",
            "依据": "《地方志工作条例》第十三条。",
            "决定内容": "准予公开出版《示例县年鉴（2027）》。",
        }
    )
    form.press("提交审核")
    content(errand.page).get_by_role("textbox").first.fill("建议办理，理由充分。")
    Form(errand.page).press("提交审核")
    # whoever refuses an application says where he may complain of it
    says(errand.page, "没有办理", "第十八条", "途径和期限")
    record = errand.kept()
    errand.page.goto(f"{record.url}/edit")
    form = Form(errand.page).choose({"种类": "准予决定书"})
    errand.show("decision")
    form.press("提交审核")
    record = errand.through_the_chain("（示例）准予决定书", shown="decision")
    record.paper()
    errand.show("decided")
    errand.case.next("进入送达").press("进入送达")
    return record


def serve(errand: Errand) -> None:
    errand.deliver("送达《准予决定书》", AGENT, "代理人", to=APPLICANT, shown="receipt")
    today = errand.clock()
    says(errand.case.tab("送达"), "已送达", f"{today.year}年{today.month}月{today.day}日")
    errand.show("served")
    errand.case.next("结案").press("结案")
    assert errand.case.stage == "结案"
    page = errand.case.tab("合规")
    for article in (7, 18, 19, 31):
        part = page.locator(f"#article-{article}")
        expect(part).to_contain_text("✓ 符合")
        expect(part).not_to_contain_text("✗ 不符合")
    errand.show("compliance")
