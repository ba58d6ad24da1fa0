"""Gates: which rules an act must satisfy before it is done (model, "What blocks, and where")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tonghua.records.core.act_words import short
from tonghua.records.core.acts import Act, add, edit, view
from tonghua.records.core.clock import day_of, in_office, say_day
from tonghua.records.core.facts import (
    CaseFacts,
    Decision,
    DeliveryReceipt,
    RecordFacts,
    RightsNotice,
    Step,
)
from tonghua.records.core.mandatory import lack_of
from tonghua.records.core.mending import mend
from tonghua.records.core.office import Office
from tonghua.records.core.overrides import is_overridable, is_overridden
from tonghua.records.core.rules import RULES, Status
from tonghua.records.core.rules.approval import named_otherwise, notice_approvals
from tonghua.records.core.rules.delivery_notice import UNAPPROVED, is_notice_approved
from tonghua.records.core.rules.hearing import is_unanswered, unanswered
from tonghua.records.core.rules.recording import RECORDED
from tonghua.records.core.text import Text, _
from tonghua.records.core.workflows import workflow_of

#: a state secret is refused before anything else is asked
WHEN_FINAL = ("SEC-1", "OFF-1", "OFF-2", "OFF-3", "DOC-SIG", "AV-12")
#: what a penalty must not be decided without (Penalty Law 43, 45, 62 to 64)
BEFORE_PENALTY = ("RGT-1", "HRG-1", "RGT-2", "RGT-3", "HRG-2", "HRG-3", "RCU-1")
BEFORE_A_DECISION = ("AUTH-1", "DEC-1", "DEC-3", *BEFORE_PENALTY, "LEG-1", "COL-1", "DEC-4")

#: (portal_type or workflow id, transition) → rules that may forbid it, asked in this order
GATES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("PenaltyCase", "file"): ("SCOPE-1",),
    ("PenaltyCase", "investigate"): ("CAS-1",),
    ("ApplicationCase", "reject"): ("APP-3",),
    ("ApplicationNotice", "finalize"): ("APP-2",),
    ("Complaint", "archive"): ("CMP-1",),
    ("CopyRequest", "finalize"): ("CPY-1",),
    ("record_workflow", "finalize"): WHEN_FINAL,
    ("approved_record_workflow", "submit"): ("SEC-1",),
    ("approved_record_workflow", "endorse"): ("APR-1",),
    ("approved_record_workflow", "approve"): ("APR-1", *WHEN_FINAL),
    ("EvidencePreservation", "submit"): ("PRS-1",),
    ("EvidencePreservation", "approve"): ("PRS-1",),
    ("RightsNotice", "submit"): ("HRG-1",),
    ("Hearing", "finalize"): ("HRG-4",),
    ("Decision", "submit"): BEFORE_A_DECISION,
    ("Decision", "approve"): BEFORE_A_DECISION,
    # who has signed is told first, as what the receipt lacks is told after it
    ("DeliveryReceipt", "finalize"): ("DOC-SIG", "SRV-L", "SRV-P", "SRV-E2"),
}

#: portal_type → rules that may forbid writing later fields (事后栏目), which is no transition
LATER: Mapping[str, tuple[str, ...]] = {"CopyRequest": ("CPY-1",)}
#: what is asked of later fields of every type
ALWAYS_LATER = ("SEC-1",)

#: steps after which nothing more can be done: what is still due (未到期) is refused like what fails
LAST = frozenset({("Complaint", "archive")})

#: the transitions before which nothing that the law asks for may be missing (core.mandatory)
WHOLE_BEFORE = frozenset({"finalize", "submit", "conclude"})


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an act is refused: rule, article, what to do instead, and the act that does it.

    ``overridable``: a leader may set the rule aside for this act (例外放行, ``core.overrides``).
    """

    rule: str
    article: int
    message: Text
    way: Act
    overridable: bool = False


def rules_for(portal_type: str, transition: str) -> tuple[str, ...]:
    """The rules that guard a transition of a type: its own, and those of its workflow."""
    workflow = workflow_of(portal_type)
    own = GATES.get((portal_type, transition), ())
    shared = GATES.get((workflow.id, transition), ()) if workflow else ()
    return tuple(dict.fromkeys(own + shared))


def is_guarded(portal_type: str, transition: str) -> bool:
    """Whether a transition may be refused: by a rule, or for what is missing before it."""
    return transition in WHOLE_BEFORE or bool(rules_for(portal_type, transition))


def judge(
    case: CaseFacts, office: Office, at: datetime, subject_uid: str, step: Step
) -> Refusal | None:
    """Whether ``step`` on the case or one of its records must be refused, and first of all why.

    Raises KeyError for a subject that the case does not have.
    """
    return next(refusals(case, office, at, subject_uid, step), None)


def refusals(
    case: CaseFacts, office: Office, at: datetime, subject_uid: str, step: Step
) -> Iterator[Refusal]:
    """Everything for which a step must be refused: what is missing, then rule by rule.

    Each is asked only when wanted. What is missing has no rule. The facts are judged as the act
    would leave them, with what the act itself sets; only findings about the subject count.
    ``unknown`` does not block: what is not known yet shows on the case page. A rule that a leader
    has set aside for this act is left out. Raises KeyError for a subject that the case does not have.
    """
    subject = "" if subject_uid == case.uid else subject_uid
    for each in _refusals(case, office, in_office(at), subject_uid, step):
        if not is_overridden(case, office, each.rule, subject, step):
            yield replace(each, overridable=is_overridable(office, each.rule))


