"""Complaints in the browser (article 8): to file and not to file, by name and without one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from chromium import Desk
from errands import APPROVER, FIRST, REVIEWER, SECOND, Errand
from pages import Form, content, follow, says
from playwright.sync_api import expect

INFORMANT, CONTACT = "示例举报人云某", "示例电话 000-7788990"
CONTENT = "来信反映示例文化传播有限公司自行编纂、销售《示例区综合年鉴（2026）》，附征订单一张。"
REASONS = "所反映的村史以自然村名称冠名，不属于应当由本机关查处的行为。"
#: none of them is the registrar or the examiner
OTHERS = ("reviewer1", "legal1", "supervisor1", "handler3")
TO_FILE = "（示例）来信反映擅自编纂《示例区综合年鉴（2026）》"
NOT_TO_FILE = "（示例）来访反映自编村史"
BY_WORD = "（示例）来电反映自编族谱"
ANONYMOUS = "（示例）匿名反映自编村史"

Seat = Callable[..., Desk]
Picture = Callable[..., Path]


def register(errand: Errand, title: str, *, named: bool = True, **more: str) -> Form:
    """Register a complaint, and return the form as it is before it is saved."""
    form = errand.register("complaints", "投诉举报")
    form.fill({"题名": title, "内容": CONTENT})
    form.choose({"来源": "来信", "审查人": SECOND, "审核人": REVIEWER, "批准人": APPROVER} | more)
    form.answer("实名", "是" if named else "否")
    if named:
        form.fill({"姓名或者名称": INFORMANT, "联系方式": CONTACT})
    return form


def save(errand: Errand, form: Form) -> None:
    form.press("保存")
    errand.url = errand.page.url


def conclude(errand: Errand, conclusion: str, reasons: str) -> None:
    """What is examined is written down, then concluded."""
    form = errand.case.next("填写审查结论")
    form.choose({"结论": conclusion})
    if reasons:
        form.fill({"审查意见和理由": reasons})
    form.press("保存")


def nobody_else_reads(errand: Errand, *urls: str) -> None:
    """Neither name nor contact stands on any page for whoever did not register or examine it."""
    for who in OTHERS:
        desk = errand.desk(who)
        search = f"@@search?SearchableText={INFORMANT}"
        for url in (*urls, "complaints", search, ""):
            page = desk.open(url)
            expect(page.locator("body")).not_to_contain_text(INFORMANT)
            expect(page.locator("body")).not_to_contain_text(CONTACT)


def parts_of(url: str) -> list[str]:
    views = ("service", "timeline", "compliance", "volume")
    return [url, *(f"{url}/@@case-{each}" for each in views)]


def rule(errand: Errand, id: str) -> str:
    """What the page of compliance says of a rule, also where it is folded away."""
    return errand.case.tab("合规").locator(".case-rule", has_text=id).first.text_content()


def test_to_file_makes_the_case(at_desk: Seat, picture: Picture) -> None:
    errand = Errand(at_desk, picture, "complaint")
    form = register(errand, TO_FILE)
    errand.show("register")
    save(errand, form)
    says(errand.page, "来信", "登记人", FIRST, "审查人", SECOND, INFORMANT)
    expect(content(errand.page)).not_to_contain_text("案由")
    # without a conclusion nothing is concluded, and the page says what is missing
    says(errand.page, "还缺：结论、审查意见和理由")
    errand.show("registered")
    conclude(errand, "启动执法程序", "举报内容具体，属于本机关职责，需要查处。")
    errand.case.next("作出结论").press("作出结论")
    says(errand.page, "由此登记的案件", "办理由此登记的案件")
    errand.show("filed")

    follow(errand.page, "办理由此登记的案件")
    complaint, case = errand.url, errand.page.url
    errand.url = case
    says(errand.page, TO_FILE, "投诉举报（", "未登记")
    expect(content(errand.page)).not_to_contain_text(INFORMANT)
    assert errand.case.stage == "登记"
    form = errand.case.next("登记当事人")
    form.fill({"姓名或者名称": "示例文化传播有限公司"}).press("保存")
    form = errand.case.next("填写立案审批表")
    clue = content(errand.page).get_by_role("textbox", name="线索来源和内容")
    expect(clue).to_have_value(re.compile("投诉举报"))
    follow(errand.case.page, TO_FILE)
    assert errand.page.url == complaint
    nobody_else_reads(errand, *parts_of(complaint), case, f"{case}/@@case-timeline")


def test_not_to_file_is_told_by_a_notice(at_desk: Seat, picture: Picture) -> None:
    errand = Errand(at_desk, picture, "complaint")
    save(errand, register(errand, NOT_TO_FILE, 来源="来访"))
    conclude(errand, "不启动执法程序", "")
    # the reason is demanded
    says(errand.page, "还缺：审查意见和理由")
    conclude(errand, "不启动执法程序", REASONS)
    errand.case.next("作出结论").press("作出结论")
    assert "未到期" in rule(errand, "CMP-1")
    says(errand.page, "实名举报不启动执法程序的，应当告知举报人")
    errand.case.open()
    errand.show("not-filed")

    form = errand.case.next("填写不予立案告知书")
    reasons = content(errand.page).get_by_role("textbox", name="理由", exact=True)
    expect(reasons).to_have_value(REASONS)
    form.fill({"理由": ""}).press("定稿")
    says(errand.page, "没有定稿", "不予立案的理由")
    notice = errand.kept()
    errand.page.goto(f"{notice.url}/edit")
    Form(errand.page).fill({"理由": REASONS}).press("定稿")
    notice.open().is_in("已定稿").paper()
    says(errand.page, "不予立案告知书")
    errand.show("notice")
    receipt = errand.deliver("送达《不予立案告知书》", INFORMANT, "本人", to=INFORMANT)
    assert "✓ 符合" in rule(errand, "CMP-1")
    errand.show("told")
    nobody_else_reads(errand, *parts_of(errand.url), notice.url, receipt.url)
    errand.on_a_phone(notice.url)


def test_not_to_file_is_told_otherwise(at_desk: Seat, picture: Picture) -> None:
    errand = Errand(at_desk, picture, "complaint")
    save(errand, register(errand, BY_WORD, 来源="来电"))
    conclude(errand, "不启动执法程序", REASONS)
    errand.case.next("作出结论").press("作出结论")
    form = errand.case.next("记录告知情况")
    form.at("告知举报人的时间", errand.clock()).choose({"告知人": FIRST})
    errand.look()
    form.press("保存")
    assert "✓ 符合" in rule(errand, "CMP-1")
    says(errand.case.page, "现在等待档案管理员办理：归档")


def test_an_anonymous_one_asks_for_no_notice(at_desk: Seat, picture: Picture) -> None:
    errand = Errand(at_desk, picture, "complaint")
    save(errand, register(errand, ANONYMOUS, named=False))
    conclude(errand, "不启动执法程序", REASONS)
    errand.case.next("作出结论").press("作出结论")
    says(errand.case.page, "现在等待档案管理员办理：归档")
    expect(content(errand.page)).not_to_contain_text("填写不予立案告知书")
    assert "不适用" in rule(errand, "CMP-1")
