"""Delivery receipts (送达回证): articles 19 to 23."""

from plone import api
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from zope import schema
from zope.interface import Interface, implementer, invariant

from tonghua.records import _
from tonghua.records.cases.numbering import class_of
from tonghua.records.checks import Wrong
from tonghua.records.core.service import served_at
from tonghua.records.files import check_attachment
from tonghua.records.interfaces import IFactsSource
from tonghua.records.moments import now
from tonghua.records.papers.issued import issues_of
from tonghua.records.records.common import Record
from tonghua.records.schema import (
    Moment,
    References,
    Rows,
    choice,
    line,
    moment,
    show_for,
    text,
    yes_no,
)
from tonghua.records.signing.standing import UNFINISHED


class IMediumRow(Interface):
    """One medium of a public notice (公告载体)."""

    medium = schema.TextLine(title=_("载体"), required=False)
    posted_at = Moment(title=_("张贴或者刊登时间"), required=False)
    evidence = schema.TextLine(title=_("留存的证据"), required=False)


#: papers that stay in the office
INTERNAL = ("Approval", "AudioVisual", "Closing", "DeliveryReceipt", "Filing")


#: what each way of serving (article) asks for, beside what all ask for
MAIL = (
    "carrier",
    "mail_number",
    "mailed_at",
    "received_at",
    "returned_at",
    "return_reason",
    "register",
    "voucher",
    "return_slip",
)
LIEN = ("refusal_reason", "witness_name", "witness_organisation", "left_at_residence")
ENTRUSTED = ("agency", "reason", "letter", "sent_at")
PUBLIC_NOTICE = ("media", "earlier_attempts", "circumstances", "notice_text")
ELECTRONIC = ("system", "delivered_at")


def may_be_served(record):
    """Whether a form offers a record for service: a paper that is final and has its number."""
    if record.portal_type in INTERNAL:
        return False
    # a hearing is served by its notice, weeks before its minutes are final
    if issues_of(record) and api.content.get_state(record) in UNFINISHED:
        return True
    if api.content.get_state(record) != "final":
        return False
    return bool(record.number) or class_of(record) is None


class IDeliveryReceipt(model.Schema):
    """送达回证 (articles 19-23): one for each document that must be served."""

    served = References(
        title=_("送达的文书"),
        description=_("第十九条：已经定稿并且编号的文书。一份回证送达一份文书。"),
        vocabulary="tonghua.records.records",
        offers=may_be_served,
    )
    recipient = line(_("受送达人"), _("第十九条：写受送达人的姓名或者名称。"))
    method = choice("delivery_method", title=_("送达方式"), default="direct")
    servers = References(
        types=("Officer",), title=_("送达人"), vocabulary="tonghua.records.officers"
    )
    outcome = choice("delivery_outcome", title=_("结果"))

    model.fieldset(
        "direct", label=_("直接送达"), fields=["signer_name", "signer_relation", "signed_at"]
    )
    signer_name = line(_("签收人"), _("第十九条：受送达人或者符合法定条件的签收人。"))
    signer_relation = choice("signer_relation", title=_("与受送达人的关系"))
    signed_at = moment(_("签收时间"), _("第十九条：签收日期为送达日期。"))

    model.fieldset(
        "mail",
        label=_("邮寄送达"),
        fields=list(MAIL),
    )
    carrier = choice(
        "carrier", title=_("邮寄渠道"), description=_("第二十条：挂号信或者特快专递。")
    )
    mail_number = line(_("邮件号码"))
    mailed_at = moment(_("交邮时间"))
    received_at = moment(_("收件时间"), _("回执上注明的收件日期为送达日期。"))
    returned_at = moment(_("退回时间"))
    return_reason = line(_("退回原因"))
    register = NamedBlobFile(title=_("邮寄登记"), description=_("第二十条。"), required=False)
    voucher = NamedBlobFile(title=_("付邮凭证"), description=_("第二十条。"), required=False)
    return_slip = NamedBlobFile(title=_("回执"), description=_("第二十条。"), required=False)

    model.fieldset(
        "lien",
        label=_("留置送达"),
        fields=list(LIEN),
    )
    refusal_reason = text(_("拒收事由"), _("第二十一条：记明拒收事由和日期。"))
    witness_name = line(_("见证人"), _("第二十一条：由送达人、见证人签名或者盖章。"))
    witness_organisation = line(_("见证人单位和职务"))
    left_at_residence = yes_no(_("已留在受送达人的住所"), _("第二十一条。"))

    model.fieldset("entrusted", label=_("委托、转交送达"), fields=list(ENTRUSTED))
    agency = line(_("受托或者转交机关"))
    reason = text(_("委托、转交的原因"), _("第二十二条：应当记录委托、转交原因。"))
    letter = NamedBlobFile(title=_("委托或者转交函"), required=False)
    sent_at = moment(_("发函时间"))

    model.fieldset(
        "public_notice",
        label=_("公告送达"),
        fields=list(PUBLIC_NOTICE),
    )
    media = Rows(
        IMediumRow,
        title=_("公告载体"),
        description=_("第二十三条：公告送达的方式和载体。"),
    )
    earlier_attempts = References(
        types=("DeliveryReceipt",),
        title=_("先前的送达"),
        description=_("第二十三条：已经采用其他方式均无法送达的情况。"),
        vocabulary="tonghua.records.records",
    )
    circumstances = text(_("原因和经过"), _("第二十三条：在案卷中记明原因和经过。"))
    notice_text = text(_("公告正文"), _("第二十三条：留存书面公告。"))

    model.fieldset("electronic", label=_("电子送达"), fields=list(ELECTRONIC))
    system = line(_("送达系统"))
    delivered_at = moment(_("到达时间"))

    @invariant
    def files_are_what_they_say(data):
        for file in (data.register, data.voucher, data.return_slip, data.letter):
            check_attachment(file)

    served_at = schema.Date(
        title=_("送达日期"),
        description=_("由系统按照送达方式计算，不能填写。"),
        required=False,
        readonly=True,
    )

    @invariant
    def served_papers_are_numbered(data):
        check_numbered(data.served)


show_for(
    IDeliveryReceipt,
    "method",
    {
        "direct": ("signer_name", "signer_relation"),
        ("direct", "entrusted", "forwarded"): ("signed_at",),
        "mail": MAIL,
        "lien": LIEN,
        ("entrusted", "forwarded"): ENTRUSTED,
        "public_notice": PUBLIC_NOTICE,
        "electronic": ELECTRONIC,
    },
)


def check_numbered(served):
    """Raise Wrong when a paper that takes a number has none yet: it is no paper to serve."""
    for relation in served or ():
        record = getattr(relation, "to_object", relation)
        if record is None or record.number or class_of(record) is None:
            continue
        if api.content.get_state(record) in UNFINISHED:
            raise Wrong(
                _(
                    "第十九条：《${record}》还没有文号，不能送达。请先批准或者定稿，再填写送达回证。",
                    mapping={"record": record.title},
                ),
                "served",
            )


@implementer(IDeliveryReceipt)
class DeliveryReceipt(Record):
    """送达回证: its date of service is computed, never typed."""

    @property
    def served_at(self):
        """The day on which the law deems the document served; None while it is not."""
        return served_at(IFactsSource(self).facts(), now())
