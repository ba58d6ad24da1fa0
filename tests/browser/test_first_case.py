"""A first case in the browser: from registration to the served decision, every role at its desk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from chromium import PHONE, Desk
from errands import APPROVER, FIRST, REVIEWER, SECOND, Errand
from pages import DEMO, CasePage, Form, RecordPage, StartPage, content, follow, says
from playwright.sync_api import expect

CASE = json.loads((DEMO / "first-case.json").read_text(encoding="utf-8"))["cases"][0]
TEXTS = {record["key"]: record for record in CASE["records"]}
# all on one day: a hearing, which may be asked for within five days, is not offered
TEXTS["f-notice"]["title"] = "（示例）行政处罚事先告知书"
TEXTS["f-r-notice"]["title"] = "（示例）送达回证 行政处罚事先告知书"
TEXTS["f-notice"]["proposed"] = TEXTS["f-notice"]["proposed"].split("；有权要求听证")[0] + "。"
TITLE = "（示例）擅自编纂冠名年鉴案"
PARTY = CASE["parties"][0]["name"]
BASIS = "（示例）示例地方性法规第××条"


@dataclass
class Walk(Errand):
    """The first case: its records by the demo's keys, and the hour."""

    records: dict[str, str] = field(default_factory=dict)

    @cached_property
    def now(self) -> datetime:
        return self.clock()

    @property
    def start(self) -> datetime:
        """When the inspection began; not before the day of the filing, also just after midnight."""
        return max(self.now - timedelta(minutes=90), self.now.replace(hour=0, minute=0))

    def record(self, key: str, who: str = "handler1") -> RecordPage:
        """Return a record as somebody sees it now."""
        return RecordPage(self.desk(who).page, self.records[key]).open()

    def keep(self, key: str) -> RecordPage:
        """Remember the record that the handler has before him."""
        self.records[key] = self.handler.page.url.split("/@@")[0]
        return RecordPage(self.handler.page, self.records[key])

    def decide_on(self, key: str, *opinions: str, shown: bool = False) -> None:
        """Have the reviewer and the approver find a record on their start pages and agree to it."""
        steps = (
            ("reviewer1", "待审核", "同意（审核）", opinions[0]),
            ("approver1", "待批准", "批准", opinions[1]),
        )
        for who, state, step, opinion in steps:
            desk = self.desk(who)
            row = StartPage(desk.page).open(desk.site.url).row(TEXTS[key]["title"], TITLE)
            expect(row).to_contain_text(state)
            if shown:
                self.show(f"{who[:-1]}-waiting", who)
            follow(desk.page, TEXTS[key]["title"], row)
            record = RecordPage(desk.page, self.records[key])
            # what is decided upon can be read, whether or not the handler looked at it before
            record.paper()
            if shown:
                self.show(f"{who[:-1]}-record", who)
            record.act(step, opinion)


def opinions(key: str) -> list[str]:
    """What handler, reviewer and approver wrote in the demo's case."""
    return [step["comment"] for step in TEXTS[key]["history"]]


def test_from_registration_to_served_decision(
    at_desk: Callable[..., Desk], picture: Callable[..., Path]
) -> None:
    walk = Walk(at_desk, picture, "first")
    register(walk)
    file(walk)
    inspect(walk)
    sign(walk)
    record_on_video(walk)
    give_notice(walk)
    decide(walk)
    serve(walk)
    comply(walk)
    on_a_phone(walk)


def register(walk: Walk) -> None:
    desk = walk.handler
    StartPage(desk.page).open(desk.site.url)
    walk.show("start")
    follow(desk.page, "登记案件")
    form = Form(desk.page)
    form.fill({"案件名称": TITLE, "案由": CASE["cause"], "案件来源": CASE["source"]})
    form.tick("执法依据", BASIS).tick("承办人", FIRST, SECOND)
    form.choose({"审核人": REVIEWER, "批准人": APPROVER})
    walk.show("register")
    form.press("保存")
    walk.url = desk.page.url
    says(desk.page, TITLE, "立案时编号", "未登记")

    form = walk.case.next("登记当事人")
    party = CASE["parties"][0]
    form.fill(
        {
            "姓名或者名称": party["name"],
            "身份证件号码或者统一社会信用代码": party["id_number"],
            "法定代表人或者负责人": party["representative"],
            "住址或者住所": party["address"],
            "电话": party["phone"],
            "送达地址": party["service_address"],
        }
    )
    walk.look()
    form.press("保存")
    assert walk.case.stage == "登记"
    walk.show("case-registered")


