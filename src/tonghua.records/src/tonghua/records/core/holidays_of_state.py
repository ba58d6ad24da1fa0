"""What the program knows of the nation's holidays by itself, and whether a year was announced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from tonghua.records.core.text import Text, _

#: the library's words for the holidays of 《全国年节及纪念日放假办法》第二条 → ours
FESTIVALS: Mapping[str, Text] = {
    "New Year's Day": _("元旦"),
    "Chinese New Year's Eve": _("春节"),
    "Chinese New Year (Spring Festival)": _("春节"),
    "Tomb-Sweeping Day": _("清明节"),
    "Labor Day": _("劳动节"),
    "Dragon Boat Festival": _("端午节"),
    "Mid-Autumn Festival": _("中秋节"),
    "National Day": _("国庆节"),
}
#: in December a make-up day belongs to the next year's notice
DECEMBER = 12


@lru_cache(maxsize=64)
def statutory(year: int) -> Mapping[date, tuple[Text, ...]]:
    """The days that are off by law in a year, in order, each with the names of its festivals.

    They are known before any notice. Days off by exchange with a weekend are not among them.
    """
    known = holidays.country_holidays("CN", years=[year], observed=False, language="en_US")
    found: dict[date, tuple[Text, ...]] = {}
    for day in sorted(known):
        names = tuple(FESTIVALS[each] for each in known[day].split("; ") if each in FESTIVALS)
        if names and day.year == year:
            found[day] = names
    return found


@lru_cache(maxsize=64)
def is_announced(year: int) -> bool:
    """Whether the program brings the notice of a year.

    Of a year without its notice the library has the statutory days, but no make-up working days;
    there was none without them since 2001.
    """
    known = holidays.country_holidays("CN", years=[year])
    made_up: set[date] = getattr(known, "weekend_workdays", set())
    return any(day.year == year and day.month < DECEMBER for day in made_up)
