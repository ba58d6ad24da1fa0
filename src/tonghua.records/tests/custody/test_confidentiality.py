"""Changing the level (密级): by whom, with which reason, and what follows at once (article 29)."""

import pytest
from case_steps import (
    PARTY,
    chain,
    content,
    decision,
    file_case,
    filing,
    final_inspection,
    inspection,
    refused,
    told,
)


def change(client, url, level, reason="第三方提出涉及其商业秘密。"):
    return client.post(f"{url}/@confidentiality", {"level": level, "reason": reason})


def log_of(site, url):
    from tonghua.records.custody.confidentiality import log

    return list(log(content(site, url)))


def total(client, **query):
    return client.get("@search", **query).json()["items_total"]


def approvals_in(rest, case):
    """The URLs of a case's approvals."""
    inside = rest("handler1").get(case["url"], b_size=50).json()["items"]
    return [item["@id"] for item in inside if item["@type"] == "Approval"]


class TestRaising:
    @pytest.mark.parametrize("level", ["privacy", "business_secret"])
    def test_handler_raises_and_it_holds_at_once(self, site, rest, case, level):
        scene = inspection(rest, case)
        assert rest("legal1").get(scene).status_code == 200
        assert total(rest("legal1"), SearchableText="客观记载") == 1
        answer = change(rest("handler1"), case["url"], level)
        assert (answer.status_code, answer.json()) == (200, {"level": level})
        for who in ("legal1", "archivist1", "supervisor1"):
            for url in (case["url"], case["party"], scene):
                assert rest(who).get(url).status_code == 401, (who, url)
            assert total(rest(who), SearchableText="客观记载") == 0
            assert total(rest(who), SearchableText=PARTY) == 0
            assert rest(who).get("cases").json()["items_total"] == 0
        assert rest("reviewer1").get(scene).status_code == 200
        kept = log_of(site, case["url"])
        assert len(kept) == 1
        entry = kept[0]
        assert (entry["actor"], entry["from"], entry["to"]) == ("handler1", "internal", level)
        assert entry["reason"] == "第三方提出涉及其商业秘密。"
        assert entry["at"].tzinfo is not None

    def test_what_is_made_afterwards_is_as_confidential(self, rest, case):
        change(rest("handler1"), case["url"], "privacy")
        scene = inspection(rest, case)
        assert rest("legal1").get(scene).status_code == 401
        assert total(rest("legal1"), SearchableText="客观记载") == 0

    def test_one_record_alone(self, rest, case):
        scene, other = inspection(rest, case), inspection(rest, case, title="（示例）另一份笔录")
        assert change(rest("handler2"), scene, "business_secret").status_code == 200
        assert rest("legal1").get(scene).status_code == 401
        assert rest("legal1").get(other).status_code == 200
        assert rest("legal1").get(case["url"]).status_code == 200

    @pytest.mark.parametrize("who", ["reviewer1", "legal1", "supervisor1", "handler3", None])
    def test_nobody_else_raises(self, rest, case, who):
        assert change(rest(who), case["url"], "privacy").status_code == 401
        assert rest("legal1").get(case["url"]).status_code == 200

    @pytest.mark.parametrize("who", ["secrecy1", "siteadmin1"])
    def test_secrecy_officer_does_not_raise(self, rest, case, who):
        answer = change(rest(who), case["url"], "privacy")
        assert answer.status_code in (401, 409)
        assert rest("legal1").get(case["url"]).status_code == 200


class TestLowering:
    def test_handler_may_not(self, rest, case):
        change(rest("handler1"), case["url"], "privacy")
        for level in ("internal", "public"):
            answer = change(rest("handler1"), case["url"], level)
            refused(answer, article=29, words="保密员")
        assert rest("legal1").get(case["url"]).status_code == 401

    def test_secrecy_officer_lowers_what_he_may_not_view(self, site, rest, case):
        scene = inspection(rest, case)
        change(rest("handler1"), case["url"], "privacy")
        secrecy = rest("secrecy1")
        assert secrecy.get(case["url"]).status_code == 401
        answer = change(secrecy, case["url"], "internal", "经审查不涉及个人隐私。")
        assert (answer.status_code, answer.json()) == (200, {"level": "internal"})
        assert rest("legal1").get(scene).status_code == 200
        assert total(rest("legal1"), SearchableText="客观记载") == 1
        assert secrecy.get(case["url"]).status_code == 401
        assert [entry["actor"] for entry in log_of(site, case["url"])] == ["handler1", "secrecy1"]

    def test_case_lowered_leaves_a_record_of_its_own_level_closed(self, rest, case):
        scene = inspection(rest, case)
        change(rest("handler1"), scene, "privacy")
        change(rest("handler1"), case["url"], "business_secret")
        change(rest("secrecy1"), case["url"], "internal")
        assert rest("legal1").get(case["url"]).status_code == 200
        assert rest("legal1").get(scene).status_code == 401

    def test_record_is_never_less_than_its_case(self, rest, case):
        scene = inspection(rest, case)
        change(rest("handler1"), case["url"], "privacy")
        change(rest("secrecy1"), scene, "public")
        assert rest("legal1").get(scene).status_code == 401
        assert total(rest("legal1"), SearchableText="客观记载") == 0


