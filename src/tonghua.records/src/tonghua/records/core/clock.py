"""Days and moments of the office; nothing here asks what time it is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
#: 星期…, from Monday on
WEEKDAYS = "一二三四五六日"


def day_of(moment: datetime | date) -> date:
    """The office's calendar day of a moment; a plain date is its own day.

    Raises ValueError for a moment without a time zone.
    """
    if not isinstance(moment, datetime):
        return moment
    return in_office(moment).date()


def in_office(moment: datetime) -> datetime:
    """The same moment on the office's clock. Raises ValueError for a naive one."""
    # moments on one clock are compared without asking it: facts are kept on the office's
    return moment if moment.tzinfo is OFFICE_ZONE else aware(moment).astimezone(OFFICE_ZONE)


def aware(moment: datetime) -> datetime:
    """A moment as it is, on whatever clock. Raises ValueError for a naive one."""
    if moment.tzinfo is OFFICE_ZONE:
        return moment
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"moment without time zone: {moment.isoformat()}")
    return moment


def is_after(value: datetime | date, at: datetime) -> bool:
    """Whether a moment or day lies later than ``at``."""
    if isinstance(value, datetime):
        return aware(value) > at
    return value > day_of(at)


def parse_moment(value: str) -> datetime | date:
    """Read ISO 8601: a date, or a moment; a moment without offset is office time."""
    if len(value) == 10:
        return date.fromisoformat(value)
    # Python 3.10 does not read the Z of UTC
    moment = datetime.fromisoformat(value[:-1] + "+00:00" if value.endswith("Z") else value)
    return moment if moment.tzinfo else moment.replace(tzinfo=OFFICE_ZONE)


def say_day(value: datetime | date) -> str:
    """2026年3月6日"""
    day = day_of(value)
    return f"{day.year}年{day.month}月{day.day}日"


def say_day_of_week(value: datetime | date) -> str:
    """2026年3月6日（星期五）"""
    return f"{say_day(value)}（星期{WEEKDAYS[day_of(value).weekday()]}）"


def say_moment(value: datetime) -> str:
    """2026年3月6日 10:00"""
    return f"{say_day(value)} {in_office(value):%H:%M}"


def say_span(start: datetime, end: datetime) -> str:
    """2026年3月6日 10:00—11:20; both days when the span passes midnight."""
    if day_of(start) == day_of(end):
        return f"{say_moment(start)}—{in_office(end):%H:%M}"
    return f"{say_moment(start)}—{say_moment(end)}"