def file(walk: Walk) -> None:
    form = walk.case.next("填写立案审批表")
    filing = TEXTS["f-filing"]
    form.fill(
        {"题名": filing["title"], "线索来源和内容": filing["clue"], "简要情况": filing["facts"]}
    )
    walk.show("filing")
    form.press("提交审核")
    walk.keep("f-filing")
    content(walk.handler.page).get_by_role("textbox").first.fill(opinions("f-filing")[0])
    walk.show("submit")
    Form(walk.handler.page).press("提交审核")
    walk.record("f-filing").is_in("待审核")
    walk.decide_on("f-filing", *opinions("f-filing")[1:], shown=True)

    walk.record("f-filing").is_in("已定稿")
    walk.case.next("立案").press("立案")
    year = walk.now.year
    expect(content(walk.handler.page)).to_contain_text(re.compile(rf"通志办罚立〔{year}〕\d+号"))
    walk.show("case-filed")
    walk.case.next("开始调查").press("开始调查")
    assert walk.case.stage == "调查"


def inspect(walk: Walk) -> None:
    form = walk.case.next("填写现场检查（勘验）笔录")
    says(walk.handler.page, "SL07050001", "证件有效至", "符合不少于二人的要求")
    scene = TEXTS["f-scene"]
    form.fill(
        {
            "题名": scene["title"],
            "地点": scene["place"],
            "被检查人": scene["inspected"],
            "见证人": scene["witness"],
            "检查（勘验）情况": scene["situation"],
        }
    )
    form.at("开始时间", walk.start).at("结束时间", walk.now)
    form.answer("已出示执法证件", "是").at("出示证件时间", walk.start)
    form.autosaved()
    walk.show("scene")
    form.press("预览文书")
    scene_page = walk.keep("f-scene").is_in("草稿")
    scene_page.paper()
    walk.show("scene-draft")


def be_refused(walk: Walk, *words: str) -> None:
    """What is missing is said with its article and the way out, and the record stays a draft."""
    walk.record("f-scene").act("定稿")
    says(walk.handler.page, "没有办理", *words)
    walk.show("refused")
    walk.record("f-scene").is_in("草稿")


def sign(walk: Walk) -> None:
    be_refused(walk, "第九条", "签名")
    scene = walk.record("f-scene")
    walk.sign(scene)
    scene.open().sign("示例人A", "sign-05.png", capacity="当事人")
    scene.open().sign(TEXTS["f-scene"]["witness"], "sign-06.png")
    scene.paper()
    walk.show("signed")
    be_refused(walk, "第十二条", "音像")


def record_on_video(walk: Walk) -> None:
    form = walk.case.next("上传音像")
    recording = TEXTS["f-av-scene"]
    form.fill({"题名": recording["title"]}).attach("音像文件", DEMO / recording["media"]["path"])
    form.choose({"种类": "录像", "摄录人": FIRST}).tick("关联的记录", TEXTS["f-scene"]["title"])
    form.at("摄录开始时间", walk.start).at("摄录结束时间", walk.now)
    form.at("开始时间", walk.start).at("结束时间", walk.now)
    walk.show("recording")
    form.press("定稿")
    says(walk.handler.page, "已定稿")
    says(walk.case.tab("音像"), recording["title"], "录像", "SHA-256")
    walk.show("recordings")
    walk.record("f-scene").act("定稿").is_in("已定稿")


def give_notice(walk: Walk) -> None:
    walk.case.next("告知").press("告知")
    notice = TEXTS["f-notice"]
    form = walk.case.next("填写权利告知书（事先告知书）")
    form.choose({"种类": "行政处罚事先告知书", "告知方式": "书面"})
    form.tick("告知的权利", "陈述", "申辩", "申请回避").tick("拟处罚种类", "罚款")
    form.fill(
        {
            "题名": notice["title"],
            "查明的事实": notice["facts"],
            "理由": notice["reasons"],
            "依据": notice["basis"],
            "拟作出的决定": notice["proposed"],
            "拟罚款金额（元）": str(notice["proposed_amount"]),
        }
    )
    # the office has set no amount for hearings: a person says whether one is offered
    says(walk.handler.page, "本机关没有设定听证的罚款数额")
    form.answer("须告知听证", "否")
    form.fill({"须或者不须告知听证的理由": "经核对，拟处罚款不属于较大数额罚款（示例）。"})
    walk.show("notice")
    form.press("提交审核")
    through_the_chain(walk, "f-notice")
    deliver(walk, "f-notice", "f-r-notice")
    give_up(walk)


