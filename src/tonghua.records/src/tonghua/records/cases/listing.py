"""The page of a register (登记簿): what it holds, the newest first."""

from plone import api
from plone.batching import Batch
from Products.Five.browser import BrowserView
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.vocabularies import label
from tonghua.records.display import Link, when
from tonghua.records.i18n import say
from tonghua.records.moments import from_zope
from tonghua.records.pages import badges


class RegisterView(BrowserView):
    """登记簿: its entries, the newest first, fifty on a page."""

    SIZE = 50

    @property
    def batch(self):
        catalog = api.portal.get_tool("portal_catalog")
        found = catalog.searchResults(
            path={"query": "/".join(self.context.getPhysicalPath()), "depth": 1},
            sort_on="created",
            sort_order="reverse",
        )
        return Batch(found, self.SIZE, max(0, _whole(self.request.form.get("b_start"))))

    def rows(self, batch):
        """The entries of one page; what a person may not view is not in the catalogue's answer."""
        items = [brain.getObject() for brain in batch]
        return [
            {
                "title": item.Title() or item.getId(),
                "url": item.absolute_url(),
                "number": getattr(item, NUMBERS.get(item.portal_type, "number"), None) or "",
                "kind": say(label("types", item.portal_type)),
                "badges": badges(item),
                "created": when(from_zope(item.created())),
            }
            for item in items
        ]

    @property
    def addable(self):
        url = self.context.absolute_url()
        return [
            Link(
                title=translate(
                    _("登记${type}", mapping={"type": say(label("types", fti.getId()))}),
                    context=self.request,
                ),
                url=f"{url}/++add++{fti.getId()}",
            )
            for fti in self.context.allowedContentTypes()
        ]

    @property
    def explanation(self):
        """What will be here, and who makes the first one."""
        return EMPTY.get(self.context.getId(), _("这里还没有内容。"))


#: portal type → the field that is its number, where that is not ``number``
NUMBERS = {"Officer": "certificate_number", "LegalBasis": "article"}

#: register → what its empty list says
EMPTY = {
    "cases": _(
        "这里列出您有权查看的案件。还没有案件：由执法人员点击“登记行政处罚案件”新建第一件。"
    ),
    "complaints": _("这里将列出投诉举报（第八条）。登记投诉举报的功能尚未启用。"),
    "officers": _(
        "这里将列出执法人员和执法证件（第九条）。由系统管理员点击“登记执法人员”逐人登记。"
    ),
    "devices": _("这里将列出记录设备（第六条）。登记设备的功能尚未启用。"),
    "bases": _(
        "这里将列出本机关的执法依据（第一条、第二条）。由系统管理员点击“登记执法依据”逐条登记。"
    ),
    "templates": _(
        "这里将列出文书模板（第十八条）。由系统管理员点击“登记文书模板”上传 DOCX 模板。"
    ),
    "supervision": _("这里将列出监督检查和责令整改（第六条、第三十条）。该功能尚未启用。"),
}


def _whole(text):
    try:
        return int(text or 0)
    except (TypeError, ValueError):
        return 0
