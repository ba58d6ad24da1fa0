"""Where an act of core is done in the interface, for one person: its address, or none."""

from urllib.parse import urlencode

from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records.fti import CaseItemFTI, RecordFTI
from tonghua.records.interfaces import IRecordContent
from tonghua.records.pages import step_url, steps_of


def types_in_cases():
    """The portal types that a case can hold, whoever may add them."""
    types = api.portal.get_tool("portal_types")
    return frozenset(
        fti.getId() for fti in types.objectValues() if isinstance(fti, (RecordFTI, CaseItemFTI))
    )


class Doors:
    """Addresses of acts on a case and what lies in it, for the person who asks.

    ``items`` are those that the person may view. ``address(act)`` is None where the act is not
    this person's, so that no link leads to a refusal.
    """

    def __init__(self, case, items=None):
        self.case = case
        self.url = case.absolute_url()
        inside = case.objectValues() if items is None else items
        self.items = {IUUID(item): item for item in inside if IRecordContent.providedBy(item)}
        self._offered = None

    @property
    def offered(self):
        """The portal types that this person may add here now."""
        if self._offered is None:
            self._offered = frozenset(fti.getId() for fti in self.case.allowedContentTypes())
        return self._offered

    def address(self, act):
        """Where an act is done, or None."""
        item = self.items.get(act.subject) if act.subject else self.case
        if item is None:
            return None
        return getattr(self, f"_{act.kind.value}")(item, act)

    def _add(self, item, act):
        if act.name not in self.offered:
            return None
        # a draft elsewhere may name what this person may not view
        given = [(name, uid) for name, uid in act.given if uid in self.items]
        query = f"?{urlencode(given)}" if given else ""
        return f"{self.url}/++add++{act.name}{query}"

    def _edit(self, item, act):
        return self._if("Modify portal content", item, "edit")

    def _sign(self, item, act):
        return self._if("tonghua.records: Take signatures", item, "@@sign")

    def _step(self, item, act):
        if act.name not in [step.note for step in steps_of(item)]:
            return None
        return step_url(item, act.name)

    def _view(self, item, act):
        return self._if("View", item, "")

    def _if(self, permission, item, view):
        if not api.user.has_permission(permission, obj=item):
            return None
        url = item.absolute_url()
        return f"{url}/{view}" if view else url
