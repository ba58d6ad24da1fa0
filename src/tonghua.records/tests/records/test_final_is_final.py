"""Final is final (article 30): by no way is a final record changed, deleted, moved or renamed."""

import pytest
from case_steps import (
    YEAR,
    chain,
    content,
    decision,
    file_case,
    filing,
    final_inspection,
    inspection,
    inspection_body,
    malformed,
    refused,
    register,
    sign,
    sign_inspection,
    told,
)

FINAL = "第三十条"


@pytest.fixture
def scene(rest, case):
    return final_inspection(rest, case)


def unchanged(rest, url):
    now = rest("handler1").get(url).json()
    return (now["situation"], now["title"]) == ("客观记载。", "（示例）现场检查笔录")


class TestEditing:
    @pytest.mark.parametrize("who", ["handler1", "handler2", "manager"])
    def test_patch(self, rest, manager, scene, who):
        client = manager if who == "manager" else rest(who)
        refused(client.patch(scene, {"situation": "改"}), article=30, words="更正")
        refused(client.patch(scene, {"title": "改"}), article=30)
        refused(client.patch(scene, {"supersedes": scene}), article=30)
        assert unchanged(rest, scene)

    def test_through_the_edit_form(self, rest, manager, scene):
        for client in (rest("handler1"), manager):
            answer = client.http.get(
                f"{scene}/edit", headers={"Accept": "text/html"}, allow_redirects=False
            )
            assert answer.status_code != 200 or "客观记载" not in answer.text

    @pytest.mark.parametrize("who", ["handler1", "manager"])
    def test_through_property_sheets_and_webdav(self, rest, manager, scene, who):
        client = manager if who == "manager" else rest(who)
        page = {"Accept": "text/html"}
        for call in (
            "manage_changeProperties?title=改",
            "manage_editProperties?title=改",
            "manage_addProperty?id=situation&value=改&type=string",
            "propertysheets/webdav/manage_changeProperties?displayname=改",
            "setTitle?title=改",
            "editMetadata?title=改",
            "manage_upload?file=改",
            "manage_changePermissions",
        ):
            client.http.get(f"{scene}/{call}", headers=page, allow_redirects=False)
        client.http.put(scene, data="title: 改".encode(), headers={"Accept": "*/*"})
        client.http.request(
            "PROPPATCH",
            scene,
            data=(
                '<?xml version="1.0" encoding="utf-8"?><D:propertyupdate xmlns:D="DAV:"><D:set>'
                "<D:prop><D:title>x</D:title><D:displayname>x</D:displayname></D:prop>"
                "</D:set></D:propertyupdate>"
            ),
            headers={"Accept": "*/*", "Content-Type": "text/xml"},
        )
        assert unchanged(rest, scene)

    def test_in_code_as_well(self, rest, site, scene):
        """Whatever comes past the permissions meets the same guard."""
        from plone import api
        from zope.event import notify
        from zope.lifecycleevent import Attributes, ObjectModifiedEvent

        from tonghua.records.records.common import IRecord
        from tonghua.records.refusals import Conflict

        record = content(site, scene)
        record.place = "改"
        changed = ObjectModifiedEvent(record, Attributes(IRecord, "IRecord.place"))
        with api.env.adopt_roles(["Manager"]), pytest.raises(Conflict) as found:
            notify(changed)
        assert found.value.article == 30

    def test_record_in_the_chain_says_who_may_send_it_back(self, rest, case):
        made = filing(rest, case)
        handler = rest("handler1")
        handler.step(made, "submit", "建议立案。")
        refused(handler.patch(made, {"facts": "改"}), article=31, words=("审批", "退回"))
        refused(handler.delete(made), article=31)
        rest("reviewer1").step(made, "send_back", "事实不清。")
        assert handler.patch(made, {"facts": "改"}).status_code == 204
        assert handler.get(made).json()["facts"] == "改"


