"""Gates: which rules an act must satisfy before it is done (model, "What blocks, and where")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tonghua.records.core.act_words import short
from tonghua.records.core.acts import Act, add, edit, view
from tonghua.records.core.clock import day_of, in_office, say_day
from tonghua.records.core.facts import (
    Approval,
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
from tonghua.records.core.rules import RULES, Status
from tonghua.records.core.rules.approval import named_otherwise
from tonghua.records.core.rules.hearing import is_unanswered, unanswered
from tonghua.records.core.rules.recording import RECORDED
from tonghua.records.core.text import Text, _
from tonghua.records.core.workflows import workflow_of

WHEN_FINAL = ("OFF-1", "OFF-2", "OFF-3", "DOC-SIG", "AV-12")
#: what a penalty must not be decided without (Penalty Law 43, 45, 62 to 64)
BEFORE_PENALTY = ("RGT-1", "HRG-1", "RGT-2", "RGT-3", "HRG-2", "HRG-3", "RCU-1")

#: (portal_type or workflow id, transition) → rules that may forbid it, asked in this order
GATES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("PenaltyCase", "file"): ("SCOPE-1",),
    ("PenaltyCase", "investigate"): ("CAS-1",),
    ("ApplicationCase", "reject"): ("APP-3",),
    ("ApplicationNotice", "finalize"): ("APP-2",),
    ("Complaint", "archive"): ("CMP-1",),
    ("record_workflow", "finalize"): WHEN_FINAL,
    ("approved_record_workflow", "endorse"): ("APR-1",),
    ("approved_record_workflow", "approve"): ("APR-1", *WHEN_FINAL),
    ("EvidencePreservation", "submit"): ("PRS-1",),
    ("EvidencePreservation", "approve"): ("PRS-1",),
    ("RightsNotice", "submit"): ("HRG-1",),
    ("Hearing", "finalize"): ("HRG-4",),
    ("Decision", "submit"): ("AUTH-1", "DEC-1", *BEFORE_PENALTY),
    ("Decision", "approve"): ("AUTH-1", "DEC-1", *BEFORE_PENALTY),
}

#: steps after which nothing more can be done: what is still due (未到期) is refused like what fails
LAST = frozenset({("Complaint", "archive")})

UNAPPROVED = _(
    "第二十三条：公告送达应当先经审批。请先新建内部审批表（公告送达审批），经批准以后再出具公告、将送达回证定稿。"
)

#: the transitions before which nothing that the law asks for may be missing (core.mandatory)
WHOLE_BEFORE = frozenset({"finalize", "submit", "conclude"})


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an act is refused: rule, article, what to do instead, and the act that does it."""

    rule: str
    article: int
    message: Text
    way: Act


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
    ``unknown`` does not block: what is not known yet shows on the case page. Raises KeyError for
    a subject that the case does not have.
    """
    at = in_office(at)
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
        yield from _unapproved(left, record)
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


def is_notice_approved(case: CaseFacts) -> bool:
    """Whether a form of its own has approved a public notice (公告送达审批, article 23)."""
    return any(each.is_final for each in case.standing(Approval) if each.chain_of is None)


def _unapproved(case: CaseFacts, receipt: DeliveryReceipt) -> Iterator[Refusal]:
    """A public notice (公告送达) is approved first, by a form of its own (article 23, SRV-P)."""
    if receipt.method != "public_notice":
        return
    approvals = [each for each in case.standing(Approval) if each.chain_of is None]
    if not is_notice_approved(case):
        way = view(approvals[0].uid) if approvals else add("Approval")
        yield Refusal(rule="SRV-P", article=23, message=UNAPPROVED, way=way)


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
