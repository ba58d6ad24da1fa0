"""References between items over REST: URL, path or UID in, a link out, nothing unviewable."""

from urllib.parse import unquote

from plone import api
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer, IFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

from tonghua.records.cases.by_uid import item_by_uid
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.i18n import say
from tonghua.records.interfaces import IRecordContent, IRecordsContent, IRecordsLayer
from tonghua.records.rest.fields import wrong
from tonghua.records.schema import IReference, IReferences


def resolve(value):
    """The item that a URL, path, UID or ``{"@id"}`` names, if this person may view it."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("UID")
    if not isinstance(value, str) or not value:
        return None
    portal = api.portal.get()
    found = None
    url = portal.absolute_url()
    if value.startswith(url + "/"):
        found = _at_path(portal, value[len(url) + 1 :])
    elif value.startswith("/"):
        root = "/".join(portal.getPhysicalPath())
        inside = value[len(root) :] if value.startswith(root + "/") else value
        found = _at_path(portal, inside.lstrip("/"))
    else:
        found = item_by_uid(value)
    if found is None or not api.user.has_permission("View", obj=found):
        return None
    return found


def _at_path(portal, path):
    try:
        return portal.unrestrictedTraverse(unquote(path).strip("/").split("/"), None)
    except (KeyError, AttributeError, TypeError):
        return None


def read_reference(value, field, context):
    """The item named, of a type that the field takes and of the same case as ``context``.

    Raises ValueError with what to do.
    """
    found = resolve(value)
    if found is None or not _fits(found, field, context):
        raise wrong(
            "“${field}”引用的“${value}”不存在、不是这一栏要的内容、不在本案，或者您无权查看。"
            "请重新选择。",
            field=say(field.title),
            value=value.get("@id") if isinstance(value, dict) else value,
        )
    return found


def _fits(found, field, context):
    wanted = getattr(found, "portal_type", None) in field.types
    if not (wanted if field.types else IRecordContent.providedBy(found)):
        return False
    here, there = case_of(context), case_of(found)
    return None in (here, there) or IUUID(here) == IUUID(there)


@implementer(IFieldDeserializer)
@adapter(IReference, IRecordsContent, IRecordsLayer)
class ReferenceDeserializer(DefaultFieldDeserializer):
    """URL, path or UID → the item."""

    def __call__(self, value):
        return read_reference(value, self.field, self.context)


@implementer(IFieldDeserializer)
@adapter(IReferences, IRecordsContent, IRecordsLayer)
class ReferencesDeserializer(DefaultFieldDeserializer):
    def __call__(self, value):
        values = value if isinstance(value, list) else [value]
        return [read_reference(each, self.field, self.context) for each in values]


def as_link(target):
    """``{"@id", "title"}`` of an item; None when this person may not view it."""
    if target is None or not api.user.has_permission("View", obj=target):
        return None
    return {"@id": target.absolute_url(), "title": target.Title(), "UID": IUUID(target)}


@implementer(IFieldSerializer)
@adapter(IReference, IRecordsContent, IRecordsLayer)
class ReferenceSerializer(DefaultFieldSerializer):
    """The item's link, left out when the reader may not view it."""

    def __call__(self):
        return as_link(getattr(self.get_value(), "to_object", None))


@implementer(IFieldSerializer)
@adapter(IReferences, IRecordsContent, IRecordsLayer)
class ReferencesSerializer(DefaultFieldSerializer):
    def __call__(self):
        links = (as_link(each.to_object) for each in self.get_value() or ())
        return [link for link in links if link]