class TestWords:
    @pytest.mark.parametrize("reason", ["", "   ", None])
    def test_reason_is_asked(self, rest, case, reason):
        refused(change(rest("handler1"), case["url"], "privacy", reason), article=29, words="理由")
        assert rest("legal1").get(case["url"]).status_code == 200

    @pytest.mark.parametrize("reason", [7, ["理由"], {"理由": 1}])
    def test_reason_is_words(self, rest, case, reason):
        answer = change(rest("handler1"), case["url"], "privacy", reason)
        assert answer.status_code in (400, 409), answer.text
        assert rest("legal1").get(case["url"]).status_code == 200

    @pytest.mark.parametrize("level", ["secret", "", None, 7, ["privacy"], {"token": "privacy"}])
    def test_unknown_level(self, rest, case, level):
        answer = change(rest("handler1"), case["url"], level)
        assert answer.status_code in (400, 409), answer.text
        assert "密级" in answer.json()["message"]
        assert rest("legal1").get(case["url"]).status_code == 200

    def test_no_json_object(self, rest, case):
        client = rest("handler1")
        answer = client.http.post(f"{case['url']}/@confidentiality", data="[]")
        assert answer.status_code == 400


class TestSettled:
    """After filing, and after a record is final, only by the act with its reason."""

    def test_edit_of_a_filed_case_is_refused_whole(self, rest, case):
        file_case(rest, case)
        handler = rest("handler1")
        answer = handler.patch(case["url"], {"confidentiality": "privacy", "cause": "改了"})
        refused(answer, article=29, words="变更密级")
        now = handler.get(case["url"]).json()
        assert now["confidentiality"]["token"] == "internal"
        assert now["cause"] == "擅自编纂"
        assert rest("legal1").get(case["url"]).status_code == 200
        assert handler.patch(case["url"], {"cause": "改了"}).status_code == 204
        assert change(handler, case["url"], "privacy").status_code == 200
        assert rest("legal1").get(case["url"]).status_code == 401

    def test_edit_of_a_draft_follows_its_field(self, rest, case):
        scene = inspection(rest, case)
        assert rest("handler1").patch(scene, {"confidentiality": "privacy"}).status_code == 204
        assert rest("legal1").get(scene).status_code == 401
        assert rest("handler1").patch(scene, {"confidentiality": "internal"}).status_code == 204
        assert rest("legal1").get(scene).status_code == 200

    def test_edit_of_a_case_just_registered_follows_its_field(self, rest, case):
        scene = inspection(rest, case)
        assert (
            rest("handler1").patch(case["url"], {"confidentiality": "privacy"}).status_code == 204
        )
        assert rest("legal1").get(scene).status_code == 401
        assert rest("legal1").get(case["party"]).status_code == 401

    def test_final_record(self, rest, case):
        scene = final_inspection(rest, case)
        handler = rest("handler1")
        refused(handler.patch(scene, {"confidentiality": "privacy"}), article=30)
        assert rest("legal1").get(scene).status_code == 200
        assert change(handler, scene, "privacy").status_code == 200
        assert rest("legal1").get(scene).status_code == 401
        refused(change(handler, scene, "internal"), article=29)
        assert change(rest("secrecy1"), scene, "public").status_code == 200
        assert rest("legal1").get(scene).status_code == 200
        assert handler.get(scene).json()["confidentiality"]["token"] == "public"

    def test_record_on_its_way_through_the_chain(self, rest, case):
        made = filing(rest, case)
        rest("handler1").step(made, "submit", "建议立案。")
        assert change(rest("handler1"), made, "privacy").status_code == 200
        assert rest("legal1").get(made).status_code == 401
        rest("reviewer1").step(made, "endorse")
        rest("approver1").step(made, "approve")
        assert rest("legal1").get(made).status_code == 401

    def test_the_chains_own_record_is_as_confidential_as_what_it_approved(self, rest, case):
        told(rest, case)
        before = approvals_in(rest, case)
        made = decision(rest, case, confidentiality="privacy")
        chain(rest, made)
        approvals = [url for url in approvals_in(rest, case) if url not in before]
        assert len(approvals) == 1
        assert rest("legal1").get(approvals[0]).status_code == 401
        assert rest("approver1").get(approvals[0]).status_code == 200

    def test_raising_a_final_record_raises_the_approval_of_its_chain(self, rest, case):
        told(rest, case)
        before = approvals_in(rest, case)
        made = decision(rest, case)
        chain(rest, made)
        (approval,) = [url for url in approvals_in(rest, case) if url not in before]
        assert rest("legal1").get(approval).status_code == 200
        assert change(rest("handler1"), made, "privacy").status_code == 200
        assert rest("legal1").get(made).status_code == 401
        # its title and its opinions tell of the decision
        assert rest("legal1").get(approval).status_code == 401
