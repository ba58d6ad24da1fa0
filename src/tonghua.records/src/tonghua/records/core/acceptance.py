"""When an application counts as accepted (受理): article 7; Administrative Licensing Law, article 32.

What an application lacks is told once, within five working days; where nobody says anything in
that time, it counts as accepted from the day on which it was received.
"""

from __future__ import annotations

from datetime import date, datetime

from tonghua.records.core.clock import day_of
from tonghua.records.core.deadlines import Deadline, working_days
from tonghua.records.core.facts import Application, ApplicationNotice, CaseFacts
from tonghua.records.core.office import Office

#: outcomes of a notice that answer the application; another (补正、不予立案) leaves it open
ANSWERS = frozenset({"accepted", "rejected"})


def received_on(case: CaseFacts) -> date | None:
    """收件日: the day of ``received_at``; None while no application is recorded."""
    moment = received_at(case)
    return day_of(moment) if moment else None


def received_at(case: CaseFacts) -> datetime | None:
    """When the application came in, by what is final; by the drafts where nothing is final yet.

    What was superseded or annulled says nothing of it.
    """
    applications = [each for each in case.standing(Application) if each.received_at]
    final = [each for each in applications if each.is_final]
    moments = (each.received_at for each in final or applications)
    return min((moment for moment in moments if moment), default=None)


def notices(case: CaseFacts, *outcomes: str) -> tuple[ApplicationNotice, ...]:
    """The final notices with one of these outcomes, the earliest first."""
    found = [
        each
        for each in case.standing(ApplicationNotice)
        if each.is_final and each.outcome in outcomes
    ]
    return tuple(sorted(found, key=lambda each: noticed_on(each) or date.max))


def noticed_on(notice: ApplicationNotice) -> date | None:
    """The day of a notice: that of its finalizing, or, recorded late (补录), when it happened."""
    moment = notice.finalized_at or notice.occurred_start
    if notice.backfilled:
        moment = notice.occurred_start or moment
    return day_of(moment) if moment else None


def supplement_deadline(case: CaseFacts, office: Office) -> Deadline | None:
    """The last day on which the applicant may be told what is lacking; None without application."""
    received = received_on(case)
    days = office.count("supplement_days")
    return working_days(office.calendar, received, days) if received else None


def deemed_accepted_on(case: CaseFacts, office: Office, at: datetime) -> date | None:
    """视为受理: the day of receipt, where nothing was said in time; None where that is not so.

    A rejection (不予受理) answers whenever it comes: what is not for this office is not accepted
    by silence.
    """
    deadline = supplement_deadline(case, office)
    if case.type != "ApplicationCase" or deadline is None or day_of(at) <= deadline.due:
        return None
    if notices(case, "rejected"):
        return None
    told = (noticed_on(each) for each in notices(case, "accepted", "supplement"))
    if any(day is not None and day <= deadline.due for day in told):
        return None
    return received_on(case)


def accepted_on(case: CaseFacts, office: Office, at: datetime) -> date | None:
    """受理日: deemed, or that of the notice of acceptance; None while not accepted."""
    deemed = deemed_accepted_on(case, office, at)
    if deemed is not None:
        return deemed
    accepted = notices(case, "accepted")
    return noticed_on(accepted[0]) if accepted else None
