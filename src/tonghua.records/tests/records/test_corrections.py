"""A final record of any type is mended by a new one (article 30): refused without a reason, begun
with the old content, and both shown on the pages, the old one struck through."""

import pytest
import transaction
from case_steps import DAY, content, final_inspection, inspection, malformed, refused
from every_type import bare, container, fields, is_long, records, types, wordy
from lxml import html
from matrix_world import put

PAGE = {"Accept": "text/html"}
WHY = "原记录的时间写错了，以此件为准。"
SUPERVISION = ("SupervisionCheck", "SupervisionOrder")


def page(client, url):
    answer = client.http.get(url, headers=PAGE)
    assert answer.status_code == 200, (url, answer.status_code)
    return html.fromstring(answer.text)


def words(node):
    return "".join(node.text_content().split())


def struck(tree):
    """The words that stand struck through, and where they lead to."""
    return {
        words(each): each.getparent().get("href")
        for each in tree.xpath("//main//s | //article//s | //*[@id='content']//s")
    }


def last_step(portal_type):
    from tonghua.records.core.workflows import APPROVED_TYPES

    return "approve" if portal_type in APPROVED_TYPES else "finalize"


@pytest.fixture
def no_rules(monkeypatch):
    """What is missing and the rules are asked elsewhere."""
    monkeypatch.setattr("tonghua.records.records.events.judge", lambda *args: None)
    monkeypatch.setattr("tonghua.records.supervision.guards.lack_of", lambda *args: None)


@pytest.fixture
def as_manager(site):
    from plone import api

    with api.env.adopt_roles(["Manager"]):
        yield


def relation(item):
    from z3c.relationfield import RelationValue
    from zope.component import getUtility
    from zope.intid.interfaces import IIntIds

    return RelationValue(getUtility(IIntIds).getId(item))


def make(site, case, portal_type, **values):
    from plone.dexterity.utils import createContentInContainer

    place = container(case, portal_type)
    # not by ``content``, which forgets what is not committed
    path = case["url"].removeprefix(f"{site.absolute_url()}/") if place == case["url"] else place
    held = site.unrestrictedTraverse(path)
    values = {"title": f"（示例）{portal_type}", **values}
    return createContentInContainer(held, portal_type, checkConstraints=False, **values)


def end(item):
    """Take an item to its end, step by step."""
    from plone import api

    tool = api.portal.get_tool("portal_workflow")
    chained = last_step(item.portal_type) == "approve"
    for step in ("submit", "endorse", "approve") if chained else ("finalize",):
        tool.doActionFor(item, step, comment="同意。")


def state(item):
    from plone import api

    return api.content.get_state(item)


