"""``@compliance?at=`` of the imported demo says what the examples expect, at every moment."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
import transaction

CORE = Path(__file__).parents[1] / "core" / "data"
EXPECTED = json.loads((CORE / "expect.json").read_text("utf-8"))["expectations"]
SOURCE = json.loads((CORE / "tonghua-demo.json").read_text("utf-8"))
#: key → title of every case, complaint and record of the demo
TITLES = {
    each["key"]: each["title"]
    for item in (*SOURCE["cases"], *SOURCE["complaints"])
    for each in (item, *item.get("records", ()))
}


@pytest.fixture
def urls(demo, site):
    """Title → URL of the demo's cases and complaints, whoever may view them."""
    transaction.begin()
    inside = [*site["cases"].objectValues(), *site["complaints"].objectValues()]
    return {each.title: each.absolute_url() for each in inside}


def test_every_rule_and_day_of_service_at_every_moment(urls, rest):
    wrong = []
    for expected in EXPECTED:
        key = expected.get("case") or expected["complaint"]
        # a supervisor asks of every level
        handler = rest("handler1" if "case" in expected else "supervisor1")
        url = urls[TITLES[key]]
        answer = handler.get(f"{url}/@compliance?at={quote(expected['at'])}").json()
        rules = {item["rule"]: item["status"] for item in answer["items"]}
        wrong += [
            (key, expected["at"], rule, rules.get(rule), status)
            for rule, status in expected["rules"].items()
            if rules.get(rule) != status
        ]
        if not expected.get("served_at"):
            continue
        inside = handler.get(url, b_size=200).json()["items"]
        titles = {item["@id"]: item["title"] for item in inside}
        served = {titles[each]: day for each, day in answer["served_at"].items()}
        wrong += [
            (key, expected["at"], receipt, served.get(TITLES[receipt[1:]]), day)
            for receipt, day in expected["served_at"].items()
            if served.get(TITLES[receipt[1:]]) != day
        ]
    assert wrong == []


def test_every_rule_is_asked_of_every_case(urls, rest):
    from tonghua.records.core.rules import RULES

    for url in urls.values():
        answer = rest("supervisor1").get(f"{url}/@compliance").json()
        assert {item["rule"] for item in answer["items"]} == set(RULES)
        assert sum(answer["counts"].values()) == len(RULES)
