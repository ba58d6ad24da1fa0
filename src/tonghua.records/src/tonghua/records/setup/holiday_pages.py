"""节假日安排: a year as a calendar, and its notice entered: pasted, typed, or from a file."""

import re
from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.canonical import digest
from tonghua.records.core.clock import day_of, say_day_of_week
from tonghua.records.core.holiday_notice import YEARS, Problem, Reading, Unreadable, read_day, say
from tonghua.records.core.holiday_table import read_rows
from tonghua.records.core.holiday_text import MOST, read_text
from tonghua.records.core.holiday_year import (
    Source,
    changes,
    periods,
    source,
    with_days,
    with_reading,
    without_own,
    year_shown,
)
from tonghua.records.forms.guarded import printable
from tonghua.records.i18n import say as in_words
from tonghua.records.lists.sheet import SPREADSHEET
from tonghua.records.moments import now
from tonghua.records.pages import Badge
from tonghua.records.setup.holiday_file import MOST_BYTES, SAMPLES, read_file, sample
from tonghua.records.setup.holidays import calendar, keep, warning

YEAR = re.compile("[0-9]{4}")
COLUMNS = ("name", "start", "end", "made_up")
#: empty rows below the table, to be filled in
MORE = 3
MOST_TYPED = 60
#: what a button does, in the order in which it is looked for
ACTS = ("paste", "load", "preview", "save", "save_days", "correct", "take_back")


