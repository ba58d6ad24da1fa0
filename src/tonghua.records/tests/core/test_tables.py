"""The law's tables: articles, papers, vocabularies, workflows agree with each other."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from core_builders import DECISION, RECEIPT, SCENE, at
from core_imported import DATA, load

from tonghua.records.core.articles import article, articles, articles_of
from tonghua.records.core.facts import (
    FACTS_BY_TYPE,
    FACTS_OF_SUPERVISION,
    CaseFacts,
    ComplaintFacts,
    Deliberation,
)
from tonghua.records.core.papers import paper, paper_for, paper_of, papers, signing_places
from tonghua.records.core.rules import RULES
from tonghua.records.core.rules.registry import STATUS_LABELS
from tonghua.records.core.vocabularies import label, names, vocabulary
from tonghua.records.core.workflows import APPROVED_RECORD, BOUND, WORKFLOWS, workflow_of

ORDINANCE = re.sub(r"\*\*|^- |\s", "", (DATA / "ordinance.txt").read_text("utf-8"), flags=re.M)
CASES = ("PenaltyCase", "ApplicationCase", "InspectionCase", "Complaint")


def test_there_are_thirty_one_articles():
    assert list(articles()) == list(range(1, 32))


def test_the_articles_together_are_the_ordinance_word_for_word():
    whole = "".join(re.sub(r"\s", "", each.text) for each in articles().values())
    title, body = ORDINANCE.split("第一条", 1)
    assert title.startswith("#通化市")
    assert whole == "第一条" + body


@pytest.mark.parametrize("number", [19, 26, 27, 28, 29, 30])
def test_faulty_articles_also_have_a_mended_text(number):
    found = article(number)
    assert found.reads_as != found.text
    assert found.reads_as.startswith(found.label)
    assert found.readings


def test_what_is_restored_is_marked_as_restored():
    assert "〔相应案卷（文字材料）〕" in article(26).reads_as
    assert "〔" not in article(26).text


@pytest.mark.parametrize("id", RULES)
def test_every_rule_stands_on_its_article(id):
    assert RULES[id].article in articles_of(id)


def test_every_asked_rule_of_the_examples_stands_on_an_article():
    asked = {rule for each in load("expect.json")["expectations"] for rule in each["rules"]}
    assert all(articles_of(rule) for rule in asked)


@pytest.mark.parametrize(
    ("portal_type", "values", "key"),
    [
        ("Filing", {}, "filing_approval"),
        ("SceneInspection", {}, "scene_inspection"),
        ("RightsNotice", {"kind": "prior_notice"}, "prior_notice"),
        ("RightsNotice", {"kind": "rights"}, "rights_notice"),
        ("RightsNotice", {}, "rights_notice"),
        ("Decision", {"kind": "penalty"}, "penalty_decision"),
        ("Decision", {"kind": "no_penalty"}, "no_penalty_decision"),
        ("Decision", {"kind": "order"}, "order_decision"),
        ("ApplicationNotice", {"outcome": "accepted"}, "acceptance_notice"),
        ("ApplicationNotice", {"outcome": "not_filed"}, "no_case_notice"),
        ("ApplicationNotice", {"outcome": "supplement"}, "supplement_notice"),
        ("DeliveryReceipt", {"method": "mail"}, "delivery_receipt"),
        ("Approval", {}, "internal_approval"),
    ],
)
def test_which_paper_a_record_prints(portal_type, values, key):
    assert paper_for(portal_type, values).key == key


def test_a_type_without_paper_has_none():
    assert paper_for("Officer") is None
    assert paper_of(DECISION) == paper("penalty_decision")


@pytest.mark.parametrize("portal_type", FACTS_BY_TYPE)
def test_every_record_has_a_paper(portal_type):
    assert paper_for(portal_type) is not None


#: whatever prints a paper → its facts
PRINTING = {
    **FACTS_BY_TYPE,
    **FACTS_OF_SUPERVISION,
    "Complaint": ComplaintFacts,
    **dict.fromkeys(("PenaltyCase", "ApplicationCase", "InspectionCase"), CaseFacts),
}
#: beside a receipt that has other ways too: articles 21 and 23 ask for a recording
RECORDED_SERVICE = {"lien_record", "public_notice"}


@pytest.mark.parametrize("each", papers().values(), ids=lambda each: each.key)
def test_papers_name_what_there_is(each):
    known = set.intersection(
        *({field.name for field in fields(PRINTING[kind])} for kind in each.portal_types)
    )
    assert set(each.filled) <= known
    assert each.seal in ("", "office", "special")
    assert each.beside or not each.issued
    assert (each.number_class is not None) or not each.issued
    assert re.fullmatch(r"[a-z_]+", each.key)
    assert set(each.articles) <= set(articles())
    assert set(each.only) <= known
    assert each.recording_mandatory is (
        (12 in each.articles and each.portal_type != "AudioVisual") or each.key in RECORDED_SERVICE
    )
    for place in each.places:
        assert place.capacity in vocabulary("capacity")
        assert {place.each, place.filled, *place.only, *place.unless} <= known | {""}


@pytest.mark.parametrize(
    ("key", "number_class"),
    [
        ("penalty_decision", "罚"),
        ("prior_notice", "罚告"),
        ("delivery_receipt", "送"),
        ("filing_approval", None),
        ("scene_inspection", None),
    ],
)
def test_number_classes(key, number_class):
    assert paper(key).number_class == number_class


def test_number_classes_are_not_shared():
    given = [each.number_class for each in papers().values() if each.number_class]
    assert len(given) == len(set(given))


def places(record):
    return [(place.capacity, place.count, place.when) for place in signing_places(record)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (SCENE, [("party", 1, "before"), ("officer", 2, "before")]),
        (
            replace(SCENE, witness="示例人", officers=("a", "b", "c")),
            [("party", 1, "before"), ("witness", 1, "before"), ("officer", 3, "before")],
        ),
        (DECISION, [("party", 1, "after")]),
        (RECEIPT, [("recipient", 1, "before"), ("server", 2, "before")]),
        (replace(RECEIPT, outcome="failed"), [("server", 2, "before")]),
        (replace(RECEIPT, method="mail"), [("recipient", 0, "before"), ("server", 1, "before")]),
        (Deliberation(uid="d", present=("甲", "乙", "丙")), [("participant", 3, "before")]),
    ],
)
def test_signing_places_follow_the_record(record, expected):
    assert places(record) == expected


def test_papers_that_go_through_the_chain():
    chained = {each.portal_type for each in papers().values() if each.approval_needed}
    assert chained == {name for name, flow in BOUND.items() if flow is APPROVED_RECORD}


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_workflows_are_whole(workflow):
    reachable = {workflow.initial, *(target for _, target in workflow.transitions.values())}
    assert set(workflow.states) == reachable
    assert set(workflow.states) <= set(vocabulary("states"))
    assert set(workflow.transitions) <= set(vocabulary("transitions"))
    assert workflow.with_reason <= set(workflow.transitions)


def test_a_penalty_case_goes_from_end_to_end_and_one_step_back():
    flow = workflow_of("PenaltyCase")
    state = flow.initial
    for act in list(flow.transitions)[:9]:
        assert flow.allows(state, act)
        state = flow.transitions[act][1]
    assert state == "archived"
    assert flow.transitions["return_to_closed"] == (("archived",), "closed")
    assert not flow.allows("registered", "investigate")


def test_types_without_a_workflow_of_their_own():
    assert workflow_of("Interview").id == "record_workflow"
    assert workflow_of("Party") is None
    assert workflow_of("Decision").id == "approved_record_workflow"


def test_every_type_state_and_status_has_a_label():
    assert set(FACTS_BY_TYPE) | set(BOUND) | set(CASES) <= set(vocabulary("types"))
    assert {str(status) for status in STATUS_LABELS} == set(vocabulary("status"))
    assert label("transitions", "endorse") == "同意（审核）"
    assert label("transitions", "unheard_of") == "unheard_of"


@pytest.mark.parametrize("name", names())
def test_tokens_are_ascii_and_labels_are_not_empty(name):
    assert all(token.isascii() and words for token, words in vocabulary(name).items())


TOKENS = {
    "@type": "types",
    "penalty_kinds": "penalty_kinds",
    "proposed_kinds": "penalty_kinds",
    "capacity": "capacity",
    "told": "rights",
    "rights_told": "rights",
    "how": "how",
    "carrier": "carrier",
    "signer_relation": "signer_relation",
    "confidentiality": "confidentiality",
    "procedure": "procedure",
    "retention": "retention",
    "verdict": "verdict",
    "channel": "complaint_channel",
    "forms": "preservation_form",
    "result": "rectification_result",
    "transition": "transitions",
}
KINDS = {
    ("RightsNotice", "kind"): "rights_notice_kind",
    ("Decision", "kind"): "decision_kind",
    ("AudioVisual", "kind"): "recording_kind",
    ("DeliveryReceipt", "method"): "delivery_method",
    ("DeliveryReceipt", "outcome"): "delivery_outcome",
    ("ApplicationNotice", "outcome"): "application_outcome",
    ("Application", "mode"): "application_mode",
    ("Closing", "outcome"): "closing_outcome",
}


def used_tokens(data, kind=""):
    """Every (vocabulary, token) that an import file uses."""
    if isinstance(data, list):
        for each in data:
            yield from used_tokens(each, kind)
    elif isinstance(data, dict):
        kind = data.get("@type", "")
        for name, value in data.items():
            vocabulary_name = KINDS.get((kind, name)) or TOKENS.get(name)
            if vocabulary_name and value is not None:
                for token in value if isinstance(value, list) else [value]:
                    yield vocabulary_name, token
            yield from used_tokens(value, kind)


@pytest.mark.parametrize("file", ["first-case.json", "tonghua-demo.json"])
def test_vocabularies_know_every_token_of_the_examples(file):
    used = set(used_tokens(load(file)))
    assert used
    assert {(name, token) for name, token in used if token not in vocabulary(name)} == set()


def test_moments_of_the_builders_are_office_time():
    assert at("03-06 10:00").utcoffset().total_seconds() == 8 * 3600