class TestEveryType:
    def test_no_type_is_left_out(self, site):
        from tonghua.records.core.facts import FACTS_BY_TYPE

        assert {*records(), *SUPERVISION} <= set(types())
        assert set(records()) == set(FACTS_BY_TYPE)

    def test_what_becomes_final_takes_the_place_of_the_old(self, site, case, no_rules, as_manager):
        for portal_type in (*records(), *SUPERVISION):
            old = make(site, case, portal_type)
            put(old, "final")
            new = make(site, case, portal_type, supersedes=relation(old), body=WHY)
            assert state(old) == "final", portal_type
            end(new)
            assert (state(old), state(new)) == ("superseded", "final"), portal_type

    def test_without_a_reason_none_becomes_final(self, manager, site, case):
        for portal_type in (*records(), *SUPERVISION):
            where = container(case, portal_type)
            old = manager.made(where, bare(portal_type))
            put(content(site, old), "final")
            transaction.commit()
            new = manager.made(where, bare(portal_type, supersedes=old))
            step = "submit" if last_step(portal_type) == "approve" else "finalize"
            answer = manager.post(f"{new}/@workflow/{step}", {"comment": "更正。"})
            assert answer.status_code == 409, (portal_type, answer.text[-3000:])
            said = refused(answer, words="更正的原因（写在备注中）")
            assert "第三十条" in said, portal_type
            assert manager.get(old).json()["review_state"] == "final"

    def test_its_form_begins_with_what_the_old_one_said(self, manager, site, case):
        for portal_type in (*records(), *SUPERVISION):
            where = container(case, portal_type)
            body = {**bare(portal_type), **wordy(portal_type, "原来的内容。")}
            old = manager.made(where, body)
            put(content(site, old), "final")
            transaction.commit()
            uid = manager.get(old).json()["UID"]
            base = manager.url(where)
            tree = page(manager, f"{base}/++add++{portal_type}?supersedes={uid}")
            for name in fields(portal_type, is_long):
                if name == "backfill_reason":
                    continue
                # most are text areas; opinions by person are a table
                said = [
                    (each.text or "") + (each.get("value") or "")
                    for prefix in ("form.widgets.", "form.widgets.IRecord.")
                    for each in tree.xpath(f"//*[starts-with(@name, '{prefix}{name}')]")
                ]
                assert any("原来的内容。" in each for each in said), (portal_type, name, said)
            chosen = tree.xpath(f"//*[@value='{uid}'][@selected or @checked]")
            assert chosen, portal_type
            # the button on the old one leads there
            links = page(manager, old).xpath("//a[contains(text(),'以新记录更正')]/@href")
            if links:
                assert f"++add++{portal_type}?supersedes={uid}" in links[0]

    def test_both_are_shown_on_the_pages_of_the_case(self, rest, manager, site, case, no_rules):
        from plone import api

        pairs = []
        with api.env.adopt_roles(["Manager"]):
            for portal_type in records():
                old = make(site, case, portal_type, title=f"旧{portal_type}")
                put(old, "final")
                new = make(
                    site,
                    case,
                    portal_type,
                    title=f"新{portal_type}",
                    supersedes=relation(old),
                    body=WHY,
                )
                end(new)
                pairs.append((old.absolute_url(), new.absolute_url(), portal_type))
            transaction.commit()
        for tab in ("", "@@case-volume"):
            tree = page(manager, f"{case['url']}/{tab}")
            gone = struck(tree)
            rows = {words(each)[:400] for each in tree.xpath("//li")}
            for old, new, portal_type in pairs:
                if tab and portal_type == "Volume":
                    continue
                assert gone[f"旧{portal_type}"] == old, (tab, portal_type)
                assert f"新{portal_type}" not in gone
                assert any(f"已由新记录更正：新{portal_type}" in each for each in rows)
                assert any(f"更正：旧{portal_type}原因：{WHY}" in each for each in rows)
                assert any(f"旧{portal_type}" in each and "已被更正" in each for each in rows)
                assert tree.xpath(f"//a[@href='{new}']")


class TestOwnPages:
    @pytest.fixture
    def pair(self, rest, case):
        old = final_inspection(rest, case)
        new = final_inspection(
            rest,
            case,
            supersedes=old,
            body=WHY,
            situation="更正后的记载。",
            title="（示例）更正笔录",
        )
        return old, new

    def test_old_and_new_say_what_they_are(self, rest, pair):
        old, new = pair
        handler = rest("handler1")
        tree = page(handler, old)
        assert "已被更正" in words(tree.xpath("//h1")[0])
        assert tree.xpath("//h1//s")
        note = next(
            each
            for each in tree.xpath("//div[contains(@class,'alert')]")
            if "已被更正" in words(each)
        )
        assert note.xpath(f".//a[@href='{new}']")
        assert WHY in words(note)
        tree = page(handler, new)
        assert not tree.xpath("//h1//s")
        note = next(
            each
            for each in tree.xpath("//div[contains(@class,'alert')]")
            if "更正的是" in words(each)
        )
        assert note.xpath(f".//a[@href='{old}']/s")
        assert "（已被更正）" in words(note)
        assert WHY in words(note)

    def test_a_correction_under_way_is_told_on_the_old_one(self, rest, case):
        old = final_inspection(rest, case)
        new = inspection(rest, case, supersedes=old, body=WHY)
        handler = rest("handler1")
        assert "正在更正本记录" in words(page(handler, old))
        rows = [words(each) for each in page(handler, case["url"]).xpath("//li")]
        assert any("正在更正：（示例）现场检查笔录" in each for each in rows)
        assert handler.get(new).json()["review_state"] == "draft"

    def test_what_is_void_says_by_whom_and_why(self, rest, case):
        scene = final_inspection(rest, case)
        rest("handler1").step(scene, "annul", "当事人名称有误。")
        said = words(page(rest("handler1"), scene))
        assert "本记录已由示例甲于" in said
        assert "作废，不再作为依据" in said
        assert "当事人名称有误。" in said


