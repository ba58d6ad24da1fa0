"""What a leader may set aside in a case (例外放行): which acts are refused now, and by which rule.

``blocked`` is the one list that the page shows the approver and that an override is checked
against: nothing can be set aside beforehand or on suspicion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tonghua.records.core.articles import article
from tonghua.records.core.clock import say_moment
from tonghua.records.core.facts import CaseFacts, RecordFacts, Step
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.gates import Refusal, refusals, rules_for
from tonghua.records.core.issuing import refusals_to_issue, rules_before
from tonghua.records.core.office import Office
from tonghua.records.core.overrides import (
    handlers_of,
    is_overridable,
    issuing,
    say_step,
    standing,
)
from tonghua.records.core.papers import papers_beside
from tonghua.records.core.rules import RULES
from tonghua.records.core.text import Text, _
from tonghua.records.core.workflows import workflow_of

#: type and step → a rule that refuses without being in the table of gates (``gates.unapproved``)
BESIDES = {("DeliveryReceipt", "finalize"): ("SRV-P",)}

#: an opinion for a step that is only tried; what it says is asked by a rule that stands
TRIED = "。"


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """An act that a rule forbids now and that may be let through.

    ``subject`` is the uid of its record, "" for the case; ``transition`` the act.
    """

    subject: str
    transition: str
    refusal: Refusal


def blocked(case: CaseFacts, office: Office, at: datetime) -> Iterator[Blocked]:
    """Every act on a case that is refused now by a rule that a leader may set aside.

    Each rule once an act. What was set aside already is not among them.
    """
    if not office.overridable:
        return
    yield from _steps(case, office, at, None)
    for record in case.records:
        if record.state not in SET_ASIDE:
            yield from _steps(case, office, at, record)
            yield from _issues(case, office, at, record)


def find_blocked(
    case: CaseFacts, office: Office, at: datetime, rule: str, subject: str, transition: str
) -> Blocked | None:
    """The blocked act of this rule, record ("" for the case) and transition; None without it."""
    found = blocked(case, office, at)
    wanted = (rule, subject, transition)
    return next((b for b in found if (b.refusal.rule, b.subject, b.transition) == wanted), None)


def why_not(
    case: CaseFacts,
    office: Office,
    at: datetime,
    who: str,
    rule: str,
    subject: str,
    transition: str,
) -> tuple[int, Text] | None:
    """Why a person cannot set a known rule aside for an act: article and sentence; None if he can.

    Raises KeyError for a rule that there is not.
    """
    asked = RULES[rule]
    if who in handlers_of(case):
        return 31, _(
            "第三十一条：承办人和批准人不得为同一人。您是本案承办人，不能例外放行，"
            "请改由其他人担任批准人。"
        )
    if who != case.approver:
        return 31, _("第三十一条：例外放行由本案批准人决定。请报批准人办理。")
    if not is_overridable(office, rule):
        return asked.article, _(
            "${article}：本机关没有把“${title}”（${rule}）列为可以例外放行的规则，不得放行。请按照提示补正。",
            article=article(asked.article).label,
            title=asked.title,
            rule=rule,
        )
    if find_blocked(case, office, at, rule, subject, transition) is not None:
        return None
    given = standing(case, rule, subject, transition)
    act = say_step(case, subject, transition)
    if given is not None:
        return asked.article, _(
            "${article}：“${act}”已经在 ${at} 例外放行（${rule}），不必再次放行。",
            article=article(asked.article).label,
            act=act,
            at=say_moment(given.at),
            rule=rule,
        )
    return asked.article, _(
        "${article}：“${act}”现在没有因为“${title}”（${rule}）被拒绝，不需要例外放行。",
        article=article(asked.article).label,
        act=act,
        title=asked.title,
        rule=rule,
    )


def _steps(
    case: CaseFacts, office: Office, at: datetime, record: RecordFacts | None
) -> Iterator[Blocked]:
    """The steps that lead on from where the case or a record stands."""
    item = record or case
    workflow = workflow_of(item.type)
    if workflow is None:
        return
    for transition in workflow.transitions:
        if not workflow.allows(item.state, transition):
            continue
        asked = (*rules_for(item.type, transition), *BESIDES.get((item.type, transition), ()))
        if not any(is_overridable(office, rule) for rule in asked):
            continue
        step = Step(transition=transition, actor=_taker(case, transition), at=at, comment=TRIED)
        found = refusals(case, office, at, item.uid, step)
        yield from _overridable(record.uid if record else "", transition, found)


def _issues(
    case: CaseFacts, office: Office, at: datetime, record: RecordFacts
) -> Iterator[Blocked]:
    """The papers beside a record's own that its values let be given out."""
    for paper in papers_beside(record.type):
        if not any(is_overridable(office, rule) for rule in rules_before(paper.key)):
            continue
        if paper.fits({name: getattr(record, name, None) for name in paper.choosing}):
            found = refusals_to_issue(case, office, at, record.uid, paper.key)
            yield from _overridable(record.uid, issuing(paper.key), found)


def _overridable(subject: str, transition: str, found: Iterator[Refusal]) -> Iterator[Blocked]:
    seen = set()
    for each in found:
        if each.overridable and each.rule not in seen:
            seen.add(each.rule)
            yield Blocked(subject=subject, transition=transition, refusal=each)


def _taker(case: CaseFacts, transition: str) -> str:
    """Whom the case names for a step."""
    named = {"endorse": case.reviewer, "approve": case.approver}
    return named.get(transition, next(iter(handlers_of(case)), None)) or ""
