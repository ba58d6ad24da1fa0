"""The chain of handler, reviewer and approver (articles 17, 31)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.facts import Approval, CaseFacts, DeliveryReceipt, RecordFacts, Step
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, rule, status_of_lack
from tonghua.records.core.text import Text, _
from tonghua.records.core.workflows import APPROVED_TYPES

CHAIN = ("submit", "endorse", "approve")
PARTS = {"submit": _("承办人"), "endorse": _("审核人"), "approve": _("批准人")}
#: the matters that want a chain (APR-2): filing, preservation, notice, decision, closing
MATTERS = frozenset({"Filing", "EvidencePreservation", "RightsNotice", "Decision", "Closing"})
#: how an approval says that it is about service by public notice (公告送达审批)
NOTICE_WORD = "公告"


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


@rule(
    "APR-2",
    article=31,
    title=_("立案、保全、告知、决定、公告送达、结案都经审批"),
    nothing=_("本案尚无应当审批的事项。"),
)
def every_matter(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """审批事项 (APR-2): each of these matters has gone through a whole chain.

    Service by public notice has the form of its own that a person makes (公告送达审批表), or a chain
    of the receipt's.
    """
    for record in case.standing(RecordFacts):
        if record.type in MATTERS:
            yield _matter(record)
        elif isinstance(record, DeliveryReceipt) and record.method == "public_notice":
            yield _notice(case, record)


def has_whole_chain(record: RecordFacts) -> bool:
    """Whether handler, reviewer and approver have all taken their step since the last return."""
    return {step.transition for step in last_round(record)} == set(CHAIN)


def _matter(record: RecordFacts) -> Finding:
    if not record.is_final:
        return about(record.uid, Status.PENDING, _("审批尚未完成。"))
    if has_whole_chain(record):
        return about(record.uid, Status.PASS, _("已经承办、审核、批准。"))
    reason = _(
        "第三十一条：《${record}》没有完整的审批流程（承办、审核、批准）。"
        "请以新记录更正，由承办人提出、审核人审核、批准人批准。",
        record=record.title,
    )
    return about(record.uid, Status.FAIL, reason)


def _notice(case: CaseFacts, receipt: DeliveryReceipt) -> Finding:
    forms = notice_approvals(case)
    if has_whole_chain(receipt) or any(each.is_final and has_whole_chain(each) for each in forms):
        links = [each.uid for each in forms]
        return about(receipt.uid, Status.PASS, _("公告送达已经审批。"), *links)
    reason = _(
        "第三十一条：公告送达没有完整的审批流程。请填写内部审批表（公告送达审批），报审核、批准。"
    )
    return about(receipt.uid, status_of_lack(receipt), reason)


def notice_approvals(case: CaseFacts) -> tuple[Approval, ...]:
    """The forms about service by public notice that a person made (公告送达审批表), final or not."""
    return tuple(
        each
        for each in case.standing(Approval)
        if each.chain_of is None
        and any(NOTICE_WORD in said for said in (each.title, each.matter, each.handler_opinion))
    )


@rule(
    "APR-3",
    article=31,
    title=_("退回写明理由，重新报送重新审批"),
    nothing=_("本案没有退回过的文书。"),
)
def sent_back(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """退回 (APR-3): each return says why, and what is submitted again goes the whole way again.

    A return without a reason is refused when it is made, whatever the way in (``with_reason``).
    """
    for record in case.standing(RecordFacts):
        if any(step.transition == "send_back" for step in record.history):
            yield _returned(record)


def _returned(record: RecordFacts) -> Finding:
    back = False
    for step in record.history:
        if step.transition == "send_back" and not step.comment.strip():
            reason = _(
                "第三十一条：《${record}》退回没有写明理由。请在案卷中说明退回的理由。",
                record=record.title,
            )
            return about(record.uid, Status.FAIL, reason)
        if step.transition == "submit":
            back = False
        elif step.transition == "send_back":
            back = True
        elif back and step.transition in CHAIN:
            reason = _(
                "第三十一条：《${record}》退回以后没有由承办人重新提交，审批无效。"
                "请以新记录更正，重新提交、审核、批准。",
                record=record.title,
            )
            return about(record.uid, Status.FAIL, reason)
    if back:
        return about(record.uid, Status.PENDING, _("已经退回并写明理由，待补充后重新提交。"))
    return about(record.uid, Status.PASS, _("退回写明了理由，并已重新报送审批。"))
