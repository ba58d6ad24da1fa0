"""What the ordinance asks of a case, as its page says it: broken rules first, in words."""

from dataclasses import dataclass
from datetime import date

from tonghua.records.core.articles import article
from tonghua.records.core.clock import say_day
from tonghua.records.core.rules.registry import STATUS_LABELS, Status
from tonghua.records.display import Link, when
from tonghua.records.i18n import say
from tonghua.records.moments import now, parse
from tonghua.records.pages import Badge
from tonghua.records.supervision.compliance import compliance

#: status → (colour, sign): the sign and the word say it without the colour
SIGNS = {
    Status.PASS: ("success", "✓"),
    Status.FAIL: ("danger", "✗"),
    Status.PENDING: ("warning", "…"),
    Status.NA: ("light", "–"),
    Status.UNKNOWN: ("secondary", "?"),
}
#: what asks for attention comes first
ORDER = (Status.FAIL, Status.UNKNOWN, Status.PENDING, Status.PASS, Status.NA)
SETTLED = (Status.PASS, Status.NA)


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many rules have one answer."""

    badge: Badge
    count: int


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One rule's answer."""

    rule: str
    article: str
    title: str
    badge: Badge
    reason: str
    due: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The whole answer: what asks for attention (``open``), and what is settled."""

    counts: tuple[Count, ...]
    open: tuple[RuleRow, ...]
    settled: tuple[RuleRow, ...]


def findings(case, titles):
    """The answers about a case now, for the person who asks; ``titles`` maps URL → title."""
    answer = compliance(case, now())
    items = sorted(
        answer["items"], key=lambda item: (ORDER.index(Status(item["status"])), item["article"])
    )
    rows = [(Status(item["status"]), _row(item, titles)) for item in items]
    return Findings(
        counts=tuple(
            Count(badge=_badge(status), count=answer["counts"][str(status)])
            for status in ORDER
            if answer["counts"][str(status)]
        ),
        open=tuple(row for status, row in rows if status not in SETTLED),
        settled=tuple(row for status, row in rows if status in SETTLED),
    )


def _row(item, titles):
    return RuleRow(
        rule=item["rule"],
        article=article(item["article"]).label,
        title=item["title"],
        badge=_badge(Status(item["status"])),
        reason=item["reason"],
        due=_due(item["due"]),
        links=tuple(
            Link(title=titles.get(url, url), url=url) for url in dict.fromkeys(item["records"])
        ),
    )


def _badge(status):
    colour, sign = SIGNS[status]
    return Badge(text=f"{sign} {say(STATUS_LABELS[status])}", colour=colour)


def _due(given):
    """A deadline in words; the rules give a day or a moment."""
    if not given:
        return ""
    return when(parse(given)) if "T" in given else say_day(date.fromisoformat(given))
