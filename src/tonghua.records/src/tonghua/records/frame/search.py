"""The search (查找): cases, parties and records with their words, as far as one may view them."""

from dataclasses import dataclass
from functools import cached_property

from Acquisition import aq_inner
from plone.batching import Batch
from Products.Five.browser import BrowserView

from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.display import may_view
from tonghua.records.i18n import say
from tonghua.records.interfaces import ICase
from tonghua.records.lists.search import whole
from tonghua.records.lists.words import found, words_of
from tonghua.records.pages import Badge, level_badge, state_badge

#: whatever is of ours; pages of Plone's own are not looked through
OURS = "tonghua.records.interfaces.IRecordsContent"


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing that was found, and the case that it lies in."""

    title: str
    url: str
    kind: str
    case: str
    number: str
    badges: tuple[Badge, ...]


class SearchView(BrowserView):
    """查找: twenty on a page, the best first."""

    SIZE = 20

    @property
    def words(self):
        words = self.request.form.get("SearchableText", "")
        return words.strip()[:200] if isinstance(words, str) else ""

    @cached_property
    def batch(self):
        start = max(0, whole(self.request.form.get("b_start")))
        answer = []
        if words_of(self.words):
            answer = found({"object_provides": OURS}, self.words)
        return Batch(answer, self.SIZE, start)

    @property
    def total(self):
        return self.batch.sequence_length

    @property
    def hits(self):
        return [_hit(brain._unrestrictedGetObject()) for brain in self.batch]


def _hit(item):
    case = None if ICase.providedBy(item) else case_of(aq_inner(item))
    badges = (level_badge(item), state_badge(item))
    return Hit(
        title=item.Title() or item.getId(),
        url=item.absolute_url(),
        kind=say(label("types", item.portal_type)),
        # whoever may view a record is named by its case or reads all cases of its level
        case=case.title if case is not None and may_view(case) else "",
        number=_number(item, case),
        badges=tuple(badge for badge in badges if badge is not None),
    )


def _number(item, case):
    """The case's number, by which an office speaks of it; else the item's own."""
    named = item if case is None else case
    return (getattr(named, "number", None) or "") if named is item or may_view(named) else ""
