"""The pages as a person uses them: what stands on a button or beside a field is its name.

``Form`` fills any form, ``CasePage`` is a case with 下一步 and its tabs, ``RecordPage`` a record with
its signatures and its paper, ``StartPage`` what waits for somebody. ``content``, ``follow`` and
``says`` serve any page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from live import HOME
from playwright.sync_api import Locator, Page, expect

DEMO = HOME / "profiles" / "demo"
SIGNATURES = DEMO / "media" / "sign"
#: whether a canvas has dark places; the reader puts each drawn one in the old one's place
INK = """() => {
  const canvas = document.querySelector("main canvas");
  const all = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return all.some((value, n) => n % 4 === 3 && value > 200 && all[n - 1] < 100);
}"""
#: a form of many fields is saved by a busy machine
LONG = 60_000


def exactly(name: str) -> re.Pattern[str]:
    """The label of a field, whether or not it must be filled in."""
    return re.compile(rf"^\s*{re.escape(name)}\s*(（必填）)?\s*$")


def content(page: Page) -> Locator:
    """Return the part of the page that is its own."""
    return page.get_by_role("main")


def follow(page: Page, name: str | re.Pattern[str], inside: Locator | None = None) -> None:
    """Click a link of this name and wait for the page that comes."""
    link = (inside or content(page)).get_by_role("link", name=name, exact=True).first
    with page.expect_navigation(timeout=LONG):
        link.click()


def leaf_to(page: Page, name: str) -> Locator:
    """Leaf through a list until a link of this name stands there, and return it."""
    link = content(page).get_by_role("link", name=name, exact=True).first
    while not link.count():
        with page.expect_navigation(timeout=LONG):
            page.locator(".pagination .next a").first.click()
    return link


def says(page: Page, *words: str) -> None:
    """Assert that the page shows every one of these words."""
    for each in words:
        expect(page.locator("body")).to_contain_text(each, timeout=LONG)


@dataclass(frozen=True)
class Form:
    """A form; fields are named by their labels."""

    page: Page

    @property
    def _form(self) -> Locator:
        return content(self.page).locator("form")

    def fill(self, values: dict[str, str]) -> Form:
        """Write into fields: ``fill({"案由": "…"})``."""
        for name, value in values.items():
            self._form.get_by_role("textbox", name=exactly(name)).fill(value)
        return self

    def at(self, name: str, moment: datetime) -> Form:
        """Set a day and a time."""
        return self.fill({name: moment.strftime("%Y-%m-%dT%H:%M")})

    def choose(self, values: dict[str, str]) -> Form:
        """Choose from drop-down lists."""
        for name, value in values.items():
            self._form.get_by_role("combobox", name=exactly(name)).select_option(label=value)
        return self

    def tick(self, group: str, *names: str) -> Form:
        """Tick the boxes whose labels begin with these names; what was ticked stays so."""
        box = self._form.get_by_role("group", name=exactly(group))
        for name in names:
            box.get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}")).first.check()
        return self

    def list(self, name: str, *lines: str) -> Form:
        """Write into a table of one column, one line a row; Enter adds a row."""
        head = self.page.get_by_role("columnheader", name=name, exact=True)
        cells = self._form.locator("table", has=head).locator("tbody input")
        for n, line in enumerate(lines):
            if n >= cells.count():
                cells.last.press("Enter")
            cells.nth(n).fill(line)
        return self

    def answer(self, group: str, name: str) -> Form:
        """Answer 是, 否 or 未说明."""
        box = self._form.get_by_role("group", name=exactly(group))
        box.get_by_role("radio", name=name, exact=True).check()
        return self

    def attach(self, name: str, path: Path) -> Form:
        """Choose a file of this machine."""
        self._form.get_by_label(exactly(name)).set_input_files(path)
        return self

    def autosaved(self) -> Form:
        """Wait until the form says that what is typed is kept."""
        expect(self._form.get_by_role("status").first).to_contain_text("已自动保存", timeout=LONG)
        return self

    def press(self, name: str) -> None:
        """Press a button and wait for the page that comes."""
        with self.page.expect_navigation(timeout=LONG):
            self._form.get_by_role("button", name=name, exact=True).click()


@dataclass(frozen=True)
class StartPage:
    """我的待办."""

    page: Page

    def open(self, url: str) -> StartPage:
        self.page.goto(url)
        expect(content(self.page).get_by_role("heading", level=1)).to_have_text("我的待办")
        return self

    def row(self, title: str, kind: str = "") -> Locator:
        """The line of what waits."""
        rows = content(self.page).get_by_role("listitem").filter(has_text=title)
        return rows.filter(has_text=kind).first


@dataclass(frozen=True)
class CasePage:
    """A case, at its own address."""

    page: Page
    url: str

    def open(self) -> CasePage:
        self.page.goto(self.url)
        return self

    def next(self, title: str) -> Form:
        """Click one of the acts that are due, and return the form to which it leads."""
        due = content(self.page).locator(
            "section", has=self.page.get_by_role("heading", name="下一步")
        )
        follow(self.page, title, due)
        return Form(self.page)

    def new(self, kind: str) -> Form:
        """Open 新建记录, click a kind of record, and return its form."""
        menu = content(self.page).locator("details", has_text="新建记录")
        menu.locator("summary").click()
        follow(self.page, kind, menu)
        return Form(self.page)

    def tab(self, name: str) -> Page:
        """Go to one of the case's parts."""
        follow(self.page, name, content(self.page).get_by_role("navigation", name="案件的各部分"))
        return self.page

    def record(self, title: str) -> RecordPage:
        """Click a record."""
        follow(self.page, title, content(self.page).get_by_role("region", name="记录"))
        return RecordPage(self.page, self.page.url)

    @property
    def stage(self) -> str:
        """The stage that is marked as the present one."""
        stages = content(self.page).get_by_role("list", name="阶段")
        return stages.locator("[aria-current=step]").inner_text().split()[0]


