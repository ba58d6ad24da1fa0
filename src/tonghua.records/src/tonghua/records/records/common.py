"""What every record shares (记录): the fields, the class, the checks that saving makes."""

from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer, invariant, provider

from tonghua.records import _
from tonghua.records.checks import check_certificates, check_period
from tonghua.records.custody.security import ItemSecurity
from tonghua.records.interfaces import ICaseContent, IRecordContent
from tonghua.records.schema import (
    Moment,
    Reference,
    References,
    choice,
    line,
    moment,
    text,
    yes_no,
)


@provider(IFormFieldProvider)
class IRecord(model.Schema):
    """The common fields of a record (model.md), grouped as a paper is."""

    title = schema.TextLine(title=_("题名"), required=True, max_length=1000)
    directives.order_before(title="*")

    number = schema.TextLine(title=_("文号"), required=False, readonly=True)

    model.fieldset(
        "occurrence",
        label=_("时间、地点和人员"),
        fields=[
            "occurred_start",
            "occurred_end",
            "place",
            "officers",
            "parties",
            "credentials_shown",
            "credentials_shown_at",
        ],
    )
    occurred_start = Moment(
        title=_("开始时间"),
        description=_("第三条：记录应当载明制作的时间。按实际发生的时间填写。"),
        required=False,
    )
    occurred_end = moment(_("结束时间"), _("第三条：不得早于开始时间。"))
    place = line(_("地点"), _("第三条：写明具体地点。"))
    officers = References(
        types=("Officer",),
        title=_("执法人员"),
        description=_("第九条：写明执法人员的数量、姓名、执法证件编号，不得少于两人。"),
        vocabulary="tonghua.records.officers",
    )
    parties = References(
        types=("Party",),
        title=_("当事人"),
        description=_("第九条：由当事人或者有关在场人员签字或者盖章。"),
        vocabulary="tonghua.records.parties",
    )
    credentials_shown = yes_no(_("已出示执法证件"), _("第九条：对执法证件的出示情况进行文字记录。"))
    credentials_shown_at = moment(_("出示证件时间"), _("第九条。"))

    model.fieldset(
        "remarks",
        label=_("备注、密级和更正"),
        fields=["body", "confidentiality", "backfilled", "backfill_reason", "supersedes"],
    )
    body = text(_("备注"), _("需要说明的其他情况。第三十条：更正已定稿的记录的，写明更正的原因。"))
    confidentiality = choice(
        "confidentiality",
        title=_("密级"),
        description=_("第二十九条：商业秘密和个人隐私按照权限管理。国家秘密不得录入本系统。"),
        default="internal",
        required=True,
    )
    backfilled = yes_no(_("补录"), _("第五条：事后补录的，应当标明并说明原因。"), default=False)
    backfill_reason = text(_("补录原因"), _("第五条。"))
    supersedes = Reference(
        title=_("更正哪一份记录"),
        description=_("第三十条：已定稿的记录不得修改，以新的记录更正，写明原因。"),
        vocabulary="tonghua.records.records",
    )

    @invariant
    def ends_after_start(data):
        check_period(data.occurred_start, data.occurred_end)

    @invariant
    def certificates_hold(data):
        check_certificates(data.officers, data.occurred_start)


@implementer(IRecordContent)
class Record(ItemSecurity, Item):
    """记录: one content item with its fields; papers and signatures are kept beside them."""

    #: set when the record is made; numbers are given by the act that makes the paper official
    number = None
    #: no property sheet, which would be a second way to the title of a final record
    _properties = ()

    def cb_isCopyable(self):
        """A record is evidence of one event: it is corrected or superseded, never copied."""
        return False


@implementer(ICaseContent)
class CaseItem(ItemSecurity, Item):
    """Something in a case that is no record of its own."""

    def cb_isCopyable(self):
        return False
