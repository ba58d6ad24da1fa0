"""The filters that a template (文书模板) may use: `{{ record.decided_at|day }}`.

Each takes a plain value of the context (text, number, ISO date or datetime, None) and gives
text. An empty value stays empty, so that `|blank` can follow. What cannot be read raises
ValueError with a Chinese sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from . import amounts

SHANGHAI = timezone(timedelta(hours=8))
UNDERSCORES = "＿＿＿＿＿＿"
MAX_UNDERSCORES = 200


def day(value: object) -> str:
    """2026年3月6日, month and day without a leading zero (GB/T 9704: 不编虚位)."""
    if _empty(value):
        return ""
    when = _moment(value)
    return f"{when.year}年{when.month}月{when.day}日"


def clock(value: object) -> str:
    """10时00分"""
    if _empty(value):
        return ""
    when = _moment(value)
    return f"{when.hour}时{when.minute:02d}分"


def moment(value: object) -> str:
    """2026年3月6日10时00分"""
    return day(value) + clock(value)


def period(start: object, end: object = None) -> str:
    """2026年3月6日10时00分至11时20分; the second day only where it differs, blanks where open."""
    if _empty(start):
        return ""
    if _empty(end):
        return f"{moment(start)}至　　时　　分"
    return f"{moment(start)}至{clock(end) if day(start) == day(end) else moment(end)}"


def yuan(value: object) -> str:
    """¥50,000.00"""
    return "" if _empty(value) else amounts.figures(value)


def capitals(value: object) -> str:
    """人民币伍万元整 (大写金额)"""
    return "" if _empty(value) else amounts.capitals(value)


def blank(value: object, shown: object = UNDERSCORES) -> object:
    """What stands where nothing was filled in: underscores, so many of them, or a text.

    `|blank`, `|blank(12)`, `|blank("　　年　　月　　日")`.
    """
    if not _empty(value):
        return value
    if isinstance(shown, int):
        if not 0 <= shown <= MAX_UNDERSCORES:
            raise ValueError(f"“blank”的下划线应当是 0 至 {MAX_UNDERSCORES} 个。")
        return "＿" * shown
    return str(shown)


def otherwise(value: object, other: object) -> object:
    """The value, or another one where it is empty."""
    return other if _empty(value) else value


def when(value: object, yes: object, no: object = "") -> object:
    """One text for true, another (or nothing) for false: `paper.draft|when("草稿")`.

    A question that nobody has answered leaves room where a text for no is given: a paper says
    nothing that nobody has said.
    """
    if no and _empty(value):
        return blank(value, 4)
    return yes if value else no


FILTERS: dict[str, Callable[..., object]] = {
    "day": day,
    "clock": clock,
    "moment": moment,
    "period": period,
    "yuan": yuan,
    "capitals": capitals,
    "blank": blank,
    "otherwise": otherwise,
    "when": when,
}


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, (str, list)) and not value)


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, date):
        found = datetime(value.year, value.month, value.day)
    else:
        try:
            found = datetime.fromisoformat(str(value).strip().replace("Z", "+00:00"))
        except ValueError:
            raise ValueError(f"“{value}”不是日期或者时间。") from None
    return found.astimezone(SHANGHAI) if found.tzinfo else found
