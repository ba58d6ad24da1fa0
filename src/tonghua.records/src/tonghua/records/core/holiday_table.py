"""Reads a holiday notice from the rows of a table: of the page, of a CSV or XLSX file.

Two kinds of tables: a year's notice (节日, 放假开始, 放假结束, 调休上班), or single days (日期, 是否上班).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tonghua.records.core.clock import say_day
from tonghua.records.core.holiday_notice import (
    Period,
    Problem,
    Reading,
    Unreadable,
    check,
    is_within,
    plain,
    read_day,
)
from tonghua.records.core.text import Text, _

#: more rows than a year has days is no list of them
MOST_ROWS = 400
#: the columns as the sample has them
NOTICE_HEADS = ("节日", "放假开始", "放假结束", "调休上班")
DAYS_HEADS = ("日期", "是否上班", "说明")
HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("节日", "名称", "节日名称", "节假日", "节假日名称"),
    "start": ("放假开始", "开始", "开始日期", "放假开始日期", "起", "自"),
    "end": ("放假结束", "结束", "结束日期", "放假结束日期", "止", "至"),
    "made_up": ("调休上班", "调休", "上班", "上班日期", "调休上班日期", "补班"),
    "day": ("日期",),
    "worked": ("是否上班", "上班", "是否工作日"),
    "note": ("说明", "备注"),
}
WORKED: Mapping[str, bool] = {
    **dict.fromkeys(("是", "上班", "班", "工作日", "1", "true", "yes", "y"), True),
    **dict.fromkeys(("否", "不", "放假", "休", "休息", "0", "false", "no", "n"), False),
}
_SEVERAL = re.compile(r"[、,;\s和]+(?![^()]*\))")
_YEAR = re.compile(r"\b(\d{4})(?:年|[-/.]\d)")
_NO_HEADS = _(
    "没有找到栏名。第一行应当写：节日、放假开始、放假结束、调休上班；"
    "或者：日期、是否上班。请下载样表照着填写。"
)

Rows = Sequence[Sequence[str]]


def read_table(rows: Rows, year: int | None = None) -> Reading:
    """What a file's rows say, by the names in their first line that says something.

    Without a year, the first day that says its own tells it. A table in which anything is wrong
    is wrong as a whole: ``problems`` name every line. Empty lines are passed over.
    """
    cells = [[plain(cell) for cell in row] for row in rows]
    top = next((n for n, row in enumerate(cells) if any(row)), None)
    if top is None:
        return _failed(year, _("文件是空的。请下载样表照着填写。"))
    if sum(any(row) for row in cells) > MOST_ROWS:
        return _failed(
            year, _("表格超过${n}行，不是一年的放假安排。请只留一年的内容。", n=MOST_ROWS)
        )
    kind, columns = _columns(cells[top])
    if not kind:
        return _failed(year, _NO_HEADS)
    lines = [(n + 1, row) for n, row in enumerate(cells) if n > top and any(row)]
    year = year or _year_of([row for _line, row in lines])
    if year is None:
        return _failed(None, _("没有写明年份。请在日期中写上年份，例如 2026-01-01，或者先选年份。"))
    read = _read_days if kind == "days" else _read_notice
    picked = [
        (line, {name: row[n] if n < len(row) else "" for name, n in columns.items()})
        for line, row in lines
    ]
    if not picked:
        return _failed(year, _("栏名下面没有内容。请下载样表照着填写。"))
    return read(picked, year)


def read_rows(rows: Rows, year: int) -> Reading:
    """The rows of the page's table: holiday, from, to, make-up days; empty ones are passed over."""
    named = [
        (n, dict(zip(("name", "start", "end", "made_up"), map(plain, row), strict=True)))
        for n, row in enumerate(rows, start=1)
        if any(cell.strip() for cell in row)
    ]
    if not named:
        return _failed(year, _("还没有填写放假安排。"))
    return _read_notice(named, year)


def _failed(year: int | None, message: Text) -> Reading:
    return Reading(year=year, problems=(Problem(line=0, message=message),))


def _columns(heads: Sequence[str]) -> tuple[str, dict[str, int]]:
    """("notice" or "days" or "", name of a column → its position)."""
    for kind, needed, wanted in (
        ("days", ("day", "worked"), ("day", "worked", "note")),
        ("notice", ("start", "end"), ("name", "start", "end", "made_up")),
    ):
        found = {
            name: n
            for name in wanted
            for n, head in reversed(list(enumerate(heads)))
            if re.sub(r"\s|\(.*\)", "", head) in HEADS[name]
        }
        if all(name in found for name in needed):
            return kind, found
    return "", {}


def _year_of(rows: Rows) -> int | None:
    """The year that most days of the table say."""
    years = [int(found) for row in rows for cell in row for found in _YEAR.findall(cell)]
    return max(sorted(set(years)), key=years.count) if years else None


def _read_notice(rows: Sequence[tuple[int, Mapping[str, str]]], year: int) -> Reading:
    periods, lines, problems = [], [], []
    for line, row in rows:
        try:
            periods.append(_period(row, year))
            lines.append(line)
        except Unreadable as wrong:
            problems.append(Problem(line=line, message=wrong.message))
    notes: tuple[Text, ...] = ()
    if not problems:
        found, notes = check(periods, year, lines)
        problems += found
    return Reading(
        year=year,
        periods=tuple(periods),
        lines=tuple(lines),
        notes=notes,
        problems=tuple(problems),
    )


def _period(row: Mapping[str, str], year: int) -> Period:
    """One row as a period. Raises Unreadable."""
    start = read_day(row["start"], year) if row["start"] else None
    # 至3日 takes its month from the first day
    end = read_day(row["end"], year, start) if row["end"] else None
    made_up: list[date] = []
    for words in _SEVERAL.split(row.get("made_up", "")):
        if words:
            made_up.append(
                read_day(words.removesuffix("上班"), year, made_up[-1] if made_up else None)
            )
    name = row.get("name", "") or "放假"
    return Period(name=name, start=start, end=end, made_up=tuple(made_up))


def _read_days(rows: Sequence[tuple[int, Mapping[str, str]]], year: int) -> Reading:
    days: dict[date, bool] = {}
    problems = []
    for line, row in rows:
        try:
            day = read_day(row["day"], year)
            worked = WORKED.get(row["worked"].lower())
            if worked is None:
                raise Unreadable(
                    _("“是否上班”写的是“${words}”。请写“是”或者“否”。", words=row["worked"][:60])
                )
            if not is_within(day, year):
                raise Unreadable(
                    _("${day}不是${year}年的日子。请核对年份。", day=say_day(day), year=year)
                )
            if day in days:
                raise Unreadable(_("${day}写了两次。请核对。", day=say_day(day)))
            days[day] = worked
        except Unreadable as wrong:
            problems.append(Problem(line=line, message=wrong.message))
    return Reading(year=year, days=days, problems=tuple(problems))
