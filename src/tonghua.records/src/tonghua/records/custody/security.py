"""When who may see a case changes, and when it does not (a step of a case need not reindex it)."""

from Acquisition import aq_base
from plone.dexterity.content import FTIAwareSpecification

from tonghua.records.custody.roles import roles_in


def fingerprint(case):
    """What decides who sees a case: its people, and the roles that may view it."""
    view = getattr(aq_base(case), "_View_Permission", None)
    return tuple(sorted(set(roles_in(case)))), tuple(view) if view is not None else None


class CaseSecurity:
    """Mix-in: walk a case's content only when who may see it has changed.

    Every transition asks for ``reindexObjectSecurity``, which would touch all that lies in the
    case; the steps of a case change no permission to view.
    """

    # zope.interface gives a mix-in its own plain descriptor, which would hide Dexterity's
    __providedBy__ = FTIAwareSpecification()

    _seen_by = None

    def reindexObjectSecurity(self, skip_self=False):
        current = fingerprint(self)
        if self._seen_by == current:
            return
        first = self._seen_by is None and not len(self)
        self._seen_by = current
        if not first:
            super().reindexObjectSecurity(skip_self=skip_self)


class ItemSecurity:
    """Mix-in: an item holds nothing, so its security is indexed without a search for content."""

    __providedBy__ = FTIAwareSpecification()

    def reindexObjectSecurity(self, skip_self=False):
        if not skip_self:
            self.reindexObject(idxs=list(self._cmf_security_indexes))
