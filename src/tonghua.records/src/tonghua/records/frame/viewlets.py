"""Header and footer (页眉、页脚): the office's name, the person's menu, the marking 示例."""

from functools import cached_property
from importlib.metadata import version

from plone import api
from plone.app.layout.viewlets.common import ViewletBase

from tonghua.records import _
from tonghua.records.display import Link
from tonghua.records.notices.store import unread_count
from tonghua.records.office import settings
from tonghua.records.people import fullname
from tonghua.records.setup.demo import PROFILE

ENGLISH, CHINESE = "en", "zh-cn"


class Framed(ViewletBase):
    """What all parts of the frame ask."""

    @property
    def anonymous(self):
        return self.portal_state.anonymous()

    @property
    def url(self):
        return self.portal_state.portal_url()

    @property
    def is_demo(self):
        """Whether the demo was brought in: then every page says 示例."""
        setup = api.portal.get_tool("portal_setup")
        return setup.getLastVersionForProfile(PROFILE) != "unknown"


class TopViewlet(Framed):
    """Skip link, and the marking of the demo."""


class LogoViewlet(Framed):
    """The office's name and what this is."""

    @property
    def office(self):
        return settings().office_name or ""


class SearchViewlet(Framed):
    """The search box; nobody searches who has not logged in."""

    @property
    def words(self):
        words = self.request.form.get("SearchableText", "")
        return words if isinstance(words, str) else ""


class PersonViewlet(Framed):
    """The person's name with her menu."""

    @property
    def name(self):
        return fullname(self.portal_state.member().getId())

    @cached_property
    def unread(self):
        """How many notices (提醒) she has not read: a counter, as every page asks for it."""
        return unread_count(self.portal_state.member().getId())

    @property
    def links(self):
        return [
            Link(title=_("我的待办"), url=self.url),
            Link(title=_("我的提醒"), url=f"{self.url}/@@notices"),
            Link(title=_("我的日历"), url=f"{self.url}/@@my-calendar"),
            Link(title=_("使用手册"), url=f"{self.url}/@@handbook"),
            Link(title=_("办法全文"), url=f"{self.url}/@@ordinance"),
            Link(title=_("个人设置"), url=f"{self.url}/@@personal-information"),
            Link(title=_("修改密码"), url=f"{self.url}/@@change-password"),
            self._language,
            Link(title=_("退出"), url=f"{self.url}/logout"),
        ]

    @property
    def _language(self):
        if self.portal_state.language().startswith("zh"):
            return Link(title="English", url=f"{self.url}?set_language={ENGLISH}", note="en")
        return Link(title="中文", url=f"{self.url}?set_language={CHINESE}", note="zh")


class FooterViewlet(Framed):
    """手册 · 示例 · 版本."""

    @property
    def version(self):
        return version("tonghua.records")


class NothingViewlet(ViewletBase):
    """Stands where Plone writes a link that no page of ours has."""

    def index(self):
        return ""
