"""Gates before a paper is given out (出具): which rules it must satisfy, judged by the facts.

A paper of a record's own is guarded by the record's steps (``core.gates``); those beside it go out
while the record is still a draft, and meet their rules here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from tonghua.records.core.acts import view
from tonghua.records.core.clock import day_of, in_office, say_day
from tonghua.records.core.deadlines import working_days
from tonghua.records.core.facts import CaseFacts, DeliveryReceipt, Performance, RecordFacts, Step
from tonghua.records.core.gates import Refusal, unapproved
from tonghua.records.core.mending import mend
from tonghua.records.core.office import Office
from tonghua.records.core.overrides import is_overridable, is_overridden, issuing
from tonghua.records.core.rules import RULES, Status
from tonghua.records.core.service import served_on
from tonghua.records.core.text import _

#: key of a paper → the rules that may forbid giving it out, asked in this order
PAPERS: Mapping[str, tuple[str, ...]] = {
    "hearing_notice": ("HRG-4",),
    "hearing_announcement": ("HRG-4",),
    "public_notice": ("SRV-P",),
    "enforcement_application": ("PRF-3",),
}

#: of these only what is asked here beforehand: their rule judges what comes after the paper
BEFOREHAND = frozenset({"public_notice"})


def rules_before(paper: str) -> tuple[str, ...]:
    """The rules that guard giving out a paper."""
    return PAPERS.get(paper, ())


def judge_issue(
    case: CaseFacts, office: Office, at: datetime, subject_uid: str, paper: str, actor: str = ""
) -> Refusal | None:
    """Whether giving out a paper of a record must be refused, and first of all why."""
    return next(refusals_to_issue(case, office, at, subject_uid, paper, actor), None)


def refusals_to_issue(
    case: CaseFacts, office: Office, at: datetime, subject_uid: str, paper: str, actor: str = ""
) -> Iterator[Refusal]:
    """Everything for which giving out a paper must be refused; what was set aside is left out.

    ``actor`` is who gives it out. Raises KeyError for a record that the case does not have.
    """
    at = in_office(at)
    record = case.record(subject_uid)
    if record is None:
        raise KeyError(subject_uid)
    step = Step(transition=issuing(paper), actor=actor, at=at)
    for each in _refusals(case, office, at, record, paper):
        if not is_overridden(case, office, each.rule, record.uid, step):
            yield replace(each, overridable=is_overridable(office, each.rule))


def _refusals(
    case: CaseFacts, office: Office, at: datetime, record: RecordFacts, paper: str
) -> Iterator[Refusal]:
    if paper == "public_notice" and isinstance(record, DeliveryReceipt):
        first = unapproved(case, record)
        if first is not None:
            yield first
    if paper == "enforcement_application":
        yield from _undemanded(case, office, at, record)
    if paper in BEFOREHAND:
        return
    for rule in (RULES[id] for id in rules_before(paper) if id in RULES):
        for finding in rule.judge(case, office, at):
            if finding.subject == record.uid and finding.status is Status.FAIL:
                article = finding.article or rule.article
                way = mend(rule.id, case, finding)
                yield Refusal(rule=rule.id, article=article, message=finding.reason, way=way)
                break


def _undemanded(
    case: CaseFacts, office: Office, at: datetime, record: RecordFacts
) -> Iterator[Refusal]:
    """The court is asked only when a demand (催告书) was served and its days are over (PRF-3).

    A receipt that names a record of performance serves the demand that this record prints; where
    that is of several parties, it is served when each of them has it.
    """
    days = office.count("demand_days")
    served = [
        found.day
        for each in case.standing(Performance)
        if (found := served_on(case, each.uid, at)) is not None
    ]
    if not served:
        message = _(
            "第二十四条、《行政强制法》第五十四条：申请法院强制执行以前应当催告。"
            "请先出具催告书并送达，送达满${days}个工作日仍不履行的，再出具申请书。",
            days=days,
        )
        yield Refusal(rule="PRF-3", article=24, message=message, way=view(record.uid))
        return
    first = min(served)
    waited = working_days(office.calendar, first, days)
    if day_of(at) <= waited.due:
        message = _(
            "第二十四条、《行政强制法》第五十四条：催告书${first}送达，应当等待${days}个工作日，"
            "到${due}为止。届满仍不履行的，请在第二日以后出具申请书。",
            first=say_day(first),
            days=days,
            due=say_day(waited.due),
        )
        yield Refusal(rule="PRF-3", article=24, message=message, way=view(record.uid))
