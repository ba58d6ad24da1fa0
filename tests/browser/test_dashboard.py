"""The supervising office's dashboard: charts that open lists, a keyboard, a phone, and paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import PHONE, SETTLED, Desk
from pages import leaf_to
from paperwork import Paperwork
from playwright.sync_api import Page, expect

YEAR = "from=2026-01&to=2026-12"
BOARD = f"@@supervision?{YEAR}"
TITLE, PARTY = "（示例）看板上不公开的案件", "示例看板不公开的当事人"
#: the colour of what was kept, which has no pattern over it
KEPT = "#3f7cac"


@pytest.fixture(scope="module")
def private(papers: Paperwork) -> str:
    """A case that no supervisor may view."""
    case = papers.case(TITLE, confidentiality="privacy")
    papers.record(case, "Party", TITLE, kind="organisation", name=PARTY)
    return case


def drawn(page: Page) -> Page:
    """Wait for the charts."""
    expect(page.locator("[data-chart=months] svg path").first).to_be_attached()
    return page


def rows(page: Page) -> int:
    """How many rows a list says it has."""
    return int(re.search(r"共\s*(\d+)\s*条", page.locator("main").inner_text())[1])


def test_a_bar_opens_the_list_behind_it(
    at_desk: Callable[..., Desk], private: str, picture: Callable[[Desk, str], Path]
) -> None:
    desk = at_desk("supervisor1")
    page = desk.open()
    page.get_by_role("link", name="监督看板", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("监督看板")
    drawn(desk.open(BOARD))
    picture(desk, "supervision-board")
    kept = page.locator(".oversight-part", has=page.get_by_role("heading", name="按科室"))
    said = int(kept.locator("tbody tr").first.locator("td").nth(3).inner_text())
    box = page.locator(f"[data-chart=sections] path[fill='{KEPT}']").first
    box.scroll_into_view_if_needed()
    with page.expect_navigation():
        # over the bar lies its pattern
        box.click(force=True)
    assert "figure=all%3Akept" in page.url
    assert "section=" in page.url
    assert rows(page) == said
    picture(desk, "supervision-list")


def test_from_the_keyboard(at_desk: Callable[..., Desk], private: str) -> None:
    desk = at_desk("supervisor1")
    page = desk.open(BOARD)
    number = page.locator(".oversight-cards a").first
    said = int(number.inner_text().replace(",", ""))
    number.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert rows(page) == said
    link = leaf_to(page, "保密案件")
    expect(link).to_be_visible()
    with page.expect_navigation():
        link.click()
    expect(page.get_by_role("heading", name="时限")).to_be_visible()
    assert "@@supervised/" in page.url


def test_nothing_tells_of_what_is_confidential(at_desk: Callable[..., Desk], private: str) -> None:
    desk = at_desk("supervisor1")
    desk.page.on(
        "response", lambda answer: heard.append(answer) if "@supervision" in answer.url else 0
    )
    heard: list = []
    drawn(desk.open(BOARD))
    told = [desk.page.content(), *(answer.text() for answer in heard)]
    told.append(desk.open(f"@@supervision-cases?{YEAR}&figure=cases").content())
    link = leaf_to(desk.page, "保密案件")
    told.append(desk.page.content())
    link.click()
    told.append(desk.page.content())
    for text in told:
        for word in (TITLE, PARTY, private.rsplit("/", 1)[-1]):
            assert word not in text


@pytest.mark.parametrize(
    ("path", "part"), [("", "首页"), ("@@supervision", "监督看板"), ("supervision", "监督")]
)
def test_one_part_of_the_site_is_marked(at_desk: Callable[..., Desk], path: str, part: str) -> None:
    page = at_desk("supervisor1").open(path)
    marked = page.locator(".nav-item.current > .nav-link").filter(visible=True)
    expect(marked.first).to_be_visible()
    page.evaluate(SETTLED)
    shown = marked.evaluate_all(
        """(links) => links
            .filter((each) => getComputedStyle(each).backgroundColor !== "rgba(0, 0, 0, 0)")
            .map((each) => each.innerText.trim())"""
    )
    assert shown == [part]


def test_on_a_phone(at_desk: Callable[..., Desk], private: str) -> None:
    desk = at_desk("supervisor1", PHONE)
    drawn(desk.open(BOARD))
    assert desk.fits()
    assert desk.barriers() == []
    # a row's name stays in sight beside the last of its numbers
    table = desk.page.locator(".oversight-table").first
    name = table.locator("tbody th").first
    name.scroll_into_view_if_needed()
    table.evaluate("(box) => { box.scrollLeft = box.scrollWidth; }")
    expect(name).to_be_in_viewport(ratio=0.9)
    desk.open(f"@@supervision-cases?{YEAR}&figure=all:kept")
    assert desk.fits()
    assert desk.barriers() == []


def test_on_paper(at_desk: Callable[..., Desk], private: str, tmp_path: Path) -> None:
    desk = at_desk("supervisor1")
    page = drawn(desk.open(BOARD))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="监督看板")).to_be_visible()
    expect(page.get_by_text("制表时间")).to_be_visible()
    expect(page.locator("[data-chart=months]")).to_be_visible()
    expect(page.locator(".oversight-filters")).to_be_hidden()
    expect(page.locator("#mainnavigation-wrapper")).to_be_hidden()
    page.evaluate("""() => addEventListener("beforeprint", () => {
      window.printed = [...document.querySelectorAll("[data-chart] svg")]
        .map((each) => Number(each.getAttribute("width")));
    })""")
    page.pdf(path=tmp_path / "board.pdf", prefer_css_page_size=True)
    # a chart as wide as A4 between its margins
    assert set(page.evaluate("window.printed")) == {680}


def test_without_scripts_the_tables_are_there(at_desk: Callable[..., Desk], private: str) -> None:
    desk = at_desk("supervisor1")
    desk.page.route("**/charts-*.mjs", lambda route: route.abort())
    page = desk.open(BOARD)
    expect(page.locator("[data-chart=months]")).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()
