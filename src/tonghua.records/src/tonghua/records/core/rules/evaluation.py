"""Ask every rule about a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tonghua.records.core.asof import as_of
from tonghua.records.core.clock import in_office
from tonghua.records.core.facts import CaseFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import PRECEDENCE, RULES, Answer, Finding, Rule, Status


def evaluate(
    case: CaseFacts, office: Office, at: datetime, rules: Iterable[str] | None = None
) -> tuple[Answer, ...]:
    """Every registered rule's answer about a case as of ``at``, in the order of the articles.

    ``rules`` restricts them to some ids. Raises ValueError for a moment without time zone.
    """
    at = in_office(at)
    seen = as_of(case, at)
    return tuple(judge_rule(RULES[id], seen, office, at) for id in (rules or in_order()))


def in_order() -> tuple[str, ...]:
    """The ids of all rules, in the order of the articles they stand on."""
    return tuple(sorted(RULES, key=lambda id: (RULES[id].article, id)))


def judge_rule(rule: Rule, seen: CaseFacts, office: Office, at: datetime) -> Answer:
    """One rule's answer about a case that is already as of the moment."""
    findings = tuple(rule.judge(seen, office, at))
    status = worst(findings)
    leading = [finding for finding in findings if finding.status is status]
    return Answer(
        rule=rule.id,
        article=rule.article,
        title=rule.title,
        status=status,
        reason=leading[0].reason if leading else rule.nothing,
        records=tuple(dict.fromkeys(uid for each in leading for uid in each.records)),
        due=leading[0].due if leading else None,
        blocking=rule.blocking,
        findings=findings,
    )


def worst(findings: Iterable[Finding]) -> Status:
    """The status that decides; without findings the rule does not apply."""
    found = {finding.status for finding in findings}
    return next((status for status in PRECEDENCE if status in found), Status.NA)
