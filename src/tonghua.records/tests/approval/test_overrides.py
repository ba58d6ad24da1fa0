"""例外放行 over REST: who sets a rule aside, for what, and what stays of it."""

import pytest
import transaction
from case_steps import (
    chain,
    content,
    filing,
    inspection,
    malformed,
    recording,
    refused,
    register,
    sign,
    sign_inspection,
)
from rights_world import EVERYBODY, OF_CASE, OF_OFFICE, denied

REASON = "摄像设备当场损坏，已由两名见证人见证。"


def mark(*rules):
    """Let leaders set these rules aside."""
    from tonghua.records.office import settings

    settings().overridable_rules = list(rules)
    transaction.commit()


@pytest.fixture(scope="module")
def scene_ground(stage, case_ground):
    """A case with an inspection that only lacks its recording; AV-12 may be set aside."""

    def build(stage):
        mark("AV-12")
        case = dict(case_ground.values)
        scene = inspection(stage.rest, case)
        sign_inspection(stage.rest, scene)
        return {**case, "scene": scene}

    return stage.prepare(case_ground, build)


@pytest.fixture
def world(site, scene_ground):
    return dict(scene_ground.values)


def asked(world, **changes):
    body = {
        "rule": "AV-12",
        "record": world["scene"],
        "transition": "finalize",
        "reason": REASON,
        **changes,
    }
    return {name: value for name, value in body.items() if value is not None}


def override(client, world, **changes):
    return client.post(f"{world['url']}/@override", asked(world, **changes))


class TestGiving:
    def test_the_clerk_is_told_who_may_let_it_through(self, rest, world):
        answer = rest("handler1").post(f"{world['scene']}/@workflow/finalize")
        refused(answer, "AV-12", 12, ("请上传", "可以请批准人", "例外放行"))
        assert answer.json()["overridable"] is True

    def test_after_it_the_clerk_s_step_goes_through(self, rest, world):
        answer = override(rest("approver1"), world)
        assert answer.status_code == 201, answer.text
        given = answer.json()
        assert {name: given[name] for name in ("rule", "article", "transition", "by")} == {
            "rule": "AV-12",
            "article": 12,
            "transition": "finalize",
            "by": "approver1",
        }
        assert (given["record"], given["reason"]) == (world["scene"], REASON)
        done = rest("handler1").step(world["scene"], "finalize")
        assert done["review_state"] == "final"

    def test_it_mends_nothing(self, rest, world):
        given = override(rest("approver1"), world).json()
        rest("handler1").step(world["scene"], "finalize")
        found = rest("handler1").get(f"{world['url']}/@compliance").json()
        item = next(each for each in found["items"] if each["rule"] == "AV-12")
        assert item["status"] == "fail"
        assert item["overrides"] == [
            {
                "transition": "finalize",
                "at": given["at"],
                "record": world["scene"],
                "by": "approver1",
                "reason": REASON,
            }
        ]
        others = [each["overrides"] for each in found["items"] if each["rule"] != "AV-12"]
        assert others == [[]] * len(others)

    def test_before_it_was_given_nothing_is_told_of_it(self, rest, world):
        override(rest("approver1"), world)
        answer = rest("handler1").get(f"{world['url']}/@compliance", at="2026-01-01T00:00:00")
        assert [each for each in answer.json()["items"] if each["overrides"]] == []

    def test_it_is_an_event_of_the_case(self, rest, world):
        override(rest("approver1"), world)
        events = rest("handler1").get(f"{world['url']}/@timeline").json()["items"]
        (event,) = (each for each in events if each["kind"] == "override")
        assert (event["actor"], event["record"]) == ("approver1", world["scene"])
        assert REASON in event["title"]

    def test_it_is_for_one_record_alone(self, rest, world):
        other = inspection(rest, world, title="（示例）第二份笔录")
        sign_inspection(rest, other)
        assert override(rest("approver1"), world).status_code == 201
        refused(rest("handler1").post(f"{other}/@workflow/finalize"), "AV-12")

    def test_a_step_of_the_case(self, rest, site, office):
        mark("SCOPE-1")
        case = register(rest, office, section="综合科（示例）")
        chain(rest, filing(rest, case))
        handler = rest("handler1")
        said = refused(handler.post(f"{case['url']}/@workflow/file"), "SCOPE-1")
        assert "例外放行" in said
        body = {"rule": "SCOPE-1", "transition": "file", "reason": REASON}
        answer = rest("approver1").post(f"{case['url']}/@override", body)
        assert (answer.status_code, answer.json()["record"]) == (201, None)
        assert handler.step(case["url"], "file")["review_state"] == "filed"
        listed = handler.get(f"{case['url']}/@override").json()["items"]
        assert [each["reason"] for each in listed] == [REASON]


