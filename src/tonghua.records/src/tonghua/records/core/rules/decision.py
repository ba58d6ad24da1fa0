"""The decision: its contents and its term (article 18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import calendar_days
from tonghua.records.core.facts import CaseFacts, Closing, Decision, TransferLetter
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    of_case,
    rule,
    status_of_lack,
)
from tonghua.records.core.text import Text, _, join

PENALTIES = frozenset({"penalty", "summary_penalty"})
ON_APPLICATION = frozenset({"granted", "refused"})
#: kinds of penalty with nothing left to perform
WORDS_ONLY = frozenset({"warning", "criticism"})


@rule(
    "DEC-1",
    article=18,
    title=_("决定书要素齐全，说明理由"),
    nothing=_("本案尚无决定书。"),
    blocking=True,
)
def contents(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """决定书要素 (DEC-1): the six items of Administrative Penalty Law 59, and the reasons.

    The seal is not judged while there are no electronic seals. The day comes with the approval.
    """
    for decision in case.standing(Decision):
        missing = missing_items(case, office, decision)
        if missing:
            yield about(
                decision.uid,
                status_of_lack(decision),
                _("第十八条：决定书还缺${items}。请补充后再提交。", items=join(missing)),
            )
        elif decision.decided_at is None:
            yield about(decision.uid, Status.PENDING, _("决定书要素齐全，尚未批准。"))
        else:
            yield about(decision.uid, Status.PASS, _("决定书要素齐全，已说明理由。"))


def missing_items(case: CaseFacts, office: Office, decision: Decision) -> list[Text]:
    """What a decision of its kind still lacks, in the order of the paper."""
    kind = decision.kind
    penal = kind in PENALTIES
    parties = case.parties_of(decision)
    to_perform = penal and not (
        decision.penalty_kinds and set(decision.penalty_kinds) <= WORDS_ONLY
    )
    asked = (
        (bool(kind), _("决定种类")),
        (
            bool(parties) and all(p.name.strip() and p.address.strip() for p in parties),
            _("当事人的姓名（名称）和地址"),
        ),
        (bool(decision.facts.strip()) or kind in ON_APPLICATION, _("事实")),
        (
            bool(decision.evidence.strip()) or kind in ON_APPLICATION | {"summary_penalty"},
            _("证据"),
        ),
        (bool(decision.reasons.strip()), _("理由")),
        (bool(decision.basis.strip()), _("依据")),
        (bool(decision.content.strip()), _("决定内容")),
        (bool(decision.penalty_kinds) or not penal, _("处罚种类")),
        (
            not penal or "fine" not in decision.penalty_kinds or bool(decision.amount),
            _("罚款数额"),
        ),
        (bool(decision.performance.strip()) or not to_perform, _("履行方式和期限")),
        (
            bool(decision.remedies.strip()) or kind == "granted",
            _("申请行政复议、提起行政诉讼的途径和期限"),
        ),
        (bool(office.name.strip()), _("机关名称")),
        (decision.decided_at is not None or not decision.is_final, _("决定日期")),
    )
    return [item for given, item in asked if not given]


@rule(
    "DEC-2",
    article=18,
    title=_("立案之日起九十日内作出决定"),
    nothing=_("本案不适用处罚决定期限。"),
)
def in_time(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """决定期限 (DEC-2): decided within ninety calendar days of filing (Penalty Law 60).

    An order to put things right (责令决定书) decides nothing of the penalty and ends no term. A case
    that was closed without a decision (撤销案件) is judged by the day of its closing.
    """
    if case.type != "PenaltyCase" or case.procedure == "summary":
        return
    made = [each for each in _first_made(case) if each.decided_at and each.kind != "order"]
    if not made and _was_transferred(case):
        return
    if case.opened_at is None:
        status = Status.PENDING if case.state == "registered" else Status.UNKNOWN
        yield of_case(status, _("尚未立案，决定期限未起算。"))
        return
    days = office.count("decision_days")
    deadline = calendar_days(day_of(case.opened_at), days)
    for decision in made:
        yield _judge(decision, day_of(case.opened_at), days)
    if made:
        return
    ended = _ended(case)
    if ended is not None:
        if day_of(ended) > deadline.due:
            reason = _(
                "第十八条：结案（${day}）以前没有作出决定，期限已于${due}届满。${how}请在案卷中说明原因。",
                day=say_day(ended),
                due=say_day(deadline.due),
                how=deadline.sentence,
            )
            found = of_case(Status.FAIL, reason, due=deadline.due)
            yield found._replace(late=True)
    elif day_of(at) <= deadline.due:
        yield of_case(
            Status.PENDING,
            _("最迟于${due}作出决定。${how}", due=say_day(deadline.due), how=deadline.sentence),
            due=deadline.due,
        )
    else:
        yield of_case(
            Status.FAIL,
            _(
                "第十八条：作出决定的期限已于${due}届满。${how}请尽快作出决定并说明超期原因。",
                due=say_day(deadline.due),
                how=deadline.sentence,
            ),
            due=deadline.due,
        )


def _judge(decision: Decision, opened: date, days: int) -> Finding:
    deadline = calendar_days(opened, days)
    decided = day_of(decision.decided_at) if decision.decided_at else None
    if decided is not None and decided <= deadline.due:
        return about(
            decision.uid,
            Status.PASS,
            _("决定于${day}作出，在期限内。", day=say_day(decided)),
            due=deadline.due,
        )
    return about(
        decision.uid,
        Status.FAIL,
        _(
            "第十八条：决定晚于期限${due}作出。${how}请在案卷中说明超期原因。",
            due=say_day(deadline.due),
            how=deadline.sentence,
        ),
        due=deadline.due,
        late=True,
    )


def _first_made(case: CaseFacts) -> tuple[Decision, ...]:
    """Approved decisions, without those that only mend an earlier one."""
    made = {each.uid: each for each in case.all_of(Decision) if each.state in _MADE}
    return tuple(each for each in made.values() if each.supersedes not in made)


_MADE = frozenset({"final", "superseded"})


def _ended(case: CaseFacts) -> datetime | None:
    """When a case was closed (结案审批) first; None while it is open."""
    closings = [each.finalized_at for each in case.standing(Closing) if each.is_final]
    return min((each for each in closings if each), default=None)


def _was_transferred(case: CaseFacts) -> bool:
    return any(letter.is_final for letter in case.standing(TransferLetter))
