"""例外放行 at two desks: the clerk is refused and told whom to ask, the approver lets it through."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from chromium import DESK, PHONE, Desk
from paperwork import Paperwork
from playwright.sync_api import Page, expect
from walks import look_over

Seat = Callable[..., Desk]
REASON = "（示例）摄像设备当场损坏，检查不能改期，已由两名见证人全程见证。"
DAY = (datetime.now(timezone(timedelta(hours=8))) - timedelta(days=1)).date().isoformat()


@pytest.fixture
def unrecorded(papers: Paperwork) -> tuple[str, str]:
    """A case, and an inspection that is whole and signed and only lacks its recording (AV-12)."""
    handler = papers.as_user("handler1")
    case = papers.case("（示例）例外放行的案件")
    body = {"@type": "Party", "kind": "organisation", "name": "示例书店", "address": "示例路1号"}
    party = handler.post(case, body)["@id"]
    scene = papers.record(
        case,
        "SceneInspection",
        "（示例）现场检查笔录",
        occurred_start=f"{DAY}T10:00:00+08:00",
        occurred_end=f"{DAY}T11:00:00+08:00",
        place="示例路1号",
        officers=papers.officers[:2],
        parties=[party],
        credentials_shown=True,
        credentials_shown_at=f"{DAY}T10:01:00+08:00",
        inspected="示例书店",
        situation="（示例）书架上有冠名年鉴三册。",
    )
    for name, capacity in (("示例甲", "officer"), ("示例乙", "officer"), ("示例人", "party")):
        body = {"name": name, "capacity": capacity, "mode": "handwritten"}
        handler.post(f"{scene}/@signatures", body)
    return case, scene


def finalize(page: Page, scene: str) -> None:
    """Fill in and press the form of the step."""
    page.goto(f"{scene}/@@act?transition=finalize")
    page.fill("#form-widgets-comment", "（示例）当场制作。")
    with page.expect_navigation():
        page.locator("#form-buttons-save").click()


def test_from_the_refusal_to_the_act(
    at_desk: Seat,
    papers: Paperwork,
    unrecorded: tuple[str, str],
    picture: Callable[[Desk, str], Path],
) -> None:
    case, scene = unrecorded
    clerk, phone = at_desk("handler1"), at_desk("handler1", width=PHONE)
    for desk in (phone, clerk):
        finalize(desk.page, scene)
        told = desk.page.locator("#form-errors")
        expect(told).to_contain_text("第十二条：现场检查应当同时进行音像记录")
        expect(told).to_contain_text("在本案的“合规”中写明理由，例外放行")
    picture(clerk, "override-refused")
    assert papers.read(scene)["review_state"] == "draft"

    for width in (PHONE, DESK):
        approver = at_desk("approver1", width=width)
        page = approver.open(case)
        page.locator("main").get_by_text("更多", exact=True).click()
        page.get_by_role("link", name="例外放行", exact=True).click()
        expect(page.locator("#article-12")).to_contain_text(
            "“定稿《现场检查（勘验）笔录》”现在因此被拒绝"
        )
        expect(page.get_by_role("main")).to_contain_text("可以由您例外放行的： 第十二条")
        page.get_by_role("link", name=re.compile("^例外放行.+定稿")).click()
        expect(page.get_by_role("main")).to_contain_text("现在被拒绝：第十二条")
        form = page.url
        if width == DESK:
            picture(approver, "override-form")
        assert look_over(approver, [form], phone_barriers=width == PHONE) == []

    page.keyboard.press("Tab")
    page.fill("#form-widgets-reason", REASON)
    with page.expect_navigation():
        page.locator("#form-buttons-save").click()
    expect(page.locator("#article-12")).to_contain_text(REASON)

    finalize(clerk.page, scene)
    expect(clerk.page.get_by_role("main")).to_contain_text(REASON)
    assert papers.read(scene)["review_state"] == "final"
    page.goto(f"{case}/@@case-compliance")
    expect(page.locator("#article-12")).to_contain_text("不符合")
    page.goto(f"{case}/@@case-timeline")
    expect(page.get_by_role("main")).to_contain_text("不受AV-12限制")