class TestRefusals:
    def test_twice(self, rest, case):
        """Two begin to correct the same record; only the first becomes final."""
        old = final_inspection(rest, case)
        late = inspection(rest, case, supersedes=old, body=WHY)
        final_inspection(rest, case, supersedes=old, body=WHY)
        answer = rest("handler1").post(f"{late}/@workflow/finalize")
        refused(answer, article=30, words=("已被更正", "现在有效的那一份"))

    def test_by_another_kind(self, rest, case):
        old = final_inspection(rest, case)
        handler = rest("handler1")
        new = handler.made(
            case["url"], {"@type": "Refusal", "title": "（示例）", "supersedes": old, "body": WHY}
        )
        answer = handler.post(f"{new}/@workflow/finalize")
        refused(answer, article=30, words=("现场检查", "拒绝情况记录", "同一种记录"))

    def test_with_the_old_remarks_as_reason(self, rest, case):
        old = final_inspection(rest, case, body="天气晴。")
        new = inspection(rest, case, supersedes=old, body=" 天气晴。 ")
        answer = rest("handler1").post(f"{new}/@workflow/finalize")
        refused(answer, article=30, words="写明更正的原因")

    def test_what_a_chain_wrote_is_not_corrected_by_itself(self, rest, site, case):
        from case_steps import chain, filing

        made = filing(rest, case)
        chain(rest, made)
        handler = rest("handler1")
        items = handler.get(case["url"], b_size=50).json()["items"]
        approval = next(each["@id"] for each in items if each["@type"] == "Approval")
        assert not page(handler, approval).xpath("//a[contains(@href,'supersedes=')]")
        body = {"@type": "Approval", "title": "（示例）", "matter": "other", "body": WHY}
        new = handler.made(case["url"], {**body, "supersedes": approval})
        answer = handler.post(f"{new}/@workflow/submit", {"comment": "更正。"})
        refused(answer, article=30, words="所审批的那份记录")


class TestBackfilled:
    def test_is_marked_with_reason_person_and_time(self, rest, case):
        scene = final_inspection(rest, case, backfilled=True, backfill_reason="现场没有网络。")
        handler = rest("handler1")
        tree = page(handler, scene)
        assert "补录" in words(tree.xpath("//h1")[0])
        note = next(
            each
            for each in tree.xpath("//div[contains(@class,'alert')]")
            if "事后补录" in words(each)
        )
        assert "由示例甲于" in words(note)
        assert "现场没有网络。" in words(note)
        for tab in ("", "@@case-volume"):
            rows = [words(each) for each in page(handler, f"{case['url']}/{tab}").xpath("//li")]
            assert any("补录" in each and "补录原因：现场没有网络。" in each for each in rows), tab

    def test_without_a_reason_it_is_not_final(self, manager, case):
        for portal_type in records():
            made = manager.made(case["url"], bare(portal_type, backfilled=True))
            step = "submit" if last_step(portal_type) == "approve" else "finalize"
            answer = manager.post(f"{made}/@workflow/{step}", {"comment": "办理。"})
            assert "补录原因" in refused(answer), portal_type
            assert "第五条" in answer.json()["message"], portal_type


