"""例外放行: a leader sets a rule aside for one act of a case, with a reason that stays on the case.

The ordinance knows no such power; whether the office has it, and for which rules, its parameters
say (``Office.overridable``). An override mends nothing: the rule still answers 不符合.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.act_words import on
from tonghua.records.core.facts import CaseFacts, ComplaintFacts, Override, Step
from tonghua.records.core.office import Office
from tonghua.records.core.papers import papers
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import label
from tonghua.records.core.workflows import WORKFLOWS

#: what no parameter can open: that three people decide is what the power to set aside rests on
NEVER = frozenset({"APR-1"})

#: begins the name of the act that gives out a paper (出具), before the paper's key
ISSUE = "issue:"


def issuing(key: str) -> str:
    """The act of giving out a paper (出具), as an override and a gate name it."""
    return f"{ISSUE}{key}"


def issued_by(act: str) -> str | None:
    """The key of the paper that an act gives out; None for a step of a workflow."""
    return act.removeprefix(ISSUE) if act.startswith(ISSUE) else None


def is_act(act: str) -> bool:
    """Whether an override can be about this: a step of some workflow, or giving out a paper."""
    key = issued_by(act)
    if key is not None:
        return key in papers() and papers()[key].issued
    return any(act in workflow.transitions for workflow in WORKFLOWS.values())


def say_step(case: CaseFacts, subject: str, transition: str) -> Text:
    """An act on a record or the case, in words: 定稿《现场检查（勘验）笔录》, 案件立案."""
    word = say_act(transition)
    if issued_by(transition) is not None:
        return word
    record = case.record(subject)
    return on(word, record) if record else _("案件${act}", act=word)


def say_act(act: str) -> Text:
    """An act by itself, in words: 定稿, 出具《听证公告》."""
    key = issued_by(act)
    if key is not None:
        return _("出具《${paper}》", paper=papers()[key].title)
    return label("transitions", act)


def is_overridable(office: Office, rule: str) -> bool:
    """Whether the office's parameters let a leader set a rule aside."""
    return bool(rule) and rule in office.overridable and rule not in NEVER


def is_overridden(case: CaseFacts, office: Office, rule: str, subject: str, step: Step) -> bool:
    """Whether a step on a record ("" for the case itself) goes on in spite of a rule.

    An override that is kept counts for nothing once no parameter marks its rule.
    """
    if not case.overrides or not is_overridable(office, rule):
        return False
    found = standing(case, rule, subject, step.transition)
    return found is not None and _serves(case, found, step)


def standing(case: CaseFacts, rule: str, subject: str, transition: str) -> Override | None:
    """The newest override of a rule for an act that was not taken since; None without one.

    It is given for one act: a step back and a second try ask for another one.
    """
    wanted = (rule, subject, transition)
    found = [o for o in case.overrides if (o.rule, o.subject, o.transition) == wanted]
    newest = max(found, key=lambda each: each.at, default=None)
    return None if newest is None or _is_used(case, newest) else newest


def given_for(case: CaseFacts, rule: str) -> tuple[Override, ...]:
    """Every override of a rule in a case, also those already used, the earliest first."""
    return tuple(sorted((o for o in case.overrides if o.rule == rule), key=lambda o: o.at))


def count(
    case: CaseFacts, since: datetime | None = None, until: datetime | None = None
) -> Counter[str]:
    """How often each rule was set aside in a case, for who supervises (articles 6, 30).

    ``since`` and ``until`` are moments with a time zone; ``until`` itself counts no more.
    """
    return Counter(each.rule for each in _between(case, since, until))


def _between(case: CaseFacts, since: datetime | None, until: datetime | None) -> Iterator[Override]:
    for each in case.overrides:
        if (since is None or since <= each.at) and (until is None or each.at < until):
            yield each


def _is_used(case: CaseFacts, override: Override) -> bool:
    subject = case.record(override.subject) if override.subject else case
    if subject is None:
        return True
    return any(
        step.transition == override.transition and step.at >= override.at
        for step in subject.history
    )


def _serves(case: CaseFacts, override: Override, step: Step) -> bool:
    """Nobody sets a rule aside for an act of his own, but the approver for his approval (31)."""
    if override.by != step.actor:
        return True
    return step.transition == "approve" and override.by not in handlers_of(case)


def handlers_of(case: CaseFacts) -> tuple[str, ...]:
    """Who handles a case (承办人); a complaint is handled by its registrar and its examiner."""
    if isinstance(case, ComplaintFacts):
        return tuple(filter(None, (case.registrar, case.examiner)))
    return case.handlers
