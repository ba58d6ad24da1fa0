"""What waits for one person now (待办), the most urgent first; every list is bounded."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from plone import api
from zope.globalrequest import getRequest

from tonghua.records.cases.next_steps import next_steps_of
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of, level_of
from tonghua.records.display import may_view, when
from tonghua.records.i18n import say
from tonghua.records.lists.cases import TYPES
from tonghua.records.lists.deadlines import badge, day_in_words, due_of
from tonghua.records.moments import from_zope, now
from tonghua.records.office import office
from tonghua.records.pages import Badge, level_badge, state_badge

#: rows of a list; cases are fewer, as each is asked for its next step
MOST, MOST_CASES, MOST_NEW = 20, 10, 5
NEW = timedelta(days=7)
OPEN = {"not": ["archived"]}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One line of the page: what, in which case, and what to press."""

    title: str
    url: str
    note: str = ""
    badges: tuple[Badge, ...] = ()
    due: str = ""
    due_badge: Badge | None = None
    steps: tuple = ()


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """One list: its lines, how many there are in all, and where all of them are."""

    rows: tuple[Task, ...] = ()
    total: int = 0
    url: str = ""

    @property
    def has_more(self):
        return self.total > len(self.rows)


@dataclass
class Waiting:
    """Everything that waits for one person; each list is asked for when the page draws it."""

    username: str
    site_url: str
    calendar: object = field(default_factory=lambda: office().calendar)

    @property
    def to_decide(self):
        """Records before this person for review or approval, the longest waiting first."""
        return self._records(["in_review", "in_approval"], sort_on="modified")

    @property
    def drafts(self):
        """Records that this person began and has not handed on."""
        return self._records(
            "draft", sort_on="modified", sort_order="descending", Creator=self.username
        )

    @property
    def cases(self):
        """Cases that name this person, the next deadline first, each with its next steps."""
        query = {"case_people": self.username, "review_state": OPEN, "sort_on": "next_due"}
        brains = _catalog()(portal_type=TYPES, **query)
        rows = tuple(self._case(brain) for brain in brains[:MOST_CASES])
        address = urlencode({"sort": "next_due", "order": "asc"})
        return Tasks(rows=rows, total=len(brains), url=f"{self.site_url}/cases?{address}")

    def new_cases(self, shown):
        """Cases of the last seven days that somebody else registered for this person.

        ``shown`` are the addresses of those that the page has already.
        """
        brains = _catalog()(
            portal_type=TYPES,
            case_people=self.username,
            created={"query": now() - NEW, "range": "min"},
            sort_on="created",
            sort_order="descending",
        )
        rows = []
        for brain in brains[: 5 * MOST]:
            if brain.Creator != self.username and brain.getURL() not in shown:
                rows.append(self._new(brain._unrestrictedGetObject()))
            if len(rows) == MOST_NEW:
                break
        return Tasks(rows=tuple(rows), total=len(rows), url=f"{self.site_url}/cases")

    def _new(self, case):
        return Task(
            title=case.title,
            url=case.absolute_url(),
            note=when(from_zope(case.created())),
            badges=_badges(case),
        )

    def counted(self, **query):
        """How many cases that this person may view answer a query."""
        return len(_catalog()(portal_type=TYPES, **query))

    def _records(self, state, **query):
        brains = _catalog()(waits_for=self.username, review_state=state, **query)
        rows = tuple(self._record(brain._unrestrictedGetObject()) for brain in brains[:MOST])
        return Tasks(rows=rows, total=len(brains), url=f"{self.site_url}/cases")

    def _record(self, record):
        case = case_of(record)
        kind = say(label("types", record.portal_type))
        parts = [kind, case.number or "", case.title if may_view(case) else ""]
        return Task(
            title=record.title,
            url=record.absolute_url(),
            note=" · ".join(part for part in parts if part),
            badges=(*_badges(record), state_badge(record)),
        )

    def _case(self, brain):
        case = brain._unrestrictedGetObject()
        index = _catalog()._catalog.indexes["next_due"]
        due = due_of(index.getEntryForObject(brain.getRID(), None))
        return Task(
            title=case.title,
            url=case.absolute_url(),
            note=case.number or "",
            badges=(*_badges(case), state_badge(case)),
            due=day_in_words(due) if due else "",
            due_badge=badge(due, getRequest(), self.calendar) if due else None,
            steps=tuple(next_steps_of(case)),
        )


def _catalog():
    return api.portal.get_tool("portal_catalog")


def _badges(item):
    """The level, where it is not the usual one."""
    return () if level_of(item) == "internal" else (level_badge(item),)
