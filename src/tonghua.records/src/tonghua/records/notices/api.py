"""``@notices``: one's own inbox over REST, and marking what was read."""

from plone import api
from plone.restapi.services import Service
from zExceptions import BadRequest

from tonghua.records import _
from tonghua.records.forms.store import me
from tonghua.records.lists.search import whole
from tonghua.records.notices.store import mark_read, unread_count
from tonghua.records.notices.telling import in_order, tell
from tonghua.records.services import allow_write, body_of

#: notices of one answer; ``b_start`` asks for the next ones
SIZE = 100


class NoticesGet(Service):
    """One's own notices: unread before read, the newest first."""

    def reply(self):
        pairs = in_order(me())
        start = max(0, whole(self.request.form.get("b_start")))
        return {
            "@id": f"{api.portal.get().absolute_url()}/@notices",
            "unread": unread_count(me()),
            "items_total": len(pairs),
            "items": [_item(each) for each in tell(pairs[start : start + SIZE])],
        }


class NoticesPost(Service):
    """``{"read": [keys]}``: mark one's own notices as read."""

    def reply(self):
        allow_write(self.request)
        keys = body_of(self.request).get("read")
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise BadRequest(_("“read”应当是提醒的 key 的列表。请核对。"))
        mark_read(me(), keys)
        return {"unread": unread_count(me())}


def _item(told):
    link = told.link
    return {
        "key": told.key,
        "kind": told.kind,
        "text": told.text,
        "at": told.at.isoformat(),
        "unread": told.unread,
        "case": {"@id": link.url, "title": link.title} if link else None,
    }
