"""People of the office (人员): their names, and who may take which part."""

from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

#: where a request keeps the names that it has looked up
NAMES = "tonghua.records.names"

#: group → (its title, the global role it gives or None, the names an import gives it)
GROUPS = {
    "case_officers": ("执法人员", "Case Officer"),
    "legal_reviewers": ("法制审核人员", "Legal Reviewer"),
    "archivists": ("档案管理员", "Archivist"),
    "supervisors": ("监督员（依法治市办）", "Supervisor"),
    "secrecy_officers": ("保密员", "Secrecy Officer"),
    "case_handlers": ("可以担任承办人", None),
    "case_reviewers": ("可以担任审核人", None),
    "case_approvers": ("可以担任批准人", None),
}

#: role as an import names it → the groups of whoever has it
GROUPS_OF_ROLE = {
    "Case Officer": ("case_officers",),
    "Case Handler": ("case_officers", "case_handlers"),
    "Case Reviewer": ("case_officers", "case_reviewers"),
    "Case Approver": ("case_officers", "case_approvers"),
    "Legal Reviewer": ("legal_reviewers",),
    "Archivist": ("archivists",),
    "Supervisor": ("supervisors",),
    "Secrecy Officer": ("secrecy_officers",),
    "Site Administrator": ("Site Administrators",),
}


def fullname(username):
    """A person's name as it is shown and printed; the username for somebody who has none."""
    if not username:
        return ""
    # a page says the same few names many times, and the user folder is slow to find one
    request = getRequest()
    known = IAnnotations(request).setdefault(NAMES, {}) if request is not None else {}
    if username not in known:
        member = api.user.get(userid=username)
        found = member.getProperty("fullname") if member else ""
        if not found:
            return username
        known[username] = found
    return known[username]


def exists(username):
    """Whether somebody of this username can log in."""
    return bool(username) and api.user.get(userid=username) is not None


def members(group):
    """The usernames in a group, sorted; nobody where there is no such group."""
    found = api.group.get(groupname=group)
    return sorted(found.getGroupMemberIds()) if found else []


def make_person(username, full, roles, password):
    """Create somebody and put him into the groups of his roles; an existing one keeps his password.

    Raises KeyError for an unknown role. Returns whether the person is new.
    """
    users = api.portal.get_tool("acl_users")
    new = not exists(username)
    if new:
        users.userFolderAddUser(username, password, ["Member"], [])
        api.user.get(userid=username).setMemberProperties({"fullname": full})
    for role in roles:
        for group in GROUPS_OF_ROLE[role]:
            api.group.add_user(groupname=group, username=username)
    return new
