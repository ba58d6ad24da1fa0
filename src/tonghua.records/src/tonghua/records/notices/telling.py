"""A person's notices as they may be told to him now."""

from dataclasses import dataclass
from datetime import datetime

from tonghua.records.cases.by_uid import items_by_uid
from tonghua.records.core.text import _
from tonghua.records.display import Link, link_to, may_view, when
from tonghua.records.i18n import say
from tonghua.records.notices.store import inbox
from tonghua.records.pages import Badge, level_badge

#: kind → colour and words of its badge; another kind has none
KINDS = {
    "soon": ("info", _("即将到期")),
    "today": ("warning", _("今天到期")),
    "overdue": ("danger", _("已超期")),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One notice; ``link`` and ``level`` (密级) are its case's, for who may view that now.

    ``order`` leads to the order to rectify (责令整改通知书) that it tells of.
    """

    key: str
    kind: str
    text: str
    at: datetime
    unread: bool
    link: Link | None = None
    level: Badge | None = None
    order: Link | None = None

    @property
    def when(self):
        return when(self.at)

    @property
    def badge(self):
        colour, said = KINDS.get(self.kind, ("", ""))
        return Badge(text=say(said), colour=colour) if said else None


def in_order(username):
    """[(notice, whether it is unread)]: unread before read, the newest first."""
    return sorted(inbox(username), key=lambda pair: not pair[1])


def tell(pairs):
    """Some of a person's notices in words.

    A case stands there for whoever may view it now, whatever was so when the notice was posted.
    """
    orders = {notice.key: order_of(notice) for notice, _unread in pairs}
    seen = _viewable({*(notice.case for notice, _unread in pairs), *orders.values()})
    return [
        _told(notice, unread, seen.get(notice.case), seen.get(orders[notice.key]))
        for notice, unread in pairs
    ]


def order_of(notice):
    """The uid of the order that a notice tells of, which is its key; "" for another."""
    kind, _bar, uid = notice.key.partition("|")
    return uid if kind == "order" else ""


def _told(notice, unread, case, order):
    return Told(
        key=notice.key,
        kind=notice.kind,
        text=say(notice.text),
        at=notice.at,
        unread=unread,
        link=link_to(case) if case is not None else None,
        level=level_badge(case) if case is not None else None,
        order=link_to(order) if order is not None else None,
    )


def _viewable(uids):
    """uid → the item, of those that the present person may view."""
    return {uid: item for uid, item in items_by_uid(uids).items() if may_view(item)}