def _refusals(
    case: CaseFacts, office: Office, at: datetime, subject_uid: str, step: Step
) -> Iterator[Refusal]:
    left = _as_left(case, subject_uid, step)
    record = left.record(subject_uid)
    whole = step.transition in WHOLE_BEFORE
    lack = lack_of(record or left, step.transition, left) if whole else None
    if lack:
        way = edit(record.uid if record else "")
        yield Refusal(rule="", article=lack.article, message=lack.message, way=way)
    if record and whole:
        yield from _not_yet(record, at)
    guards = rules_for(record.type if record else left.type, step.transition)
    if isinstance(record, RECORDED) and not (record.occurred_start and record.occurred_end):
        # refused above already: a recording is asked for once it is known from when to when
        guards = tuple(each for each in guards if each != "AV-12")
    if record and "APR-1" in guards:
        other = named_otherwise(left, step)
        if other:
            article = RULES["APR-1"].article
            yield Refusal(rule="APR-1", article=article, message=other, way=view(record.uid))
    if isinstance(record, DeliveryReceipt) and step.transition == "finalize":
        first = unapproved(left, record)
        if first is not None:
            guards = tuple(each for each in guards if each != "SRV-P")
            yield first
    if isinstance(record, RightsNotice) and step.transition == "submit":
        yield from _unanswered(left, office, record)
    subject = subject_uid if record else ""
    kind = record.type if record else left.type
    refused = (Status.FAIL, Status.PENDING) if (kind, step.transition) in LAST else (Status.FAIL,)
    for rule in (RULES[id] for id in guards):
        for finding in rule.judge(left, office, at):
            if finding.subject == subject and finding.status in refused:
                article = finding.article or rule.article
                way = mend(rule.id, case, finding)
                yield Refusal(rule=rule.id, article=article, message=finding.reason, way=way)
                break


def judge_later(
    case: CaseFacts, office: Office, at: datetime, subject_uid: str, values: Mapping[str, Any]
) -> Refusal | None:
    """Whether later fields (事后栏目) of a record must be refused, and why.

    ``values`` are as its facts keep them. Raises KeyError for a record that the case does not have.
    """
    subject = case.record(subject_uid)
    if subject is None:
        raise KeyError(subject_uid)
    written = replace(subject, **values)
    left = replace(case, records=tuple(written if r is subject else r for r in case.records))
    for rule in (RULES[id] for id in (*ALWAYS_LATER, *LATER.get(subject.type, ()))):
        for finding in rule.judge(left, office, in_office(at)):
            if finding.subject == subject_uid and finding.status is Status.FAIL:
                article = finding.article or rule.article
                way = view(subject_uid)
                return Refusal(rule=rule.id, article=article, message=finding.reason, way=way)
    return None


def _not_yet(record: RecordFacts, at: datetime) -> Iterator[Refusal]:
    """What is recorded has happened: nothing of tomorrow is final today (article 4).

    Asked by days, as a device's clock may be minutes ahead.
    """
    if record.occurred_start and day_of(record.occurred_start) > day_of(at):
        message = _(
            "第四条：《${record}》写的开始时间（${day}）还没有到。记录应当客观，请核对时间后再定稿。",
            record=short(record),
            day=say_day(record.occurred_start),
        )
        yield Refusal(rule="", article=4, message=message, way=edit(record.uid))


def unapproved(case: CaseFacts, receipt: DeliveryReceipt) -> Refusal | None:
    """A public notice (公告送达) is approved first, by a form of its own (article 23, SRV-P).

    The form is made, or looked at where it is under way; the rest of SRV-P comes after it.
    """
    if receipt.method != "public_notice" or is_notice_approved(case):
        return None
    forms = notice_approvals(case)
    way = view(forms[0].uid) if forms else add("Approval")
    return Refusal(rule="SRV-P", article=23, message=UNAPPROVED, way=way)


def _unanswered(case: CaseFacts, office: Office, notice: RightsNotice) -> Iterator[Refusal]:
    """须告知听证？ is answered by a person where nothing else says it (Penalty Law 63, HRG-1)."""
    if case.type == "PenaltyCase" and is_unanswered(case, office, notice):
        article = RULES["HRG-1"].article
        message, way = unanswered(notice), edit(notice.uid)
        yield Refusal(rule="HRG-1", article=article, message=message, way=way)


def _as_left(case: CaseFacts, subject_uid: str, step: Step) -> CaseFacts:
    """The case as it stands, with the subject as the step would leave it.

    Nothing is left out for being dated after now: a device's clock may be minutes ahead.
    """
    if subject_uid == case.uid:
        return replace(case, history=(*case.history, step))
    subject = case.record(subject_uid)
    if subject is None:
        raise KeyError(subject_uid)
    left: RecordFacts = replace(subject, history=(*subject.history, step))
    if isinstance(left, Decision) and left.is_final and left.decided_at is None:
        left = replace(left, decided_at=step.at)
    others = (left if record is subject else record for record in case.records)
    return replace(case, records=tuple(others))
