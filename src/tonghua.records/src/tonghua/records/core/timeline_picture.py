"""The timeline as a picture (时间轴图): events and deadlines become positions on lanes.

Pure layout in pixels: whoever draws it adds shapes and words. Days stand in order from left to
right; a run of days without anything is drawn shorter than it was, and marked, so that a case of
a year is as readable as one of a week. What lies too close together in a lane becomes one mark
that counts; the width is bounded, and with it the number of marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from math import log2

from tonghua.records.core.clock import day_of
from tonghua.records.core.remaining import OpenDeadline, is_overdue
from tonghua.records.core.text import Text, _
from tonghua.records.core.timeline import Event

#: lane → its words, from top to bottom
LANES: Mapping[str, Text] = {
    "stage": _("案件环节"),
    "record": _("记录"),
    "signature": _("签名"),
    "service": _("送达"),
    "recording": _("音像"),
    "deadline": _("时限"),
}
#: types whose events have a lane of their own
OWN_LANES = {"DeliveryReceipt": "service", "AudioVisual": "recording"}
#: of several events in one mark the first of these kinds shows
LOUDEST = ("overdue", "refusal", "deadline")

#: pixels: height of a lane, and of the first one, which holds the stages as bars too
LANE, FIRST_LANE = 34, 54
#: pixels above the lanes for days and years, and left and right of the marks
TOP, SIDE = 44, 30
#: pixels that a desk's window leaves for the picture, and that it never exceeds
ROOM, WIDEST = 590, 2600
#: pixels a day has at least and at most
LEAST, MOST = 18, 90
#: days between two that keep their full width, and those whose shortening is marked
WHOLE, MARKED = 2, 7
#: pixels that two marks of a lane, and two days in words, lie apart
APART, WORDS_APART = 18, 58


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One or more events of a lane, drawn at ``x`` (to ``x + width`` for more than one day).

    ``kind`` is that of an event, or ``deadline``, ``overdue``; ``items`` are (day, sentence), in
    order; ``record`` is set where all of them are about one record.
    """

    lane: str
    kind: str
    x: float
    y: float
    width: float
    items: tuple[tuple[date, Text], ...]
    record: str | None

    @property
    def first(self) -> date:
        return self.items[0][0]

    @property
    def last(self) -> date:
        return self.items[-1][0]

    @property
    def count(self) -> int:
        return len(self.items)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A stage of the case from its first day to the next stage's. ``fits``: its words do too."""

    title: Text
    x: float
    width: float
    since: date
    fits: bool


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A day on the axis; ``year`` where it is the first one in words of its year."""

    day: date
    x: float
    year: bool


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A lane with its words, from ``y`` down, all in pixels."""

    id: str
    title: Text
    y: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The picture. ``today`` is the position of the moment asked for; ``breaks`` of shortened gaps."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    today: float


@dataclass(frozen=True, kw_only=True)
class _Spot:
    """One event before it is placed."""

    lane: str
    kind: str
    day: date
    said: Text
    record: str | None


def picture(
    events: Iterable[Event],
    deadlines: Iterable[tuple[OpenDeadline, Text]],
    types: Mapping[str, str],
    at: datetime,
    stages: Sequence[tuple[Text, datetime]] = (),
    *,
    over: bool = False,
) -> Picture:
    """Lay out what happened and what is due as of ``at``.

    ``deadlines`` come with the words that name them; ``types`` is record uid → portal_type;
    ``stages`` are (words, when it began) in order, and ``over`` says that nothing follows the
    last one. Raises ValueError for a moment without time zone.
    """
    spots = [*_of_events(events, types), *_of_deadlines(deadlines, at)]
    today = day_of(at)
    days = sorted({today, *(spot.day for spot in spots), *(day_of(start) for _t, start in stages)})
    axis = _Axis(days)
    lanes = tuple(_lanes())
    tops = {lane.id: lane for lane in lanes}
    return Picture(
        width=axis.width,
        height=lanes[-1].y + lanes[-1].height + 6,
        lanes=lanes,
        bars=tuple(_bars(stages, axis, today, over)),
        marks=tuple(mark for lane in lanes for mark in _marks(spots, lane.id, tops[lane.id], axis)),
        ticks=tuple(_ticks(days, axis)),
        breaks=axis.breaks,
        today=axis.x[today],
    )


