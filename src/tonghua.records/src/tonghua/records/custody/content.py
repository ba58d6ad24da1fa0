"""Copies for the party (复制): article 28."""

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IWrittenByOthers
from tonghua.records.records.common import Record
from tonghua.records.schema import Person, line, moment, text


class ICopyRequest(model.Schema):
    """复制申请 (article 28)."""

    applicant = line(_("申请人"), _("第二十八条：当事人或者其代理人，写明身份。"))
    purpose = text(_("用途"), _("第二十八条。"))
    scope = text(_("复制的范围"), _("第二十八条：写明复制哪些材料。依法保密的除外。"))
    consented_by = Person(title=_("同意人"), description=_("第二十八条：由科室负责人同意。"))
    consented_at = moment(_("同意时间"))
    masked = text(_("遮盖的内容"), _("第二十九条：写明遮盖了哪些个人信息和商业秘密。"))
    handed_over_at = moment(_("交付时间"))


@implementer(ICopyRequest, IWrittenByOthers)
class CopyRequest(Record):
    """复制申请: who gets copies of what, with whose consent (rule CPY-1)."""

    #: the applicant has signed by then, and the section's head after him
    later_fields = ("consented_by", "consented_at", "masked", "handed_over_at")
    #: the rights of its own writers alone (custody.writers)
    __ac_local_roles_block__ = True