class HolidaysView(BrowserView):
    """节假日安排 of one year. Nothing is kept before it was shown what would change."""

    def __call__(self):
        self.problems, self.notes = [], []
        self.proposed = self.days = None
        self.typed_notice = ""
        self.rows = self._rows_of(periods(self.calendar, self.year))
        if self.request.method == "POST":
            act = next((name for name in ACTS if name in self.request.form), "preview")
            if getattr(self, f"_{act}")():
                return self.request.response.redirect(f"{self.url}?year={self.year}")
        return self.index()

    # what is shown

    @cached_property
    def calendar(self):
        return calendar()

    @cached_property
    def year(self):
        asked = self.request.form.get("year", "")
        if isinstance(asked, str) and YEAR.fullmatch(asked) and int(asked) in YEARS:
            return int(asked)
        return now().year

    @property
    def url(self):
        return f"{api.portal.get().absolute_url()}/@@holidays"

    @property
    def warning(self):
        return warning(self.request)

    @property
    def years(self):
        """The years to go to, with whether each is the one that is shown."""
        return [(year, year == self.year) for year in range(now().year - 2, now().year + 3)]

    @property
    def near(self):
        """The years before and after, where there are any."""
        return [year if year in YEARS else None for year in (self.year - 1, self.year + 1)]

    @property
    def unknown(self):
        return source(self.calendar, self.year) is Source.UNKNOWN

    @property
    def state(self):
        """(whether the year is known, as a badge; where it comes from, in words)."""
        words = _("！没有安排") if self.unknown else _("✓ 已有安排")
        badge = Badge(
            text=translate(words, context=self.request),
            colour="warning" if self.unknown else "success",
        )
        return badge, in_words(source(self.calendar, self.year).sentence)

    @property
    def own(self):
        """The office's corrections of the year: (ISO day, in words, worked)."""
        return [
            (day.isoformat(), say_day_of_week(day), worked)
            for day, worked in sorted(self.calendar.corrections.items())
            if day.year == self.year
        ]

    @property
    def own_differs(self):
        """How many days the office has otherwise than the notice that the program brings."""
        if source(self.calendar, self.year) is not Source.NATION:
            return 0
        return len(changes(without_own(self.calendar, self.year), self.calendar))

    @cached_property
    def arrangement(self):
        """The year's holidays, a sentence each."""
        shown = self.proposed or self.calendar
        return [in_words(say(each, self.year)) for each in periods(shown, self.year)]

    @cached_property
    def months(self):
        if self.proposed is None:
            return year_shown(self.calendar, self.year)
        return year_shown(self.proposed, self.year, before=self.calendar)

    def of_day(self, day):
        """Classes and words of a day of the calendar."""
        classes = ["records-day"]
        if day.mark == "休" or not day.worked:
            classes.append("records-day-holiday" if day.mark else "records-day-weekend")
        elif day.mark:
            classes.append("records-day-made-up")
        classes += ["records-day-changed"] if day.changed else []
        names = "、".join(dict.fromkeys(in_words(name) for name in day.names))
        said = _("上班") if day.worked else _("放假")
        return {
            "class": " ".join(classes),
            "number": day.day.day,
            "mark": day.mark,
            "names": names,
            "said": translate(said, context=self.request),
            "own": day.own,
            "changed": day.changed,
        }

    @property
    def changes(self):
        """What would change, a sentence each."""
        return [in_words(each.sentence) for each in changes(self.calendar, self.proposed)]

    @property
    def makes_known(self):
        """Whether keeping what is proposed tells a year that was not known before."""
        return self.unknown and source(self.proposed, self.year) is not Source.UNKNOWN

    @property
    def seen(self):
        """What stands for the preview: it holds until somebody else changes the calendar."""
        return digest([_plain(self.calendar), _plain(self.proposed)])

    @property
    def with_more(self):
        return [*self.rows, *[("",) * len(COLUMNS)] * MORE]

    # what the buttons do; each returns whether it is done

    def _paste(self):
        text = self.request.form.get("notice", "")
        self.typed_notice = printable(text)[: MOST + 1] if isinstance(text, str) else ""
        self._propose_read(read_text(self.typed_notice, self.year))

    def _load(self):
        upload = self.request.form.get("file")
        if not getattr(upload, "filename", ""):
            self.problems = [translate(_("请先选择文件。"), context=self.request)]
            return
        self._propose_read(read_file(upload.filename, upload.read(MOST_BYTES + 1), self.year))

    def _preview(self):
        self._propose(self._typed_rows())

    def _save(self):
        return self._keep(self._typed_rows())

    def _save_days(self):
        return self._keep(self._typed_days())

    def _correct(self):
        try:
            day = read_day(self._line("day"), self.year)
        except Unreadable as wrong:
            self.problems = [in_words(wrong.message)]
            return False
        if day.year not in YEARS:
            self.problems = [
                translate(
                    _("年份不对。请核对日期“${day}”。", mapping={"day": day}), context=self.request
                )
            ]
            return False
        self.year = day.year
        return self._kept(with_days(self.calendar, {day: self._line("worked") == "1"}))

    def _take_back(self):
        own = {iso for iso, _said, _worked in self.own}
        chosen = [iso for iso in self._list("back") if iso in own]
        if not chosen:
            self.problems = [translate(_("请先勾选要撤销的更正。"), context=self.request)]
            return False
        back = {read_day(iso, None): None for iso in chosen}
        return self._kept(with_days(self.calendar, back))

    def _propose(self, reading):
        """Show what a reading would change, or what is wrong with it."""
        self.problems = [in_words(problem.sentence) for problem in reading.problems]
        self.notes = [in_words(note) for note in reading.notes]
        if reading.problems:
            return
        if reading.periods:
            self.rows = self._rows_of(reading.periods)
        if reading.is_days:
            self.days = reading.days
        self.proposed = with_reading(self.calendar, reading)

    def _propose_read(self, reading):
        """The same of what was not typed into the rows: what could be read stands in them."""
        if reading.periods:
            self.rows = self._rows_of(reading.periods)
        self._propose(reading)

    def _keep(self, reading):
        """Keep a reading that was shown as it is now; else show it first."""
        self._propose(reading)
        if self.problems:
            return False
        if self._line("seen") != self.seen:
            words = _("还没有保存。请先核对下面将要改变的日子，再按“保存”。")
            IStatusMessage(self.request).add(words, type="warning")
            return False
        return self._kept(self.proposed)

    def _kept(self, wanted):
        changed = len(changes(self.calendar, wanted))
        keep(wanted)
        words = _("已保存节假日安排，改变了 ${n} 天。", mapping={"n": changed})
        IStatusMessage(self.request).add(words)
        return True

    # what was typed

    def _typed_rows(self):
        columns = [self._list(name)[:MOST_TYPED] for name in COLUMNS]
        length = max(map(len, columns))
        columns = [column + [""] * (length - len(column)) for column in columns]
        self.rows = [row for row in zip(*columns, strict=True) if any(row)]
        return read_rows(self.rows, self.year)

    def _typed_days(self):
        """The single days of a file, as its preview carries them."""
        days, problems = {}, []
        for words in self._list("days"):
            iso, _space, worked = words.partition(" ")
            try:
                days[read_day(iso, self.year)] = worked == "1"
            except Unreadable as wrong:
                problems.append(Problem(line=0, message=wrong.message))
        if not days and not problems:
            return read_rows([], self.year)
        return Reading(year=self.year, days=days, problems=tuple(problems))

    def _rows_of(self, told):
        return [
            (
                each.name,
                self._day(each.start),
                self._day(each.end),
                "、".join(map(self._day, each.made_up)),
            )
            for each in told
        ]

    def _day(self, day):
        """1月4日（周日）, with the year where it is another."""
        if day is None:
            return ""
        # the weekday stands there to be read; it is checked again when the row comes back
        words = say_day_of_week(day).replace("星期", "周")
        return words.removeprefix(f"{self.year}年")

    def _line(self, name):
        value = self.request.form.get(name, "")
        return " ".join(printable(value).split())[:200] if isinstance(value, str) else ""

    def _list(self, name):
        value = self.request.form.get(name, ())
        values = value if isinstance(value, (list, tuple)) else [value]
        return [
            " ".join(printable(each).split())[:200] if isinstance(each, str) else ""
            for each in values
        ]


class SampleView(BrowserView):
    """A file to fill in: ``@@holidays-sample?name=notice.xlsx``."""

    def __call__(self):
        name = self.request.form.get("name")
        if name not in SAMPLES:
            raise NotFound(str(name)[:100])
        kind = SPREADSHEET if name.endswith(".xlsx") else "text/csv; charset=utf-8"
        response = self.request.response
        response.setHeader("Content-Type", kind)
        response.setHeader("Content-Disposition", f'attachment; filename="holidays-{name}"')
        return sample(name, day_of(now()).year)


def _plain(of):
    return {day.isoformat(): worked for day, worked in of.corrections.items()}
