"""The timeline's picture (时间轴图) with words and addresses, ready to be drawn as SVG."""

from dataclasses import dataclass

from tonghua.records.core.clock import say_day
from tonghua.records.core.rules import RULES
from tonghua.records.core.stages import OVER, reached
from tonghua.records.core.text import _
from tonghua.records.core.timeline_picture import picture
from tonghua.records.core.vocabularies import label
from tonghua.records.i18n import say

#: sentences that a mark says itself; the rest is counted, and stands in the list
MOST = 8
#: half of a mark's height in pixels
HALF = 7
#: kind of a mark → the shape that tells it without its colour
SHAPES = {
    "opened": "square",
    "transition": "square",
    "occurrence": "circle",
    "signature": "dot",
    "refusal": "cross",
    "deadline": "diamond",
    "overdue": "cross",
}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One mark: a sign of ``kind``, or a pill with how many it stands for, and where it leads."""

    shape: str
    kind: str
    x: float
    y: float
    left: float
    width: float
    count: int
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """The picture in pixels. ``words`` says in one sentence what it shows."""

    width: float
    height: float
    half: float
    lanes: tuple
    bars: tuple
    shapes: tuple[Shape, ...]
    ticks: tuple
    breaks: tuple[float, ...]
    today: float
    due: tuple
    words: str


def drawn(inside, events, deadlines):
    """The picture of what one person may view: ``inside`` is the case, its events, its deadlines."""
    facts = inside.facts
    types = {record.uid: record.type for record in inside.seen.records}
    stages = sorted(reached(facts).items(), key=lambda pair: pair[1])
    laid = picture(
        events,
        [(each, _due_words(each)) for each in deadlines],
        types,
        inside.at,
        [(label("states", state), since) for state, since in stages],
        over=facts.state in OVER or facts.state == "archived",
    )
    shapes = tuple(_shape(mark, inside) for mark in laid.marks)
    return Drawing(
        width=laid.width,
        height=laid.height,
        half=HALF,
        lanes=tuple(
            {
                "id": lane.id,
                "title": say(lane.title),
                "y": lane.y,
                "height": lane.height,
                "shade": "is-even" if n % 2 else "",
            }
            for n, lane in enumerate(laid.lanes)
        ),
        bars=tuple(_bar(n, bar, laid.lanes[0].y) for n, bar in enumerate(laid.bars)),
        shapes=shapes,
        ticks=tuple(
            {
                "x": tick.x,
                "day": f"{tick.day.month}月{tick.day.day}日",
                "year": f"{tick.day.year}年" if tick.year else "",
            }
            for tick in laid.ticks
        ),
        breaks=laid.breaks,
        today=laid.today,
        due=tuple(
            {"x": mark.x, "kind": mark.kind} for mark in laid.marks if mark.lane == "deadline"
        ),
        words=say(
            _(
                "${events}项事项和${due}项期限；逐日的文字见图下的清单，期限见“时限”一栏。",
                events=len(events),
                due=len(deadlines),
            )
        ),
    )


def _due_words(deadline):
    return _("期限：${rule}", rule=RULES[deadline.rule].title)


def _bar(n, bar, top):
    title = say(bar.title)
    return {
        "shade": "is-odd" if n % 2 else "",
        "x": bar.x,
        "y": top + 4,
        "width": bar.width,
        "title": f"{say_day(bar.since)} {title}",
        "label": title if bar.fits else "",
    }


def _shape(mark, inside):
    said = [f"{_day(day)} {say(words)}" for day, words in mark.items[:MOST]]
    if mark.kind == "overdue":
        said.insert(0, say(_("已超期")))
    if mark.count > MOST:
        said.append(say(_("另有${n}项", n=mark.count - MOST)))
    several = mark.count > 1
    middle = mark.x + mark.width / 2
    width = max(mark.width + 2 * HALF, 8 * len(str(mark.count)) + 10) if several else 2 * HALF
    return Shape(
        shape="pill" if several else SHAPES.get(mark.kind, "circle"),
        kind=mark.kind,
        x=middle,
        y=mark.y,
        left=middle - width / 2,
        width=width,
        count=mark.count,
        title="；".join(said),
        url=_address(mark, inside),
    )


def _day(day):
    return f"{day.month}月{day.day}日"


def _address(mark, inside):
    """The one record that a mark is about, else the day in the list, else the checklist."""
    if mark.record in inside.records:
        return inside.address(inside.records[mark.record])
    if mark.lane == "deadline":
        return f"{inside.url}/@@case-compliance"
    return f"#day-{mark.first.isoformat()}"
