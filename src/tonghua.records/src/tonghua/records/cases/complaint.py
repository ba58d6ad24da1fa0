"""Complaints and reports (投诉举报): article 8."""

from types import MappingProxyType

from plone import api
from plone.autoform import directives
from plone.supermodel import model
from zope import schema
from zope.interface import implementer, invariant

from tonghua.records import _
from tonghua.records.cases.content import Case
from tonghua.records.checks import check_period
from tonghua.records.interfaces import IComplaint
from tonghua.records.schema import Person, choice, line, moment, text, yes_no

#: who may read who complained: its registrar and its examiner alone
READ_INFORMANT = "tonghua.records.ReadInformant"


#: field → the local role of the people it names
PEOPLE = MappingProxyType(
    {
        "registrar": "Case Handler",
        "examiner": "Case Handler",
        "reviewer": "Case Reviewer",
        "approver": "Case Approver",
    }
)


#: what is still written once the conclusion is reached: who is in charge, and how it was told
AFTER_CONCLUSION = (*PEOPLE, "confidentiality", "informed_at", "informed_by")

EARLY_CONCLUSION = _("第八条：作出结论的时间早于收到的时间，请核对后再保存。")
EARLY_ANSWER = _("第八条：告知举报人的时间早于作出结论的时间，请核对后再保存。")


class IComplaintFields(model.Schema):
    """投诉举报登记 (article 8)."""

    title = schema.TextLine(
        title=_("题名"), description=_("不要写举报人的姓名。"), required=True, max_length=1000
    )
    number = schema.TextLine(title=_("编号"), required=False, readonly=True)
    channel = choice("complaint_channel", title=_("来源"), description=_("第八条：登记来源。"))
    received_at = moment(_("收到的时间"), _("第八条：审查的期限从收到之日起计算。"))
    content = text(_("内容"), _("第八条：写明被举报人、事实和所附的证据。不要写举报人的姓名。"))

    model.fieldset(
        "informant",
        label=_("举报人（只有登记人和审查人能够查看）"),
        fields=["real_name", "informant", "contact"],
    )
    real_name = yes_no(_("实名"), _("第八条：实名投诉、举报的，不启动执法程序应当告知。"))
    directives.read_permission(informant=READ_INFORMANT, contact=READ_INFORMANT)
    informant = line(_("姓名或者名称"), _("匿名的不填。"))
    contact = line(_("联系方式"))

    model.fieldset(
        "people",
        label=_("登记、审查和审批"),
        fields=["registrar", "examiner", "reviewer", "approver", "confidentiality"],
    )
    registrar = Person("tonghua.records.case_handlers", title=_("登记人"))
    examiner = Person("tonghua.records.case_handlers", title=_("审查人"))
    reviewer = Person("tonghua.records.case_reviewers", title=_("审核人"))
    approver = Person("tonghua.records.case_approvers", title=_("批准人"))
    confidentiality = choice(
        "confidentiality",
        title=_("密级"),
        description=_("第二十九条：商业秘密和个人隐私按照权限管理。国家秘密不得录入本系统。"),
        default="internal",
        required=True,
    )

    model.fieldset(
        "outcome",
        label=_("审查结论和告知"),
        fields=["conclusion", "conclusion_reason", "concluded_at", "informed_at", "informed_by"],
    )
    conclusion = choice(
        "complaint_conclusion",
        title=_("结论"),
        description=_("第八条：需要查处的，及时启动执法程序；不启动的，写明理由。"),
    )
    conclusion_reason = text(
        _("审查意见和理由"), _("第八条：写明承办人、审核人、批准人的意见和理由。")
    )
    concluded_at = moment(_("作出结论的时间"), _("没有填写的，以办理“作出结论”的时间为准。"))
    informed_at = moment(_("告知举报人的时间"), _("第八条：实名的，告知并作书面记录。"))
    informed_by = Person(title=_("告知人"))

    @invariant
    def concluded_after_received(data):
        check_period(data.received_at, data.concluded_at, "concluded_at", EARLY_CONCLUSION)

    @invariant
    def informed_after_concluded(data):
        check_period(data.concluded_at, data.informed_at, "informed_at", EARLY_ANSWER)


@implementer(IComplaintFields, IComplaint)
class Complaint(Case):
    """投诉举报: holds the approval, the notice and the receipt that it led to."""

    people_fields = PEOPLE

    # what a case has and a complaint does not, for whoever reads either
    cause = source = section = complaint = legal_reviewer = archivist = None
    opened_at = closed_at = None
    legal_basis = ()
    procedure = "ordinary"
    deliberation_required = False

    @property
    def fixed_fields(self):
        """The fields that are not written any more: a conclusion stands on what was examined."""
        if api.content.get_state(self, default=None) != "concluded":
            return frozenset()
        return frozenset(IComplaintFields.names()) - set(AFTER_CONCLUSION)

    @property
    def handlers(self):
        """承办人: registrar and examiner."""
        return [name for name in dict.fromkeys((self.registrar, self.examiner)) if name]
