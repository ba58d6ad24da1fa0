"""The rules of the ordinance, and what they answer about a case."""

from tonghua.records.core.rules import (
    application,
    approval,
    basis,
    complaints,
    decision,
    deliberation,
    delivery,
    delivery_by_others,
    delivery_electronic,
    delivery_lien,
    delivery_mail,
    delivery_notice,
    filing,
    investigation,
    recording,
    review,
    signing,
    stages,
    summary,
    told_before,
)
from tonghua.records.core.rules.evaluation import evaluate, judge_rule
from tonghua.records.core.rules.registry import RULES, Answer, Finding, Rule, Status

CHAPTERS = (
    basis,
    stages,
    application,
    complaints,
    filing,
    investigation,
    signing,
    recording,
    review,
    deliberation,
    approval,
    decision,
    summary,
    told_before,
    delivery,
    delivery_mail,
    delivery_lien,
    delivery_by_others,
    delivery_notice,
    delivery_electronic,
)

__all__ = ["CHAPTERS", "RULES", "Answer", "Finding", "Rule", "Status", "evaluate", "judge_rule"]
