"""What goes wrong at a desk: stale pages, ended sessions, dead browsers, double clicks, long words.

Nothing typed is lost, nothing is done twice, nothing of others is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from chromium import Desk, sitting
from paperwork import Paperwork
from playwright.sync_api import Browser, Page, expect
from walks import look_over

Seat = Callable[..., Desk]
ALREADY = "已经提交过，这是当时的结果。"
MINE, THEIRS = "（示例）示例甲写的情况。", "（示例）示例乙写的情况。"
SITUATION = "#form-widgets-situation"
SAVE = "#form-buttons-save"
PARTS = ("recordings", "service", "timeline", "compliance", "volume", "access")


@pytest.fixture(scope="module")
def case(papers: Paperwork) -> str:
    """A case of this file."""
    return papers.case("（示例）错误操作的案件")


@pytest.fixture
def scene(papers: Paperwork, case: str) -> str:
    """A draft record of it."""
    return papers.record(
        case, "SceneInspection", "（示例）错误操作的笔录", situation="（示例）原稿"
    )


def pressed(page: Page, button: str = SAVE) -> Page:
    """Press a form's button and wait for the next page."""
    with page.expect_navigation():
        page.locator(button).click()
    return page


def click_twice(page: Page, button: str = SAVE) -> Page:
    """Press a button twice as fast as a hand does, and wait until the site has answered."""
    before = page.url
    page.locator(button).dblclick()
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state("networkidle")
    return page


