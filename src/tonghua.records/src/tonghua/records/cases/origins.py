"""An inspection (行政检查) and the penalty case that it turned into: the way between both (8, 11).

No field of either names the other, so each keeps the other's UID beside its fields; no export has
it. An import finds both again by what the case says of its source.
"""

from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID
from zc.relation.interfaces import ICatalog
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.intid.interfaces import IIntIds

from tonghua.records import _
from tonghua.records.i18n import in_chinese

KEY = "tonghua.records.inspection"


def source_of(inspection):
    """案件来源: how the case that an inspection turned into says where it came from."""
    return in_chinese(
        _("行政检查（${number}）", mapping={"number": inspection.number or inspection.title})
    )


def join(inspection, case):
    """Remember that the inspection has turned into the case."""
    IAnnotations(inspection)[KEY] = IUUID(case)
    IAnnotations(case)[KEY] = IUUID(inspection)


def other_of(item):
    """The case that an inspection turned into, or the inspection that a case came from; or None.

    Whether the reader may view it is for the caller to ask.
    """
    uid = IAnnotations(item).get(KEY)
    return uuidToObject(uid, unrestricted=True) if uid else None


def join_again(items):
    """Join inspections and cases that came in by an import, each to the one of its source."""
    turned = {
        source_of(item): item
        for item in items
        if item.portal_type == "InspectionCase"
        and api.content.get_state(item) == "transferred"
        and other_of(item) is None
    }
    for item in items:
        if item.portal_type == "PenaltyCase" and item.source in turned and other_of(item) is None:
            join(turned.pop(item.source), item)


def cases_from(complaint):
    """The cases that name a complaint as what they came from, whoever may view them."""
    number = getUtility(IIntIds).queryId(complaint)
    if number is None:
        return
    query = {"to_id": number, "from_attribute": "complaint"}
    for relation in getUtility(ICatalog).findRelations(query):
        if relation.from_object is not None:
            yield relation.from_object
