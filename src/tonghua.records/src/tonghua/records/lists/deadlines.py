"""A deadline in a list: its day, and what is left of it in words."""

from datetime import datetime, timedelta, timezone

from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.remaining import remaining
from tonghua.records.i18n import message
from tonghua.records.lists.indexing import NO_DEADLINE
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.pages import Badge

SOON_DAYS = 7


def left(due, at=None, calendar=None):
    """(words, colour): 还剩 3 个工作日、今天到期、已超期 2 天, as the case's page says it."""
    at = at or now()
    if due < at:
        days = max(1, (day_of(at) - day_of(due)).days)
        return _("已超期 ${n} 天", mapping={"n": days}), "danger"
    # the index keeps the last minute of a day; what is left of it is said in days
    words = remaining(day_of(due), at, calendar or office().calendar)
    soon = due <= at + timedelta(days=SOON_DAYS)
    return message(words), "warning" if soon else "secondary"


def badge(due, request, calendar=None):
    """The badge beside a deadline."""
    words, colour = left(due, calendar=calendar)
    signs = {"danger": "✗ ", "warning": "! "}
    return Badge(text=signs.get(colour, "") + translate(words, context=request), colour=colour)


def due_of(number):
    """The moment behind a DateIndex's entry (minutes of UTC, months of 31 days); None for none."""
    if number is None:
        return None
    days, minutes = divmod(number, 24 * 60)
    months, day = divmod(days - 1, 31)
    year, month = divmod(months - 1, 12)
    moment = datetime(year, month + 1, day + 1, minutes // 60, minutes % 60, tzinfo=timezone.utc)
    return None if moment.year >= NO_DEADLINE.year - 1 else moment


def day_in_words(due):
    return say_day(due)
