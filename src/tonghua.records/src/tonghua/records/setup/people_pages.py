"""People and their roles (人员和角色), without Plone's own pages of users."""

import re
from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.people import exists, fullname, make_person
from tonghua.records.setup.leaving import (
    deactivate,
    is_deactivated,
    one_time_password,
    reactivate,
)
from tonghua.records.setup.passwords import password
from tonghua.records.setup.roles import ROLES, give, is_manager, refusal, roles_of

USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]{2,49}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class PeopleView(BrowserView):
    """人员: everybody with his roles."""

    @property
    def url(self):
        return f"{api.portal.get().absolute_url()}"

    @cached_property
    def people(self):
        users = api.portal.get_tool("acl_users").source_users.getUserIds()
        rows = [self._row(username) for username in users]
        return sorted(rows, key=lambda row: (row["inactive"], row["fullname"]))

    def _row(self, username):
        roles = [translate(ROLES[role][0], context=self.request) for role in roles_of(username)]
        if is_manager(username):
            roles.append(translate(_("最高管理员"), context=self.request))
        return {
            "username": username,
            "fullname": fullname(username),
            "roles": "、".join(roles),
            "inactive": is_deactivated(username),
            "url": f"{self.url}/@@person?username={username}",
        }


class PersonView(BrowserView):
    """一个人员: made or changed, with roles as boxes; a new password is shown once."""

    def __call__(self):
        self.problems, self.word = [], ""
        self.username = self._line("username")
        self.new = not self.username or self._line("new") == "1"
        if not self.new and not exists(self.username):
            raise NotFound(self.username)
        self.typed = self._typed() if self._posted else self._kept()
        if self._posted:
            self._act()
        return self.index()

    @property
    def _posted(self):
        return self.request.method == "POST"

    @property
    def url(self):
        return api.portal.get().absolute_url()

    @property
    def inactive(self):
        return not self.new and is_deactivated(self.username)

    @property
    def untouchable(self):
        """Why this person cannot be changed here at all."""
        if self.new or not is_manager(self.username):
            return None
        return refusal(self.username, [])

    @property
    def roles(self):
        return [
            {
                "id": role,
                "title": title,
                "does": does,
                "chosen": role in self.typed["roles"],
            }
            for role, (title, does) in ROLES.items()
        ]

    def _act(self):
        act = next(
            (name for name in ("save", "password", "leave", "return") if name in self.request.form),
            "save",
        )
        if act == "save":
            self._save()
            return
        if self.new:
            raise NotFound(self.username)
        refused = self._refused_for_account(act)
        if refused:
            self.problems = [refused]
        elif act == "password":
            self.word = one_time_password(self.username)
        elif act == "return":
            self.word = reactivate(self.username)
        else:
            deactivate(self.username)
            IStatusMessage(self.request).add(_("已停用。这个人员不能再登录，姓名留在案件中。"))
        self.typed = self._kept()

    def _refused_for_account(self, act):
        """Why this person's login may not be changed by the present one."""
        if is_manager(self.username) and refusal(self.username, []):
            return refusal(self.username, [])
        if act == "leave" and self.username == api.user.get_current().getId():
            return _("不能停用自己。请由另一位系统管理员办理。")
        return None

    def _save(self):
        typed = self.typed
        self.problems = [*self._wrong(typed)]
        if self.problems:
            return
        if self.new:
            word = password()
            make_person(self.username, typed["fullname"], [], word)
            self.word = one_time_password(self.username)
        member = api.user.get(userid=self.username)
        member.setMemberProperties({"fullname": typed["fullname"], "email": typed["email"]})
        give(self.username, typed["roles"])
        self.new = False
        IStatusMessage(self.request).add(_("已保存。"))

    def _wrong(self, typed):
        if self.new:
            if not USERNAME.fullmatch(self.username):
                yield _("用户名应当由英文字母开头，三至五十个英文字母、数字，例如 wangym。")
            elif exists(self.username) or api.group.get(groupname=self.username):
                yield _("已经有“${name}”这个用户名。", mapping={"name": self.username})
        if not typed["fullname"]:
            yield _("请填写姓名，它会出现在案件和文书中。")
        if typed["email"] and not EMAIL.fullmatch(typed["email"]):
            yield _("电子邮箱的格式不对。没有的可以不填。")
        refused = refusal(self.username, typed["roles"])
        if refused:
            yield refused

    def _typed(self):
        roles = self.request.form.get("roles", ())
        roles = (roles,) if isinstance(roles, str) else roles
        return {
            "fullname": self._line("fullname"),
            "email": self._line("email"),
            "roles": [role for role in roles if role in ROLES],
        }

    def _kept(self):
        if self.new:
            return {"fullname": "", "email": "", "roles": []}
        member = api.user.get(userid=self.username)
        return {
            "fullname": member.getProperty("fullname") or "",
            "email": member.getProperty("email") or "",
            "roles": roles_of(self.username),
        }

    def _line(self, name):
        value = self.request.form.get(name, "")
        return " ".join(value.split())[:200] if isinstance(value, str) else ""
