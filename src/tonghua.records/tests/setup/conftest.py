"""What the tests of the settings share: a page as somebody, and what was told of a change."""

import re

import pytest
from core_imported import DATA
from zope.component import getGlobalSiteManager

from tonghua.records.interfaces import IOfficeChanged


@pytest.fixture
def opened(stage, site):
    """``opened("@@holidays", "siteadmin1")``: a browser at a page, errors shown as pages."""

    def open(page, username="siteadmin1"):
        browser = stage.browser(username)
        browser.raiseHttpErrors = False
        browser.open(f"{site.absolute_url()}/{page}")
        return browser

    return open


@pytest.fixture
def told():
    """The OfficeChanged that were sent."""
    found = []
    manager = getGlobalSiteManager()
    manager.registerHandler(found.append, (IOfficeChanged,))
    yield found
    manager.unregisterHandler(found.append, (IOfficeChanged,))


@pytest.fixture
def notice():
    """The items of a year's notice."""
    parts = re.split(
        r"^# (\d{4})$", (DATA / "holiday_notices.txt").read_text("utf-8"), flags=re.MULTILINE
    )
    return dict(zip(map(int, parts[1::2]), map(str.strip, parts[2::2]), strict=True)).get
