"""Plone's own ways to take a step, of one item or of many (批量办理): the same guards, and why not.

Plone's bulk actions swallow what refuses an item and say only that it failed. Here each item is a
transaction of its own: what is refused leaves nothing behind, the others go on, and each refusal is
told in its own sentence.
"""

from plone import api
from plone.app.content.browser.contents.workflow import WorkflowActionView
from plone.app.content.browser.folder_publish import FolderPublishView
from plone.protect import CheckAuthenticator, PostOnly
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage

from tonghua.records import _
from tonghua.records.display import may_view
from tonghua.records.forms.refusing import afterwards
from tonghua.records.interfaces import IRecordsContent
from tonghua.records.rest.workflow import act


def take(item, transition, comment):
    """Take a step of one of many, in a transaction of its own; why it was refused, or ""."""
    return afterwards(lambda: act(item, transition, comment or ""))


def refused(item, said):
    """Which of many was refused, and why."""
    return _("《${title}》没有办理：${reason}", mapping={"title": item.Title(), "reason": said})


class StatusModify(BrowserView):
    """``content_status_modify`` of our content: one step, or the form that asks what it wants."""

    def __call__(self, workflow_action="", comment="", **ignored):
        url = self.context.absolute_url()
        if self.request.method != "POST":
            return self.request.response.redirect(f"{url}/@@act?transition={workflow_action}")
        CheckAuthenticator(self.request)
        act(self.context, workflow_action, comment)
        IStatusMessage(self.request).add(_("已办理。"))
        return self.request.response.redirect(url)


class BulkWorkflow(WorkflowActionView):
    """``fc-workflow``: the step of a folder's contents list, for each item that was ticked."""

    def action(self, obj, bypass_recurse=False):
        if not IRecordsContent.providedBy(obj):
            super().action(obj, bypass_recurse)
            return
        if not may_view(obj):
            return
        said = take(obj, self.transition_id or "", self.comments)
        if said:
            self.errors.append(refused(obj, said))


class FolderPublish(FolderPublishView):
    """``folder_publish``: the step of items by their paths; each that is refused is told."""

    def __call__(self, workflow_action=None, paths=None, comment="", **ignored):
        PostOnly(self.request)
        CheckAuthenticator(self.request)
        if workflow_action is None or not paths:
            IStatusMessage(self.request).add(_("请选择要办理的步骤和至少一项内容。"), type="error")
            return self.redirect()
        portal, messages = api.portal.get(), IStatusMessage(self.request)
        for path in [paths] if isinstance(paths, str) else paths:
            item = portal.restrictedTraverse(str(path), None)
            if not IRecordsContent.providedBy(item) or not may_view(item):
                continue
            said = take(item, workflow_action, comment)
            if said:
                messages.add(refused(item, said), type="error")
            else:
                messages.add(
                    _("《${title}》已办理。", mapping={"title": item.Title()}), type="info"
                )
        return self.redirect()
