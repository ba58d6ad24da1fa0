"""The rules of the ordinance, and what they answer about a case."""

from tonghua.records.core.rules import (
    application,
    approval,
    basis,
    complaints,
    decision,
    delivery,
    evidence,
    filing,
    hearing,
    investigation,
    preservation,
    recording,
    recusal,
    rights,
    signing,
)
from tonghua.records.core.rules.evaluation import evaluate, judge_rule
from tonghua.records.core.rules.registry import RULES, Answer, Finding, Rule, Status

CHAPTERS = (
    basis,
    application,
    complaints,
    filing,
    investigation,
    signing,
    recording,
    evidence,
    preservation,
    recusal,
    rights,
    hearing,
    approval,
    decision,
    delivery,
)

__all__ = ["CHAPTERS", "RULES", "Answer", "Finding", "Rule", "Status", "evaluate", "judge_rule"]
