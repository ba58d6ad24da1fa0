"""People who left (停用): they cannot log in, and their names stay in the cases."""

from plone import api
from zExceptions import Forbidden
from zope.component.hooks import getSite
from zope.event import notify

from tonghua.records import _
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.setup.passwords import password

GROUP = "deactivated"


class PersonDeactivated:
    """Somebody of this username does not work here any more."""

    def __init__(self, username):
        self.username = username


def is_deactivated(username):
    found = api.group.get(groupname=GROUP)
    return found is not None and username in found.getGroupMemberIds()


def deactivate(username):
    """Nobody logs in under this name any more, nor goes on with a session that is open."""
    if api.group.get(groupname=GROUP) is None:
        api.group.create(groupname=GROUP, title="已停用的人员")
    api.group.add_user(groupname=GROUP, username=username)
    new_password(username)
    notify(PersonDeactivated(username))


def reactivate(username):
    """Let somebody in again. Returns the one-time password."""
    api.group.remove_user(groupname=GROUP, username=username)
    return one_time_password(username)


def new_password(username):
    """Set a random password that nobody knows, or whom it is told. Returns it."""
    word = password()
    api.portal.get_tool("acl_users").source_users.updateUserPassword(username, word)
    return word


def one_time_password(username):
    """Set a password that is shown once and must be changed at the first login. Returns it."""
    word = new_password(username)
    api.user.get(userid=username).setMemberProperties({"must_change_password": True})
    return word


def on_traversed(event):
    """Refuse every page and service to who was deactivated, whatever session he still has."""
    if not IRecordsLayer.providedBy(event.request):
        return
    user = event.request.get("AUTHENTICATED_USER")
    site = getSite()
    if site is None or user is None or user.getId() is None:
        return
    groups = site.acl_users.source_groups.getGroupsForPrincipal(user)
    if GROUP in groups:
        raise Forbidden(_("这个用户已经停用。需要恢复的，请联系系统管理员。"))
