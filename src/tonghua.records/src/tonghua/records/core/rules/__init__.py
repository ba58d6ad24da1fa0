"""The rules of the ordinance, and what they answer about a case."""

from tonghua.records.core.rules import (
    application,
    approval,
    archive,
    basis,
    complaints,
    custody,
    decision,
    delivery,
    devices,
    enforcement,
    filing,
    investigation,
    licence_terms,
    performance,
    recording,
    rectification,
    secrets,
    signing,
    storage,
    supervision,
    system,
    unjudged,
)
from tonghua.records.core.rules.evaluation import evaluate, judge_rule
from tonghua.records.core.rules.registry import RULES, Answer, Finding, Rule, Status

CHAPTERS = (
    basis,
    application,
    licence_terms,
    complaints,
    filing,
    investigation,
    signing,
    recording,
    approval,
    decision,
    delivery,
    performance,
    enforcement,
    rectification,
    archive,
    storage,
    custody,
    secrets,
    supervision,
    devices,
    system,
    unjudged,
)

__all__ = ["CHAPTERS", "RULES", "Answer", "Finding", "Rule", "Status", "evaluate", "judge_rule"]
