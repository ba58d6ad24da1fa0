"""The checklist, the timeline's picture and one's own calendar, as a person uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from chromium import DESK, PHONE, Desk
from icalendar import Calendar
from pages import content, says
from paperwork import Paperwork
from playwright.sync_api import expect

Seat = Callable[..., Desk]
Picture = Callable[..., Path]
#: what a calendar says that it reads
CLIENT = {"Accept": "text/calendar"}
TITLE = "（示例）清单和时间轴的案件"
INLINE = "() => document.querySelectorAll('main [style], main [onclick], main svg script').length"
#: the widest part of the picture that is drawn, and what of it is seen at once
WIDTHS = """() => {
  const box = document.querySelector('.case-picture-scroll');
  return [box.scrollWidth, box.clientWidth];
}"""


@pytest.fixture(scope="module")
def running(papers: Paperwork) -> str:
    """A case under investigation: its decision is due, a record is a draft."""
    case, filing = papers.filing_in_review(TITLE)
    papers.step("reviewer1", filing, "endorse")
    papers.step("approver1", filing, "approve")
    papers.step("handler1", case, "file")
    papers.step("handler1", case, "investigate")
    began = datetime.now().astimezone() - timedelta(hours=3)
    times = {
        "occurred_start": began.isoformat(),
        "occurred_end": (began + timedelta(hours=1)).isoformat(),
    }
    seen = {"situation": "（示例）所见", "officers": papers.officers[:2]}
    papers.record(case, "SceneInspection", "（示例）现场检查笔录", **times, **seen)
    return case


def test_from_the_tile_to_what_mends_it(at_desk: Seat, picture: Picture, running: str) -> None:
    desk = at_desk("handler1")
    page = desk.open(f"{running}/@@case-compliance")
    assert page.locator(".case-tile").count() == 31
    picture(desk, "checklist")
    tile = page.get_by_role("link", name=re.compile(r"第十二条\s+音像记录"))
    tile.focus()
    page.keyboard.press("Enter")
    article = page.locator("#article-12")
    expect(article).to_be_in_viewport()
    article.get_by_role("link", name="去处理").first.click()
    assert "++add++AudioVisual" in page.url


def test_narrowed_without_scripts(at_desk: Seat, running: str) -> None:
    desk = at_desk("handler1")
    page = desk.open(f"{running}/@@case-compliance")
    filters = page.get_by_role("navigation", name="筛选")
    link = filters.get_by_role("link", name=re.compile("未到期"))
    count = int(re.search(r"(\d+)\s*条", link.inner_text()).group(1))
    link.click()
    assert page.locator("article.case-article").count() == count >= 1
    expect(filters.locator("[aria-current=true]")).to_contain_text("未到期")
    # a tile of what is not shown leads to the whole page
    page.get_by_role("link", name=re.compile(r"第四条\s+原则")).click()
    expect(page.locator("#article-4")).to_be_in_viewport()
    assert page.locator("article.case-article").count() == 31


def test_on_paper(at_desk: Seat, running: str) -> None:
    """What is printed is the checklist, and nothing that one presses."""
    desk = at_desk("handler1")
    page = desk.open(f"{running}/@@case-compliance")
    page.emulate_media(media="print")
    main = content(page)
    expect(main).to_contain_text("情况截至")
    for part in (".case-tiles", "#article-31"):
        expect(page.locator(part)).to_be_visible()
    for part in (".case-filter", ".case-tabs", ".case-due", "aside", ".case-moment"):
        expect(page.locator(f".case {part}").first).to_be_hidden()
    for part in ("#mainnavigation-wrapper", "#portal-footer-wrapper"):
        expect(page.locator(part)).to_be_hidden()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_picture_of_the_timeline(at_desk: Seat, running: str, width: int) -> None:
    desk = at_desk("handler1", width)
    page = desk.open(f"{running}/@@case-timeline")
    assert page.evaluate(INLINE) == 0
    assert desk.fits()
    assert desk.barriers() == []
    drawn, seen = page.evaluate(WIDTHS)
    assert drawn >= seen
    says(page, "案件环节", "今天")
    deadline = page.locator(".picture-mark.is-deadline")
    assert "立案之日起九十日内作出决定" in (deadline.get_attribute("aria-label") or "")
    mark = page.locator(".picture-mark[href*='#day-']").first
    day = (mark.get_attribute("href") or "").rpartition("#")[2]
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"[id='{day}']")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "name"), [(DESK, "timeline"), (PHONE, "timeline-360")])
def test_picture_of_a_whole_case(
    at_desk: Seat, picture: Picture, papers: Paperwork, width: int, name: str
) -> None:
    desk = at_desk("handler1", width)
    page = desk.open(f"{papers.demo_case}/@@case-timeline")
    assert page.locator(".picture-mark").count() > 10
    assert desk.fits()
    picture(desk, name, most=1100 if width == DESK else 1450)


def test_own_calendar(at_desk: Seat, picture: Picture, running: str) -> None:
    desk = at_desk("handler2")
    page = desk.open()
    content(page).get_by_role("link", name="我的日历").click()
    page.get_by_role("button", name="生成地址").click()
    field = page.get_by_label("日历地址")
    address = field.input_value()
    page.get_by_role("button", name="复制").click()
    expect(page.locator(".calendar-address [role=status]")).to_have_text("已复制")
    assert desk.fits()
    assert desk.barriers() == []
    field.evaluate("(field) => { field.value = field.value.replace(/key=.*/, 'key=示例'); }")
    picture(desk, "calendar")

    read = desk.site.anonymous().session.get
    answer = read(address, headers=CLIENT)
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert any(TITLE in str(event["SUMMARY"]) for event in events)

    page.get_by_role("button", name="停用").click()
    says(page, "已经停用")
    assert read(address, headers=CLIENT).status_code == 404


def test_own_calendar_on_a_phone(at_desk: Seat) -> None:
    desk = at_desk("reviewer1", PHONE)
    page = desk.open("@@my-calendar")
    page.get_by_role("button", name="生成地址").click()
    expect(page.get_by_label("日历地址")).to_be_visible()
    assert desk.fits()
    assert desk.barriers() == []
    page.get_by_role("button", name="停用").click()