def type_by_keys(page: Page, field: str, text: str) -> None:
    """Go to a field with the Tab key and type over what it says."""
    go_by_keys(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def go_by_keys(page: Page, field: str, most: int = 120) -> None:
    """Press Tab until the field has the focus. Raises AssertionError when it never has it."""
    for _press in range(most):
        if page.evaluate("field => document.activeElement?.matches(field)", field):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{field} cannot be reached with the Tab key")


class TestStalePage:
    """Two people open the same draft; the second to save compares and chooses."""

    @pytest.fixture
    def crossed(self, at_desk: Seat, scene: str) -> tuple[Page, Page]:
        first, second = (at_desk(who).open(f"{scene}/edit") for who in ("handler1", "handler2"))
        second.fill(SITUATION, THEIRS)
        pressed(second)
        first.fill(SITUATION, MINE)
        pressed(first)
        return first, second

    def test_nothing_is_overwritten(
        self, crossed: tuple[Page, Page], papers: Paperwork, scene: str
    ) -> None:
        main = crossed[0].get_by_role("main")
        expect(main).to_contain_text("示例乙")
        expect(main).to_contain_text(MINE)
        expect(main).to_contain_text(THEIRS)
        assert papers.read(scene)["situation"] == THEIRS

    @pytest.mark.parametrize(("choice", "kept"), [("written", MINE), ("stored", THEIRS)])
    def test_the_choice_holds_and_both_see_it(
        self, crossed: tuple[Page, Page], papers: Paperwork, scene: str, choice: str, kept: str
    ) -> None:
        first, second = crossed
        first.check(f"input[name='_choice.situation'][value='{choice}']")
        pressed(first)
        assert papers.read(scene)["situation"] == kept
        for page in (first, second):
            page.goto(scene)
            expect(page.get_by_role("main")).to_contain_text(kept)

    def test_without_a_choice_it_is_asked_again(
        self, crossed: tuple[Page, Page], papers: Paperwork, scene: str
    ) -> None:
        first = crossed[0]
        pressed(first)
        expect(first.get_by_role("main")).to_contain_text("请逐栏选择")
        expect(first.get_by_role("main")).to_contain_text(MINE)
        assert papers.read(scene)["situation"] == THEIRS


class TestEndedSession:
    def test_text_stays_and_saving_goes_on_after_logging_in_anew(
        self, at_desk: Seat, papers: Paperwork, scene: str
    ) -> None:
        desk = at_desk("handler1")
        page = desk.open(f"{scene}/edit")
        page.fill(SITUATION, MINE)
        desk.context.clear_cookies()
        page.locator(SAVE).click()
        trouble = page.locator("[data-draft-trouble]")
        expect(trouble).to_contain_text("登录已经失效，填写的内容还在本页")
        expect(page.locator(SITUATION)).to_have_value(MINE)
        with desk.context.expect_page() as opened:
            trouble.get_by_role("link", name="登录").click()
        tab = opened.value
        tab.fill("#__ac_name", "handler1")
        tab.fill("#__ac_password", desk.site.passwords["handler1"])
        pressed(tab, "#buttons-login")
        tab.close()
        pressed(page)
        expect(page.get_by_role("main")).to_contain_text(MINE)
        assert papers.read(scene)["situation"] == MINE

    def test_another_person_does_not_send_it(
        self, at_desk: Seat, papers: Paperwork, scene: str
    ) -> None:
        desk = at_desk("handler1")
        page = desk.open(f"{scene}/edit")
        page.fill(SITUATION, MINE)
        desk.context.clear_cookies()
        tab = desk.context.new_page()
        tab.goto(f"{desk.site.url}/login")
        tab.fill("#__ac_name", "handler2")
        tab.fill("#__ac_password", desk.site.passwords["handler2"])
        pressed(tab, "#buttons-login")
        page.locator(SAVE).click()
        expect(page.locator("[data-draft-trouble]")).to_contain_text("现在登录的是另一个人")
        expect(page.locator(SITUATION)).to_have_value(MINE)
        assert papers.read(scene)["situation"] == "（示例）原稿"


class TestDeadBrowser:
    def test_the_draft_is_offered_and_restored(
        self, browser: Browser, papers: Paperwork, case: str, scene: str
    ) -> None:
        for address, field in (
            (f"{scene}/edit", SITUATION),
            (f"{case}/++add++Filing", "#form-widgets-clue"),
        ):
            with sitting(browser, papers.site, "handler1", 1280) as desk:
                page = desk.open(address)
                page.fill(field, MINE)
                expect(page.locator("[data-draft-state]")).to_contain_text("已自动保存")
            # here the browser has died
            with sitting(browser, papers.site, "handler1", 1280) as desk:
                page = desk.open(address)
                offer = page.locator("[data-draft-offer]")
                expect(offer).to_contain_text("自动保存、尚未提交的内容")
                assert page.locator(field).input_value() != MINE
                offer.get_by_role("button", name="恢复").click()
                expect(page.locator(field)).to_have_value(MINE)
                pressed(page)
                expect(page.get_by_role("main")).to_contain_text(MINE)
                page = desk.open(address)
                expect(page.locator("[data-draft-offer]")).to_be_hidden()


class TestDoubleClick:
    def test_save_makes_one_record(self, at_desk: Seat, papers: Paperwork) -> None:
        case = papers.case("（示例）按了两次的案件")
        page = at_desk("handler1").open(f"{case}/++add++Filing")
        page.fill("#form-widgets-clue", MINE)
        click_twice(page)
        assert len(papers.inside(case, "Filing")) == 1

    def test_save_makes_one_case(self, at_desk: Seat, papers: Paperwork) -> None:
        page = at_desk("handler1").open("cases/++add++PenaltyCase")
        page.fill("#form-widgets-title", "（示例）登记按了两次")
        page.fill("#form-widgets-cause", "（示例）案由")
        page.fill("#form-widgets-source", "（示例）来源")
        page.check("#form-widgets-handlers-0")
        click_twice(page)
        assert "++add++" not in page.url, page.locator("#form-errors").inner_text()
        found = papers.as_user("handler1").get("cases", b_size=1000)["items"]
        assert [item["title"] for item in found].count("（示例）登记按了两次") == 1

    def test_one_step(self, at_desk: Seat, papers: Paperwork, case: str) -> None:
        filing = papers.record(case, "Filing", "（示例）立案审批表", clue=MINE, facts=MINE)
        page = at_desk("handler1").open(f"{filing}/@@act?transition=submit")
        page.fill("#form-widgets-comment", "建议立案，理由：事实清楚。")
        click_twice(page)
        assert papers.read(filing)["review_state"] == "in_review"
        expect(page.get_by_role("main").get_by_text("提交审核")).to_have_count(1)

    def test_one_signature(self, at_desk: Seat, papers: Paperwork, scene: str) -> None:
        page = at_desk("handler1").open(f"{scene}/@@sign")
        page.fill("#form-widgets-name", "示例见证人甲")
        page.select_option("#form-widgets-capacity", "witness")
        page.select_option("#form-widgets-mode", "handwritten")
        click_twice(page)
        signed = papers.as_user("handler1").get(f"{scene}/@signatures")["items"]
        assert [each["name"] for each in signed] == ["示例见证人甲"]

    def test_one_version_of_a_paper(self, at_desk: Seat, papers: Paperwork, scene: str) -> None:
        page = at_desk("handler1").open(scene)
        page.get_by_role("button", name="生成文书").dblclick()
        expect(page.get_by_role("button", name="重新生成文书")).to_be_visible(timeout=90_000)
        assert len(papers.as_user("handler1").get(f"{scene}/@paper")["items"]) == 1

    def test_one_person_with_her_password(self, at_desk: Seat) -> None:
        page = at_desk("admin").open("@@person")
        page.get_by_label("用户名").fill("twice1")
        page.get_by_label("姓名").fill("示例重复")
        page.get_by_role("button", name="保存", exact=True).dblclick()
        expect(page.locator("#one-time-password")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("已经有“twice1”这个用户名")


class TestBackButton:
    def test_sent_again_it_is_the_same_record(self, at_desk: Seat, papers: Paperwork) -> None:
        case = papers.case("（示例）退回去再按的案件")
        page = at_desk("handler1").open(f"{case}/++add++Filing")
        page.fill("#form-widgets-clue", MINE)
        pressed(page)
        first = page.url
        page.go_back()
        page.fill("#form-widgets-clue", MINE)
        pressed(page)
        assert page.url == first
        expect(page.locator("body")).to_contain_text(ALREADY.rstrip("。"))
        assert len(papers.inside(case, "Filing")) == 1

    def test_a_step_is_not_taken_twice(self, at_desk: Seat, papers: Paperwork, case: str) -> None:
        filing = papers.record(case, "Filing", "（示例）立案审批表", clue=MINE, facts=MINE)
        page = at_desk("handler1").open(f"{filing}/@@act?transition=submit")
        page.fill("#form-widgets-comment", "建议立案，理由：事实清楚。")
        pressed(page)
        page.go_back()
        if page.locator(SAVE).count():
            pressed(page)
        assert papers.read(filing)["review_state"] == "in_review"


class TestTooLong:
    def test_said_at_the_field_and_at_the_top(
        self, at_desk: Seat, papers: Paperwork, case: str
    ) -> None:
        title = "长" * 500
        before = len(papers.inside(case, "Filing"))
        page = at_desk("handler1").open(f"{case}/++add++Filing")
        page.fill("#form-widgets-IRecord-title", title)
        page.fill("#form-widgets-clue", MINE)
        pressed(page)
        expect(page.locator("#form-errors")).to_contain_text("现在有 500 个字")
        expect(page.locator("#form-widgets-IRecord-title-error")).to_contain_text("现在有 500 个字")
        expect(page.locator("#form-widgets-IRecord-title")).to_have_value(title)
        expect(page.locator("#form-widgets-clue")).to_have_value(MINE)
        assert len(papers.inside(case, "Filing")) == before


class TestEmptyCase:
    def test_every_part_says_what_will_be_there(self, at_desk: Seat, papers: Paperwork) -> None:
        case = papers.case("（示例）空的案件")
        desk = at_desk("handler1")
        pages = [case, *(f"{case}/@@case-{part}" for part in PARTS)]
        found = look_over(desk, pages, phone_barriers=True)
        assert not found, "\n".join(found)
        desk.open(f"{case}/@@case-recordings")
        expect(desk.page.get_by_role("main")).to_contain_text("还没有音像记录")


class TestHiddenRelations:
    def test_links_to_what_may_not_be_seen_are_not_there(
        self, at_desk: Seat, papers: Paperwork
    ) -> None:
        case = papers.case("（示例）有不公开记录的案件")
        hidden = papers.record(
            case, "SceneInspection", "（示例）不公开的笔录", confidentiality="privacy"
        )
        seen = papers.record(case, "AudioVisual", "（示例）公开的录像", about=[hidden])
        desk = at_desk("legal1")
        for path in (case, seen, *(f"{case}/@@case-{part}" for part in PARTS)):
            page = desk.open(path)
            assert "（示例）不公开的笔录" not in page.content(), path
            assert hidden.rsplit("/", 1)[-1] not in page.content(), path
            assert page.locator("h1").count() == 1
        desk.open(f"{case}/@@case-recordings")
        expect(desk.page.get_by_role("main")).to_contain_text("（示例）公开的录像")


class TestKeyboardOnly:
    def test_a_form_is_filled_in_and_saved(self, at_desk: Seat, papers: Paperwork) -> None:
        case = papers.case("（示例）只用键盘的案件")
        page = at_desk("handler1").open(f"{case}/++add++Party")
        type_by_keys(page, "#form-widgets-name", "示例键盘书店")
        type_by_keys(page, "#form-widgets-address", "示例路2号")
        go_by_keys(page, SAVE)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        (party,) = papers.inside(case, "Party")
        assert papers.read(party)["name"] == "示例键盘书店"

    def test_a_double_enter_makes_one(self, at_desk: Seat, papers: Paperwork) -> None:
        case = papers.case("（示例）按了两次回车的案件")
        page = at_desk("handler1").open(f"{case}/++add++Party")
        type_by_keys(page, "#form-widgets-name", "示例键盘书店")
        before = page.url
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != before)
        assert len(papers.inside(case, "Party")) == 1

    def test_rows_are_added_with_enter(self, at_desk: Seat, papers: Paperwork) -> None:
        case = papers.case("（示例）公告送达的案件")
        page = at_desk("handler1").open(f"{case}/++add++DeliveryReceipt")
        go_by_keys(page, "#form-widgets-method")
        for _press in range(12):
            if page.locator("#form-widgets-method").input_value() == "public_notice":
                break
            page.keyboard.press("ArrowDown")
        go_by_keys(page, "[name='form.widgets.media.0.medium']")
        page.keyboard.type("示例日报")
        for _cell in ("posted_at", "evidence"):
            page.keyboard.press("Enter")
        page.keyboard.type("报纸原件")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "form.widgets.media.1.medium"
        page.keyboard.type("示例公告栏")
        go_by_keys(page, SAVE)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        (receipt,) = papers.inside(case, "DeliveryReceipt")
        kept = papers.read(receipt)["media"]
        assert [row["medium"] for row in kept] == ["示例日报", "示例公告栏"]
        assert kept[0]["evidence"] == "报纸原件"
