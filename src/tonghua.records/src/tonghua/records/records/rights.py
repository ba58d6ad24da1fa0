"""Telling the party its rights (告知): articles 10 and 11(5)."""

from decimal import Decimal

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.core.telling import HEARING_AMOUNTS
from tonghua.records.interfaces import IChainedRecord
from tonghua.records.office import office
from tonghua.records.records.common import Record
from tonghua.records.schema import Amount, choice, choices, line, say_more, show_for, text, yes_no


class IRightsNotice(model.Schema):
    """权利告知书（事先告知书） (articles 10, 11(5))."""

    kind = choice(
        "rights_notice_kind",
        title=_("种类"),
        description=_("第十条、第十一条：作出处罚决定以前的告知，选“行政处罚事先告知书”。"),
        default="rights",
    )
    told = choices(
        "rights",
        title=_("告知的权利"),
        description=_("第十条：陈述、申辩、申请回避、听证等权利。"),
    )
    how = choice("how", title=_("告知方式"), description=_("第十条：对告知的方式应进行记录。"))
    facts = text(_("查明的事实"), _("事先告知应当写明拟作出决定的事实。"))
    reasons = text(_("理由"), _("事先告知应当写明拟作出决定的理由。"))
    basis = text(_("依据"), _("写明法律、法规、规章的名称和条、款、项。"))
    proposed = text(_("拟作出的决定"), _("写明拟处罚的内容，以及行使权利的方式和期限。"))
    proposed_kinds = choices("penalty_kinds", title=_("拟处罚种类"))
    proposed_amount = Amount(title=_("拟罚款金额（元）"), required=False, min=Decimal(0))
    hearing_required = yes_no(
        _("须告知听证"),
        _(
            "《行政处罚法》第六十三条：拟处较大数额罚款、没收较大数额财物、吊销许可证件、责令停产停业"
            "和其他较重处罚的，应当告知要求听证的权利。已在“告知的权利”中选上听证的，不必回答；"
            "没有选的，在这里确认“是”或者“否”。"
        ),
    )
    hearing_reason = line(_("须或者不须告知听证的理由"), _("选“否”的，应当写明理由。"))


show_for(
    IRightsNotice,
    "kind",
    {
        ("prior_notice", "hearing"): (
            *("facts", "reasons", "basis"),
            *("proposed", "proposed_kinds", "proposed_amount"),
            *("hearing_required", "hearing_reason"),
        ),
    },
)


def _amounts():
    """From which fine on a hearing is offered; that a person answers where nobody has set it."""
    numbers = office()
    person, organisation = map(numbers.number, HEARING_AMOUNTS.values())
    if person is None or organisation is None:
        return _("本机关没有设定听证的罚款数额：拟处罚款而没有告知听证的，提交以前必须在这里确认。")
    return _(
        "本机关设定的听证罚款数额：公民${person}元以上，法人或者其他组织${organisation}元以上。",
        mapping={"person": f"{person:f}", "organisation": f"{organisation:f}"},
    )


say_more(IRightsNotice, "hearing_required", _amounts)


@implementer(IRightsNotice, IChainedRecord)
class RightsNotice(Record):
    """权利告知书（事先告知书）: what the party is told before the decision."""
