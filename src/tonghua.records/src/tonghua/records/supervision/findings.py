"""What the ordinance asks of a case, in words and signs."""

from dataclasses import dataclass

from tonghua.records.core.rules.registry import STATUS_LABELS, Status
from tonghua.records.i18n import say
from tonghua.records.pages import Badge

#: status → (colour, sign): the sign and the word say it without the colour
SIGNS = {
    Status.PASS: ("success", "✓"),
    Status.FAIL: ("danger", "✗"),
    Status.PENDING: ("warning", "…"),
    Status.NA: ("light", "–"),
    Status.UNKNOWN: ("secondary", "?"),
}
#: the order in which a page counts them
ORDER = (Status.PASS, Status.FAIL, Status.PENDING, Status.UNKNOWN)
#: what asks to be mended
OPEN = (Status.FAIL, Status.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many rules have one answer."""

    badge: Badge
    count: int
    status: str

    @property
    def colour(self):
        """A count of none is no news."""
        return self.badge.colour if self.count else "light"


def counts(told):
    """符合、不符合、未到期、资料不足: how many rules answer each; none of them is left out."""
    given = [each.answer.status for each in told]
    return [
        Count(badge=badge_of(status), count=given.count(status), status=str(status))
        for status in ORDER
    ]


def badge_of(status):
    """An answer as a badge: sign and word."""
    colour, sign = SIGNS[status]
    return Badge(text=f"{sign} {say(STATUS_LABELS[status])}", colour=colour)
