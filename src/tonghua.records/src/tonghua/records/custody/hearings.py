"""Who hears a case reads it: host and clerk of its hearings (articles 11(6), 27).

They are no part of the investigation, so no field of the case names them. Whether somebody may view
an item is asked many times for a page, so the case keeps who they are; whatever changes a hearing,
or an officer who hears one, brings it up to date. What is kept is derived: no export has it.
"""

from Acquisition import aq_base
from plone import api
from zc.relation.interfaces import ICatalog
from zope.component import queryUtility
from zope.intid.interfaces import IIntIds

from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.custody.roles import HEARERS, hearers_of
from tonghua.records.people import exists

#: fields of a hearing that name an officer
FIELDS = ("host", "clerk")


def on_added(hearing, event):
    bring_up_to_date(case_of(hearing))


def on_modified(hearing, event):
    bring_up_to_date(case_of(hearing))


def after_transition(hearing, event):
    """One that was annulled or corrected opens the case to nobody any more."""
    if event.transition is not None:
        bring_up_to_date(case_of(hearing))


def on_removed(hearing, event):
    """A draft that is deleted; not what goes with its whole case."""
    if event.object is hearing:
        bring_up_to_date(case_of(event.oldParent))


def on_officer_modified(officer, event):
    """The officer has another account, or one at last."""
    for case in _heard_by(officer):
        bring_up_to_date(case)


def before_officer_removed(officer, event):
    """What is no longer in the register opens nothing."""
    if event.object is officer:
        for case in _heard_by(officer):
            bring_up_to_date(case, without=officer)


def _heard_by(officer):
    """The cases that an officer hears."""
    intids, relations = queryUtility(IIntIds), queryUtility(ICatalog)
    number = intids.queryId(officer) if intids else None
    if number is None or relations is None:
        return
    for name in FIELDS:
        for relation in relations.findRelations({"to_id": number, "from_attribute": name}):
            if relation.from_object is not None:
                yield case_of(relation.from_object)


def bring_up_to_date(case, without=None):
    """Keep on the case who hears it now; index anew who may view it where that has changed."""
    if case is None:
        return
    current = tuple(sorted(set(_found(case, without))))
    if current != hearers_of(case):
        setattr(case, HEARERS, current)
        case.reindexObjectSecurity()


def _found(case, without):
    """The accounts of the hosts and clerks of the hearings that stand, drafts among them."""
    gone = aq_base(without)
    for item in case.objectValues():
        if item.portal_type != "Hearing" or api.content.get_state(item, default="") in SET_ASIDE:
            continue
        for name in FIELDS:
            officer = getattr(getattr(item, name, None), "to_object", None)
            username = getattr(officer, "user_id", None)
            # a group's name would open the case to all who are in it
            if username and aq_base(officer) is not gone and exists(username):
                yield username
