"""Appointments as iCalendar (RFC 5545), written by the library ``icalendar``."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from tonghua.records import _
from tonghua.records.core.clock import OFFICE_ZONE, in_office
from tonghua.records.i18n import in_chinese

PRODUCT = "-//tonghua.records//deadlines//ZH"
#: how often a calendar should ask again
REFRESH = timedelta(hours=1)
#: the years of which a calendar is told the zone's clock; China has had one clock since
SINCE, UNTIL = date(1992, 1, 1), date(2100, 1, 1)

NAME = _("办案时限")


def written(dated, at):
    """The calendar as bytes: UTF-8, its lines folded. ``at`` is the moment of writing."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = in_chinese(NAME)
    # the second one of each is what older calendars read
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", OFFICE_ZONE.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for each in dated:
        calendar.add_component(_event(each, at))
    calendar.add_missing_timezones(first_date=SINCE, last_date=UNTIL)
    return calendar.to_ical()


def tag(dated):
    """The ETag of what a calendar says, whenever it was written: a weak one."""
    said = repr([(each.appointment, each.url) for each in dated])
    return f'W/"{sha256(said.encode()).hexdigest()[:32]}"'


def _event(dated, at):
    told = dated.appointment
    event = Event()
    event.add("uid", told.uid)
    event.add("dtstamp", at)
    event.add("summary", in_chinese(told.summary))
    event.add("description", in_chinese(told.description))
    if isinstance(told.due, datetime):
        event.add("dtstart", in_office(told.due).astimezone(OFFICE_ZONE))
    else:
        event.add("dtstart", told.due)
        event.add("dtend", told.due + timedelta(days=1))
    event.add("url", dated.url)
    event.add("class", "CONFIDENTIAL" if told.private else "PRIVATE")
    # a deadline takes nobody's time
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(told))
    return event


def _alarm(told):
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", in_chinese(told.summary))
    alarm.add("trigger", told.reminder)
    return alarm
