"""GET, POST and DELETE @calendar-address: one's own secret address."""

from plone import api
from plone.restapi.services import Service

from tonghua.records.services import allow_write
from tonghua.records.subscription.addresses import renew, revoke, since
from tonghua.records.subscription.views import address


class AddressGet(Service):
    """Whether there is an address, and since when; never the address itself."""

    def reply(self):
        made = since(_me())
        return {"@id": _id(), "since": made.isoformat() if made else None}


class AddressPost(Service):
    """A new address, told this once; an old one ends."""

    def reply(self):
        allow_write(self.request)
        key = renew(_me())
        self.request.response.setStatus(201)
        self.request.response.setHeader("Cache-Control", "no-store")
        return {"@id": _id(), "since": since(_me()).isoformat(), "url": address(key)}


class AddressDelete(Service):
    """The end of the address; there need not be one."""

    def reply(self):
        allow_write(self.request)
        revoke(_me())
        return self.reply_no_content()


def _me():
    return api.user.get_current().getId()


def _id():
    return f"{api.portal.get().absolute_url()}/@calendar-address"
