"""The page 我的提醒, and its buttons."""

from functools import cached_property

from plone.batching import Batch
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import MethodNotAllowed

from tonghua.records import _
from tonghua.records.forms.guarded import AGAIN, token_holds
from tonghua.records.forms.store import me
from tonghua.records.lists.search import whole
from tonghua.records.moments import now, parse
from tonghua.records.notices.store import mark_read, unread_count
from tonghua.records.notices.telling import in_order, tell


class NoticesView(BrowserView):
    """我的提醒: one's own notices, fifty on a page, the unread first."""

    SIZE = 50

    @property
    def url(self):
        return self.context.absolute_url()

    @cached_property
    def batch(self):
        start = max(0, whole(self.request.form.get("b_start")))
        return Batch(in_order(me()), self.SIZE, start)

    @cached_property
    def rows(self):
        return tell(list(self.batch))

    @property
    def unread(self):
        return [row for row in self.rows if row.unread]

    @property
    def read(self):
        return [row for row in self.rows if not row.unread]

    @cached_property
    def unread_count(self):
        return unread_count(me())

    @property
    def moment(self):
        """Until when 全部已读 counts: what comes after the page was drawn nobody has seen."""
        return now().isoformat()


class ReadView(BrowserView):
    """标为已读 and 全部已读: by a form of the page alone."""

    def __call__(self):
        if self.request.method != "POST":
            raise MethodNotAllowed()
        message, kind = self._mark()
        IStatusMessage(self.request).add(message, type=kind)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@notices")
        return ""

    def _mark(self):
        form = self.request.form
        if not token_holds(self.request):
            return AGAIN, "warning"
        if "key" in form:
            mark_read(me(), [str(form["key"])])
            return _("已标为已读。"), "info"
        try:
            until = parse(str(form.get("until", "")))
        except ValueError:
            return AGAIN, "warning"
        n = mark_read(me(), until=until)
        return _("已将 ${n} 条提醒标为已读。", mapping={"n": str(n)}), "info"
