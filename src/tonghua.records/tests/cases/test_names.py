"""Ids tell no name, but a template is found by its paper's key."""

from types import SimpleNamespace

from tonghua.records.cases.names import LENGTH, RandomNamesInRegister


def choose(portal_type, title, container=()):
    made = SimpleNamespace(portal_type=portal_type, title=title)
    return RandomNamesInRegister(container).chooseName(title, made)


def test_template_of_a_known_paper_gets_its_key():
    assert choose("DocumentTemplate", "行政处罚决定书") == "penalty_decision"


def test_second_template_of_a_paper_and_others_get_random_ids():
    assert len(choose("DocumentTemplate", "行政处罚决定书", {"penalty_decision"})) == LENGTH
    assert len(choose("DocumentTemplate", "没有这种文书")) == LENGTH


def test_an_officer_gets_a_random_id():
    first, second = choose("Officer", "示例甲"), choose("Officer", "示例甲")
    assert len(first) == len(second) == LENGTH
    assert first != second
