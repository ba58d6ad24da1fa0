"""The way of a case for which this office has no power (地方志工作条例, article 18), to the archive."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from chromium import Desk
from errands import OPINIONS, Errand
from pages import CasePage, Form, RecordPage, StartPage, content, follow, says
from paperwork import Paperwork
from playwright.sync_api import expect

TITLE = "（示例）擅自编纂出版《示例区综合年鉴（2026）》案"
BASIS = "《地方志工作条例》第八条、第十八条"
BODY = "示例市新闻出版行政部门"
LETTER = "（示例）提请查处函"
REASONS = (
    "案情：示例文化传播有限公司擅自编纂、出版冠名年鉴。依据：《地方志工作条例》第十八条。"
    "建议：请依法查处。附：证据目录一份。联系人：示例甲。"
)
CLOSED = "（示例）结案审批表"
VOLUME = "（示例）案卷"
ARCHIVIST = "示例己（吴敏）"


def test_a_case_without_power_is_handed_over_closed_and_archived(
    at_desk: Callable[..., Desk], picture: Callable[..., Path], papers: Paperwork
) -> None:
    errand = Errand(at_desk, picture, "transfer")
    errand.url = investigated(papers)
    be_refused(errand)
    letter = write(errand)
    hand_over(errand)
    close(errand)
    archive(errand)
    errand.on_a_phone(letter.url)


def investigated(papers: Paperwork) -> str:
    """A case that was filed on a basis without power of our own, and looked into; its URL."""
    read = papers.as_user("handler1").get("bases")["items"]
    (basis,) = [each["@id"] for each in read if each["title"] == BASIS]
    case = papers.case(TITLE, legal_basis=[basis])
    party = {"kind": "organisation", "address": "示例路1号"}
    papers.as_user("handler1").post(
        case, {"@type": "Party", "name": "示例文化传播有限公司", **party}
    )
    said = {"clue": "（示例）日常检查发现", "facts": "（示例）擅自编纂冠名年鉴，初步核实属实。"}
    filing = papers.record(case, "Filing", "（示例）立案审批表", **said)
    for who, step in (("handler1", "submit"), ("reviewer1", "endorse"), ("approver1", "approve")):
        papers.step(who, filing, step)
    papers.step("handler1", case, "file")
    papers.step("handler1", case, "investigate")
    record = papers.record(
        case,
        "OtherInvestigation",
        "（示例）网上核查记录",
        method="在征订网页核查",
        basis="《地方志工作条例》第八条",
        occurred_start=Errand.clock().isoformat(),
        officers=papers.officers[:2],
    )
    for name in ("示例甲（王一鸣）", "示例乙（李文清）"):
        signature = {"name": name, "capacity": "officer", "mode": "handwritten"}
        papers.as_user("handler1").post(f"{record}/@signatures", signature)
    papers.step("handler1", record, "finalize")
    return case


def be_refused(errand: Errand) -> None:
    """A penalty of our own is refused with the rule's sentence and the way out."""
    says(errand.case.page, "应当提请有权机关查处", "填写移送函")
    errand.show("investigated")
    form = errand.case.new("决定书")
    form.choose({"种类": "行政处罚决定书"}).tick("处罚种类", "罚款")
    form.fill(
        {
            "题名": "（示例）行政处罚决定书",
            "当事人和事实": "（示例）事实",
            "证据": "（示例）证据",
            "理由": "（示例）理由",
            "决定内容": "处罚款人民币壹万元整。",
            "罚款金额（元）": "10000",
            "履行方式和期限": "十五日内缴纳。",
            "救济途径和期限": "六十日内申请行政复议，六个月内提起行政诉讼。",
        }
    )
    form.press("提交审核")
    record = errand.kept()
    content(errand.page).get_by_role("textbox").first.fill(OPINIONS[0])
    Form(errand.page).press("提交审核")
    says(errand.page, "没有办理", "没有授予本机关处罚权", "移送有权机关处理")
    expect(content(errand.page).get_by_role("link", name="填写移送函").first).to_be_visible()
    errand.show("refused")
    record.open().is_in("草稿").remove()
    assert errand.page.url == errand.url


def write(errand: Errand) -> RecordPage:
    form = errand.case.next("填写移送函")
    expect(content(errand.page).get_by_role("textbox", name="案情、理由和建议")).to_have_value(
        re.compile("初步核实属实")
    )
    form.fill({"题名": LETTER, "移送至": BODY, "案情、理由和建议": REASONS})
    errand.show("letter")
    form.press("提交审核")
    letter = errand.through_the_chain(LETTER)
    paper = letter.paper()
    expect(paper).to_contain_text(BODY)
    number = re.compile(rf"移〔{errand.clock().year}〕\s*\d+\s*号")
    expect(paper).to_contain_text(number)
    errand.show("approved")
    return letter


def hand_over(errand: Errand) -> None:
    """The letter is served on the other body, whose name is there already."""
    signer, relation = "示例收件人丁", "负责收件的人"
    errand.deliver("送达《移送函》", signer, relation, to=BODY, shown="receipt")
    says(errand.case.tab("送达"), "已送达", BODY)


def close(errand: Errand) -> None:
    """The stages in which nothing is left to do say so, one after the other."""
    for step in ("告知", "送审核", "进入决定"):
        says(errand.case.page, "本机关不作处罚决定")
        errand.case.next(step).press(step)
    for step in ("进入送达", "进入执行"):
        errand.case.next(step).press(step)
    form = errand.case.next("填写结案审批表")
    chosen = content(errand.page).get_by_role("combobox", name="结案的理由")
    expect(chosen).to_have_value("transferred")
    form.fill({"题名": CLOSED})
    errand.show("closing")
    form.press("提交审核")
    errand.through_the_chain(CLOSED)
    errand.case.next("结案").press("结案")
    assert errand.case.stage == "结案"
    errand.show("closed")
    page = errand.case.tab("合规")
    for article in (1, 8, 31):
        part = page.locator(f"#article-{article}")
        expect(part).to_contain_text("✓ 符合")
        expect(part).not_to_contain_text("✗ 不符合")


def archive(errand: Errand) -> None:
    """The archivist finds the case among those that wait, makes the volume and archives it."""
    desk = errand.desk("archivist1")
    page = desk.page
    StartPage(page).open(desk.site.url)
    follow(page, re.compile("已经结案、等待归档的案件"))
    follow(page, TITLE)
    case = CasePage(page, errand.url)
    says(case.open().tab("案卷"), LETTER, CLOSED)
    form = case.open().next("填写案卷")
    form.choose({"保管期限": "定期30年"}).at("归档时间", errand.clock())
    form.fill({"题名": VOLUME, "页数": "12"})
    errand.look("archivist1")
    form.press("保存草稿")
    volume = RecordPage(page, page.url.split("/@@")[0])
    volume.open().sign(ARCHIVIST, "sign-06.png", capacity="档案管理员")
    volume.open().act("定稿").is_in("已定稿")
    volume.paper()
    case.open().next("归档").press("归档")
    assert case.open().stage == "归档"
    says(page, "本案没有待办的事项")
    errand.look("archivist1")
    # nobody goes on with it, and nothing is made in it but what the archivist makes
    says(errand.case.page, "本案没有待办的事项")
    expect(content(errand.page).get_by_text("新建记录")).to_have_count(0)
