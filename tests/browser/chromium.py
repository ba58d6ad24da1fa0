"""A person at a browser: Debian's Chromium without a screen, logged in as one of the demo's people."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from live import HOME, LiveSite
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

#: Chromium's own calls home are off; ``--no-sandbox`` lets root run it, as build servers do
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)
DESK, PHONE = 1280, 360
HEIGHTS = {DESK: 900, PHONE: 740}
#: Chinese dates and buttons in the browser's own controls
LANGUAGE = {"LANGUAGE": "zh_CN"}
AXE = HOME / "node_modules" / "axe-core" / "axe.min.js"
#: until whatever moves has come to rest, but for what moves for ever
SETTLED = """() => Promise.allSettled(
  document.getAnimations()
    .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity)
    .map((each) => each.finished)
)"""
#: what axe-core calls grave enough to fail
GRAVE = ("serious", "critical")


def launch(playwright: Playwright) -> Browser:
    """Start Debian's Chromium. Raises AssertionError where the machine has none."""
    path = shutil.which("chromium")
    assert path, "没有找到 chromium：请运行 make test，它会安装。"
    return playwright.chromium.launch(
        executable_path=path, args=list(QUIET), env=dict(os.environ) | LANGUAGE
    )


@dataclass
class Desk:
    """One person's browser: its pages, and what went wrong on them.

    ``faults`` are script errors, what the Content-Security-Policy stopped, answers of 500 and more;
    ``strangers`` are addresses on other hosts that a page asked for.
    """

    site: LiveSite
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Go to an address of the site, given from its root or whole."""
        url = path if path.startswith("http") else f"{self.site.url}/{path.lstrip('/')}"
        self.page.goto(url)
        return self.page

    def fits(self) -> bool:
        """Say whether the page is no wider than the window: nothing is clipped or scrolled aside."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )

    def barriers(self) -> list[str]:
        """Return axe-core's grave findings on the page, one line each."""
        # a colour on its way to another is neither of them
        self.page.evaluate(SETTLED)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'],"
            " resultTypes: ['violations']})"
        )
        return [
            f"{each['id']} ({each['impact']}): {node['target']} {node['html'][:200]}"
            for each in found["violations"]
            if each["impact"] in GRAVE
            for node in each["nodes"]
        ]


@contextmanager
def sitting(browser: Browser, site: LiveSite, user: str | None, width: int) -> Iterator[Desk]:
    """Seat a person at a browser of this width; ``None`` is somebody without an account."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS.get(width, 900)},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=width == PHONE,
    )
    context.set_default_timeout(30_000)
    desk = Desk(site, context, context.new_page())
    _watch(desk)
    try:
        if user is not None:
            log_in(desk.page, site, user)
        yield desk
    finally:
        context.close()


def log_in(page: Page, site: LiveSite, user: str) -> None:
    """Log in by the login page, as a person does."""
    page.goto(f"{site.url}/login")
    page.fill("#__ac_name", user)
    page.fill("#__ac_password", site.passwords[user])
    page.click("#buttons-login")
    page.wait_for_url(lambda url: "/login" not in url)


def _watch(desk: Desk) -> None:
    own = urlsplit(desk.site.url).netloc

    def asked(request: object) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
            desk.strangers.append(request.url)

    def answered(response: object) -> None:
        if response.status >= 500:
            desk.faults.append(f"{response.status} {response.url}")

    def said(message: object) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            desk.faults.append(f"{message.text} ({desk.page.url})")

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: desk.faults.append(f"{error} ({page.url})"))
        page.on("console", said)

    watch(desk.page)
    desk.context.on("page", watch)
    desk.context.on("request", asked)
    desk.context.on("response", answered)
