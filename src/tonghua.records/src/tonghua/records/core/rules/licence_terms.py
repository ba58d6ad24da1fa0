"""Applications: decided and told in time, refused with reasons (article 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.acceptance import accepted_on
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.deadlines import Deadline, working_days
from tonghua.records.core.facts import Application, CaseFacts, Closing, Decision
from tonghua.records.core.licensing import decision_deadline
from tonghua.records.core.office import Office
from tonghua.records.core.rules.decision import ON_APPLICATION
from tonghua.records.core.rules.registry import Finding, Status, about, lacks, of_case, rule
from tonghua.records.core.service import served_on_everyone
from tonghua.records.core.signing import someone_signed
from tonghua.records.core.text import _

#: states of a decision that was made, also of one that another has taken the place of
MADE = frozenset({"final", "superseded"})


@rule(
    "APP-4",
    article=7,
    title=_("受理以后在法定期限内作出决定"),
    nothing=_("本案不是申请类案件，或者申请尚未受理。"),
)
def decided_in_time(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """许可决定期限 (APP-4): twenty working days from acceptance (Administrative Licensing Law 42).

    Of what is no licence the term is told for reference alone (参照), and judged by nobody.
    """
    accepted = accepted_on(case, office, at) if case.type == "ApplicationCase" else None
    if accepted is None:
        return
    deadline = decision_deadline(case, office, accepted, at)
    decision = _first_decision(case)
    if case.is_licence is False:
        yield _for_reference(deadline)
    elif decision is not None and decision.decided_at is not None:
        yield _decided(decision, decision.decided_at, deadline)
    elif not _was_ended(case):
        yield _undecided(deadline, at)


def _for_reference(deadline: Deadline) -> Finding:
    return of_case(
        Status.NA,
        _("本事项没有列为行政许可，许可法的期限只作参照：${how}", how=deadline.sentence),
        due=deadline.due,
    )


def _first_decision(case: CaseFacts) -> Decision | None:
    """The decision that answered the application first; a later one only mends it."""
    made = [
        each
        for each in case.all_of(Decision)
        if each.state in MADE and each.kind in ON_APPLICATION and each.decided_at
    ]
    return min(made, key=lambda each: each.decided_at or datetime.max, default=None)


def _was_ended(case: CaseFacts) -> bool:
    """Whether the case was ended without a decision, as where the applicant withdrew."""
    return any(each.is_final for each in case.standing(Closing))


def _decided(decision: Decision, decided_at: datetime, deadline: Deadline) -> Finding:
    day, due = day_of(decided_at), deadline.due
    if day <= due:
        reason = _("决定于${day}作出，在期限内。${how}", day=say_day(day), how=deadline.sentence)
        return about(decision.uid, Status.PASS, reason, due=due)
    reason = _(
        "第七条：决定（${day}）晚于期限${due}作出。${how}请在案卷中说明超期原因。",
        day=say_day(day),
        due=say_day(due),
        how=deadline.sentence,
    )
    return about(decision.uid, Status.FAIL, reason, due=due, late=True)


def _undecided(deadline: Deadline, at: datetime) -> Finding:
    due, how = say_day(deadline.due), deadline.sentence
    if day_of(at) <= deadline.due:
        reason = _("最迟于${due}作出决定。${how}", due=due, how=how)
        return of_case(Status.PENDING, reason, due=deadline.due)
    reason = _(
        "第七条：作出决定的期限已于${due}届满。${how}请尽快作出决定并说明超期原因。",
        due=due,
        how=how,
    )
    return of_case(Status.FAIL, reason, due=deadline.due)


@rule(
    "APP-5",
    article=7,
    title=_("决定及时送达，不予的说明理由，口头申请经申请人确认"),
    nothing=_("本案不是申请类案件，或者尚未作出决定。"),
)
def told_and_confirmed(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """决定的送达和理由 (APP-5): a grant is served in ten working days; a refusal has its reasons.

    An application by word of mouth is recorded and confirmed by the applicant's signature.
    """
    if case.type != "ApplicationCase":
        return
    for application in case.standing(Application):
        if application.mode == "oral":
            yield _confirmed(case, application)
    for decision in case.standing(Decision):
        if decision.kind == "granted" and decision.is_final and decision.decided_at:
            yield _granted(case, office, decision, decision.decided_at, at)
        elif decision.kind == "refused":
            yield _refused(decision)


def _confirmed(case: CaseFacts, application: Application) -> Finding:
    if someone_signed(case, application, ("applicant",)):
        return about(application.uid, Status.PASS, _("口头申请已经记录，申请人已签字确认。"))
    reason = _("第七条：口头申请的记录没有申请人的签名。请向申请人宣读或者交其阅看，由其签字确认。")
    return lacks(application, reason)


def _granted(
    case: CaseFacts, office: Office, decision: Decision, decided_at: datetime, at: datetime
) -> Finding:
    days = office.count("licence_delivery_days")
    deadline = working_days(office.calendar, day_of(decided_at), days)
    due, how = deadline.due, deadline.sentence
    served = served_on_everyone(case, decision.uid, at)
    if served is not None and (served.day <= due or case.is_licence is False):
        reason = _("决定已于${day}送达。", day=say_day(served.day))
        return about(decision.uid, Status.PASS, reason, served.receipt, due=due)
    if case.is_licence is False:
        reason = _("本事项没有列为行政许可，颁发、送达的期限只作参照：${how}", how=how)
        return about(decision.uid, Status.NA, reason, due=due)
    if served is not None:
        reason = _(
            "第七条：准予的决定（${day}送达）晚于期限${due}。${how}请在案卷中说明原因。",
            day=say_day(served.day),
            due=say_day(due),
            how=how,
        )
        return about(decision.uid, Status.FAIL, reason, served.receipt, due=due, late=True)
    if day_of(at) <= due:
        reason = _("最迟于${due}颁发、送达。${how}", due=say_day(due), how=how)
        return about(decision.uid, Status.PENDING, reason, due=due)
    reason = _(
        "第七条：颁发、送达准予决定的期限已于${due}届满。${how}请尽快送达并说明原因。",
        due=say_day(due),
        how=how,
    )
    return about(decision.uid, Status.FAIL, reason, due=due)


def _refused(decision: Decision) -> Finding:
    if not decision.reasons.strip():
        return lacks(decision, _("第七条：不予的决定没有说明理由。请写明理由和依据。"))
    if not decision.remedies.strip():
        return lacks(
            decision,
            _("第七条：不予的决定没有告知申请行政复议、提起行政诉讼的途径和期限。请写明。"),
        )
    if decision.is_draft:
        return about(decision.uid, Status.PENDING, _("不予的决定已经写明理由，尚未作出。"))
    return about(decision.uid, Status.PASS, _("不予的决定已经说明理由，并告知复议和诉讼的权利。"))
