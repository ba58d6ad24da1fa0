"""What lies in a case, for one person and one page: found once, asked often."""

from functools import cached_property

from AccessControl import getSecurityManager
from Acquisition import aq_base

from tonghua.records.cases.facts import uid_of
from tonghua.records.cases.next_steps import seen_facts
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.moments import now
from tonghua.records.office import office


class Inside:
    """A case with what this person may view in it.

    ``items`` are the parties and records that may be viewed, ``records`` the latter by uid;
    ``facts`` are those of everything, ``seen`` those of what may be viewed: what a page says of
    single records must come from ``seen``.
    """

    def __init__(self, case):
        self.case = case
        self.at = now()
        self.url = case.absolute_url()

    @cached_property
    def items(self):
        allowed = Allowed("View")
        return [item for item in self.case.objectValues() if allowed(item)]

    @cached_property
    def records(self):
        return {uid_of(item): item for item in self.items if IRecordContent.providedBy(item)}

    @cached_property
    def parties(self):
        return [item for item in self.items if item.portal_type == "Party"]

    @cached_property
    def facts(self):
        return IFactsSource(self.case).facts()

    @cached_property
    def seen(self):
        return seen_facts(self.facts, self.records)

    @cached_property
    def corrected_by(self):
        """uid → the records that name it as what they correct, of what may be viewed."""
        found = {}
        for record in self.seen.records:
            if record.supersedes:
                found.setdefault(record.supersedes, []).append(record)
        return found

    @cached_property
    def office(self):
        return office()

    def address(self, item):
        """The URL of something in the case; ids are short and plain."""
        return f"{self.url}/{item.getId()}"

    def title(self, uid):
        """The title of a record that may be viewed."""
        return self.records[uid].title or ""


class Allowed:
    """Whether this person has a permission on items of one container.

    Asked once for all items that name the same roles: what lies in a case has its people from the
    case, and only its own level differs. An item that gives roles of its own is asked by itself.
    """

    def __init__(self, permission):
        self.permission = permission
        self.attribute = f"_{permission.replace(' ', '_')}_Permission"
        self.check = getSecurityManager().checkPermission
        self.known = {}

    def __call__(self, item):
        base = aq_base(item)
        roles = getattr(base, self.attribute, None)
        if not isinstance(roles, tuple) or self._gives_any(base, roles):
            return bool(self.check(self.permission, item))
        if roles not in self.known:
            self.known[roles] = bool(self.check(self.permission, item))
        return self.known[roles]

    @staticmethod
    def _gives_any(base, roles):
        given = getattr(base, "__ac_local_roles__", None) or {}
        if callable(given):
            given = given() or {}
        return any(role in roles for each in given.values() for role in each)