class TestDeleting:
    @pytest.mark.parametrize("who", ["handler1", "manager"])
    def test_final_record(self, rest, manager, scene, who):
        client = manager if who == "manager" else rest(who)
        refused(client.delete(scene), article=30)
        assert unchanged(rest, scene)

    def test_draft_may_be_deleted_by_its_handler(self, rest, case):
        draft = inspection(rest, case)
        assert rest("reviewer1").delete(draft).status_code == 401
        assert rest("handler2").delete(draft).status_code == 204
        assert rest("handler1").get(draft).status_code == 404

    @pytest.mark.parametrize("who", ["handler1", "manager"])
    def test_by_the_bulk_action_of_the_folder(self, rest, manager, site, case, scene, who):
        """folder_contents deletes many at once; the final one stays, and so does the rest."""
        client = manager if who == "manager" else rest(who)
        draft = inspection(rest, case, title="（示例）草稿")
        uids = [rest("handler1").get(url).json()["UID"] for url in (draft, scene)]
        page = {"Accept": "text/html"}
        contents = client.http.get(f"{case['url']}/folder_contents", headers=page)
        token = contents.text.split("_authenticator")[1].split('value="')[-1].split('"')[0]
        client.http.post(
            f"{case['url']}/@@fc-delete",
            data={"selection": str(uids).replace("'", '"'), "_authenticator": token},
            headers=page,
            allow_redirects=False,
        )
        assert unchanged(rest, scene)

    @pytest.mark.parametrize("who", ["handler1", "manager"])
    def test_filed_case(self, rest, manager, case, who):
        file_case(rest, case)
        client = manager if who == "manager" else rest(who)
        refused(client.delete(case["url"]), article=30)
        assert rest("handler1").get(case["url"]).json()["number"] == f"示例罚立〔{YEAR}〕1号"

    def test_case_that_holds_a_final_record(self, rest, manager, case, scene):
        """Not filed yet, so the Manager could delete it: not with what is final in it."""
        refused(manager.delete(case["url"]), article=30)
        assert unchanged(rest, scene)

    def test_empty_case_goes(self, rest, manager, case):
        assert rest("handler1").delete(case["url"]).status_code == 401
        assert manager.delete(case["url"]).status_code == 204

    def test_register_of_cases(self, rest, manager, scene):
        answer = manager.delete("cases")
        assert answer.status_code in (401, 409)
        assert unchanged(rest, scene)

    def test_what_it_names(self, rest, manager, case, scene):
        for url in (case["officers"][0], case["party"]):
            refused(manager.delete(url), article=30)
            assert manager.get(url).status_code == 200

    def test_what_a_filed_case_names(self, rest, manager, case):
        file_case(rest, case)
        for url in (case["basis"], case["party"]):
            refused(manager.delete(url), article=30)
            assert manager.get(url).status_code == 200
        refused(rest("handler1").delete(case["party"]), article=30)

    def test_what_nothing_final_names_goes(self, rest, manager, case):
        inspection(rest, case, officers=[case["officers"][1]])
        assert manager.delete(case["expired"]).status_code == 204
        assert manager.delete(case["others_basis"]).status_code == 204
        assert manager.delete(case["officers"][1]).status_code == 204
        assert manager.get(case["officers"][1]).status_code == 404


class TestMoving:
    @pytest.mark.parametrize("verb", ["@move", "@copy"])
    @pytest.mark.parametrize("who", ["handler1", "manager"])
    def test_into_another_case(self, rest, manager, case, verb, who):
        client = manager if who == "manager" else rest(who)
        other = register(rest, case, title="（示例）另案")
        for source in (inspection(rest, case), case["party"], final_inspection(rest, case)):
            refused(client.post(f"{other['url']}/{verb}", {"source": source}), article=26)
            assert client.get(source).status_code == 200
        assert rest("handler1").get(other["url"]).json()["items_total"] == 1

    def test_by_cut_and_paste_of_the_page(self, rest, manager, case, scene):
        other = register(rest, case, title="（示例）另案")
        page = {"Accept": "text/html"}
        for client in (rest("handler1"), manager):
            for verb in ("object_cut", "object_copy"):
                client.http.get(f"{scene}/{verb}", headers=page, allow_redirects=False)
                client.http.get(f"{other['url']}/object_paste", headers=page, allow_redirects=False)
        assert rest("handler1").get(other["url"]).json()["items_total"] == 1
        assert unchanged(rest, scene)

    def test_in_code(self, rest, site, case, scene):
        from plone import api

        from tonghua.records.refusals import Conflict

        other = content(site, register(rest, case, title="（示例）另案")["url"])
        record = content(site, scene)
        with api.env.adopt_roles(["Manager"]):
            with pytest.raises(Conflict) as moved:
                api.content.move(record, other)
            assert moved.value.article == 26
            with pytest.raises(Exception, match=r".*") as copied:
                api.content.copy(record, other)
            assert "opy" in type(copied.value).__name__
            with pytest.raises(Conflict) as renamed:
                api.content.rename(record, new_id="zhangsan")
            assert renamed.value.article == 30

    def test_a_filed_case_keeps_its_address(self, rest, site, case):
        from plone import api

        from tonghua.records.refusals import Conflict

        file_case(rest, case)
        with api.env.adopt_roles(["Manager"]), pytest.raises(Conflict):
            api.content.rename(content(site, case["url"]), new_id="zhangsan")

    def test_ids_are_random(self, rest, case):
        body = inspection_body(case, id="zhangsan")
        malformed(rest("handler1").post(case["url"], body), "姓名")
        made = inspection(rest, case)
        assert len(made.rsplit("/", 1)[1]) == 8
        assert made.rsplit("/", 1)[1].isalnum()


