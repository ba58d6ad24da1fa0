"""The 31 articles at a glance (一览): one tile each, with a sign, a word and where it leads."""

from dataclasses import dataclass

from zope.globalrequest import getRequest
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.rules import Status
from tonghua.records.core.rules.registry import STATUS_LABELS
from tonghua.records.i18n import say
from tonghua.records.pages import Badge
from tonghua.records.supervision.findings import SIGNS, badge_of

#: an article that no rule judges is for people
BY_PEOPLE, PEOPLE_SIGN = _("由人评查"), "人"
#: the order of the legend: what asks to be mended comes first
ORDER = (Status.FAIL, Status.UNKNOWN, Status.PENDING, Status.PASS, Status.NA, None)


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One article at a glance: its number, the sign and word of its state, and its place."""

    number: int
    label: str
    subject: str
    sign: str
    word: str
    state: str
    url: str


def tiles(entries, page):
    """A tile for each article; ``page(number)`` is the address of the page that shows it."""
    return [
        Tile(
            number=entry.article.number,
            label=entry.article.label,
            subject=entry.article.subject,
            sign=sign_of(entry.status),
            word=word_of(entry.status),
            state=str(entry.status or "people"),
            url=f"{page(entry.article.number)}#article-{entry.article.number}",
        )
        for entry in entries
    ]


def legend():
    """What the signs mean: (sign, word)."""
    return [(sign_of(status), word_of(status)) for status in ORDER]


def sign_of(status):
    return PEOPLE_SIGN if status is None else SIGNS[status][1]


def word_of(status):
    if status is None:
        return translate(BY_PEOPLE, context=getRequest())
    return say(STATUS_LABELS[status])


def state_badge(status):
    """An article's state as a badge; of one that no rule judges, who does."""
    if status is None:
        return Badge(text=word_of(None), colour="light")
    return badge_of(status)
