"""The notice of a year's holidays (节假日安排): its periods, the days they name, what is wrong.

The General Office of the State Council (国务院办公厅) announces each year, usually in November of
the year before, which days are off and which weekends are worked instead (调休上班). Working days
(工作日) of the procedure's periods are counted by it: Penalty Law 85.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tonghua.records.core.calendar import ONE_DAY, SATURDAY
from tonghua.records.core.clock import WEEKDAYS, say_day, say_day_of_week
from tonghua.records.core.holidays_of_state import statutory
from tonghua.records.core.text import Text, _, join

#: years that a notice can be of; the library knows the moon that far
YEARS = range(2001, 2100)
#: no holiday was ever half as long: a longer one is a slip of the pen
LONGEST = 31
#: 元旦 may begin in the old year, and the last weekend of the year may belong to the next
BEFORE, AFTER = timedelta(days=14), timedelta(days=14)

#: a day as people and programs write it
DAY = re.compile(
    r"(?:(?P<year>\d{4})(?:年|[-/.]))?(?:(?P<month>\d{1,2})(?:月|[-/.]))?(?P<day>\d{1,2})日?"
    r"(?:[ T]0?0:00(?::00)?)?"
    r"(?:\((?P<beside>[^()]*)\)|(?P<weekday>(?:周|星期)[一二三四五六日天]))?"
)
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")


class Unreadable(ValueError):
    """What is no day. ``message`` is the sentence."""

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, kw_only=True)
class Period:
    """One holiday (节日) as the notice tells it: days off, both ends among them, and make-up days.

    ``start`` and ``end`` are both None where only make-up days are told.
    """

    name: str
    start: date | None = None
    end: date | None = None
    made_up: tuple[date, ...] = ()

    @property
    def days_off(self) -> tuple[date, ...]:
        """Every day of the holiday; none where it ends before it begins."""
        if self.start is None or self.end is None:
            return ()
        return tuple(
            self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1)
        )


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong with a notice, and what to do. ``line`` counts from 1; 0: no line of its own."""

    line: int
    message: Text

    @property
    def sentence(self) -> Text:
        """The message with its line, where it has one."""
        if not self.line:
            return self.message
        return _("第${n}行：${message}", n=self.line, message=self.message)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read of a notice of ``year`` (None: it does not say of which).

    Of a notice ``periods`` are set, of a list of single days ``days`` (day → worked). ``lines`` are
    the lines of the periods. ``notes`` are sentences to check; with ``problems`` it must not be kept.
    """

    year: int | None
    periods: tuple[Period, ...] = ()
    lines: tuple[int, ...] = ()
    days: Mapping[date, bool] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_days(self) -> bool:
        """Whether single days are told, and not a whole year."""
        return bool(self.days)


def plain(text: str) -> str:
    """A text with the half-width digits and signs that the patterns know, without outer spaces."""
    return unicodedata.normalize("NFKC", text).replace("\u200b", "").strip()


def read_day(text: str, year: int | None, after: date | None = None) -> date:
    """A day as an office writes it: 1月4日（周日）, 2026年1月4日, 2026-01-04, 2026/1/4.

    ``year`` is that of a day that does not say its own; ``after`` is the day before it in the
    sentence, from which 至3日 takes its month. Raises Unreadable, also where the weekday beside
    the day is another one.
    """
    found = DAY.fullmatch(plain(text))
    if found is None:
        raise Unreadable(
            _("“${text}”不是日期。请写成 1月4日 或者 2026-01-04 的样子。", text=text.strip()[:60])
        )
    return day_of_match(found, year, after)


def day_of_match(found: re.Match[str], year: int | None, after: date | None = None) -> date:
    """The day that a match of ``DAY`` tells. Raises Unreadable."""
    said = found.group(0)
    month = int(found["month"]) if found["month"] else after.month if after else 0
    if not month:
        raise Unreadable(_("“${text}”没有写月份。请写成 1月4日 的样子。", text=said))
    if found["year"]:
        year = int(found["year"])
    elif after is not None:
        year = after.year
    if year is None:
        raise Unreadable(_("“${text}”没有写年份。请写成 2026-01-04 的样子。", text=said))
    try:
        day = date(year, month, int(found["day"]))
    except ValueError:
        raise Unreadable(_("没有“${text}”这一天。请核对。", text=said)) from None
    weekday = _WEEKDAY.search(found["beside"] or found["weekday"] or "")
    if weekday and WEEKDAYS[day.weekday()] != weekday[1].replace("天", "日"):
        raise Unreadable(
            _(
                "${day}是星期${is_}，不是星期${said}。请核对日期和年份。",
                day=say_day(day),
                is_=WEEKDAYS[day.weekday()],
                said=weekday[1],
            )
        )
    return day


def days_of(periods: Iterable[Period]) -> dict[date, bool]:
    """Day → whether it is worked, of every day that the periods name."""
    periods = tuple(periods)
    off = {day: False for period in periods for day in period.days_off}
    return off | {day: True for period in periods for day in period.made_up}


def check(
    periods: Sequence[Period], year: int, lines: Sequence[int] = ()
) -> tuple[tuple[Problem, ...], tuple[Text, ...]]:
    """What is wrong with a year's notice, and what is odd about it: (problems, notes).

    ``lines`` are the periods' lines, 1, 2, 3 … without them.
    """
    lines = lines or range(1, len(periods) + 1)
    problems = [
        Problem(line=line, message=message)
        for line, period in zip(lines, periods, strict=True)
        for message in _wrong_alone(period, year)
    ]
    if not problems:
        problems += _twice(periods, lines)
    if not problems:
        problems += _left_out(periods, year)
    return tuple(problems), () if problems else tuple(_odd(periods))


def _wrong_alone(period: Period, year: int) -> Iterator[Text]:
    """What is wrong with one period, whatever the others say."""
    if (period.start is None) != (period.end is None):
        yield _("“${name}”只写了开始或者结束的日期。请写全，只有一天的写两次。", name=period.name)
        return
    if period.start is None or period.end is None:
        if not period.made_up:
            yield _("“${name}”没有写日期。", name=period.name)
    elif period.end < period.start:
        yield _(
            "“${name}”的结束日期${end}早于开始日期${start}。请核对；跨年的请写明年份。",
            name=period.name,
            end=say_day(period.end),
            start=say_day(period.start),
        )
        return
    elif (period.end - period.start).days >= LONGEST:
        yield _(
            "“${name}”从${start}到${end}，超过一个月。请核对。",
            name=period.name,
            start=say_day(period.start),
            end=say_day(period.end),
        )
        return
    for day in (period.start, period.end, *period.made_up):
        if day is not None and not is_within(day, year):
            yield _("${day}不是${year}年的日子。请核对年份。", day=say_day(day), year=year)


def is_within(day: date, year: int) -> bool:
    """Whether a notice of a year may name a day: one of that year, or a neighbour of New Year."""
    return date(year, 1, 1) - BEFORE <= day <= date(year, 12, 31) + AFTER


def _twice(periods: Sequence[Period], lines: Sequence[int]) -> Iterator[Problem]:
    """Days that are told twice, or as both off and worked."""
    told: dict[date, bool] = {}
    for line, period in zip(lines, periods, strict=True):
        told_now = [(day, False) for day in period.days_off]
        told_now += [(day, True) for day in period.made_up]
        for day, worked in told_now:
            if day not in told:
                told[day] = worked
            elif told[day] == worked:
                yield Problem(line=line, message=_("${day}写了两次。请核对。", day=say_day(day)))
            else:
                message = _("${day}既写了放假，又写了上班。请核对。", day=say_day(day))
                yield Problem(line=line, message=message)


def _left_out(periods: Sequence[Period], year: int) -> Iterator[Problem]:
    """Statutory holidays that a whole year's notice would name."""
    named = days_of(periods)
    missing: dict[str, list[date]] = {}
    for day, names in statutory(year).items():
        if named.get(day) is not False:
            missing.setdefault("、".join(names), []).append(day)
    if missing:
        words = join(
            f"{name}（{'、'.join(f'{day.month}月{day.day}日' for day in days)}）"
            for name, days in missing.items()
        )
        yield Problem(
            line=0,
            message=_(
                "没有写${missing}放假。请把${year}年的节日都写上；只改个别日子的，用“更正个别日子”。",
                missing=words,
                year=year,
            ),
        )


