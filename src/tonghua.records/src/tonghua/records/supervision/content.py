"""Supervision (监督): articles 6 and 30."""

from plone.supermodel import model
from zope import schema
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.cases.registers import RegisterEntry
from tonghua.records.custody.security import ItemSecurity
from tonghua.records.interfaces import ISupervisionEntry
from tonghua.records.schema import Reference, References, choice, line, moment, text


def remarks():
    """备注, where a correction says why."""
    return text(_("备注"), _("需要说明的其他情况。第三十条：更正已定稿的记录的，写明更正的原因。"))


def corrected(portal_type):
    """What an entry corrects: one of its own kind."""
    return Reference(
        types=(portal_type,),
        title=_("更正哪一份记录"),
        description=_("第三十条：已定稿的记录不得修改，以新的记录更正，写明原因。"),
        vocabulary="tonghua.records.supervision",
    )


class ISupervisionCheck(model.Schema):
    """监督检查 (article 6)."""

    title = schema.TextLine(title=_("名称"), required=True)
    period = line(_("检查的期间"), _("第六条：例如“2026年上半年”。"))
    cases = References(
        types=("PenaltyCase", "ApplicationCase", "InspectionCase"),
        title=_("抽查的案件"),
        description=_("第六条：每行写一个案号。"),
        vocabulary="tonghua.records.cases",
    )
    findings = text(_("检查情况"), _("第六条：写明发现的问题和改进的要求。"))
    seed = line(_("抽样的种子"), _("抽样时由系统记下，凭它可以重新抽出同样的案件。"))
    body = remarks()
    supersedes = corrected("SupervisionCheck")


@implementer(ISupervisionCheck, ISupervisionEntry)
class SupervisionCheck(ItemSecurity, RegisterEntry):
    """监督检查: which cases were looked at, and what was found."""


class ISupervisionOrder(model.Schema):
    """责令整改通知书 (article 30)."""

    title = schema.TextLine(title=_("名称"), required=True)
    number = schema.TextLine(title=_("文号"), required=False, readonly=True)
    ground = choice(
        "supervision_ground", title=_("情形"), description=_("第三十条列举的五种情形之一。")
    )
    case = Reference(
        types=("PenaltyCase", "ApplicationCase", "InspectionCase"),
        title=_("涉及的案件"),
        description=_("第三十条：写案号。责令的不是某一件案件的，可以不填。"),
        vocabulary="tonghua.records.cases",
    )
    severity = text(
        _("后果"), _("第三十条：情形写有“造成严重后果”的（第二、四、五项），写明后果。")
    )
    due_at = moment(_("整改期限"), _("第三十条：责令限期整改。"))
    body = remarks()
    supersedes = corrected("SupervisionOrder")

    model.fieldset("later", label=_("责令整改之后"), fields=["reply", "recheck"])
    reply = text(_("整改报告"), _("第三十条：被责令的科室怎样整改。"), readonly=True)
    recheck = text(_("复核情况"), _("第三十条：期满以后核查的结果。"), readonly=True)


@implementer(ISupervisionOrder, ISupervisionEntry)
class SupervisionOrder(ItemSecurity, RegisterEntry):
    """责令整改通知书: ordered by the supervising office, answered, and checked again."""

    #: written once each when the section has answered, and when that was checked
    later_fields = ("reply", "recheck")
