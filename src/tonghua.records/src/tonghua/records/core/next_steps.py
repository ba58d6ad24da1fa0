"""What is due now in a case (下一步), for whom, why, and by which article.

The law's order of a case as a table: for each state the records without which it is not done, then
the step that leads on. Before them comes what is under way: drafts, approvals, service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from tonghua.records.core.act_words import on, say_act, short
from tonghua.records.core.acts import (
    WRITTEN_BY,
    Act,
    Kind,
    Part,
    add,
    take,
    view,
)
from tonghua.records.core.clock import in_office
from tonghua.records.core.facts import (
    Approval,
    CaseFacts,
    ComplaintFacts,
    Decision,
    DeliveryReceipt,
    RecordFacts,
    Step,
    TransferLetter,
)
from tonghua.records.core.gates import Refusal, judge, refusals
from tonghua.records.core.mending import mend
from tonghua.records.core.next_steps_opening import answers, particulars
from tonghua.records.core.office import Office
from tonghua.records.core.proposals import Proposal, View
from tonghua.records.core.rules.basis import PENALTIES
from tonghua.records.core.rules.recording import RECORDED
from tonghua.records.core.rules.registry import RULES, Status
from tonghua.records.core.rules.review import review_due, usual_kind
from tonghua.records.core.signing import is_signed_for, place_states
from tonghua.records.core.stages import (
    ENDED_BY,
    OVER,
    STAGE_STEPS,
    STEPS_ASIDE,
    WANTED,
    StageStep,
    Wanted,
    deciding_day,
    hands_over,
)
from tonghua.records.core.text import _
from tonghua.records.core.vocabularies import label
from tonghua.records.core.workflows import APPROVED_TYPES

MOST = 3

#: state of a record under way → (whose it is, the word on the button, why, the article)
WITH_OTHERS = {
    "in_review": (
        Part.REVIEWER,
        _("审核"),
        _("第三十一条：经审核人审核。请阅看以后写明意见，同意或者退回。"),
        31,
    ),
    "in_approval": (
        Part.APPROVER,
        _("批准"),
        _("第十七条、第三十一条：由批准人批准。请阅看以后签署意见，批准或者退回。"),
        17,
    ),
}


def next_steps(
    case: CaseFacts,
    office: Office,
    at: datetime,
    parts: Iterable[Part],
    offered: Iterable[str],
    most: int = MOST,
) -> tuple[Proposal, ...]:
    """At most ``most`` acts due now that belong to these parts, the most urgent first.

    ``offered`` are the portal_types that can be made in the case.
    """
    own = frozenset(parts)
    due = due_acts(case, office, at, offered, own)
    return tuple(islice((each for each in due if each.part in own), most))


def waits_for(
    case: CaseFacts, office: Office, at: datetime, offered: Iterable[str]
) -> Proposal | None:
    """The first act that the case waits for, whosever it is; None when nothing is due."""
    return next(due_acts(case, office, at, offered), None)


def due_acts(
    case: CaseFacts,
    office: Office,
    at: datetime,
    offered: Iterable[str],
    parts: frozenset[Part] | None = None,
) -> Iterator[Proposal]:
    """Every act due, the most urgent first; lazily, as each may ask rules.

    With ``parts``, the acts of others may be left out before they are judged.
    """
    seen = View(case=case, office=office, at=in_office(at), offered=frozenset(offered))
    if case.state == "archived":
        return
    proposed: set[Act] = set()
    handled = parts is None or Part.HANDLER in parts
    reviewed = parts is None or Part.LEGAL_REVIEWER in parts
    for each in _due(seen, handled=handled, reviewed=reviewed):
        # one record may be wanted for several reasons: the first is said
        if each.act.kind is Kind.ADD and each.act in proposed:
            continue
        proposed.add(each.act)
        yield each


def _due(seen: View, *, handled: bool, reviewed: bool) -> Iterator[Proposal]:
    complaint = isinstance(seen.case, ComplaintFacts)
    over = seen.case.state in OVER
    if handled and not complaint and not over:
        yield from particulars(seen)
    yield from _with_others(seen)
    if handled or reviewed:
        yield from _drafts(seen)
    if over:
        return
    if handled:
        yield from _recordings(seen)
        yield from _service(seen)
    opening = list(answers(seen)) if handled else []
    yield from opening
    if not (complaint and opening):
        yield from _stage(seen)


def _with_others(seen: View) -> Iterator[Proposal]:
    """What lies with the reviewer or the approver."""
    for record in _under_way(seen.case):
        if record.state in WITH_OTHERS:
            part, word, why, article = WITH_OTHERS[record.state]
            yield Proposal(
                act=view(record.uid),
                title=on(word, record),
                why=why,
                article=article,
                part=part,
            )


def _drafts(seen: View) -> Iterator[Proposal]:
    """A draft is submitted or made final; or what its gate would say is mended first."""
    for record in _under_way(seen.case):
        if record.is_draft and record.type not in WRITTEN_BY and not _is_beyond(seen, record):
            yield from _draft(seen, record)


def _is_beyond(seen: View, record: RecordFacts) -> bool:
    """Whether it is a draft of a penalty that another body decides on: nobody goes on with it."""
    penalty = isinstance(record, Decision) and record.kind in PENALTIES
    return penalty and hands_over(seen.case, deciding_day(seen.case, seen.at))


def _draft(seen: View, record: RecordFacts) -> Iterator[Proposal]:
    chained = record.type in APPROVED_TYPES
    transition = "submit" if chained else "finalize"
    # the person's own name and opinion are asked by the form of the step
    step = Step(transition=transition, actor="", at=seen.at, comment="-")
    mended: set[Act] = set()
    for refusal in refusals(seen.case, seen.office, seen.at, record.uid, step):
        proposal = _way_out(refusal, record)
        if proposal.act not in mended:
            mended.add(proposal.act)
            yield proposal
    if mended:
        return
    if chained:
        why = _("第三十一条：《${record}》由承办人提出意见和理由，提交审核。", record=short(record))
        yield Proposal(
            act=take("submit", record.uid), title=on(_("提交审核"), record), why=why, article=31
        )
        return
    why = _("第四条：《${record}》已经填写，核对无误后定稿。定稿后不得修改。", record=short(record))
    yield Proposal(
        act=take("finalize", record.uid), title=on(_("定稿"), record), why=why, article=4
    )


def _way_out(refusal: Refusal, record: RecordFacts | None) -> Proposal:
    return Proposal(
        act=refusal.way,
        title=say_act(refusal.way, record),
        why=refusal.message,
        article=refusal.article,
        part=_whose(refusal.way),
    )


def _whose(act: Act) -> Part:
    """Whose a way out is: a new record belongs to whoever writes it."""
    return WRITTEN_BY.get(act.name, Part.HANDLER) if act.kind is Kind.ADD else Part.HANDLER


def _recordings(seen: View) -> Iterator[Proposal]:
    """What article 12 asks to be recorded, and was not (a draft's gate says so itself)."""
    if not any(record.is_final for record in seen.case.standing(*RECORDED)):
        return
    rule = RULES["AV-12"]
    for finding in rule.judge(seen.case, seen.office, seen.at):
        record = seen.case.record(finding.subject)
        if finding.status is not Status.FAIL or record is None:
            continue
        act = mend(rule.id, seen.case, finding)
        yield Proposal(
            act=act, title=say_act(act, record), why=finding.reason, article=rule.article
        )


def _service(seen: View) -> Iterator[Proposal]:
    """What must be signed for on receipt, and no receipt is under way for it."""
    if "DeliveryReceipt" not in seen.offered:
        return
    receipts = seen.case.standing(DeliveryReceipt)
    under_way = {uid for each in receipts if each.is_draft for uid in each.served}
    tried = {uid for each in receipts for uid in each.served}
    for record in seen.case.standing(RecordFacts):
        if not record.is_final or record.uid in under_way:
            continue
        if not _waits_for_service(seen, record):
            continue
        if record.uid in tried:
            why = _(
                "第十九条：《${record}》尚未送达成功。请改用其他方式送达。", record=short(record)
            )
        else:
            why = _(
                "第十九条：《${record}》已经定稿，尚未送达。请填写送达回证。", record=short(record)
            )
        yield Proposal(
            act=add("DeliveryReceipt", served=record.uid),
            title=on(_("送达"), record),
            why=why,
            article=19,
        )


def _waits_for_service(seen: View, record: RecordFacts) -> bool:
    """Whether it must be signed for on receipt, or reach the body it is written to, and did not."""
    if isinstance(record, TransferLetter):
        return not is_signed_for(seen.case, record, seen.at)
    states = place_states(seen.case, record, seen.at)
    return any(
        each.place.when == "after" and each.place.refusable and not each.is_done for each in states
    )


def _stage(seen: View) -> Iterator[Proposal]:
    """The records that the stage wants, then the step that leads on."""
    case, day = seen.case, deciding_day(seen.case, seen.at)
    wanted = [
        each
        for each in WANTED.get((case.type, case.state), ())
        if each.when(case, day) and each.type in seen.offered
    ]
    missing = [each for each in wanted if _is_missing(seen, each)]
    for each in missing:
        yield Proposal(
            act=add(each.type),
            title=_("填写${what}", what=label("types", each.type)),
            why=each.why,
            article=each.article,
            part=WRITTEN_BY.get(each.type, Part.HANDLER),
        )
    needed = [each.type for each in missing if not each.optional or _must_be(seen, each)]
    if needed and needed != [ENDED_BY]:
        return
    step = (STEPS_ASIDE if needed else STAGE_STEPS).get((case.type, case.state))
    if step is None or _is_busy(seen, wanted):
        return
    if step.served(case) and (_receipts_under_way(case) or any(_service(seen))):
        return
    yield from _step(seen, step, day)


def _must_be(seen: View, wanted: Wanted) -> bool:
    """Whether what a stage may often do without is due in this case (法制审核, LEG-1)."""
    if wanted.type != "LegalReview":
        return False
    return review_due(seen.case, seen.office, usual_kind(seen.case)) is not None


def _step(seen: View, step: StageStep, day: date) -> Iterator[Proposal]:
    """A step of the case, or what its gate asks for first."""
    case = seen.case
    transition = step.choose(case)
    taken = Step(transition=transition, actor="", at=seen.at, comment="-")
    refusal = judge(case, seen.office, seen.at, case.uid, taken)
    if refusal is not None:
        yield _way_out(refusal, None)
        return
    part = Part.ARCHIVIST if transition == "archive" else Part.HANDLER
    yield Proposal(
        act=take(transition),
        title=label("transitions", transition),
        why=step.reason(case, day),
        article=step.article,
        part=part,
    )


def _is_missing(seen: View, wanted: Wanted) -> bool:
    kinds = (wanted.type, *wanted.instead)
    return not any(
        record.type in kinds and wanted.counts(record) for record in seen.case.standing(RecordFacts)
    )


def _receipts_under_way(case: CaseFacts) -> bool:
    return any(receipt.is_draft for receipt in case.standing(DeliveryReceipt))


def _is_busy(seen: View, wanted: Iterable[Wanted]) -> bool:
    """Whether a record that the stage is for is not final yet."""
    kinds = {kind for each in wanted for kind in (each.type, *each.instead)}
    return any(record.type in kinds for record in _under_way(seen.case))


def _under_way(case: CaseFacts) -> Iterator[RecordFacts]:
    """Records that are not final; a form that a chain wrote for itself belongs to its record."""
    for record in case.standing(RecordFacts):
        if record.is_final or (isinstance(record, Approval) and record.chain_of):
            continue
        yield record