def _odd(periods: Sequence[Period]) -> Iterator[Text]:
    for period in periods:
        for day in period.made_up:
            if day.weekday() < SATURDAY:
                yield _(
                    "${day}写了上班，调休上班的通常是星期六、星期日。请核对。",
                    day=say_day_of_week(day),
                )


def say(period: Period, year: int) -> Text:
    """A period as the notice tells it: 元旦：1月1日（周四）至3日（周六）放假，共3天。…上班。"""
    parts = []
    days = period.days_off
    if len(days) == 1:
        parts.append(_("${day}放假1天。", day=_short(days[0], year)))
    elif days:
        parts.append(
            _(
                "${start}至${end}放假，共${n}天。",
                start=_short(days[0], year),
                end=_short(days[-1], year, days[0]),
                n=len(days),
            )
        )
    if period.made_up:
        worked = join(_short(day, year) for day in period.made_up)
        parts.append(_("${days}上班。", days=worked))
    return _("${name}：${said}", name=period.name, said=join(parts, ""))


def _short(day: date, year: int, after: date | None = None) -> str:
    """1月4日（周日）; with its year where that is another, without what the day before it says."""
    date_words = f"{day.day}日"
    if after is None or (after.year, after.month) != (day.year, day.month):
        date_words = f"{day.month}月{date_words}"
    if day.year != (after.year if after else year):
        date_words = f"{day.year}年{date_words}"
    return f"{date_words}（周{WEEKDAYS[day.weekday()]}）"


def spans(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """First and last of each run of days that follow one another, in order."""
    first = last = None
    for day in sorted(days):
        if last is not None and day - last == ONE_DAY:
            last = day
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = day
    if first is not None and last is not None:
        yield first, last
