"""Who of the legal staff may replace templates (模板维护授权): granted by name, taken back by name.

A grant is the role ``Template Editor`` on the register of templates and all that lies in it, nowhere
else; it holds for a legal reviewer, and ends when somebody is none any more.
"""

from borg.localrole.interfaces import ILocalRoleProvider
from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer

from tonghua.records.interfaces import IRegister
from tonghua.records.moments import now
from tonghua.records.people import members

KEY = "tonghua.records.template_editors"
ROLE = "Template Editor"
REGISTER = "templates"
#: the group from which editors are taken
GROUP = "legal_reviewers"


class Grant(Persistent):
    """Who gave the right to whom, and when."""

    def __init__(self, username):
        self.username = username
        self.by = api.user.get_current().getId() or ""
        self.at = now()


def grants(register):
    """The grants by username, also of who is no legal reviewer any more."""
    return dict(IAnnotations(register).get(KEY, {}))


def give(register, usernames):
    """Grant to exactly these legal reviewers; who had it keeps his first grant."""
    annotations = IAnnotations(register)
    kept = annotations.get(KEY)
    if kept is None:
        kept = annotations[KEY] = PersistentMapping()
    wanted = [name for name in members(GROUP) if name in usernames]
    for name in list(kept):
        if name not in wanted:
            del kept[name]
    for name in wanted:
        if name not in kept:
            kept[name] = Grant(name)


@implementer(ILocalRoleProvider)
@adapter(IRegister)
class EditorRoles:
    """The role of whoever was granted it; templates acquire it from their register.

    Asked also while a transaction commits, when there is no site to ask ``plone.api`` for.
    """

    def __init__(self, context):
        self.context = context

    def getRoles(self, principal_id):
        return (ROLE,) if principal_id in self._granted and self._is_staff(principal_id) else ()

    def getAllRoles(self):
        return [(name, (ROLE,)) for name in self._granted if self._is_staff(name)]

    @property
    def _granted(self):
        return grants(self.context) if self.context.getId() == REGISTER else {}

    def _is_staff(self, username):
        user = self.context.acl_users.getUserById(username)
        return user is not None and GROUP in user.getGroups()
