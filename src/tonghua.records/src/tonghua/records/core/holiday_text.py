"""Reads the notice as the State Council's office publishes it (国务院办公厅通知), pasted whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tonghua.records.core.holiday_notice import (
    DAY,
    LONGEST,
    Period,
    Problem,
    Reading,
    Unreadable,
    check,
    day_of_match,
    plain,
    spans,
)
from tonghua.records.core.text import Text, _

#: a text longer than this is no notice; the longest was a page
MOST = 20_000

_TITLE = re.compile(r"(?:关于|现将)(\d{4})年")
_NUMBERING = r"(?:\(?[一二三四五六七八九十]{1,3}[、.)]|\(?\d{1,2}[、.)])"
_NAMES = r"[\u4e00-\u9fff]{1,8}(?:(?:、|和)[\u4e00-\u9fff]{1,8}){0,3}"
#: where an item begins: 一、元旦：
_ITEM = re.compile(rf"(?:^|(?<=[。;:]))(?:{_NUMBERING})?(?P<name>{_NAMES}):")
#: the same at the start of a line; without a number the name must be known, as lines wrap
_KNOWN = r"(?:元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节)(?:、|和|:)"
_ITEM_LINE = re.compile(rf"{_NUMBERING}{_NAMES}:|{_KNOWN}")

# a day with what stands beside it in brackets: 15日(农历腊月二十八、周日)
_ONE = DAY.pattern.replace("?P<", "?P<{p}")
_RANGE = re.compile(
    _ONE.replace("{p}", "a_") + r"(?:(?:至|到|—+|–|-|~)" + _ONE.replace("{p}", "b_") + ")?"
)
_OFF = re.compile(r"(?:放假调休|调休放假|放假|补休)(?:(\d{1,2})天)?")
_WORKED = re.compile(r"(?:正常|照常|补)?上班")
_TOTAL = re.compile(r"共(\d{1,2})天")
#: a clause that speaks of certain days as off or worked
_SPEAKS = re.compile(r"(?=.*\d[月日]).*(?:放假|上班|补休|休息|调休|假期)")
#: what is said beside and changes nothing
_BESIDE = re.compile(r"不调休|与周末连休|(?:放假)?调休")


@dataclass
class _Item:
    """What has been read of one item."""

    name: str
    off: list[date] = field(default_factory=list)
    made_up: list[date] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def read_text(text: str, year: int | None = None) -> Reading:
    """The periods of a pasted notice.

    The year is that of its title (关于2026年部分节假日安排的通知), else the one given; a title of
    another year is a problem. Every weekday and every 共…天 that the text says is checked. What
    speaks of days off but cannot be read is a note, as 鼓励…休息 decides nothing.
    """
    if len(text) > MOST:
        return _failed(year, _("文字过长，不像一份放假通知。请只粘贴通知的正文。"))
    whole = _joined(text)
    title = _TITLE.search(whole)
    said = int(title[1]) if title else None
    if said and year and said != year:
        return _failed(
            year,
            _(
                "这是${said}年的通知，页面上选的是${year}年。请先选${said}年。",
                said=said,
                year=year,
            ),
        )
    year = year or said
    if year is None:
        return _failed(None, _("没有写明是哪一年的通知。请连同标题一起粘贴，或者先选年份。"))
    problems: list[Problem] = []
    items: list[_Item] = []
    for name, body in _items(whole):
        item = _Item(name)
        try:
            _read_item(item, body, year)
        except Unreadable as wrong:
            message = _("“${name}”：${message}", name=name, message=wrong.message)
            problems.append(Problem(line=0, message=message))
        if item.off or item.made_up:
            items.append(item)
    if not items and not problems:
        return _failed(
            year, _("没有读出放假的日子。请粘贴通知的正文，例如“一、元旦：1月1日放假……”。")
        )
    periods = tuple(period for item in items for period in _periods(item))
    notes = tuple(note for item in items for note in item.notes)
    if not problems:
        found, odd = check(periods, year, [0] * len(periods))
        problems += found
        notes += odd
    return Reading(year=year, periods=periods, notes=notes, problems=tuple(problems))


def _failed(year: int | None, message: Text) -> Reading:
    return Reading(year=year, problems=(Problem(line=0, message=message),))


def _joined(text: str) -> str:
    """The text in one line, without spaces; a line that begins an item begins a sentence."""
    out = ""
    for raw in plain(text).splitlines():
        line = re.sub(r"\s", "", raw)
        begins = _ITEM_LINE.match(line) and out and out[-1] not in "。;:"
        out += f"。{line}" if begins else line
    return out


def _items(whole: str) -> Iterator[tuple[str, str]]:
    """Name and text of each item: from 元旦： to the next."""
    found = list(_ITEM.finditer(whole))
    for n, each in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(whole)
        yield each["name"], whole[each.end() : end]


def _read_item(item: _Item, body: str, year: int) -> None:
    """Read an item's sentences. Raises Unreadable."""
    for sentence in re.split("[。;]", body):
        off: list[date] = []
        for clause in re.split(r",(?![^()]*\))", sentence):
            if not _read_clause(item, off, clause, year) and _SPEAKS.match(clause):
                item.notes.append(
                    _("没有读入这一句，请核对：${sentence}。", sentence=sentence[:200])
                )
                break
        item.off += off


