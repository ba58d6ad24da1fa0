"""Hearing the party (听取意见): articles 10, 11(5) and 11(6)."""

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IChainedRecord
from tonghua.records.records.common import Record
from tonghua.records.schema import Reference, line, moment, text, yes_no


class IRecusal(model.Schema):
    """回避决定 (article 10; Administrative Penalty Law, article 43)."""

    person = line(_("被申请回避的人"), _("第十条：写明姓名和在本案中的职责。"))
    relation = line(_("与当事人的关系"), _("第十条：没有关系的，写“无”。"))
    asked_by = line(_("申请人"), _("第十条：谁提出回避；本人提出的，写“本人”。"))
    decided_by = line(_("决定人"), _("由负责人决定；决定作出以前，不停止调查。"))
    decision = text(_("决定和理由"), _("第十条：写明同意回避或者驳回申请，并说明理由。"))


@implementer(IRecusal, IChainedRecord)
class Recusal(Record):
    """回避决定: who withdraws from the case, or why not (rule RCU-1)."""


class IStatement(model.Schema):
    """陈述申辩笔录 (articles 10, 11(5))."""

    waived = yes_no(
        _("当事人明确放弃陈述、申辩"), _("第十条：放弃的，应当由当事人明确表示并签名。")
    )
    opinion = text(
        _("陈述、申辩的意见"), _("第十一条：写明当事人提出的事实、理由和证据。放弃的，照原话记录。")
    )
    review_opinion = text(
        _("复核意见"),
        _("对当事人提出的事实、理由和证据，应当进行复核。当事人签名、笔录定稿以后再写。"),
    )
    accepted = yes_no(_("采纳当事人的意见"), _("当事人的意见成立的，应当采纳。"))
    accept_reason = text(_("采纳或者不采纳的理由"), _("不得因当事人陈述、申辩而给予更重的处罚。"))


@implementer(IStatement)
class Statement(Record):
    """陈述申辩笔录: what the party says, and what was made of it (rule RGT-2)."""

    #: the party signs what it said; what the office makes of it is written after that
    later_fields = ("review_opinion", "accepted", "accept_reason")


class IHearing(model.Schema):
    """听证 (articles 11(6), 12; Administrative Penalty Law, articles 63 to 65)."""

    requested_at = moment(
        _("当事人申请听证的时间"), _("应当在告知后五个工作日内提出。没有申请的不填。")
    )
    notified_at = moment(
        _("听证通知送达的时间"), _("应当在举行听证的七个工作日以前通知当事人和有关人员。")
    )
    host = Reference(
        types=("Officer",),
        title=_("听证主持人"),
        description=_("由非本案调查人员主持。"),
        vocabulary="tonghua.records.officers",
    )
    clerk = Reference(
        types=("Officer",), title=_("听证记录人"), vocabulary="tonghua.records.officers"
    )
    public = yes_no(_("公开举行"), _("涉及国家秘密、商业秘密或者个人隐私依法予以保密的，不公开。"))
    minutes = text(
        _("听证笔录"),
        _("第十一条、第十二条：记录调查人员的意见、当事人的申辩和质证，同时进行音像记录。"),
    )
    report = text(_("听证报告"), _("主持人根据听证笔录提出的意见和建议。笔录签名、定稿以后再写。"))


@implementer(IHearing)
class Hearing(Record):
    """听证: minutes and report, recorded in sound and pictures (rules HRG-1 to HRG-4, AV-12)."""

    #: the host reports on minutes that everybody has signed
    later_fields = ("report",)
