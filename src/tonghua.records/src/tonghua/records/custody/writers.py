"""Whose it is to write a record that is not the handlers' (articles 6, 14, 27, 30).

Rights on a draft are the ``Case Handler``'s. A legal review, a volume and a copy request take that
role from their own people and from nobody above them, so that no handler writes them; whoever has a
part in the case still reads them. A supervision check or order is the supervisors'.
"""

from borg.localrole.interfaces import ILocalRoleProvider
from plone import api
from zope.component import adapter
from zope.interface import implementer

from tonghua.records.core import confidentiality as levels
from tonghua.records.core.acts import WRITTEN_BY
from tonghua.records.custody.confidentiality import case_of, level_of
from tonghua.records.custody.roles import people_of, roles_in
from tonghua.records.interfaces import ISupervisionEntry, IWrittenByOthers

WRITER = "Case Handler"
READER = "Case Reader"
#: part → (the role that a case's field gives, the group where the case names nobody)
GROUPS = {
    "legal_reviewer": ("Case Legal Reviewer", "legal_reviewers"),
    "archivist": ("Case Archivist", "archivists"),
}


def writers_of(case, portal_type):
    """Who writes a record of this type in a case: usernames, or the id of a group.

    In a case that only its own people may view, nobody writes for whom it does not name.
    """
    role, group = GROUPS[WRITTEN_BY[portal_type].value]
    named = tuple(name for given, name in people_of(case) if given == role)
    if named:
        return named
    return () if level_of(case) in levels.SECRET else (group,)


def may_write(container, portal_type):
    """Whether whoever acts now is of those who write this type in the case of a container."""
    if portal_type not in WRITTEN_BY:
        return True
    case = case_of(container)
    user = api.user.get_current()
    if case is None or "Manager" in user.getRolesInContext(case):
        return True
    return not {user.getId(), *user.getGroups()}.isdisjoint(writers_of(case, portal_type))


class _Roles:
    """Roles of principals, from a table of (principal, role)."""

    def __init__(self, context):
        self.context = context

    def table(self):
        raise NotImplementedError

    def getRoles(self, principal_id):
        return tuple(dict.fromkeys(role for name, role in self.table() if name == principal_id))

    def getAllRoles(self):
        roles = {}
        for name, role in self.table():
            roles.setdefault(name, []).append(role)
        return [(name, tuple(dict.fromkeys(given))) for name, given in roles.items()]


@implementer(ILocalRoleProvider)
@adapter(IWrittenByOthers)
class RolesOnOthersRecord(_Roles):
    """Roles on a record that somebody else than the handlers writes."""

    def table(self):
        case = case_of(self.context)
        if case is None:
            return
        for name in writers_of(case, self.context.portal_type):
            yield name, WRITER
        for _role, name in roles_in(case):
            yield name, READER
        # granted by name on the case, which the record does not acquire
        for name, roles in case.get_local_roles():
            if READER in roles:
                yield name, READER


@implementer(ILocalRoleProvider)
@adapter(ISupervisionEntry)
class RolesOnSupervision(_Roles):
    """Roles on a supervision check or order."""

    def table(self):
        yield "supervisors", WRITER
