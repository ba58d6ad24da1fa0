"""Who changed an item last: kept with the item by the change itself."""

from plone import api
from zope.container.interfaces import IContainerModifiedEvent

from tonghua.records.moments import from_zope


def on_modified(item, event):
    """Note the person; what is put into a case does not change the case."""
    if not IContainerModifiedEvent.providedBy(event) and not api.user.is_anonymous():
        item.changed_by = api.user.get_current().getId()


def last_change(item):
    """``(username, moment)`` of the last change; an empty name where nobody has changed it."""
    return getattr(item, "changed_by", "") or "", from_zope(item.modified())
