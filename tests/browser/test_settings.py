"""节假日安排 and 规则的数额和例外, as a site administrator keeps them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chromium import PHONE, Desk
from pages import LONG, content, says
from playwright.sync_api import Page, expect

Seat = Callable[..., Desk]
#: made up for the test, of a year that was not announced when it was written
NOTICE = """（示例）关于2028年部分节假日安排的通知
一、元旦：1月1日（周六）至3日（周一）放假调休，共3天。
二、春节：1月25日（周二）至31日（周一）放假调休，共7天。1月23日（周日）、2月5日（周六）上班。
三、清明节：4月4日（周二）放假1天。
四、劳动节：4月29日（周六）至5月3日（周三）放假调休，共5天。5月6日（周六）上班。
五、端午节：5月27日（周六）至29日（周一）放假，共3天。
六、国庆节、中秋节：9月30日（周六）至10月8日（周日）放假调休，共9天。9月24日（周日）、10月14日（周六）上班。
"""


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that comes."""
    with page.expect_navigation(timeout=LONG):
        content(page).get_by_role("button", name=name, exact=True).filter(visible=True).click()


def paste(page: Page, text: str) -> None:
    page.get_by_label("国务院办公厅的通知").fill(text)
    press(page, "读入并预览")


def test_a_notice_is_pasted_shown_and_mended_before_it_is_kept(
    at_desk: Seat, site_administrator: str, picture: Callable[..., Path]
) -> None:
    desk = at_desk(site_administrator)
    page = desk.open("@@holidays?year=2028")
    says(page, "没有安排")
    # from the top of a long page to where the year is entered
    content(page).get_by_role("link", name="录入或者更正这一年的安排").click()
    expect(page.get_by_label("国务院办公厅的通知")).to_be_in_viewport()
    paste(page, NOTICE.replace("（周六）上班", "（周三）上班"))
    says(page, "2028年2月5日是星期六，不是星期三")
    expect(page.locator("#form-errors")).to_be_focused()
    content(page).get_by_role("link", name="到填写的地方改正").click()
    expect(page.get_by_label("国务院办公厅的通知")).to_be_in_viewport()
    paste(page, NOTICE)
    says(page, "预览：还没有保存", "2028年1月23日（星期日）：放假改为上班。")
    expect(page.locator(".records-month")).to_have_count(12)
    picture(desk, "holidays-preview", most=1100)
    assert desk.fits()
    assert desk.barriers() == []
    content(page).get_by_role("link", name="不保存").click()
    says(page, "没有安排")


def test_a_day_is_corrected_and_taken_back(
    at_desk: Seat, site_administrator: str, picture: Callable[..., Path]
) -> None:
    desk = at_desk(site_administrator)
    page = desk.open("@@holidays?year=2025")
    picture(desk, "holidays-year", most=1900)
    page.get_by_label("日期", exact=True).fill("2025-03-12")
    press(page, "保存这一天")
    says(page, "改变了 1 天", "其中 1 天按照本机关的更正")
    content(page).get_by_text("本机关录入或者更正的日子").click()
    content(page).get_by_role("checkbox", name="2025年3月12日").check()
    press(page, "撤销勾选的更正")
    says(page, "改变了 1 天")
    expect(content(page)).not_to_contain_text("按照本机关的更正")


def test_on_a_phone(at_desk: Seat, site_administrator: str) -> None:
    desk = at_desk(site_administrator, width=PHONE)
    page = desk.open("@@holidays?year=2028")
    paste(page, NOTICE)
    says(page, "预览：还没有保存")
    assert desk.fits()
    assert desk.barriers() == []


def test_a_number_of_the_law_is_changed_with_a_warning_and_back(
    at_desk: Seat, site_administrator: str, picture: Callable[..., Path]
) -> None:
    desk = at_desk(site_administrator)
    page = desk.open("@@office-rules")
    picture(desk, "office-rules")
    days = page.get_by_label("立案到作出处罚决定")
    days.fill("九十")
    press(page, "保存")
    says(page, "“立案到作出处罚决定”写的是“九十”，不是数字")
    # the sentence has the focus, and leads to its field
    expect(page.locator("#form-errors")).to_be_focused()
    content(page).get_by_role("link", name="“立案到作出处罚决定”写的是“九十”").click()
    expect(days).to_be_focused()
    days.fill("60")
    press(page, "保存")
    says(page, "已保存规则的数额和例外", "规定的是90日")
    assert desk.barriers() == []
    days.fill("")
    press(page, "保存")
    expect(content(page)).not_to_contain_text("规定的是90日")
