"""Who has which role in a case: from its fields, without sharing (article 31)."""

from borg.localrole.interfaces import ILocalRoleProvider
from zope.component import adapter
from zope.interface import implementer

from tonghua.records.interfaces import ICase


def people_of(case):
    """Yield (role, username) for every person that the case names."""
    for field, role in case.people_fields.items():
        named = getattr(case, field, None) or ()
        for username in (named,) if isinstance(named, str) else named:
            yield role, username


@implementer(ILocalRoleProvider)
@adapter(ICase)
class CaseRoles:
    """The roles that a case's fields give; what lies in the case acquires them."""

    def __init__(self, context):
        self.context = context

    def getRoles(self, principal_id):
        return tuple(role for role, name in people_of(self.context) if name == principal_id)

    def getAllRoles(self):
        roles = {}
        for role, name in people_of(self.context):
            roles.setdefault(name, []).append(role)
        return [(name, tuple(given)) for name, given in roles.items()]
