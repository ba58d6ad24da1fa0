"""The supervisor's work: from a figure to the cases behind it, an order, its reply and its re-check.

One of the cases is confidential: nothing on the way tells what it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import PHONE, Desk
from pages import Form, RecordPage, content, follow, leaf_to, says
from paperwork import Paperwork
from playwright.sync_api import Page, expect

TITLE, PARTY = "（示例）责令整改以前不公开的案件", "示例不公开的当事人"
BOARD = "@@supervision?from=2026-01&to=2026-12"


@pytest.fixture(scope="module")
def private(papers: Paperwork) -> str:
    """A case that no supervisor may view, with nothing done in it."""
    case = papers.case(TITLE, confidentiality="privacy")
    papers.record(case, "Party", TITLE, kind="organisation", name=PARTY)
    return case


class Oversight:
    """The supervisor at the desk; every page that was seen is kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.seen = desk, []

    @property
    def page(self) -> Page:
        return self.desk.page

    def look(self) -> None:
        """Nothing is clipped or a barrier; what stands here is remembered."""
        self.seen.append(self.page.content())
        assert self.desk.fits()
        assert self.desk.barriers() == []

    def later(self, label: str, words: str) -> None:
        """Write what comes next, by its button."""
        RecordPage(self.page, self.page.url.split("/@@")[0]).open()
        follow(self.page, f"写入{label}")
        content(self.page).get_by_role("textbox", name=label).fill(words)
        Form(self.page).press("写入")


def test_from_a_figure_to_an_order_and_its_recheck(
    at_desk: Callable[..., Desk], private: str, picture: Callable[..., Path]
) -> None:
    work = Oversight(at_desk("supervisor1"))
    page = work.page
    work.desk.open(BOARD)
    work.look()
    content(page).locator(".oversight-cards a").first.click()
    work.look()
    leaf_to(page, "保密案件").click()
    expect(page.get_by_role("heading", name="时限")).to_be_visible()
    work.look()
    follow(page, "责令整改")
    work.look()
    Form(page).press("拟制通知书")
    says(page, "责令整改通知书已经建好草稿", "保密案件", "不制作或者不按要求制作全过程记录")
    work.look()
    picture(work.desk, "supervision-order")
    order = RecordPage(page, page.url.split("?")[0])
    order.act("定稿").is_in("已定稿")
    work.look()
    work.later("整改报告", "（示例）已经补作记录。")
    says(page, "（示例）已经补作记录。")
    work.later("复核情况", "（示例）经复核，已经整改。")
    says(page, "（示例）经复核，已经整改。")
    work.look()
    for told in work.seen:
        for word in (TITLE, PARTY):
            assert word not in told
    handler = at_desk("handler1")
    handler.open("@@notices")
    says(handler.page, "依法治市办责令限期整改")


def test_cases_are_drawn_and_score(
    at_desk: Callable[..., Desk], private: str, picture: Callable[..., Path]
) -> None:
    work = Oversight(at_desk("supervisor1"))
    page = work.page
    work.desk.open("supervision")
    follow(page, "抽查案件")
    work.look()
    content(page).get_by_label("抽查几件").fill("20")
    Form(page).press("抽取")
    says(page, "抽查的案件和评查得分", "随机抽取")
    work.look()
    picture(work.desk, "supervision-check")
    follow(page, "重新抽取核对")
    says(page, "与本次检查的案件一致")
    for told in work.seen:
        assert TITLE not in told
        assert PARTY not in told


def test_on_a_phone(at_desk: Callable[..., Desk], private: str) -> None:
    work = Oversight(at_desk("supervisor1", PHONE))
    work.desk.open("supervision/@@draw-cases")
    work.look()
    content(work.page).get_by_label("抽查几件").fill("20")
    Form(work.page).press("抽取")
    work.look()
    # a case is a block of pairs, and no column of single characters
    lost = work.page.locator("td[data-label='失分的事项'] > div").first
    assert lost.bounding_box()["width"] > PHONE / 2
