"""What people do again and again on the way of a case: the chain, signing, serving, looking.

``Errand`` is one case or complaint with the people at their desks; the tests of the ways (申请、投诉
举报、移送) tell their story with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from chromium import DESK, PHONE, Desk
from pages import CasePage, Form, RecordPage, StartPage, content, follow, says
from playwright.sync_api import Page, expect

FIRST, SECOND = "示例甲（王一鸣）", "示例乙（李文清）"
REVIEWER, APPROVER = "示例丙（赵建国）", "示例戊（周明）"
SIGNED_BY = {FIRST: "sign-01.png", SECOND: "sign-02.png"}
SIGNED_BY_OTHERS = {"示例E": "sign-14.png"}
PARTS = ("音像", "送达", "时间轴", "合规", "案卷", "权限")
#: what an officer writes who submits a record, and what the others write
OPINIONS = ("建议办理。理由：事实清楚，依据充分。", "同意。", "批准。")


@dataclass
class Errand:
    """One case or complaint, the people at their desks, and the pictures of the handbook."""

    at_desk: Callable[..., Desk]
    picture: Callable[..., Path]
    name: str
    url: str = ""
    _desks: dict[tuple[str, int], Desk] = field(default_factory=dict)

    def desk(self, who: str, width: int = DESK) -> Desk:
        """Return the person's browser, the same one each time."""
        if (who, width) not in self._desks:
            self._desks[who, width] = self.at_desk(who, width)
        return self._desks[who, width]

    @property
    def handler(self) -> Desk:
        return self.desk("handler1")

    @property
    def page(self) -> Page:
        """What the handler has before him."""
        return self.handler.page

    @property
    def case(self) -> CasePage:
        """The case as the handler sees it now."""
        return CasePage(self.page, self.url).open()

    @staticmethod
    def clock() -> datetime:
        """The present minute."""
        return datetime.now(ZoneInfo("Asia/Shanghai")).replace(second=0, microsecond=0)

    def register(self, register: str, kind: str) -> Form:
        """Go to a register, click 登记…, and return the form."""
        self.handler.open(register)
        follow(self.page, f"登记{kind}")
        return Form(self.page)

    def kept(self) -> RecordPage:
        """The record that the handler has before him."""
        return RecordPage(self.page, self.page.url.split("/@@")[0])

    def show(self, name: str, who: str = "handler1", width: int = DESK) -> None:
        """Take the handbook's picture of a page, which is as ``look`` wants it."""
        suffix = f"-{width}" if width < DESK else ""
        self.picture(self.desk(who, width), f"{self.name}-{name}{suffix}")
        self.look(who, width)

    def look(self, who: str = "handler1", width: int = DESK) -> None:
        """Assert that nothing on the page is clipped or a barrier."""
        desk = self.desk(who, width)
        assert desk.fits()
        barriers = desk.barriers()
        assert barriers == []

    def on_a_phone(self, *urls: str) -> None:
        """Assert that these pages, and all parts of the case, fit a phone; picture the case."""
        desk = self.desk("handler1", PHONE)
        case = CasePage(desk.page, self.url).open()
        self.show("case", width=PHONE)
        for title in PARTS:
            case.open().tab(title)
            self.look(width=PHONE)
        for url in urls:
            desk.page.goto(url)
            self.look(width=PHONE)

    def sign(self, record: RecordPage, **others: str) -> RecordPage:
        """The officers sign, and others by ``capacity=name``."""
        for name, image in SIGNED_BY.items():
            record.open().sign(name, image)
        for capacity, name in others.items():
            record.open().sign(name, SIGNED_BY_OTHERS.get(name, "sign-06.png"), capacity=capacity)
        return record.open()

    def through_the_chain(self, title: str, *, shown: str = "") -> RecordPage:
        """From 提交审核 on: the handler's opinion, the reviewer and the approver at their desks."""
        record = self.kept()
        content(self.page).get_by_role("textbox").first.fill(OPINIONS[0])
        Form(self.page).press("提交审核")
        steps = (("reviewer1", "待审核", "同意（审核）"), ("approver1", "待批准", "批准"))
        for (who, _state, step), opinion in zip(steps, OPINIONS[1:], strict=True):
            desk = self.desk(who)
            follow(desk.page, title, StartPage(desk.page).open(desk.site.url).row(title))
            theirs = RecordPage(desk.page, record.url)
            theirs.paper()
            if shown:
                self.show(f"{shown}-{who[:-1]}", who)
            theirs.act(step, opinion)
        return record.open().is_in("已定稿")

    def deliver(
        self, title: str, signer: str, relation: str, *, to: str, shown: str = ""
    ) -> RecordPage:
        """Serve the paper that the handler is asked to serve next, in person; its receipt.

        ``to`` is the recipient, whose name the form knows already.
        """
        form = self.case.next(title)
        recipient = content(self.page).get_by_role("textbox", name="受送达人")
        expect(recipient).to_have_value(to)
        form.fill(
            {"题名": f"（示例）送达回证{title.removeprefix('送达')}", "地点": "示例政务服务窗口"}
        )
        form.fill({"签收人": signer})
        form.choose({"结果": "已送达", "与受送达人的关系": relation})
        form.at("签收时间", self.clock())
        if shown:
            self.show(shown)
        form.press("保存草稿")
        receipt = self.sign(self.kept(), 受送达人=signer)
        return receipt.act("定稿").is_in("已定稿")

    def sees(self, who: str, url: str, *words: str) -> None:
        """Assert what somebody reads on a page."""
        page = self.desk(who).open(url)
        says(page, *words)
