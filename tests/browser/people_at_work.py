"""Fixtures that the tests of roles and of bad input share: paperwork, and a site administrator."""

from __future__ import annotations

import re

import pytest
from chromium import sitting
from live import LiveSite
from paperwork import Paperwork
from playwright.sync_api import Browser

SITE_ADMINISTRATOR = "siteadmin1"


@pytest.fixture(scope="session")
def papers(live_site: LiveSite) -> Paperwork:
    """The office's paperwork, over REST."""
    return Paperwork(live_site)


@pytest.fixture(scope="session")
def site_administrator(browser: Browser, live_site: LiveSite) -> str:
    """A person whom ``admin`` made a site administrator by the page of people; the username."""
    with sitting(browser, live_site, "admin", 1280) as desk:
        page = desk.open("@@person")
        page.get_by_label("用户名").fill(SITE_ADMINISTRATOR)
        page.get_by_label("姓名").fill("示例系统管理员")
        page.get_by_role("checkbox", name=re.compile("^系统管理员$")).check()
        page.get_by_role("button", name="保存", exact=True).click()
        live_site.passwords[SITE_ADMINISTRATOR] = page.locator("#one-time-password").inner_text()
    return SITE_ADMINISTRATOR
