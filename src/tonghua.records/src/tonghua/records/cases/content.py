"""Cases (案件): articles 2 and 31."""

from types import MappingProxyType

from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.custody.security import CaseSecurity
from tonghua.records.interfaces import ICase
from tonghua.records.schema import (
    Person,
    Persons,
    Reference,
    References,
    choice,
    line,
    moment,
    yes_no,
)

#: field → the local role of the people it names. Never annotate an attribute of a content class:
#: its ``__annotations__`` would stand in for those that Zope keeps on each object
PEOPLE = MappingProxyType(
    {
        "handlers": "Case Handler",
        "reviewer": "Case Reviewer",
        "approver": "Case Approver",
        "legal_reviewer": "Case Legal Reviewer",
        "archivist": "Case Archivist",
    }
)


class ICaseFields(model.Schema):
    """The common fields of every case."""

    title = schema.TextLine(title=_("案件名称"), required=True, max_length=1000)
    number = schema.TextLine(
        title=_("案号"),
        description=_("由系统编号，不能填写。"),
        required=False,
        readonly=True,
    )
    cause = line(_("案由"), _("第二条：涉嫌违法的行为，或者申请的事项。"))
    source = line(_("案件来源"), _("第八条：投诉、举报、检查中发现、交办、移送等。"))
    section = schema.Choice(
        title=_("承办科室"),
        description=_("第二条：具有行政执法权的科室。"),
        vocabulary="tonghua.records.sections",
        required=False,
    )
    legal_basis = References(
        types=("LegalBasis",),
        title=_("执法依据"),
        description=_("第一条、第二条：本机关有权实施的法律、法规、规章的条款。"),
        vocabulary="tonghua.records.bases",
    )
    complaint = Reference(
        types=("Complaint",), title=_("投诉举报"), vocabulary="tonghua.records.complaints"
    )

    model.fieldset(
        "people",
        label=_("承办、审核和批准"),
        description=_("第三十一条：明确承办人、审核人、批准人，三人不得相同。"),
        fields=["handlers", "reviewer", "approver", "legal_reviewer", "archivist"],
    )
    handlers = Persons(
        "tonghua.records.case_handlers",
        title=_("承办人"),
        description=_("第三十一条：由承办人提出意见和理由。登记人是第一承办人。"),
    )
    reviewer = Person("tonghua.records.case_reviewers", title=_("审核人"))
    approver = Person("tonghua.records.case_approvers", title=_("批准人"))
    legal_reviewer = Person("tonghua.records.legal_reviewers", title=_("法制审核人"))
    archivist = Person("tonghua.records.archivists", title=_("档案管理员"))

    model.fieldset(
        "course",
        label=_("程序和密级"),
        fields=["procedure", "deliberation_required", "confidentiality", "opened_at", "closed_at"],
    )
    procedure = choice("procedure", title=_("程序"), default="ordinary")
    deliberation_required = yes_no(
        _("需要集体讨论"), _("第十六条：情节复杂或者重大的，应当集体讨论。"), default=False
    )
    confidentiality = choice(
        "confidentiality",
        title=_("密级"),
        description=_("第二十九条：商业秘密和个人隐私按照权限管理。国家秘密不得录入本系统。"),
        default="internal",
        required=True,
    )
    opened_at = moment(_("立案时间"), _("立案审批表批准的时间。"), readonly=True)
    closed_at = moment(_("结案时间"), readonly=True)


class IPenaltyCase(ICaseFields):
    """行政处罚案件."""


@implementer(ICase)
class Case(CaseSecurity, Container):
    """A case: its parties and records lie in it, its people get their roles by its fields."""

    number = None

    #: field → the local role of the people it names
    people_fields = PEOPLE

    def cb_isCopyable(self):
        return False


@implementer(IPenaltyCase)
class PenaltyCase(Case):
    """行政处罚案件."""


class IApplicationCase(ICaseFields):
    """申请类案件 (article 7)."""

    directives.omitted("complaint", "procedure")
    directives.order_after(cause="title")
    cause = line(_("申请事项"), _("第七条：公民、法人或者其他组织申请办理的事项。"))
    directives.order_after(source="cause")
    source = line(_("申请来源"), _("第七条：例如政务服务窗口、来信、网上申请。"))
    is_licence = yes_no(
        _("属于行政许可"),
        _("第七条：不是行政许可的申请，行政许可法的期限只作参照。"),
        default=False,
    )


@implementer(IApplicationCase)
class ApplicationCase(Case):
    """申请类案件: a licence, or another matter that is decided on application."""


class IInspectionCase(ICaseFields):
    """行政检查 (articles 2, 11, 12)."""

    directives.omitted("complaint", "procedure")
    directives.order_after(cause="title")
    cause = line(_("检查事项"), _("第二条：依照哪一项规定，检查什么。"))
    directives.order_after(source="cause")
    source = line(_("检查来源"), _("例如年度检查计划、投诉举报、交办。"))


@implementer(IInspectionCase)
class InspectionCase(Case):
    """行政检查: ends by itself, or turns into a penalty case."""
