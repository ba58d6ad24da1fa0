"""The office's calendar: what is kept of it, and what an administrator should be told of it."""

from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.clock import day_of
from tonghua.records.core.holiday_year import wanting
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.setup.changing import changing


def calendar():
    """The calendar in force (``core.calendar.WorkingCalendar``)."""
    return office().calendar


def keep(wanted):
    """Keep a calendar's corrections as the office's."""
    with changing() as kept:
        kept.holidays = {
            day.isoformat(): worked for day, worked in sorted(wanted.corrections.items())
        }


def year_wanted():
    """The year whose notice must be entered now; None when all is known."""
    return wanting(calendar(), day_of(now()))


def warning(request):
    """What an administrator is told while a year is wanting; "" when none is."""
    year = year_wanted()
    if year is None:
        return ""
    return translate(
        _(
            "系统没有${year}年的节假日安排，算到${year}年的期限可能不准。"
            "国务院办公厅公布以后，请在“节假日安排”中录入。",
            mapping={"year": year},
        ),
        context=request,
    )
