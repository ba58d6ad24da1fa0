"""Preservation of evidence (证据保全): article 13."""

from decimal import Decimal

from plone.supermodel import model
from zope import schema
from zope.interface import Interface, implementer

from tonghua.records import _
from tonghua.records.interfaces import IChainedRecord
from tonghua.records.records.common import Record
from tonghua.records.schema import Rows, choices, line, moment, text


class IKeptRow(Interface):
    """One thing that is kept (保全物品)."""

    name = schema.TextLine(title=_("名称"), required=False)
    specification = schema.TextLine(title=_("规格"), required=False)
    quantity = schema.Decimal(title=_("数量"), required=False, min=Decimal(0))
    unit = schema.TextLine(title=_("单位"), required=False)
    condition = schema.TextLine(title=_("状况"), required=False)
    kept_at = schema.TextLine(title=_("存放地点"), required=False)


class IEvidencePreservation(model.Schema):
    """证据保全（先行登记保存） (article 13; Administrative Penalty Law, article 56)."""

    reason = text(_("启动的理由"), _("第十三条：写明证据可能灭失或者以后难以取得的情形。"))
    subject_matter = text(_("具体标的"), _("第十三条：写明保全什么。"))
    forms = choices("preservation_form", title=_("保全形式"), description=_("第十三条：可以多选。"))
    approved_at = moment(_("负责人批准时间"), _("第十三条：先行登记保存，应当先经负责人批准。"))
    rows = Rows(
        IKeptRow,
        sums={"quantity": "unit"},
        title=_("保全物品清单"),
        description=_("第十三条：逐件写明名称、规格、数量、状况和存放地点。"),
    )

    model.fieldset("later", label=_("保全之后"), fields=["disposition", "disposed_at"])
    disposition = line(_("处理决定"), readonly=True)
    disposed_at = moment(_("处理时间"), readonly=True)


@implementer(IEvidencePreservation, IChainedRecord)
class EvidencePreservation(Record):
    """证据保全: disposed of within seven working days (rule PRS-2), by a later act."""

    #: approved before anything is taken: what was kept is listed when it is, and disposed of after
    later_fields = ("rows", "disposition", "disposed_at")
