"""An interview written as it is spoken, from the keyboard alone, and signed page by page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import PHONE, Desk
from pages import Form, RecordPage, content, says
from paperwork import Paperwork
from playwright.sync_api import Locator, Page, expect

Seat = Callable[..., Desk]
OFFICERS = {"示例甲（王一鸣）": "sign-01.png", "示例乙（李文清）": "sign-02.png"}
INTERVIEWEE = "示例人A（法定代表人）"
SPOKEN = [
    ("请你把事情的经过说一遍。", "去年三月，我们公司编了一本冠县名的年鉴，共印了五百册。"),
    ("收入是多少？", "没有收入，都是赠送的。"),
]


@pytest.fixture(scope="module")
def case(papers: Paperwork) -> str:
    """A case under investigation, with its party."""
    case = papers.case("（示例）询问笔录的案件")
    party = {"@type": "Party", "kind": "organisation", "name": "示例文化传播有限公司"}
    papers.as_user("handler1").post(case, {**party, "representative": INTERVIEWEE})
    filing = papers.record(case, "Filing", "（示例）立案审批表", clue="（示例）举报", facts="属实")
    papers.step("handler1", filing, "submit", "建议立案，理由：线索清楚。")
    papers.step("reviewer1", filing, "endorse")
    papers.step("approver1", filing, "approve")
    papers.step("handler1", case, "file", "")
    papers.step("handler1", case, "investigate", "")
    return case


def cell(page: Page, n: int, column: str) -> Locator:
    return page.locator(f'[name="form.widgets.questions.{n}.{column}"]')


def standard_question(page: Page, words: str) -> None:
    """Open the standard questions, type some words, take the first: all by keys."""
    page.keyboard.press("Alt+q")
    window = page.get_by_role("dialog", name="标准问题")
    expect(window).to_be_visible()
    page.keyboard.type(words)
    expect(window.get_by_role("option", selected=True)).to_contain_text(words)
    page.keyboard.press("Enter")
    expect(window).to_be_hidden()


def test_an_interview_from_the_keyboard_to_the_last_signature(
    at_desk: Seat, papers: Paperwork, case: str, picture: Callable[..., Path]
) -> None:
    desk = at_desk("handler1")
    page = desk.open(f"{case}/++add++Interview")
    rights = content(page).get_by_role("group", name="已告知的权利")
    expect(rights.get_by_role("checkbox", checked=True)).to_have_count(0)
    Form(page).fill({"地点": "示例路1号", "被询问人的身份和与本案的关系": "当事人的法定代表人"})
    Form(page).answer("已出示执法证件", "是")
    page.locator("[name$='credentials_shown_at']").fill(
        page.locator("[name$='occurred_start']").input_value()
    )
    content(page).get_by_role("combobox", name="记录人").select_option(label="示例乙（李文清）")

    # from here on no mouse: who asks and which rights there are, then question after question
    cell(page, 0, "question").focus()
    standard_question(page, "执法证件")
    expect(cell(page, 0, "question")).to_have_value(
        re.compile("执法人员示例甲（王一鸣）、示例乙（李文清）（执法证号：SL07050001、SL07050002）")
    )
    page.keyboard.press("Enter")
    standard_question(page, "申请我们回避")
    expect(rights.get_by_role("checkbox", name="申请回避")).to_be_checked()
    expect(rights.get_by_role("checkbox", name="听证")).not_to_be_checked()
    page.keyboard.press("Enter")
    for question, answer in SPOKEN:
        page.keyboard.type(question)
        page.keyboard.press("Enter")
        page.keyboard.type(answer)
        page.keyboard.press("Enter")
    picture(desk, "interview-writing", most=2600)
    page.keyboard.press("Alt+q")
    picture(desk, "interview-questions")
    page.keyboard.press("Escape")
    expect(cell(page, 4, "question")).to_be_focused()
    standard_question(page, "核对")
    expect(page.locator("[name$='occurred_end']")).not_to_have_value("")
    # an answer turns out to belong before the one above it
    cell(page, 3, "answer").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(cell(page, 2, "question")).to_have_value(SPOKEN[1][0])
    page.keyboard.press("Alt+ArrowDown")
    says(page, "共 5 问")
    Form(page).autosaved()
    assert desk.fits()
    assert desk.barriers() == []

    Form(page).press("预览文书")
    says(page, "已保存为草稿，并生成了文书")
    record = RecordPage(page, page.url.split("?")[0].removesuffix("/view"))
    said = papers.read(record.url)
    assert [(row["question"], row["answer"]) for row in said["questions"][2:4]] == SPOKEN
    assert "一致" in said["questions"][-1]["answer"]
    assert [each["token"] for each in said["rights_told"]] == ["statement", "defence", "recusal"]
    record.paper()

    sign_page_by_page(desk, record)
    for name, image in OFFICERS.items():
        record.open().sign(name, image)
    record.paper()
    picture(desk, "interview-signed")
    record.open().act("定稿")
    record.is_in("已定稿")


def sign_page_by_page(desk: Desk, record: RecordPage) -> None:
    """The interviewee has signed the printed pages; one page without is not enough."""
    page = desk.page
    strip = content(page).get_by_role("region", name="签名")
    place = strip.get_by_role("listitem").filter(has_text="被询问人")
    with page.expect_navigation():
        place.get_by_role("link", name="签名").first.click()
    Form(page).fill({"姓名": INTERVIEWEE}).press("签名")
    says(page, "第十一条：笔录应当由被询问人逐页签名")
    content(page).get_by_role("checkbox", name="每一页都已签名").check()
    Form(page).press("签名")
    says(page, "已记录签名", "逐页签名")


def test_on_a_phone(at_desk: Seat, case: str) -> None:
    desk = at_desk("handler1", PHONE)
    page = desk.open(f"{case}/++add++Interview")
    cell(page, 0, "question").focus()
    standard_question(page, "执法证件")
    page.keyboard.press("Alt+q")
    expect(page.get_by_role("dialog", name="标准问题")).to_be_visible()
    assert desk.fits()
    assert desk.barriers() == []


class TestRows:
    """Tables as long as an evidence list gets, by keys and from a spreadsheet."""

    @pytest.fixture
    def page(self, at_desk: Seat, case: str) -> Page:
        return at_desk("handler1").open(f"{case}/++add++EvidenceRequest")

    def at(self, page: Page, n: int, column: str) -> Locator:
        """A cell of the n-th row that is shown, from 0."""
        row = page.locator("#form-widgets-rows tbody tr").nth(n)
        return row.locator(f'[data-column="{column}"]')

    def paste(self, page: Page, text: str) -> None:
        """Paste into the cell that has the focus, as a spreadsheet's clipboard does."""
        page.evaluate(
            """text => {
              const data = new DataTransfer();
              data.setData("text/plain", text);
              document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
              );
            }""",
            text,
        )

    def test_copied_moved_removed_and_summed(self, page: Page) -> None:
        self.at(page, 0, "name").focus()
        self.paste(page, "年鉴样书\t书证\t3\t是\t示例公司\t是\n合同\t书证\t1\t否\t示例公司\t否")
        expect(self.at(page, 1, "kind")).to_have_value("documentary")
        expect(self.at(page, 1, "original")).to_have_value("false")
        says(page, "共 2 行，份数合计 4")
        self.at(page, 0, "name").focus()
        page.keyboard.press("Alt+Shift+ArrowDown")
        expect(self.at(page, 1, "name")).to_have_value("年鉴样书")
        expect(self.at(page, 1, "name")).to_be_focused()
        expect(self.at(page, 2, "name")).to_have_value("合同")
        page.keyboard.press("Alt+ArrowDown")
        expect(self.at(page, 2, "name")).to_have_value("年鉴样书")
        expect(self.at(page, 2, "name")).to_be_focused()
        says(page, "共 3 行，份数合计 7")
        page.locator("#form-widgets-rows tbody tr").nth(1).get_by_role(
            "button", name="删除"
        ).click()
        says(page, "共 2 行，份数合计 6")

    def test_what_no_choice_has_is_named(self, page: Page) -> None:
        """A cell that the table cannot read stays empty, and the clerk is told where."""
        self.at(page, 0, "name").focus()
        self.paste(page, "样书\t物证\t1\t√\n合同\t物证x\t1\t是\n账簿\t书证\t1\t原件")
        says(page, "已粘贴 3 行，有 3 处不在可选的项目中，留空（第1、2、3行）。请核对后补选。")
        expect(self.at(page, 1, "kind")).to_have_value("")
        expect(self.at(page, 1, "name")).to_have_value("合同")

    def test_two_thousand_from_a_spreadsheet(self, page: Page, papers: Paperwork) -> None:
        self.at(page, 0, "name").focus()
        rows = [f"（示例）证据{n}\t书证\t1\t是\t示例公司\t是" for n in range(1, 2001)]
        self.paste(page, "\n".join(rows))
        says(page, "共 2000 行，份数合计 2000", "第 1—50 行，共 2000 行")
        page.get_by_role("textbox", name="行号，按回车键转到").fill("1234")
        page.keyboard.press("Enter")
        says(page, "第 1201—1250 行，共 2000 行")
        expect(self.at(page, 33, "name")).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type("（示例）改过的证据")
        page.keyboard.press("Alt+PageDown")
        says(page, "第 1251—1300 行，共 2000 行")
        page.get_by_role("button", name="增加一行").click()
        says(page, "第 2001—2001 行，共 2001 行")
        page.keyboard.type("（示例）最后一件")
        Form(page).autosaved()
        Form(page).press("保存草稿")
        kept = papers.read(page.url.split("?")[0].removesuffix("/view"))["rows"]
        assert len(kept) == 2001
        assert kept[1233]["name"] == "（示例）改过的证据"
        assert kept[1234]["name"] == "（示例）证据1235"
        assert kept[2000]["name"] == "（示例）最后一件"

    def test_a_long_table_comes_back_from_a_draft(
        self, at_desk: Seat, page: Page, case: str
    ) -> None:
        self.at(page, 0, "name").focus()
        self.paste(page, "\n".join(f"（示例）证据{n}\t书证" for n in range(1, 151)))
        Form(page).autosaved()
        page.goto(case)
        page.goto(f"{case}/++add++EvidenceRequest")
        page.get_by_role("button", name="恢复").click()
        says(page, "第 1—50 行，共 150 行")
        page.get_by_role("textbox", name="行号，按回车键转到").fill("150")
        page.keyboard.press("Enter")
        expect(self.at(page, 49, "name")).to_have_value("（示例）证据150")
