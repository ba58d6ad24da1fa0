"""PATCH and DELETE of records: final is final, said in a sentence."""

from plone import api
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch
from tonghua.records.interfaces import IRecordContent
from tonghua.records.refusals import final_is_final
from zExceptions import Unauthorized

DRAFT = "draft"


def refuse_when_fixed(item, permission):
    """Who could change the draft hears that it is final; anybody else is not authorised."""
    if api.user.has_permission(permission, obj=item):
        return
    fixed = IRecordContent.providedBy(item) and api.content.get_state(item) != DRAFT
    if fixed and api.user.has_permission("tonghua.records: Handle", obj=item):
        raise final_is_final()
    raise Unauthorized()


class RecordPatch(ContentPatch):
    def reply(self):
        refuse_when_fixed(self.context, "Modify portal content")
        return super().reply()


class RecordDelete(ContentDelete):
    def reply(self):
        refuse_when_fixed(self.context, "Delete objects")
        return super().reply()