class TestLater:
    @pytest.fixture
    def decided(self, rest, case):
        told(rest, case)
        made = decision(rest, case)
        chain(rest, made)
        return made

    def test_once(self, rest, decided):
        handler = rest("handler1")
        given = {"published_at": "2026-08-01T09:00:00+08:00", "published_where": "示例网站"}
        answer = handler.post(f"{decided}/@later", given)
        assert (answer.status_code, answer.json()) == (200, given)
        now = handler.get(decided).json()
        assert {name: now[name] for name in given} == given
        again = handler.post(f"{decided}/@later", {"published_where": "别处"})
        refused(again, article=30, words=("公开载体", "已经写过"))
        # refused whole: what would be new is not written either
        both = {"withdrawn_at": "2026-08-02T09:00:00+08:00", "published_where": "别处"}
        refused(handler.post(f"{decided}/@later", both), article=30)
        now = handler.get(decided).json()
        assert (now["published_where"], now["withdrawn_at"]) == ("示例网站", None)
        more = handler.post(f"{decided}/@later", {"withdrawn_at": "2026-08-02T09:00:00+08:00"})
        assert more.status_code == 200

    def test_is_kept_with_time_and_person(self, rest, site, decided):
        from zope.annotation.interfaces import IAnnotations

        from tonghua.records.records.written_later import KEY

        rest("handler2").post(f"{decided}/@later", {"published_where": "示例网站"})
        kept = IAnnotations(content(site, decided))[KEY]
        assert [(each["actor"], each["field"]) for each in kept] == [
            ("handler2", "published_where")
        ]
        assert kept[0]["at"].tzinfo is not None

    @pytest.mark.parametrize(
        ("body", "word"),
        [
            ({"facts": "改"}, "facts"),
            ({"colour": "red"}, "colour"),
            ({"published_where": "网站", "facts": "改"}, "facts"),
            ({"published_at": "昨天"}, "公开时间"),
            ({"published_at": 7}, "公开时间"),
            ({"published_where": 7}, "published_where"),
            ({"published_where": None}, "不能为空"),
            ({"published_where": ""}, "不能为空"),
            ({"published_where": "网站", "published_at": "昨天"}, "公开时间"),
            ({}, "补写"),
        ],
    )
    def test_wrong_fields_and_values_write_nothing(self, rest, decided, body, word):
        handler = rest("handler1")
        malformed(handler.post(f"{decided}/@later", body), word)
        now = handler.get(decided).json()
        assert (now["published_at"], now["published_where"], now["facts"]) == (None, None, "事实")

    def test_is_not_written_by_an_edit(self, rest, case):
        draft = decision(rest, case, published_where="编的")
        assert rest("handler1").patch(draft, {"published_where": "编的"}).status_code == 204
        assert rest("handler1").get(draft).json()["published_where"] is None

    @pytest.mark.parametrize("who", ["reviewer1", "approver1", "supervisor1", "handler3", None])
    def test_by_its_handlers_alone(self, rest, decided, who):
        answer = rest(who).post(f"{decided}/@later", {"published_where": "网站"})
        assert answer.status_code == 401


