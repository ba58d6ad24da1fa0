"""The start page: what waits for whom, and for a newcomer what she does here."""

from dataclasses import dataclass
from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.rules.registry import RULES
from tonghua.records.display import Link
from tonghua.records.home.waiting import Waiting
from tonghua.records.lists.cases import ANY, due_query
from tonghua.records.lists.views import may_register
from tonghua.records.notices.store import unread_count
from tonghua.records.people import fullname
from tonghua.records.setup.holidays import warning
from tonghua.records.setup.steps import may_set_up, steps
from tonghua.records.supervision.dashboard import may_supervise

#: role → what whoever has it does here
DUTIES = {
    "Case Officer": _(
        "执法人员：登记案件、制作记录、收集签名，按程序报审核和批准。案件写明您是承办人、"
        "审核人或者批准人时，会出现在这里。"
    ),
    "Legal Reviewer": _("法制审核人员：对送审的案件提出法制审核意见（第十四条）。"),
    "Archivist": _("档案管理员：把已经结案的案件整理成案卷归档（第二十六条），办理查阅和复制。"),
    "Supervisor": _(
        "监督员：查看案件的合规情况和时限，抽查、评查案件，责令限期整改（第六条、第三十条）。"
        "您不修改案件。"
    ),
    "Secrecy Officer": _(
        "保密员：按照申请变更案件和记录的密级（第二十九条）。需要变更时，由承办人把地址发给您。"
    ),
    "Site Administrator": _(
        "系统管理员：维护机关、人员、执法证件和执法依据。您没有查看案件的权限。"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number of cases with the list of them."""

    title: str
    number: int
    url: str


class StartView(BrowserView):
    """我的待办."""

    @cached_property
    def anonymous(self):
        return api.user.is_anonymous()

    @cached_property
    def user(self):
        return api.user.get_current()

    @cached_property
    def roles(self):
        return api.user.get_roles(user=self.user)

    @property
    def name(self):
        return fullname(self.user.getId())

    @property
    def url(self):
        return self.context.absolute_url()

    @cached_property
    def waiting(self):
        return Waiting(self.user.getId(), self.url)

    @cached_property
    def lists(self):
        """The lists that have something in them, with their titles."""
        cases = self.waiting.cases
        found = [
            (_("待我审核、批准"), self.waiting.to_decide),
            (_("我的案件"), cases),
            (_("我的草稿"), self.waiting.drafts),
            (
                _("新近由我参加的案件"),
                self.waiting.new_cases({task.url for task in cases.rows}),
            ),
        ]
        return [{"title": title, "tasks": tasks} for title, tasks in found if tasks.rows]

    @property
    def unread(self):
        """How many notices (提醒) wait to be read."""
        return unread_count(self.user.getId())

    @property
    def duties(self):
        return [words for role, words in DUTIES.items() if role in self.roles]

    @property
    def may_register(self):
        return may_register()

    @property
    def figures(self):
        """What a role without cases of its own looks at first."""
        cases = f"{self.url}/cases"
        found = []

        def figure(title, address, **query):
            number = self.waiting.counted(**query)
            found.append(
                Figure(
                    title=translate(title, context=self.request),
                    number=number,
                    url=f"{cases}?{address}",
                )
            )

        if "Legal Reviewer" in self.roles:
            figure(_("正在审核阶段的案件"), "state=review", review_state="review")
        if "Archivist" in self.roles:
            figure(_("已经结案、等待归档的案件"), "state=closed", review_state="closed")
        if "Supervisor" in self.roles:
            figure(_("已超期的案件"), "due=over", **due_query("over"))
            figure(_("七日内到期的案件"), "due=soon", **due_query("soon"))
            figure(_("有不符合项的案件"), f"rule={ANY}", broken_rules=list(RULES))
        return found

    @cached_property
    def setup_steps(self):
        """The four steps of a new site, until all are done; for who takes them."""
        if not may_set_up():
            return []
        found = steps()
        return [] if all(step.done for step in found) else found

    @property
    def warning(self):
        """What an administrator is told while a year's holidays are wanting."""
        return warning(self.request) if may_set_up() else ""

    @property
    def places(self):
        """Where a supervisor and an administrator work."""
        found = []
        if may_supervise():
            found.append(Link(title=_("监督看板"), url=f"{self.url}/@@supervision"))
        if not may_set_up():
            return found
        return [
            *found,
            Link(title=_("四步设置"), url=f"{self.url}/@@setup"),
            Link(title=_("机关设置"), url=f"{self.url}/@@office-settings"),
            Link(title=_("节假日安排"), url=f"{self.url}/@@holidays"),
            Link(title=_("规则的数额和例外"), url=f"{self.url}/@@office-rules"),
            Link(title=_("人员和角色"), url=f"{self.url}/@@people"),
            Link(title=_("执法人员"), url=f"{self.url}/officers"),
            Link(title=_("执法依据"), url=f"{self.url}/bases"),
            Link(title=_("文书模板"), url=f"{self.url}/templates"),
        ]
