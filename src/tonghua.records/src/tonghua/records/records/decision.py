"""The decision (决定): article 18."""

from decimal import Decimal

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IChainedRecord
from tonghua.records.records.common import Record
from tonghua.records.schema import Amount, choice, choices, line, moment, show_for, text


class IDecision(model.Schema):
    """决定书 (article 18; Administrative Penalty Law, article 59)."""

    kind = choice(
        "decision_kind",
        title=_("种类"),
        description=_("第十八条：申请类案件选准予决定书或者不予决定书。"),
    )
    facts = text(_("当事人和事实"), _("写明当事人的基本情况和查明的事实。"))
    evidence = text(_("证据"), _("列明证据和证明的内容。"))
    reasons = text(_("理由"), _("第十八条：充分说明执法处理决定的理由，语言要简明准确。"))
    basis = text(_("依据"), _("写明法律、法规、规章的名称和条、款、项。"))
    discretion = text(_("裁量说明"), _("第十八条：说明从轻、从重的因素和幅度。"))
    content = text(_("决定内容"), _("逐项写明决定的内容。"))
    penalty_kinds = choices("penalty_kinds", title=_("处罚种类"))
    amount = Amount(title=_("罚款金额（元）"), required=False, min=Decimal(0))
    performance = text(_("履行方式和期限"), _("写明履行的方式、期限和逾期的后果。"))
    remedies = text(_("救济途径和期限"), _("写明申请行政复议、提起行政诉讼的途径和期限。"))
    decided_at = moment(_("决定日期"), _("没有填写的，以批准的时间为决定日期。"))

    model.fieldset(
        "later", label=_("决定之后"), fields=["published_at", "published_where", "withdrawn_at"]
    )
    published_at = moment(_("公开时间"), readonly=True)
    published_where = line(_("公开载体"), readonly=True)
    withdrawn_at = moment(_("撤回公开时间"), readonly=True)


show_for(
    IDecision, "kind", {("penalty", "summary_penalty"): ("penalty_kinds", "amount", "discretion")}
)

#: written once each, by an act of their own, also after the decision is final
LATER = ("published_at", "published_where", "withdrawn_at")


@implementer(IDecision, IChainedRecord)
class Decision(Record):
    """决定书: facts, reasons, basis, content, performance and remedies."""

    later_fields = LATER
