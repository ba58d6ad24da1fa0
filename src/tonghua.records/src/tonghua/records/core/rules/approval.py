"""The chain of handler, reviewer and approver (articles 17, 31)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.facts import Approval, CaseFacts, RecordFacts, Step
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, rule
from tonghua.records.core.text import Text, _
from tonghua.records.core.workflows import APPROVED_TYPES

CHAIN = ("submit", "endorse", "approve")
PARTS = {"submit": _("承办人"), "endorse": _("审核人"), "approve": _("批准人")}


@rule(
    "APR-1",
    article=31,
    title=_("承办、审核、批准三人依次签署意见"),
    nothing=_("本案尚无需要审批的文书。"),
    blocking=True,
)
def chain(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """审批链 (APR-1): three different people, each with an opinion, one after the other.

    The chain's history is the signature. An Approval that a chain wrote by itself is judged
    with the record that it belongs to.
    """
    for record in case.standing(RecordFacts):
        if record.type not in APPROVED_TYPES:
            continue
        if isinstance(record, Approval) and record.chain_of is not None:
            continue
        yield _judge(record)


def _judge(record: RecordFacts) -> Finding:
    if record.is_draft:
        return about(record.uid, Status.PENDING, _("尚未提交审核。"))
    steps = last_round(record)
    problem = _problem(record, steps)
    if problem:
        return about(record.uid, Status.FAIL, problem)
    if not record.is_final:
        return about(record.uid, Status.PENDING, _("审批尚在进行。"))
    return about(record.uid, Status.PASS, _("承办、审核、批准手续齐全。"))


def last_round(record: RecordFacts) -> tuple[Step, ...]:
    """The chain's steps since it was last sent back: a new submission starts anew."""
    steps: list[Step] = []
    for step in record.history:
        if step.transition in {"submit", "send_back"}:
            steps.clear()
        if step.transition in CHAIN:
            steps.append(step)
    return tuple(steps)


def _problem(record: RecordFacts, steps: tuple[Step, ...]) -> Text | None:
    done = {step.transition: step for step in steps}
    due = CHAIN if record.is_final else CHAIN[: len(steps)]
    for transition in due:
        if transition not in done:
            return _(
                "第三十一条：《${record}》没有${part}的签署。请由承办人提出、审核人审核、批准人批准。",
                record=record.title,
                part=PARTS[transition],
            )
    for step in steps:
        if not step.comment.strip():
            return _(
                "第三十一条：${part}没有写明意见。请写明意见；前一环节缺意见的，请退回补充。",
                part=PARTS[step.transition],
            )
    if len({step.actor for step in steps}) < len(steps):
        return _("第三十一条：承办人、审核人、批准人应当是三个不同的人。请由另外的人办理这一环节。")
    moments = [done[transition].at for transition in due]
    if moments != sorted(moments):
        return _("第三十一条：承办、审核、批准的时间先后颠倒。请核对各环节的时间。")
    return None


def named_otherwise(case: CaseFacts, step: Step) -> Text | None:
    """What to say where the case names somebody else for this step; None where it does not.

    Asked only when the step is taken: whom a case named in the past is not known later.
    """
    named = {
        "submit": case.handlers,
        "endorse": (case.reviewer,) if case.reviewer else (),
        "approve": (case.approver,) if case.approver else (),
    }.get(step.transition, ())
    if not named or step.actor in named:
        return None
    return _(
        "第三十一条：这一环节应当由本案的${part}办理。请由案件指定的人办理，或者先变更指定。",
        part=PARTS[step.transition],
    )
