"""Advice and deliberation (论证和讨论): articles 15 and 16."""

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.records.common import Record
from tonghua.records.schema import Opinions, line, lines, text


class IExpertOpinion(model.Schema):
    """专家论证意见书/纪要 (article 15)."""

    experts = lines(_("专家"), _("第十五条：一行写一人，写明姓名、单位、职称和专业。"))
    conclusion = text(_("论证意见和结论"), _("第十五条：有不同意见的，分别写明。"))
    conflict_declared = line(_("利益冲突声明"), _("写明专家与当事人有无利害关系；没有的，写“无”。"))


@implementer(IExpertOpinion)
class ExpertOpinion(Record):
    """专家论证意见书/纪要: who was asked and what they found (rule EXP-1)."""


class IDeliberation(model.Schema):
    """集体讨论记录 (article 16)."""

    chair = line(_("主持人"), _("第十六条：由负责人主持。"))
    present = lines(_("参加人"), _("第十六条：一行写一人，写明姓名和职务。全体参加人签名。"))
    observers = lines(_("列席人"), _("一行写一人。记录人在备注中写明。"))
    opinions = Opinions(
        title=_("各人的意见"),
        description=_("第十六条：案情汇报以后，逐人记录发表的意见和表决。"),
        required=False,
    )
    conclusion = text(_("讨论结论"), _("第十六条：写明讨论的决定。"))


@implementer(IDeliberation)
class Deliberation(Record):
    """集体讨论记录: what each one said, signed by all present (rule COL-1)."""
