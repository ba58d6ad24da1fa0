"""Registers (登记簿) at the site's root, and their entries: officers and legal bases."""

from plone.dexterity.content import Container, Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IRegister, IRegisterEntry
from tonghua.records.schema import choices, line, text, yes_no

#: id of the folder → (its title, the types it holds, who adds to it)
REGISTERS = {
    "cases": ("案件", ("PenaltyCase", "ApplicationCase", "InspectionCase"), ("Case Officer",)),
    "complaints": ("投诉举报", ("Complaint",), ("Case Officer",)),
    "officers": ("执法人员", ("Officer",), ("Site Administrator",)),
    "devices": ("记录设备", ("Device",), ("Site Administrator",)),
    "bases": ("执法依据", ("LegalBasis",), ("Site Administrator",)),
    "templates": ("文书模板", ("DocumentTemplate",), ("Site Administrator",)),
    "supervision": ("监督", ("SupervisionCheck", "SupervisionOrder"), ("Supervisor",)),
}


@implementer(IRegister)
class Register(Container):
    """登记簿: holds one kind of entry, listed by when it was made."""

    #: a section of the site, shown in its navigation
    exclude_from_nav = False

    #: not published: how many cases there are is not for everybody who may list his own
    objectCount__roles__ = ("Manager",)

    def allowedContentTypes(self, context=None):
        """Only what this register holds, whoever asks."""
        held = REGISTERS.get(self.getId(), ("", (), ()))[1]
        return [fti for fti in super().allowedContentTypes(context) if fti.getId() in held]

    def notifyModified(self):
        """Adding an entry leaves the folder as it is: many people file at once."""


@implementer(IRegisterEntry)
class RegisterEntry(Item):
    """An entry that is retired when it no longer holds, and kept for what names it."""

    def cb_isCopyable(self):
        return False


class IOfficer(model.Schema):
    """执法人员 (article 9)."""

    title = schema.TextLine(title=_("姓名"), required=True)
    user_id = line(_("用户名"), _("本系统的登录名。"))
    certificate_number = schema.TextLine(
        title=_("执法证件编号"), description=_("第九条。"), required=True
    )
    certificate_issuer = line(_("发证机关"))
    valid_from = schema.Date(title=_("有效期自"), required=False)
    valid_until = schema.Date(title=_("有效期至"), required=False)
    scope = text(_("执法范围"))
    section = schema.Choice(
        title=_("所在科室"), vocabulary="tonghua.records.sections", required=False
    )
    law_qualified = yes_no(_("具有法律职业资格"), default=False)


@implementer(IOfficer)
class Officer(RegisterEntry):
    """执法人员 and the enforcement certificate (行政执法证).

    ``former_certificates`` are rows of those before the present one, ``certificate_seen`` the row
    of what was registered last (``cases/certificates.py``).
    """

    former_certificates = ()
    certificate_seen = None


class ILegalBasis(model.Schema):
    """执法依据 (articles 1, 2)."""

    title = schema.TextLine(title=_("名称"), required=True)
    law = line(_("法律、法规、规章"))
    article = line(_("条、款、项"))
    penalty_kinds = choices("penalty_kinds", title=_("处罚种类"))
    range = text(_("幅度"))
    effective_from = schema.Date(title=_("施行日期"), required=False)
    effective_until = schema.Date(title=_("失效日期"), required=False)
    own_power = yes_no(
        _("本机关有权实施"),
        _("第二条：没有处罚权的，只能提请或者移送有权机关查处。"),
        default=False,
    )


@implementer(ILegalBasis)
class LegalBasis(RegisterEntry):
    """执法依据: without one that holds, no penalty may be decided (rule AUTH-1)."""