#: what makes an order whole
ORDER = {
    "@type": "SupervisionOrder",
    "title": "（示例）责令整改通知书",
    "ground": "1",
    "due_at": f"{DAY}T10:00:00+08:00",
}


class TestSupervision:
    def test_order_is_corrected_and_both_are_listed(self, rest, site):
        supervisor = rest("supervisor1")
        old = supervisor.made("supervision", ORDER)
        supervisor.step(old, "finalize")
        body = {**ORDER, "title": "（示例）更正的通知书", "supersedes": old}
        new = supervisor.made("supervision", body)
        refused(supervisor.post(f"{new}/@workflow/finalize"), article=30, words="更正的原因")
        assert supervisor.patch(new, {"body": WHY}).status_code == 204
        supervisor.step(new, "finalize")
        assert supervisor.get(old).json()["review_state"] == "superseded"
        listed = page(supervisor, f"{site.absolute_url()}/supervision")
        assert struck(listed)["（示例）责令整改通知书"] == old
        assert "由“（示例）更正的通知书”更正" in words(listed)
        assert "已被更正" in words(listed)
        tree = page(supervisor, old)
        assert tree.xpath(f"//h1//s and //a[@href='{new}']")
        assert WHY in words(tree)
        for url in (old, new):
            refused(supervisor.patch(url, {"title": "改"}), article=30)
            refused(supervisor.delete(url), article=30)

    def test_final_is_final_in_code_too(self, rest, site, as_manager):
        from zope.event import notify
        from zope.lifecycleevent import Attributes, ObjectModifiedEvent

        from tonghua.records.refusals import Conflict
        from tonghua.records.supervision.content import ISupervisionOrder

        made = rest("supervisor1").made("supervision", ORDER)
        rest("supervisor1").step(made, "finalize")
        entry = content(site, made)
        with pytest.raises(Conflict):
            notify(ObjectModifiedEvent(entry, Attributes(ISupervisionOrder, "severity")))

    def test_what_is_missing(self, rest, site):
        supervisor = rest("supervisor1")
        made = supervisor.made("supervision", {"@type": "SupervisionOrder", "title": "（示例）"})
        answer = supervisor.post(f"{made}/@workflow/finalize")
        refused(answer, article=30, words=("情形", "整改期限"))
        check = supervisor.made("supervision", {"@type": "SupervisionCheck", "title": "（示例）"})
        answer = supervisor.post(f"{check}/@workflow/finalize")
        refused(answer, article=6, words=("检查的期间", "检查情况"))

    def test_reply_and_recheck_come_later_once_each(self, rest, site):
        supervisor = rest("supervisor1")
        made = supervisor.made("supervision", {**ORDER, "reply": "编的"})
        assert supervisor.get(made).json()["reply"] is None
        supervisor.step(made, "finalize")
        form = page(supervisor, f"{made}/@@later")
        assert "整改报告" in words(form)
        assert page(supervisor, made).xpath("//a[contains(@href,'@@later')]")
        assert supervisor.post(f"{made}/@later", {"reply": "已按要求补制。"}).status_code == 200
        refused(supervisor.post(f"{made}/@later", {"reply": "再写"}), article=30, words="已经写过")
        malformed(supervisor.post(f"{made}/@later", {"severity": "改"}), "severity")
        assert supervisor.post(f"{made}/@later", {"recheck": "核查属实。"}).status_code == 200
        now = supervisor.get(made).json()
        assert (now["reply"], now["recheck"]) == ("已按要求补制。", "核查属实。")
        assert rest("handler1").post(f"{made}/@later", {"reply": "改"}).status_code == 401
        assert not page(supervisor, made).xpath("//a[contains(@href,'@@later')]")
