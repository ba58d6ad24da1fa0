"""批量生成文书: ticked on the case, made while one looks on, reloaded in the middle, downloaded."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import PHONE, Desk
from pages import LONG, content, says
from paperwork import Paperwork
from playwright.sync_api import Page, Route, expect

Seat = Callable[..., Desk]
#: more than one slice makes, and few enough to wait for
MANY = 20
PARTY = "示例文化传播有限公司"


@pytest.fixture(scope="module")
def case(papers: Paperwork) -> str:
    """A case with a party and many draft receipts."""
    case = papers.case("（示例）批量生成文书的案件")
    papers.as_user("handler1").post(
        case, {"@type": "Party", "kind": "organisation", "name": PARTY, "address": "示例路1号"}
    )
    for n in range(1, MANY + 1):
        papers.record(case, "DeliveryReceipt", f"（示例）送达回证{n:02}", method="direct")
    return case


def tick_all(page: Page) -> None:
    """Open the form, look at one box, and tick them all."""
    content(page).get_by_text("批量生成文书", exact=True).first.click()
    content(page).get_by_role("button", name="全选或者全不选").click()
    expect(content(page).get_by_role("checkbox", name="（示例）送达回证01")).to_be_checked()


def looks_well(desk: Desk) -> None:
    assert desk.fits()
    barriers = desk.barriers()
    assert barriers == []


def test_twenty_receipts(
    at_desk: Seat, papers: Paperwork, case: str, picture: Callable[..., Path], tmp_path: Path
) -> None:
    desk = at_desk("handler1")
    page = desk.open(case)
    box = content(page).get_by_role("checkbox", name="（示例）送达回证01")
    expect(box).to_be_hidden()
    tick_all(page)
    looks_well(desk)
    picture(desk, "batch-choose")

    # the second slice is held back, so that the page stands still in the middle
    held: list[Route] = []
    seen: list[Route] = []

    def hold(route: Route) -> None:
        seen.append(route)
        if len(seen) == 1:
            route.continue_()
        else:
            held.append(route)

    page.route("**/next", hold)
    content(page).get_by_role("button", name="批量生成文书", exact=True).click()
    bar = page.get_by_role("progressbar", name="进度")
    expect(bar).not_to_have_js_property("value", 0, timeout=LONG)
    assert 0 < bar.evaluate("bar => bar.value") < MANY
    assert held
    looks_well(desk)
    picture(desk, "batch-progress")
    # meanwhile a colleague deletes the last one
    last = papers.inside(case, "DeliveryReceipt")
    last = next(url for url in last if papers.read(url)["title"].endswith(f"{MANY}"))
    assert papers.as_user("handler2").call("DELETE", last).status_code == 204
    page.unroute("**/next", hold)
    page.reload()

    download = content(page).get_by_role("link", name="下载压缩包")
    expect(download).to_be_visible(timeout=2 * LONG)
    says(page, f"共 {MANY} 份记录：已生成 {MANY - 1} 份，未能生成 1 份", "已经删除")
    looks_well(desk)
    picture(desk, "batch-done")
    with page.expect_download() as got:
        download.click()
    path = tmp_path / "batch.zip"
    got.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert len(names) == 2 * (MANY - 1)
    assert f"送达回证 {PARTY}（{MANY - 1}）.pdf" in names
    handler = papers.as_user("handler1")
    made = papers.inside(case, "DeliveryReceipt")
    # nothing was made twice
    assert {len(handler.get(f"{url}/@paper")["items"]) for url in made} == {1}


def test_on_a_phone(at_desk: Seat, case: str) -> None:
    desk = at_desk("handler1", PHONE)
    page = desk.open(case)
    tick_all(page)
    looks_well(desk)
    page = desk.open("cases")
    content(page).get_by_text("批量生成文书", exact=True).first.click()
    content(page).get_by_role("button", name="全选或者全不选").click()
    looks_well(desk)
    content(page).get_by_role("button", name="选择记录").click()
    says(page, "选择要生成文书的记录")
    looks_well(desk)
    content(page).get_by_label("只选这一种记录").select_option(label="送达回证")
    content(page).get_by_role("button", name="显示").click()
    content(page).get_by_label("一个合并的 PDF").check()
    content(page).get_by_role("button", name="批量生成文书", exact=True).click()
    expect(content(page).get_by_role("link", name="下载合并的 PDF")).to_be_visible(timeout=2 * LONG)
    looks_well(desk)
    desk.open("@@batch-papers")
    looks_well(desk)