class _Axis:
    """Where each day stands."""

    def __init__(self, days: Sequence[date]) -> None:
        gaps = [(after - before).days for before, after in pairwise(days)]
        units = sum(map(_shortened, gaps))
        scale = min(MOST, max(LEAST, ROOM / units)) if units else MOST
        scale = min(scale, WIDEST / units) if units else scale
        self.x: dict[date, float] = {days[0]: SIDE}
        breaks, x = [], float(SIDE)
        for after, gap in zip(days[1:], gaps, strict=True):
            width = _shortened(gap) * scale
            if gap > MARKED:
                breaks.append(round(x + width / 2, 1))
            # rounded where it is written alone: many roundings would add up
            x += width
            self.x[after] = round(x, 1)
        self.breaks = tuple(breaks)
        self.width = max(self.x[days[-1]] + SIDE, 240)


def _shortened(gap: int) -> float:
    """How many days' width a gap of so many days has: a long one grows ever more slowly."""
    return gap if gap <= WHOLE else WHOLE + log2(gap / WHOLE)


def _of_events(events: Iterable[Event], types: Mapping[str, str]) -> Iterator[_Spot]:
    for event in events:
        yield _Spot(
            lane=_lane_of(event, types),
            kind=event.kind,
            day=day_of(event.at),
            said=event.title,
            record=event.record,
        )


def _lane_of(event: Event, types: Mapping[str, str]) -> str:
    if event.kind in ("signature", "refusal"):
        return "signature"
    if event.record is None:
        return "stage"
    if event.kind == "opened":
        return "stage"
    return OWN_LANES.get(types.get(event.record, ""), "record")


def _of_deadlines(deadlines: Iterable[tuple[OpenDeadline, Text]], at: datetime) -> Iterator[_Spot]:
    for deadline, said in deadlines:
        yield _Spot(
            lane="deadline",
            kind="overdue" if is_overdue(deadline.due, at) else "deadline",
            day=day_of(deadline.due),
            said=said,
            record=next(iter(deadline.records), None),
        )


def _lanes() -> Iterator[Lane]:
    y = TOP
    for id, title in LANES.items():
        height = FIRST_LANE if id == "stage" else LANE
        yield Lane(id=id, title=title, y=y, height=height)
        y += height


def _bars(
    stages: Sequence[tuple[Text, datetime]], axis: _Axis, today: date, over: bool
) -> Iterator[Bar]:
    ends = [day_of(start) for _title, start in stages[1:]]
    last = day_of(stages[-1][1]) if stages else today
    ends.append(last if over else max(today, last))
    for (title, start), end in zip(stages, ends, strict=False):
        left = axis.x[day_of(start)]
        # a stage that began and ended on one day is still to be seen
        width = max(axis.x[end] - left, 3)
        yield Bar(
            title=title,
            x=left,
            width=width,
            since=day_of(start),
            fits=width >= 13 * len(title) + 6,
        )


def _marks(spots: Sequence[_Spot], id: str, lane: Lane, axis: _Axis) -> Iterator[Mark]:
    held = sorted((spot for spot in spots if spot.lane == id), key=lambda spot: spot.day)
    y = lane.y + lane.height - LANE / 2
    group: list[_Spot] = []
    for day, of_day in groupby(held, key=lambda spot: spot.day):
        if group and axis.x[day] - axis.x[group[-1].day] < APART:
            group.extend(of_day)
            continue
        if group:
            yield _mark(group, y, axis)
        group = list(of_day)
    if group:
        yield _mark(group, y, axis)


def _mark(group: Sequence[_Spot], y: float, axis: _Axis) -> Mark:
    kinds = {spot.kind for spot in group}
    records = {spot.record for spot in group}
    left = axis.x[group[0].day]
    return Mark(
        lane=group[0].lane,
        kind=next((kind for kind in LOUDEST if kind in kinds), group[0].kind),
        x=left,
        y=y,
        width=round(axis.x[group[-1].day] - left, 1),
        items=tuple((spot.day, spot.said) for spot in group),
        record=records.pop() if len(records) == 1 else None,
    )


def _ticks(days: Sequence[date], axis: _Axis) -> Iterator[Tick]:
    last, year = None, None
    for day in days:
        x = axis.x[day]
        if last is None or x - last >= WORDS_APART:
            yield Tick(day=day, x=x, year=day.year != year)
            last, year = x, day.year
