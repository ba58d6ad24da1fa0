"""``@@batch-choose``: the records of one or many cases, to be ticked for a batch."""

from dataclasses import dataclass
from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView

from tonghua.records.cases.by_uid import item_by_uid
from tonghua.records.cases.facts import uid_of
from tonghua.records.cases.inside import Allowed
from tonghua.records.core.papers import papers_of
from tonghua.records.core.vocabularies import label
from tonghua.records.display import may_view
from tonghua.records.forms.once import new_key
from tonghua.records.i18n import say
from tonghua.records.interfaces import ICase, IRecordContent
from tonghua.records.pages import Badge, badges
from tonghua.records.papers.batch.making import MAKE

#: cases whose records are offered on one page
MOST_CASES = 50


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A record that may be ticked."""

    uid: str
    title: str
    url: str
    kind: str
    number: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A case with its records."""

    title: str
    url: str
    choices: tuple[Choice, ...]


def may_choose(case):
    """Whether the present person makes papers in a case."""
    return may_view(case) and api.user.has_permission(MAKE, obj=case)


def has_paper(portal_type):
    """Whether records of a type print a paper of their own."""
    return bool(papers_of(portal_type))


class ChooseView(BrowserView):
    """选择记录: of the cases that were ticked in a list, all records or those of one kind."""

    @cached_property
    def uids(self):
        given = self.request.form.get("cases", [])
        given = [given] if isinstance(given, str) else given
        return list(dict.fromkeys(each for each in given if isinstance(each, str)))[:MOST_CASES]

    @cached_property
    def kind(self):
        """The type that is asked for, "" for all."""
        asked = self.request.form.get("kind", "")
        return asked if asked in dict(self.kinds) else ""

    @cached_property
    def records(self):
        """[(case, its records with a paper)], what may not be viewed or made left out."""
        found = []
        for uid in self.uids:
            case = item_by_uid(uid)
            if not ICase.providedBy(case) or not may_choose(case):
                continue
            allowed = Allowed("View")
            inside = [
                each
                for each in case.objectValues()
                if IRecordContent.providedBy(each) and has_paper(each.portal_type) and allowed(each)
            ]
            inside.sort(key=lambda each: each.created())
            found.append((case, inside))
        return found

    @cached_property
    def kinds(self):
        """[(type, its name)] of what is there, in words."""
        there = {each.portal_type for _case, inside in self.records for each in inside}
        return sorted(
            ((each, say(label("types", each))) for each in there), key=lambda kind: kind[1]
        )

    @property
    def groups(self):
        found = []
        for case, inside in self.records:
            chosen = [each for each in inside if self.kind in ("", each.portal_type)]
            if chosen:
                found.append(
                    Group(
                        title=case.Title(),
                        url=case.absolute_url(),
                        choices=tuple(map(_choice, chosen)),
                    )
                )
        return found

    @property
    def url(self):
        return api.portal.get().absolute_url()

    @property
    def key(self):
        return new_key()


def _choice(record):
    return Choice(
        uid=uid_of(record),
        title=record.Title(),
        url=record.absolute_url(),
        kind=say(label("types", record.portal_type)),
        number=record.number or "",
        badges=tuple(badges(record)),
    )
