"""Parties (当事人) of a case."""

from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from zope import schema
from zope.interface import implementer, invariant

from tonghua.records import _
from tonghua.records.files import check_attachment
from tonghua.records.records.common import CaseItem
from tonghua.records.schema import choice, line, moment, show_for


class IParty(model.Schema):
    """当事人."""

    kind = choice("party_kind", title=_("类别"), default="organisation")
    name = schema.TextLine(title=_("姓名或者名称"), required=True)
    id_number = line(_("身份证件号码或者统一社会信用代码"))
    representative = line(_("法定代表人或者负责人"))
    agent = line(_("代理人"))
    agent_authorisation = NamedBlobFile(title=_("授权委托书"), required=False)
    address = line(_("住址或者住所"))
    phone = line(_("电话"))
    email = line(_("电子邮箱"))
    service_address = line(_("送达地址"), _("当事人确认的送达地址。"))
    e_service_consent_at = moment(
        _("同意电子送达时间"), _("当事人同意并签订确认书的，可以电子送达。")
    )

    @invariant
    def authorisation_is_what_it_says(data):
        check_attachment(data.agent_authorisation)


show_for(IParty, "kind", {"organisation": ("representative",)})


@implementer(IParty)
class Party(CaseItem):
    """当事人: what is printed of it stays in the papers that were made."""

    def Title(self):
        """A party is listed under its name."""
        return self.name or ""