@dataclass(frozen=True)
class RecordPage:
    """A record."""

    page: Page
    url: str

    def open(self) -> RecordPage:
        self.page.goto(self.url)
        return self

    def is_in(self, state: str) -> RecordPage:
        """Assert that the record stands so: 草稿, 待审核, 已定稿."""
        expect(content(self.page).get_by_role("heading", level=1)).to_contain_text(state)
        return self

    def act(self, name: str, opinion: str = "") -> RecordPage:
        """Take the next step: its button, the opinion, the button again."""
        follow(self.page, name)
        form = Form(self.page)
        if opinion:
            content(self.page).get_by_role("textbox").first.fill(opinion)
        form.press(name)
        return self

    def sign(self, name: str, image: str, capacity: str = "") -> RecordPage:
        """Take a signature: by the link beside the name, or else by the one beside the capacity."""
        strip = content(self.page).get_by_role("region", name="签名")
        known = strip.get_by_role("link", name=re.compile(rf"^签名\s*：{re.escape(name)}$"))
        if capacity and not known.count():
            place = strip.get_by_role("listitem").filter(has_text=capacity)
            known = place.get_by_role("link", name="签名")
        with self.page.expect_navigation(timeout=LONG):
            known.first.click()
        form = Form(self.page).fill({"姓名": name}).attach("签名图片", SIGNATURES / image)
        form.press("签名")
        says(self.page, "已记录签名")
        return self

    def remove(self) -> None:
        """Delete a draft by 更多, and come back to its case."""
        content(self.page).get_by_text("更多", exact=True).click()
        follow(self.page, "删除草稿")
        with self.page.expect_navigation(timeout=LONG):
            content(self.page).get_by_role("button", name="删除", exact=True).click()

    def paper(self) -> Locator:
        """Return the paper's part of the page when its first page is drawn: there is ink on it."""
        reader = content(self.page).get_by_role("region", name=re.compile("^文书"))
        expect(reader.locator("canvas").first).to_be_visible(timeout=LONG)
        self.page.wait_for_function(INK, timeout=LONG)
        return reader
