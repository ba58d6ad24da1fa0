"""Who has which role in a case: from its fields and hearings, without sharing (27, 31)."""

from Acquisition import aq_base
from borg.localrole.interfaces import ILocalRoleProvider
from zope.component import adapter
from zope.interface import implementer

from tonghua.records.interfaces import ICase

#: where a case keeps who hears it
HEARERS = "_hearers"


def people_of(case):
    """Yield (role, username) for every person that the case names."""
    for field, role in case.people_fields.items():
        named = getattr(case, field, None) or ()
        for username in (named,) if isinstance(named, str) else named:
            yield role, username


def hearers_of(case):
    """The usernames of who hears the case, as ``custody.hearings`` keeps them."""
    return getattr(aq_base(case), HEARERS, ())


def roles_in(case):
    """Yield (role, username) for everybody who has a right in the case by name."""
    yield from people_of(case)
    for username in hearers_of(case):
        yield "Case Reader", username


@implementer(ILocalRoleProvider)
@adapter(ICase)
class CaseRoles:
    """The roles that a case gives by name; what lies in the case acquires them."""

    def __init__(self, context):
        self.context = context

    def getRoles(self, principal_id):
        return tuple(role for role, name in roles_in(self.context) if name == principal_id)

    def getAllRoles(self):
        roles = {}
        for role, name in roles_in(self.context):
            roles.setdefault(name, []).append(role)
        return [(name, tuple(given)) for name, given in roles.items()]