def give_up(walk: Walk) -> None:
    """The party says that it has nothing to plead: only so may be decided on the same day."""
    form = walk.case.next("填写陈述申辩笔录")
    form.answer("当事人明确放弃陈述、申辩", "是")
    form.fill(
        {
            "题名": "（示例）陈述申辩笔录（放弃）",
            "地点": TEXTS["f-r-notice"]["place"],
            "陈述、申辩的意见": "我单位收到告知书，没有意见，放弃陈述和申辩。",
        }
    )
    form.at("开始时间", walk.clock())
    form.answer("已出示执法证件", "是").at("出示证件时间", walk.clock())
    form.press("保存草稿")
    record = walk.keep("waiver")
    walk.sign(record)
    record.open().sign("示例人A", "sign-05.png", capacity="陈述人")
    record.open().act("定稿").is_in("已定稿")


def through_the_chain(walk: Walk, key: str) -> None:
    """The handler's opinion, the review, the approval."""
    walk.keep(key)
    first, *others = opinions(key)
    Form(walk.handler.page).fill({"承办人意见和理由": first}).press("提交审核")
    walk.decide_on(key, *others)
    walk.record(key).is_in("已定稿")


def deliver(walk: Walk, key: str, receipt_key: str, *, shown: bool = False) -> None:
    """Serve a paper in person: its receipt from 送达, the signatures, final."""
    receipt = TEXTS[receipt_key]
    follow(walk.case.tab("送达"), "填写送达回证")
    form = Form(walk.handler.page)
    says(walk.handler.page, PARTY)
    form.fill({"题名": receipt["title"], "地点": receipt["place"], "签收人": "示例人A"})
    form.choose({"结果": "已送达", "与受送达人的关系": "法定代表人或者主要负责人"})
    form.at("签收时间", walk.clock())
    if shown:
        walk.show("receipt")
    form.press("保存草稿")
    record = walk.keep(receipt_key)
    walk.sign(record)
    record.open().sign("示例人A", "sign-05.png", capacity="受送达人")
    record.open().act("定稿").is_in("已定稿")


def decide(walk: Walk) -> None:
    walk.case.next("送审核").press("送审核")
    walk.case.next("进入决定").press("进入决定")
    decision = TEXTS["f-decision"]
    form = walk.case.next("填写决定书")
    # what the party was told is there already
    amount = content(walk.handler.page).get_by_role("textbox", name="罚款金额（元）")
    expect(amount).to_have_value("50000")
    form.fill(
        {
            "题名": decision["title"],
            "当事人和事实": decision["facts"],
            "证据": decision["evidence"],
            "理由": decision["reasons"],
            "裁量说明": decision["discretion"],
            "决定内容": decision["content"],
            "履行方式和期限": decision["performance"],
            "救济途径和期限": decision["remedies"],
        }
    )
    walk.look()
    form.press("提交审核")
    through_the_chain(walk, "f-decision")
    number = re.compile(rf"通志办罚〔{walk.now.year}〕\s*\d+\s*号")
    record = walk.record("f-decision")
    expect(content(walk.handler.page).get_by_role("paragraph").first).to_contain_text(number)
    expect(record.paper()).to_contain_text(number)
    walk.show("decided")


def serve(walk: Walk) -> None:
    walk.case.next("进入送达").press("进入送达")
    now = walk.clock()
    day = f"{now.year}年{now.month}月{now.day}日"
    deliver(walk, "f-decision", "f-r-decision", shown=True)
    says(walk.case.tab("送达"), "已送达", day)
    walk.show("served")


def comply(walk: Walk) -> None:
    page = walk.case.tab("合规")
    for article in (8, 9, 12, 18, 19, 31):
        part = page.locator(f"#article-{article}")
        expect(part).to_contain_text("✓ 符合")
        expect(part).not_to_contain_text("✗ 不符合")
    walk.show("compliance")
    walk.case.tab("时间轴")
    walk.look()


def on_a_phone(walk: Walk) -> None:
    desk = walk.desk("handler1", PHONE)
    StartPage(desk.page).open(desk.site.url)
    walk.show("start", width=PHONE)
    walk.on_a_phone()
    RecordPage(desk.page, walk.records["f-decision"]).open().paper()
    walk.show("decided", width=PHONE)
    CasePage(desk.page, walk.url).open().new("现场检查（勘验）笔录")
    walk.show("scene", width=PHONE)
