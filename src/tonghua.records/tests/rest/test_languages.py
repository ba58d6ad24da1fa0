"""The sentences of REST: Chinese for everybody, English for who chose it by the language switch."""

import re

import pytest
from case_steps import filing
from plone import api

CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.fixture
def english(rest):
    """handler1 after choosing English."""
    client = rest("handler1")
    client.http.cookies.set("I18N_LANGUAGE", "en")
    return client


def answers(client, case):
    got = client.get(f"{case['url']}/@compliance")
    assert got.status_code == 200, got.text
    return {item["rule"]: item for item in got.json()["items"]}


def test_the_site_offers_both_and_starts_in_chinese(site):
    assert api.portal.get_registry_record("plone.default_language") == "zh-cn"
    assert api.portal.get_registry_record("plone.available_languages") == ["zh-cn", "en"]


def test_compliance_is_chinese_by_default(rest, case):
    rule = answers(rest("handler1"), case)["SCOPE-1"]
    assert rule["title"] == "承办科室具有行政执法权"
    assert rule["reason"] == "执法科（示例）具有行政执法权。"


def test_the_browsers_own_language_does_not_count(rest, case):
    client = rest("handler1")
    client.http.headers["Accept-Language"] = "en"
    assert answers(client, case)["SCOPE-1"]["reason"] == "执法科（示例）具有行政执法权。"


def test_compliance_is_english_for_who_chose_it(english, case):
    rule = answers(english, case)["SCOPE-1"]
    assert rule["title"] == "Handling section has the power of enforcement"
    assert rule["reason"] == "执法科（示例） has the power of administrative enforcement."


def test_no_rule_of_a_new_case_stays_chinese(english, rest, case):
    filing(rest, case)
    for item in answers(english, case).values():
        assert not CHINESE.search(item["title"]), item
        assert not CHINESE.search(item["reason"].replace("执法科（示例）", "")), item


def test_the_same_facts_give_the_same_answers(english, rest, case):
    chinese = answers(rest("handler1"), case)
    for rule, item in answers(english, case).items():
        assert item["status"] == chinese[rule]["status"]
        assert item["records"] == chinese[rule]["records"]


def test_a_refused_step_says_why_in_english(english, case):
    answer = english.post(f"{case['url']}/@workflow/file", {"comment": ""})
    assert answer.status_code == 200, answer.text
    answer = english.post(f"{case['url']}/@workflow/investigate", {"comment": ""})
    assert answer.status_code == 409
    assert answer.json()["message"].startswith(
        "Article 8: the filing approval form is not approved"
    )


def test_timeline_is_english_for_who_chose_it(english, case):
    english.step(case["url"], "file", "")
    events = english.get(f"{case['url']}/@timeline").json()["items"]
    assert [event["title"] for event in events] == ["Case: Filing"]


def test_steps_and_states_are_english_for_who_chose_it(english, rest, case):
    record = filing(rest, case)
    flow = english.get(f"{record}/@workflow").json()
    assert flow["state"]["title"] == "Draft"
    assert [step["title"] for step in flow["transitions"]] == ["Submit for review"]
    chinese = rest("handler1").get(f"{record}/@workflow").json()
    assert chinese["state"]["title"] == "草稿"
    assert [step["title"] for step in chinese["transitions"]] == ["提交审核"]


def test_pages_speak_the_chosen_language(english, rest, case):
    for client, word in ((rest("handler1"), "承办科室"), (english, "Handling section")):
        page = client.http.get(case["url"], headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert word in page.text