class TestRefusing:
    """What is not to be set aside, and what is written of it: nothing."""

    @pytest.fixture(autouse=True)
    def _nothing_is_kept(self, rest, world):
        yield
        assert rest("handler1").get(f"{world['url']}/@override").json()["items"] == []
        assert rest("handler1").get(world["scene"]).json()["review_state"] == "draft"

    @pytest.mark.parametrize("reason", ["", "  \n", None])
    def test_without_a_reason(self, rest, world, reason):
        answer = override(rest("approver1"), world, reason=reason)
        refused(answer, article=31, words="请写明例外放行的理由")

    def test_a_rule_that_the_parameters_do_not_mark(self, rest, world):
        answer = override(rest("approver1"), world, rule="OFF-1")
        refused(answer, "OFF-1", 9, "没有把“")

    def test_a_rule_that_they_mark_no_more(self, rest, world):
        mark()
        refused(override(rest("approver1"), world), "AV-12", 12, "不得放行")
        answer = rest("handler1").post(f"{world['scene']}/@workflow/finalize")
        assert "例外放行" not in refused(answer, "AV-12")
        assert answer.json()["overridable"] is False

    def test_what_is_not_refused(self, rest, world):
        assert recording(rest, world, world["scene"]).status_code == 201
        refused(override(rest("approver1"), world), "AV-12", 12, "不需要例外放行")

    def test_a_step_that_is_not_next(self, rest, world):
        refused(override(rest("approver1"), world, transition="annul"), "AV-12", 12, "不需要")

    def test_the_case_for_the_record(self, rest, world):
        refused(override(rest("approver1"), world, record=None), "AV-12", 12, "不需要")

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"rule": "AV-99"}, "没有编号为“AV-99”的规则"),
            ({"rule": None}, "没有编号为“”的规则"),
            ({"rule": 12}, "“rule”应当是文字"),
            ({"transition": "fly"}, "没有“fly”这一步"),
            ({"transition": "issue:no_such_paper"}, "没有“issue:no_such_paper”这一步"),
            ({"record": "nowhere"}, "record 应当是本案中"),
            ({"record": 7}, "record 应当是本案中"),
            ({"reason": "理由\x0b"}, "控制字符"),
        ],
    )
    def test_what_is_malformed(self, rest, world, changes, words):
        malformed(override(rest("approver1"), world, **changes), words)

    def test_a_record_of_another_case(self, rest, world, office):
        other = register(rest, office, title="（示例）另一件案件", party="示例另一单位")
        scene = inspection(rest, other)
        malformed(override(rest("approver1"), world, record=scene), "record 应当是本案中")

    def test_no_json(self, rest, world):
        answer = rest("approver1").http.post(
            f"{world['url']}/@override", data="x", headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 400

    @pytest.mark.parametrize("who", [each for each in EVERYBODY if each != "approver1"])
    def test_nobody_but_the_approver(self, rest, world, who):
        assert denied(override(rest(who), world)), who

    def test_not_even_the_manager(self, manager, world):
        assert denied(override(manager, world))

    def test_the_approver_of_another_case(self, rest, world, office):
        register(rest, office, approver="handler3", party="示例另一单位")
        assert denied(override(rest("handler3"), world))

    def test_an_approver_who_handles_the_case(self, rest, world):
        body = {"handlers": ["handler1", "handler2", "approver1"]}
        assert rest("handler1").patch(world["url"], body).status_code == 204
        refused(override(rest("approver1"), world), "AV-12", 31, "您是本案承办人")
        assert rest("handler1").patch(world["url"], {"handlers": ["handler1"]}).status_code == 204

    def test_whoever_was_the_approver(self, rest, world):
        assert rest("handler1").patch(world["url"], {"approver": "handler3"}).status_code == 204
        assert denied(override(rest("approver1"), world))


class TestStaying:
    def test_written_once(self, rest, world):
        assert override(rest("approver1"), world).status_code == 201
        again = override(rest("approver1"), world, reason="另一个理由。")
        refused(again, "AV-12", 12, "不必再次放行")
        (kept,) = rest("handler1").get(f"{world['url']}/@override").json()["items"]
        assert kept["reason"] == REASON
        client = rest("approver1")
        for method in ("PATCH", "DELETE", "PUT"):
            answer = client.http.request(method, f"{world['url']}/@override", json={"reason": "改"})
            assert answer.status_code in (401, 403, 404, 405), method
        assert client.get(f"{world['url']}/@override").json()["items"] == [kept]

    def test_the_record_and_the_case_that_it_is_about_are_not_deleted(self, rest, manager, world):
        override(rest("approver1"), world)
        refused(rest("handler1").delete(world["scene"]), article=30, words="例外放行")
        refused(manager.delete(world["url"]), article=30, words="例外放行")
        assert rest("handler1").get(world["scene"]).status_code == 200

    def test_another_record_still_is(self, rest, world):
        override(rest("approver1"), world)
        other = filing(rest, world)
        assert rest("handler1").delete(other).status_code == 204

    @pytest.mark.parametrize("who", EVERYBODY)
    def test_who_may_view_the_case_reads_it(self, rest, world, who):
        override(rest("approver1"), world)
        answer = rest(who).get(f"{world['url']}/@override")
        if who in OF_CASE + OF_OFFICE:
            assert [each["reason"] for each in answer.json()["items"]] == [REASON]
        else:
            assert denied(answer)
            assert REASON not in answer.text

    def test_of_a_hidden_record_it_is_only_counted(self, rest, world):
        override(rest("approver1"), world)
        body = {"level": "privacy", "reason": "涉及个人隐私。"}
        assert rest("handler1").post(f"{world['scene']}/@confidentiality", body).ok
        supervisor = rest("supervisor1")
        assert supervisor.get(f"{world['url']}/@override").json()["items"] == []
        assert REASON not in supervisor.get(f"{world['url']}/@timeline").text
        answer = supervisor.get(f"{world['url']}/@compliance")
        item = next(each for each in answer.json()["items"] if each["rule"] == "AV-12")
        (told,) = item["overrides"]
        assert (told["by"], told["reason"], told["record"]) == ("", "", None)

    def test_of_a_hidden_case_it_is_only_counted(self, rest, world):
        override(rest("approver1"), world)
        body = {"level": "privacy", "reason": "涉及个人隐私。"}
        assert rest("handler1").post(f"{world['url']}/@confidentiality", body).ok
        answer = rest("supervisor1").get(f"{world['url']}/@compliance")
        item = next(each for each in answer.json()["items"] if each["rule"] == "AV-12")
        assert [(each["by"], each["reason"]) for each in item["overrides"]] == [("", "")]
        assert REASON not in answer.text
        assert "approver1" not in answer.text

    def test_two_acts_are_let_through_side_by_side(self, rest, site, world):
        other = inspection(rest, world, title="（示例）第二份笔录")
        sign_inspection(rest, other)
        approver = rest("approver1")
        assert override(approver, world).status_code == 201
        assert override(approver, world, record=other).status_code == 201
        from tonghua.records.approval.store import stored

        assert len(stored(content(site, world["url"]))) == 2

    def test_a_signature_is_not_set_aside_with_it(self, rest, world):
        """The other rules are asked as before: a changed record has to be signed anew."""
        override(rest("approver1"), world)
        handler = rest("handler1")
        assert handler.patch(world["scene"], {"situation": "改过的记载。"}).status_code == 204
        refused(handler.post(f"{world['scene']}/@workflow/finalize"), "OFF-3")
        for name in ("示例甲", "示例乙"):
            sign(rest, world["scene"], name, "officer")
        sign(rest, world["scene"], "示例人", "party")
        sign(rest, world["scene"], "示例见证人", "witness")
        assert handler.step(world["scene"], "finalize")["review_state"] == "final"
