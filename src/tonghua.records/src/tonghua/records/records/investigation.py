"""Investigation and evidence (调查取证): articles 9 and 11."""

from decimal import Decimal

from plone.supermodel import model
from zope import schema
from zope.interface import Interface, implementer

from tonghua.records import _
from tonghua.records.records.common import Record
from tonghua.records.schema import (
    Dialogue,
    Reference,
    Rows,
    choice,
    choices,
    line,
    moment,
    text,
    yes_no,
)


class IQuestionRow(Interface):
    """One question and what was answered (问答)."""

    question = schema.Text(title=_("问"), required=False)
    answer = schema.Text(title=_("答"), required=False)


class IInterview(model.Schema):
    """询问笔录 (articles 9, 11(1))."""

    interviewee = line(_("被询问人"), _("第十一条：写明被询问人的姓名。"))
    relation = line(
        _("被询问人的身份和与本案的关系"), _("第十一条：写明证件号码、住址、单位、职务和关系。")
    )
    rights_told = choices(
        "rights", title=_("已告知的权利"), description=_("第十条：询问以前告知，逐项选择。")
    )
    questions = Dialogue(
        IQuestionRow,
        title=_("问答"),
        description=_("第十一条：一问一答，照所说的记录。最后由被询问人核对。"),
    )
    recorder = Reference(
        types=("Officer",), title=_("记录人"), vocabulary="tonghua.records.officers"
    )


@implementer(IInterview)
class Interview(Record):
    """询问笔录: question after question, signed page by page."""


class IEvidenceRow(Interface):
    """One piece of evidence that was asked for or handed over (证据)."""

    name = schema.TextLine(title=_("证据名称"), required=False)
    kind = choice("evidence_kind", title=_("种类"))
    copies = schema.Int(title=_("份数"), required=False, min=0)
    original = yes_no(_("原件"))
    source = schema.TextLine(title=_("来源"), required=False)
    checked = yes_no(_("已核对"))


class IEvidenceRequest(model.Schema):
    """调取证据通知书 (article 11(2))."""

    holder = line(_("证据持有人"), _("第十一条：向谁调取证据。"))
    due_at = moment(_("提交期限"), _("第十一条：请持有人在什么时候以前提交。"))
    rows = Rows(
        IEvidenceRow,
        sums={"copies": ""},
        title=_("证据清单"),
        description=_("第十一条：逐件写明名称、份数、原件或者复制件、来源；复制件应当与原件核对。"),
    )


@implementer(IEvidenceRequest)
class EvidenceRequest(Record):
    """调取证据通知书: what is asked of whom, and the list of what was handed over."""


class ISceneInspection(model.Schema):
    """现场检查（勘验）笔录 (articles 9, 11(3), 12)."""

    inspected = line(_("被检查人"), _("第十一条：写明被检查的当事人和现场负责人。"))
    witness = line(_("见证人"), _("第九条：有关在场人员。没有的，写“无”。"))
    situation = text(
        _("检查（勘验）情况"),
        _("第四条、第十一条：客观记载检查的过程和所见，不写结论。第十二条：应当同时进行音像记录。"),
    )


@implementer(ISceneInspection)
class SceneInspection(Record):
    """现场检查（勘验）笔录: two officers, credentials shown, recorded in sound and pictures."""


class ISampleRow(Interface):
    """One thing of which samples were taken (样品)."""

    name = schema.TextLine(title=_("名称"), required=False)
    specification = schema.TextLine(title=_("规格"), required=False)
    batch = schema.TextLine(title=_("批号"), required=False)
    quantity = schema.Decimal(title=_("抽样数量"), required=False, min=Decimal(0))
    base = schema.Decimal(title=_("基数"), required=False, min=Decimal(0))
    unit = schema.TextLine(title=_("单位"), required=False)


class ISampling(model.Schema):
    """抽查取样通知书（抽样取证） (articles 11(4), 12)."""

    rows = Rows(
        ISampleRow,
        sums={"quantity": "unit"},
        title=_("抽取的样品"),
        description=_("第十一条：逐项写明名称、规格、批号、数量和基数。"),
    )
    method = line(_("抽样方法"), _("第十一条：例如随机抽取，写明依据的标准。"))
    sealed = line(_("封样情况"), _("第十一条：写明封条、编号和签名。"))
    retained = line(_("备样和返还"), _("备用样品由谁保管，样品怎样返还。"))
    fee = line(_("样品费用"), _("不收取费用的，写“不收取”。"))


@implementer(ISampling)
class Sampling(Record):
    """抽查取样通知书: recorded in sound and pictures at the same time (rule AV-12)."""


class IOtherInvestigation(model.Schema):
    """其他调查记录 (article 11(7))."""

    method = line(_("调查方式"), _("第十一条：法律、法规规定的其他方式。"))
    basis = line(_("依据"), _("第十一条：写明采用这种方式的依据。"))


@implementer(IOtherInvestigation)
class OtherInvestigation(Record):
    """其他调查记录: another way of investigating that the law knows; its text is the body."""


class IRefusal(model.Schema):
    """拒绝情况记录 (article 11)."""

    refuser = line(_("拒绝人"), _("第十一条：谁拒绝接受调查或者提供证据。"))
    what = text(_("拒绝的事项和经过"), _("第十一条：写明要求他做什么，他怎样拒绝。"))
    reason = line(_("拒绝的原因"), _("第十一条：照所说的记录；没有说的，写“未说明”。"))
    witness = line(_("在场见证人"), _("第十一条：写明姓名、单位和职务。"))


@implementer(IRefusal)
class Refusal(Record):
    """拒绝情况记录: who would not be investigated or give evidence, and why (rule REF-1)."""
