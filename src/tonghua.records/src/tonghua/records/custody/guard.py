"""One guard on whatever is published: nothing of ours answers to who may not view it (article 29).

Plone has pages that anybody may call on any content (site map, contact form, portlets, aliases);
each would print the title and the path of the content it is called on. So the right is asked once,
when the traversal is done, for every page, service and method alike.
"""

from plone import api
from plone.rest.traverse import RESTWrapper
from zExceptions import Unauthorized

from tonghua.records.interfaces import IRecordsContent, IRegister


class AnswersUnviewed:
    """Mix-in for a service that keeps what may not be viewed out of its answer by itself."""


def on_traversed(event):
    """Refuse what is published below something of ours that the person may not view."""
    published = event.request.get("PUBLISHED")
    if isinstance(getattr(published, "__self__", published), AnswersUnviewed):
        return
    inner = None
    for parent in event.request.get("PARENTS", ()):
        item = parent.context if isinstance(parent, RESTWrapper) else parent
        if not IRecordsContent.providedBy(item):
            continue
        # a register may be passed through: whoever a case names sees his case in it
        if inner is not None and IRegister.providedBy(item):
            continue
        inner = item
        if not api.user.has_permission("View", obj=item):
            raise Unauthorized(item.getId())
