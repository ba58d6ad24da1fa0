"""The browser's fixtures: one Chromium for the run, a person at it for a test."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from chromium import DESK, Desk, launch, sitting
from live import HOME, LiveSite, serving
from paperwork import Paperwork
from playwright.sync_api import Browser, sync_playwright

#: where the handbook's pictures lie; ``make pictures`` has the tests take them anew
PICTURES = HOME / "docs" / "handbook" / "pictures"
#: pixels; a longer page is cut, as nobody reads a picture of several screens
MOST = 1400
SITE_ADMINISTRATOR = "siteadmin1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A demo of the browser's own: what people do here changes the office and fills its lists."""
    with serving(tmp_path_factory.mktemp("browser") / "instance", "demo") as running:
        yield running


@pytest.fixture
def at_desk(browser: Browser, live_site: LiveSite) -> Iterator[Callable[..., Desk]]:
    """``at_desk("handler1", width=360)``: a person at a browser, logged in.

    At the end of the test no page may have had a script error, an answer of 500, or have asked
    another host for anything.
    """
    with ExitStack() as stack:
        desks: list[Desk] = []

        def seat(user: str | None, width: int = DESK) -> Desk:
            desk = stack.enter_context(sitting(browser, live_site, user, width))
            desks.append(desk)
            return desk

        yield seat
        assert [fault for desk in desks for fault in desk.faults] == []
        assert [url for desk in desks for url in desk.strangers] == []


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Desk, str], Path]:
    """``picture(desk, "case")``: keep what the page shows, for the handbook when it is asked for."""
    wanted = os.environ.get("RECORDS_PICTURES") == "1"
    folder = PICTURES if wanted else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)

    def take(desk: Desk, name: str, *, most: int = MOST) -> Path:
        path = folder / f"{name}.png"
        before = desk.page.viewport_size
        # a higher window, and not a picture of the whole page: what stays in sight stays below
        height = min(desk.page.evaluate("document.documentElement.scrollHeight"), most)
        desk.page.set_viewport_size({**before, "height": max(height, before["height"])})
        desk.page.evaluate("scrollTo(0, 0)")
        desk.page.screenshot(path=path, animations="disabled")
        desk.page.set_viewport_size(before)
        return path

    return take


@pytest.fixture(scope="session")
def papers(live_site: LiveSite) -> Paperwork:
    """The office's paperwork, over REST."""
    return Paperwork(live_site)


@pytest.fixture(scope="session")
def site_administrator(browser: Browser, live_site: LiveSite) -> str:
    """A person whom ``admin`` made a site administrator by the page of people; the username."""
    with sitting(browser, live_site, "admin", DESK) as desk:
        page = desk.open("@@person")
        page.get_by_label("用户名").fill(SITE_ADMINISTRATOR)
        page.get_by_label("姓名").fill("示例系统管理员")
        page.get_by_role("checkbox", name=re.compile("^系统管理员$")).check()
        page.get_by_role("button", name="保存", exact=True).click()
        live_site.passwords[SITE_ADMINISTRATOR] = page.locator("#one-time-password").inner_text()
    return SITE_ADMINISTRATOR
