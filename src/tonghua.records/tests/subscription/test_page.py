"""我的日历: made, shown once, changed and ended by the person alone."""

import re
from html import unescape

import pytest
import requests
from page_forms import carried

EVERYBODY = (
    "handler1",
    "reviewer1",
    "approver1",
    "legal1",
    "archivist1",
    "supervisor1",
    "secrecy1",
    "siteadmin1",
)


def page_of(browser, site, who):
    return browser(who, f"{site.absolute_url()}/@@my-calendar")


def press(page, name):
    page.getControl(name=name).click()
    return page


def shown(page):
    found = re.search(r'id="calendar-address"[^>]*value="([^"]+)"', page.contents)
    return unescape(found.group(1)) if found else ""


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_of_the_office_has_one(browser, site, who):
    page = page_of(browser, site, who)
    assert "您还没有日历地址" in page.contents
    url = shown(press(page, "make"))
    assert "只显示这一次" in page.contents
    assert page.headers["Cache-Control"] == "no-store"
    answer = requests.get(url, timeout=60)
    assert answer.status_code == 200
    assert answer.text.startswith("BEGIN:VCALENDAR")


def test_shown_once(browser, site):
    page = page_of(browser, site, "handler1")
    press(page, "make")
    page.open(f"{site.absolute_url()}/@@my-calendar")
    assert shown(page) == ""
    assert "现在的地址生成于" in page.contents


def test_change_ends_the_old_one_at_once(browser, site):
    page = page_of(browser, site, "handler1")
    old = shown(press(page, "make"))
    new = shown(press(page, "make"))
    assert old != new
    assert requests.get(old, timeout=60).status_code == 404
    assert requests.get(new, timeout=60).status_code == 200


def test_end(browser, site):
    page = page_of(browser, site, "handler1")
    url = shown(press(page, "make"))
    press(page, "end")
    assert "已经停用" in page.contents
    assert "您还没有日历地址" in page.contents
    assert requests.get(url, timeout=60).status_code == 404


def test_one_ends_ones_own_alone(browser, site):
    url = shown(press(page_of(browser, site, "handler1"), "make"))
    other = press(page_of(browser, site, "reviewer1"), "make")
    press(other, "end")
    assert requests.get(url, timeout=60).status_code == 200


def test_not_for_nobody(rest, site):
    answer = rest().http.get(
        f"{site.absolute_url()}/@@my-calendar",
        headers={"Accept": "text/html"},
        allow_redirects=False,
    )
    assert answer.status_code in (302, 401)
    assert "login" in answer.headers.get("Location", "login")


def test_made_by_the_persons_own_page_alone(browser, rest, site):
    """A form of another site cannot make one, nor end it: it has no token of the page."""
    page = page_of(browser, site, "handler1")
    assert "_authenticator" in carried(page.contents)
    url = shown(press(page, "make"))
    http = rest("handler1").http
    http.post(f"{site.absolute_url()}/@@my-calendar", {"end": "1"}, headers={"Accept": "text/html"})
    assert requests.get(url, timeout=60).status_code == 200


def test_led_to_from_start_page_and_menu(browser, site):
    page = browser("handler1", site.absolute_url())
    assert page.contents.count(f'href="{site.absolute_url()}/@@my-calendar"') == 2


class TestRest:
    def test_get_tells_no_address(self, rest):
        handler = rest("handler1")
        assert handler.get("@calendar-address").json()["since"] is None
        url = handler.post("@calendar-address").json()["url"]
        told = handler.get("@calendar-address")
        assert told.json()["since"]
        assert url.split("key=")[1] not in told.text

    def test_delete(self, rest):
        handler = rest("handler1")
        url = handler.post("@calendar-address").json()["url"]
        assert handler.delete("@calendar-address").status_code == 204
        assert requests.get(url, timeout=60).status_code == 404
        assert handler.delete("@calendar-address").status_code == 204

    @pytest.mark.parametrize("method", ["get", "post", "delete"])
    def test_not_for_nobody(self, rest, method):
        assert getattr(rest(), method)("@calendar-address").status_code == 401
