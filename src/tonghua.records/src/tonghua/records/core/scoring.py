"""Scoring of a case file (案卷评查) from what the rules answer: out of 100, with vetoes.

What does not apply, or is not due yet, leaves the denominator. What is not known earns nothing: it
is not proven. A breach that can be mended costs half, another all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Answer, Status
from tonghua.records.core.tables import load
from tonghua.records.core.text import Text, _

HALF = Decimal("0.5")
NONE = Decimal(0)
WHOLE = Decimal(1)
TENTH = Decimal("0.1")
#: at least so many points → the grade
GRADES: tuple[tuple[Decimal, Text], ...] = (
    (Decimal(90), _("优秀")),
    (Decimal(60), _("合格")),
    (NONE, _("不合格")),
)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of the table: its group, words, points, and the rules that share them."""

    id: str
    group: str
    label: str
    points: Decimal
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Earned:
    """What one item earned: ``points`` it may bring here, ``earned`` of them, and for what less.

    ``points`` are None where nothing of it applies. ``lost`` are the rules that cost something.
    """

    item: Item
    points: Decimal | None
    earned: Decimal
    lost: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Score:
    """A case's score: ``total`` of 100 with one decimal, None where nothing applies yet."""

    total: Decimal | None
    grade: Text
    vetoes: tuple[str, ...]
    items: tuple[Earned, ...]


def score(kind: str, answers: Iterable[Answer], office: Office) -> Score:
    """Score a case of a portal_type by the rules' answers about it."""
    given = {answer.rule: answer for answer in answers}
    vetoes = tuple(
        rule for rule in vetoing() if rule in given and given[rule].status is Status.FAIL
    )
    items = tuple(_earned(item, given) for item in items_of(kind, office))
    possible = sum((each.points for each in items if each.points is not None), NONE)
    if not possible and not vetoes:
        return Score(total=None, grade=_("尚无可评查的事项"), vetoes=(), items=items)
    total = NONE
    if not vetoes:
        whole = sum((each.earned for each in items), NONE) / possible * 100
        total = whole.quantize(TENTH, ROUND_HALF_UP)
    return Score(total=total, grade=grade_of(total), vetoes=vetoes, items=items)


def grade_of(total: Decimal) -> Text:
    """优秀 from 90, 合格 from 60, else 不合格."""
    return next(grade for least, grade in GRADES if total >= least)


def _earned(item: Item, given: Mapping[str, Answer]) -> Earned:
    shares = {
        rule: share
        for rule in item.rules
        if rule in given and (share := share_of(given[rule])) is not None
    }
    if not shares:
        return Earned(item=item, points=None, earned=NONE, lost=())
    earned = item.points * sum(shares.values(), NONE) / len(shares)
    lost = tuple(rule for rule, share in shares.items() if share < WHOLE)
    return Earned(item=item, points=item.points, earned=earned, lost=lost)


def share_of(answer: Answer) -> Decimal | None:
    """How much of its points a rule earns: all, half or none; None where it does not count."""
    if answer.status in {Status.NA, Status.PENDING}:
        return None
    if answer.status is Status.PASS:
        return WHOLE
    if answer.status is Status.UNKNOWN:
        return NONE
    return HALF if is_curable(answer) else NONE


def is_curable(answer: Answer) -> bool:
    """Whether a breach can still be mended (可否补正): no missed day can, nor some breaches."""
    failed = [each for each in answer.findings if each.status is Status.FAIL]
    return answer.rule not in incurable() and not any(each.due for each in failed)


@cache
def vetoing() -> tuple[str, ...]:
    """否决项: rules of which one failing makes the whole 0."""
    return tuple(load("scoring")["veto"])


@cache
def incurable() -> frozenset[str]:
    """Rules whose breach nothing done later can mend."""
    return frozenset(load("scoring")["incurable"])


def items_of(kind: str, office: Office) -> tuple[Item, ...]:
    """The table for a portal_type, with the office's own points where it has set them."""
    own = office.thresholds
    return tuple(
        Item(
            id=id,
            group=row["group"],
            label=row["label"],
            points=Decimal(own.get(id, row["points"])),
            rules=tuple(row["rules"]),
        )
        for id, row in load("scoring")[_table(kind)].items()
    )


def _table(kind: str) -> str:
    return "application" if kind == "ApplicationCase" else "penalty"
