"""The checklist: each article in one state, with its rules where they are told."""

from __future__ import annotations

from dataclasses import replace

from core_builders import CASE, at
from core_imported import OFFICE

from tonghua.records.core.articles import articles
from tonghua.records.core.checklist import checklist
from tonghua.records.core.rules import RULES, Status, evaluate
from tonghua.records.core.rules.registry import Answer, Finding
from tonghua.records.core.text import _

NOW = at("05-20 12:00")


def finding(status, article=None, subject="r"):
    return Finding(status=status, reason=_("示例"), subject=subject, article=article)


def answer(*findings, rule="DOC-SIG", article=11, status=Status.FAIL):
    return Answer(
        rule=rule,
        article=article,
        title=_("示例规则"),
        status=status,
        reason=_("示例"),
        records=(),
        due=None,
        blocking=False,
        findings=findings,
    )


def entries(*told):
    return {each.article.number: each for each in checklist(told)}


def of_case(case=CASE, when=NOW):
    return checklist((each, each.findings) for each in evaluate(case, OFFICE, when))


def test_every_article_in_order():
    assert [each.article.number for each in of_case()] == list(range(1, 32))


def test_every_rule_is_told_once():
    told = [line.answer.rule for each in of_case() for line in each.lines if line.told_at is None]
    assert set(told) == set(RULES)


def test_an_article_without_rules_is_for_people():
    assert entries()[4].status is None
    assert not entries()[4].is_idle


def test_the_worst_rule_is_the_state():
    found = entries(
        (answer(status=Status.PASS, rule="OFF-1", article=9), ()),
        (answer(status=Status.UNKNOWN, rule="OFF-2", article=9), ()),
        (answer(status=Status.NA, rule="OFF-3", article=9), ()),
    )
    assert found[9].status is Status.UNKNOWN
    assert found[9].has(Status.PASS)
    assert not found[9].has(Status.FAIL)


def test_articles_whose_rules_do_not_apply_are_idle():
    case = replace(CASE, records=(), history=(), opened_at=None)
    idle = [each.article.number for each in of_case(case) if each.is_idle]
    assert 7 in idle
    assert 4 not in idle


def test_a_finding_stands_under_the_article_that_it_names():
    receipt, scene = finding(Status.FAIL, article=21), finding(Status.PASS)
    found = entries((answer(receipt, scene), (receipt, scene)))
    assert (found[21].status, found[21].lines[0].findings) == (Status.FAIL, (receipt,))
    assert (found[11].status, found[11].lines[0].findings) == (Status.PASS, (scene,))


def test_findings_come_with_the_worst_first():
    held = (finding(Status.PASS), finding(Status.PENDING), finding(Status.FAIL))
    line = entries((answer(*held), held))[11].lines[0]
    assert [each.status for each in line.findings] == ["fail", "pending", "pass"]
    assert line.has(Status.PENDING)


def test_what_may_not_be_told_leaves_its_status():
    hidden = finding(Status.FAIL, article=21)
    found = entries((answer(hidden), ()))
    assert (found[11].status, found[11].lines[0].findings) == (Status.FAIL, ())
    assert found[21].lines == ()


def test_an_article_says_where_its_rule_is_told():
    found = entries((answer(rule="APR-1", article=31, status=Status.PASS), ()))
    assert [(line.answer.rule, line.told_at) for line in found[17].lines] == [("APR-1", 31)]
    assert found[17].status is Status.PASS
    assert found[31].lines[0].told_at is None


def test_an_article_refers_to_rules_of_its_own_alone():
    named = {rule for each in articles().values() for rule in each.rules}
    referred = {line.answer.rule for each in of_case() for line in each.lines if line.told_at}
    assert referred <= named
