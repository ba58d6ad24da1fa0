"""The internal approval (内部审批): articles 17 and 31."""

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IChainedRecord
from tonghua.records.records.common import Record
from tonghua.records.schema import line, text


class IApproval(model.Schema):
    """内部审批表 (articles 17, 31)."""

    matter = line(_("审批事项"), _("第三十一条：全程记录内部审批流程。"))
    handler_opinion = text(_("承办人意见和理由"), _("第三十一条：由承办人提出意见和理由。"))
    reviewer_opinion = text(_("审核人意见"), readonly=True)
    approver_opinion = text(_("批准人意见"), _("第十七条：负责人签署意见、签名。"), readonly=True)


@implementer(IApproval, IChainedRecord)
class Approval(Record):
    """内部审批表: the chain of a record writes one for itself; others go through it."""

    #: the record whose chain wrote this one (UID), None where a person made it
    chain_of = None
