"""A deadline in a list: its day, and what is left of it in words."""

from datetime import datetime, timedelta, timezone

from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.lists.indexing import NO_DEADLINE
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.pages import Badge

SOON_DAYS = 7


def left(due, at=None, calendar=None):
    """(words, colour): 还剩 3 个工作日、今天到期、已超期 2 天."""
    at = at or now()
    if due < at:
        days = max(1, (day_of(at) - day_of(due)).days)
        return _("已超期 ${n} 天", mapping={"n": days}), "danger"
    if day_of(due) == day_of(at):
        return _("今天到期"), "warning"
    n = worked_days(calendar or office().calendar, day_of(at), day_of(due))
    colour = "warning" if due <= at + timedelta(days=SOON_DAYS) else "secondary"
    return _("还剩 ${n} 个工作日", mapping={"n": n}), colour


def worked_days(calendar, start, end):
    """Working days after ``start``, up to and with ``end``; far ones by the week."""
    days = (end - start).days
    if days > 400:
        return days * 5 // 7
    return sum(calendar.is_working_day(start + timedelta(days=n + 1)) for n in range(days))


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
