"""Prolonging and handing over (延期和移送): articles 7, 8 and 18."""

from plone.supermodel import model
from zope import schema
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IChainedRecord
from tonghua.records.records.common import Record
from tonghua.records.schema import line, moment, text


class IExtension(model.Schema):
    """延期审批表 (articles 7, 18)."""

    what = line(_("延长什么期限"), _("例如作出决定的期限。"))
    until = schema.Date(
        title=_("延长至"), description=_("写明延长以后的最后一日。"), required=False
    )
    reason = text(_("延长的理由"), _("经负责人批准，并将延长的理由告知当事人或者申请人。"))
    informed_at = moment(_("告知当事人或者申请人的时间"))


@implementer(IExtension, IChainedRecord)
class Extension(Record):
    """延期审批表: what is prolonged, until when, and why (rules APP-4, DEC-2)."""

    #: whoever is concerned is told once it is approved
    later_fields = ("informed_at",)


class ITransferLetter(model.Schema):
    """移送函 (articles 8, 18; 地方志工作条例, article 18)."""

    to = line(_("移送至"), _("有权处理的机关的全称。本机关没有处罚权的，提请有权的机关依法查处。"))
    reason = text(
        _("案情、理由和建议"),
        _("第八条、第十八条：写明案情、移送的依据和理由、证据目录、处理建议和联系人。"),
    )


@implementer(ITransferLetter, IChainedRecord)
class TransferLetter(Record):
    """移送函: hands the case to the body that has the power (rule AUTH-1)."""
