"""Moments as content keeps them: aware, in the office's zone (core has no clock of its own)."""

from datetime import datetime

import pytz
from dateutil import parser

#: pytz and not zoneinfo: plone.restapi reads ``tzinfo.zone`` of a stored moment
ZONE = pytz.timezone("Asia/Shanghai")


def now():
    """The present moment in the office's zone."""
    return datetime.now(ZONE)


def to_office(moment):
    """Bring a datetime into the office's zone; a naive one is the office's time."""
    if moment.tzinfo is None:
        return ZONE.localize(moment)
    return moment.astimezone(ZONE)


def parse(text):
    """Read an ISO 8601 moment. Raises ValueError with what was given."""
    try:
        return to_office(parser.isoparse(text))
    except (TypeError, ValueError, OverflowError):
        raise ValueError(text) from None


def from_zope(moment):
    """A Zope DateTime as a datetime of the office's zone."""
    return moment.asdatetime().astimezone(ZONE)