class TestAfterwards:
    def test_annul_asks_for_its_reason(self, rest, scene):
        handler = rest("handler1")
        for comment in ("", "   "):
            answer = handler.post(f"{scene}/@workflow/annul", {"comment": comment})
            refused(answer, article=31, words="理由")
        assert handler.get(scene).json()["review_state"] == "final"
        assert handler.step(scene, "annul", "当事人名称有误。")["review_state"] == "void"
        refused(handler.patch(scene, {"situation": "改"}), article=30)
        refused(handler.delete(scene), article=30)
        assert unchanged(rest, scene)

    def test_void_record_is_signed_no_more(self, rest, scene):
        rest("handler1").step(scene, "annul", "当事人名称有误。")
        body = {"name": "示例后", "capacity": "witness", "mode": "handwritten"}
        answer = rest("handler1").post(f"{scene}/@signatures", body)
        refused(answer, article=11, words="作废")
        assert rest("reviewer1").post(f"{scene}/@signatures", body).status_code == 401
        assert len(rest("handler1").get(f"{scene}/@signatures").json()["items"]) == 4

    def test_final_record_still_takes_a_signature(self, rest, scene):
        body = sign(rest, scene, "示例后", "recorder")
        assert (
            body["version"]
            == rest("handler1").get(f"{scene}/@paper").json()["items"][-1]["version"]
        )
        assert unchanged(rest, scene)

    def test_supersede_needs_a_successor(self, rest, case, scene):
        handler = rest("handler1")
        answer = handler.post(f"{scene}/@workflow/supersede", {"comment": "有误。"})
        refused(answer, article=30, words="新")
        # a draft that names it is no successor yet
        inspection(rest, case, supersedes=scene)
        refused(handler.post(f"{scene}/@workflow/supersede", {"comment": "有误。"}), article=30)
        assert handler.get(scene).json()["review_state"] == "final"

    def test_new_final_record_supersedes_the_old_and_both_stay(self, rest, case, scene):
        handler = rest("handler1")
        new = final_inspection(
            rest,
            case,
            supersedes=scene,
            body="所见记载有误。",
            situation="更正后的记载。",
            title="（示例）更正笔录",
        )
        old = handler.get(scene).json()
        assert old["review_state"] == "superseded"
        assert unchanged(rest, scene)
        now = handler.get(new).json()
        assert now["review_state"] == "final"
        assert now["supersedes"]["@id"] == scene
        for url in (scene, new):
            refused(handler.delete(url), article=30)
            refused(handler.patch(url, {"situation": "改"}), article=30)
        assert handler.get(f"{scene}/@paper/1/docx").status_code == 200

    def test_also_of_a_decision_through_its_chain(self, rest, case):
        told(rest, case)
        first = decision(rest, case)
        chain(rest, first)
        second = decision(
            rest, case, supersedes=first, body="金额写错了。", title="（示例）更正决定书"
        )
        assert rest("handler1").get(first).json()["review_state"] == "final"
        chain(rest, second)
        assert rest("handler1").get(first).json()["review_state"] == "superseded"
        assert rest("handler1").get(second).json()["number"] == f"示例罚〔{YEAR}〕2号"

    def test_draft_is_not_superseded(self, rest, case):
        draft = inspection(rest, case)
        new = inspection(rest, case, supersedes=draft, body="所见记载有误。")
        answer = rest("handler1").post(f"{new}/@workflow/finalize")
        refused(answer, article=30, words=("还没有定稿", "直接修改"))
        states = [rest("handler1").get(url).json()["review_state"] for url in (draft, new)]
        assert states == ["draft", "draft"]

    def test_final_record_does_not_go_back(self, rest, scene):
        for step in ("finalize", "send_back", "submit", "approve"):
            answer = rest("handler1").post(f"{scene}/@workflow/{step}", {"comment": "再来"})
            refused(answer, rule="APR-1" if step in ("submit", "approve") else "", article=31)
        assert rest("handler1").get(scene).json()["review_state"] == "final"

    def test_signed_before_it_was_final(self, rest, case):
        scene = inspection(rest, case)
        sign_inspection(rest, scene)
        refused(rest("handler1").post(f"{scene}/@workflow/finalize"), rule="AV-12")