def _read_clause(item: _Item, off: list[date], clause: str, year: int) -> bool:
    """Read what a clause says of days; whether it says nothing else."""
    total = _TOTAL.fullmatch(clause)
    if total:
        _agree(off, int(total[1]))
        return True
    if _BESIDE.fullmatch(clause):
        return True
    days, rest = _days_at_start(clause, year)
    if not days:
        return False
    verb = _OFF.fullmatch(rest)
    if verb:
        off += days
        if verb[1]:
            _agree(days, int(verb[1]))
        return True
    if _WORKED.fullmatch(rest):
        item.made_up += days
        return True
    return False


def _days_at_start(clause: str, year: int) -> tuple[list[date], str]:
    """The days with which a clause begins, and the rest of it. Raises Unreadable."""
    days: list[date] = []
    at = 0
    while found := _RANGE.match(clause, at):
        first = _half(found, "a_", year, days[-1] if days else None)
        days.append(first)
        if found["b_day"]:
            last = _half(found, "b_", year, first)
            if not 0 < (last - first).days < LONGEST:
                raise Unreadable(
                    _(
                        "“${text}”的结束日期早于开始日期，或者超过一个月。请核对；跨年的请写明年份。",
                        text=found.group(0),
                    )
                )
            days += [
                date.fromordinal(n) for n in range(first.toordinal() + 1, last.toordinal() + 1)
            ]
        at = found.end()
        if clause[at : at + 1] not in ("、", "和"):
            break
        at += 1
    return days, clause[at:]


def _half(found: re.Match[str], prefix: str, year: int, after: date | None) -> date:
    """The day of one half of 1月1日至3日."""
    words = "".join(
        f"{found[prefix + part]}{sign}"
        for part, sign in (("year", "年"), ("month", "月"), ("day", "日"))
        if found[prefix + part]
    )
    beside = found[prefix + "beside"] or found[prefix + "weekday"]
    again = DAY.fullmatch(f"{words}({beside})" if beside else words)
    if again is None:
        raise Unreadable(_("“${text}”不是日期。请写成 1月4日 或者 2026-01-04 的样子。", text=words))
    return day_of_match(again, year, after)


def _agree(days: list[date], said: int) -> None:
    """Raises Unreadable where the text counts its days otherwise (共3天)."""
    if days and len(set(days)) != said:
        raise Unreadable(
            _("写的是共${said}天，日期合计是${n}天。请核对。", said=said, n=len(set(days)))
        )


def _periods(item: _Item) -> Iterator[Period]:
    """An item as periods: one for each run of days off, the make-up days with the first."""
    made_up = tuple(item.made_up)
    for start, end in spans(item.off):
        yield Period(name=item.name, start=start, end=end, made_up=made_up)
        made_up = ()
    if made_up:
        yield Period(name=item.name, made_up=made_up)
