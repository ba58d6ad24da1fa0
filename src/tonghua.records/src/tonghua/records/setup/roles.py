"""Who may be given which role (角色), and what every role does, in a sentence."""

from plone import api

from tonghua.records import _
from tonghua.records.people import GROUPS_OF_ROLE, members

#: role as an import names it → (its name, what whoever has it does)
ROLES = {
    "Case Handler": (_("承办人"), _("登记案件，制作记录，提出处理意见（第三十一条）。")),
    "Case Reviewer": (_("审核人"), _("审核承办人报送的记录，写明意见。")),
    "Case Approver": (_("批准人"), _("批准经过审核的记录和决定（第十七条）。")),
    "Legal Reviewer": (
        _("法制审核人员"),
        _("查看“公开”“内部”的案件，提出法制审核意见（第十四条）。"),
    ),
    "Archivist": (_("档案管理员"), _("查看“公开”“内部”的案件，归档（第二十六条）。")),
    "Supervisor": (
        _("监督员（依法治市办）"),
        _("查看“公开”“内部”的案件和合规情况（第六条、第三十条）。"),
    ),
    "Secrecy Officer": (_("保密员"), _("降低案件和记录的密级（第二十九条）。")),
    "Site Administrator": (
        _("系统管理员"),
        _("维护机关、人员、执法证件、执法依据和模板，不能查看案件。"),
    ),
}

#: roles that read cases nobody named them in, or open what is closed
READING = ("Legal Reviewer", "Archivist", "Supervisor", "Secrecy Officer")

#: roles that make somebody an officer who may register cases
PARTS = {"Case Handler", "Case Reviewer", "Case Approver"}

ADMINISTRATOR = "Site Administrator"


def roles_of(username):
    """The roles that somebody has by his groups, in the order of ``ROLES``."""
    return [
        role
        for role in ROLES
        if all(username in members(group) for group in _telling(GROUPS_OF_ROLE[role]))
    ]


def _telling(groups):
    """The groups that tell a role from others: a part in cases is more than being an officer."""
    return [name for name in groups if name != "case_officers"] or list(groups)


def refusal(username, wanted):
    """Why the present person may not give somebody exactly these roles; None when he may."""
    me = api.user.get_current()
    if "Manager" in api.user.get_roles(user=me):
        return None
    if is_manager(username):
        return _("这是系统的最高管理员，只能由他本人或者另一位最高管理员修改。")
    if username != me.getId():
        return None
    had = set(roles_of(username))
    for role in READING:
        if role in wanted and role not in had:
            return _(
                "第二十九条：系统管理员不能给自己“${role}”这一角色。请由另一位系统管理员办理。",
                mapping={"role": ROLES[role][0]},
            )
    if ADMINISTRATOR in had and ADMINISTRATOR not in wanted:
        return _("不能取消自己的系统管理员角色。请由另一位系统管理员办理。")
    return None


def is_manager(username):
    """Whether somebody has the role Manager, which no page of ours gives or touches."""
    found = api.user.get(userid=username)
    return found is not None and "Manager" in found.getRoles()


def give(username, wanted):
    """Put somebody into the groups of exactly these roles; other groups stay as they are."""
    managed = {group for role in ROLES for group in GROUPS_OF_ROLE[role]}
    if not PARTS & {*roles_of(username), *wanted}:
        # an officer without a part in cases (an import brings some) stays one
        managed.discard("case_officers")
    groups = {group for role in wanted for group in GROUPS_OF_ROLE[role]}
    for group in sorted(managed):
        inside = username in members(group)
        if group in groups and not inside:
            api.group.add_user(groupname=group, username=username)
        elif group not in groups and inside:
            api.group.remove_user(groupname=group, username=username)
