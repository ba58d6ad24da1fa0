"""POST, PATCH and DELETE of our content: final is final, and what is wrong is said in words."""

from plone import api
from plone.restapi.services import Service
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.content.delete import ContentDelete
from plone.restapi.services.content.update import ContentPatch
from zExceptions import BadRequest, Unauthorized

from tonghua.records import _
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.interfaces import IFinalizable
from tonghua.records.refusals import Conflict, final_is_final
from tonghua.records.services import body_of

DRAFT = "draft"


def refuse_when_fixed(item, permission):
    """Who could change the draft hears why it is fixed; anybody else is not authorised."""
    if api.user.has_permission(permission, obj=item):
        return
    if api.user.has_permission("tonghua.records: Handle", obj=item):
        refusal = why_fixed(item, api.content.get_state(item, default=None))
        if refusal:
            raise refusal
    raise Unauthorized()


def why_fixed(item, state):
    """The refusal that an item's state stands for; None where it could be changed by somebody."""
    if IFinalizable.providedBy(item):
        if state in ("in_review", "in_approval"):
            return Conflict(
                _(
                    "第三十一条：记录正在审批，不能修改或者删除。需要修改的，请审核人或者批准人退回。"
                ),
                article=31,
            )
        return final_is_final() if state != DRAFT else None
    case = case_of(item)
    if case is None or api.content.get_state(case) == "registered":
        return None
    if api.content.get_state(case) == "archived":
        return Conflict(_("第二十六条：案卷已经归档，不能修改或者删除。"), article=26)
    return Conflict(_("第三十条：立案以后，案件和当事人不得删除。填写有误的，请更正。"), article=30)


def check_new(container, body):
    """Raise BadRequest unless the body names a type that the container holds.

    Ids are given by the system, so that no URL tells a name; a template's id is its paper's key.
    """
    given = body.get("@type")
    types = api.portal.get_tool("portal_types")
    found = types.getTypeInfo(given) if isinstance(given, str) and given else None
    if found is None:
        raise BadRequest(
            _("没有“${type}”这种内容。请在 @type 中写明类型。", mapping={"type": str(given or "")})
        )
    own = types.getTypeInfo(container)
    held = given in {each.getId() for each in container.allowedContentTypes()}
    if not own.allowType(given) or (found.isConstructionAllowed(container) and not held):
        raise BadRequest(
            _(
                "“${container}”中不能新建“${type}”。请核对类型和地址。",
                mapping={"container": container.Title(), "type": found.Title()},
            )
        )
    if body.get("id") and given != "DocumentTemplate":
        raise BadRequest(_("id 由系统给出，地址中不得有姓名或者名称。请去掉 id 后再提交。"))


class RecordPost(FolderPost):
    """A new case, party, record or entry of a register."""

    def reply(self):
        check_new(self.context, body_of(self.request))
        return super().reply()


class RecordPatch(ContentPatch):
    def reply(self):
        body_of(self.request)
        refuse_when_fixed(self.context, "Modify portal content")
        return super().reply()


class RecordDelete(ContentDelete):
    def reply(self):
        refuse_when_fixed(self.context, "Delete objects")
        return super().reply()


class NoCopyNoMove(Service):
    """@copy and @move: a record is evidence of one event in one case, a register's entry of one."""

    def reply(self):
        raise Conflict(
            _("第二十六条：案卷材料不能复制或者移到别处。请在应归的案件中新建。"), article=26
        )
