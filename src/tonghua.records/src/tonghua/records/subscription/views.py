"""我的日历: the page on which a person makes, changes and ends his address; and the calendar itself."""

from contextlib import contextmanager

from plone import api
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage

from tonghua.records import _
from tonghua.records.display import when
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.subscription.addresses import holder, renew, revoke, since
from tonghua.records.subscription.agenda import agenda
from tonghua.records.subscription.feed import tag, written

FEED = "@@deadlines.ics"


def address(key):
    """The whole secret address of a key."""
    return f"{api.portal.get().absolute_url()}/{FEED}?key={key}"


class MyCalendar(BrowserView):
    """我的日历."""

    def __call__(self):
        self.address = ""
        # what is told once is kept by no cache, and found by no back button
        self.request.response.setHeader("Cache-Control", "no-store")
        if self.request.method == "POST":
            self._act()
        return self.index()

    def _act(self):
        if "make" in self.request.form:
            self.address = address(renew(self.username))
        elif "end" in self.request.form and revoke(self.username):
            IStatusMessage(self.request).add(_("日历地址已经停用，原来的地址不能再用。"))

    @property
    def url(self):
        return f"{self.context.absolute_url()}/@@my-calendar"

    @property
    def handbook(self):
        return f"{self.context.absolute_url()}/@@handbook/calendar"

    @property
    def username(self):
        return api.user.get_current().getId()

    @property
    def since(self):
        """When the present address was made, in words; empty where there is none."""
        made = since(self.username)
        return when(made) if made else ""

    @property
    def remind_days(self):
        return office().count("remind_days")


class Deadlines(BrowserView):
    """The calendar of whoever's key it is, to whoever sends it; nothing to anybody else.

    A calendar cannot log in. It is told what the holder may view at this moment, and a wrong key,
    an ended one, and the key of somebody who has left are answered alike.
    """

    def __call__(self):
        response = self.request.response
        response.setHeader("Cache-Control", "no-store")
        response.setHeader("X-Robots-Tag", "noindex")
        username = holder(self._key())
        if username is None:
            return self._nothing()
        with acting_as(username):
            dated = agenda()
        response.setHeader("ETag", tag(dated))
        if self.request.getHeader("If-None-Match") == tag(dated):
            response.setStatus(304)
            return ""
        response.setHeader("Content-Type", "text/calendar; charset=utf-8")
        response.setHeader("Content-Disposition", 'inline; filename="deadlines.ics"')
        return written(dated, now())

    def _key(self):
        """The key that was sent, which is then no longer in the request: logs print requests."""
        key = self.request.form.pop("key", None)
        self.request.environ["QUERY_STRING"] = ""
        self.request.other.pop("key", None)
        return key

    def _nothing(self):
        response = self.request.response
        response.setStatus(404)
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return "没有这个日历。\n"


@contextmanager
def acting_as(username):
    """The rights of one person, whoever asks."""
    with api.env.adopt_user(user=api.user.get(userid=username)):
        yield
