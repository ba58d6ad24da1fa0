"""Type informations: what cases, records and register entries share stands here once.

A type's XML in ``profiles/default/types`` says only what is its own: title, class and schema. The
type tool compiles an icon's expression only where the XML names it, so it stands here compiled.
"""

from plone.dexterity.fti import DexterityFTI
from Products.CMFCore.Expression import Expression
from Products.CMFCore.interfaces import ITypeInformation
from zope.component import queryUtility

from tonghua.records.custody.writers import may_write


class RecordsFTI(DexterityFTI):
    """What all our types share."""

    global_allow = False
    allow_discussion = False
    i18n_domain = "tonghua.records"


class RecordFTI(RecordsFTI):
    """A record: lives in a case, has the common fields."""

    meta_type = "Records Record FTI"
    add_permission = "tonghua.records.AddRecord"
    behaviors = ("tonghua.records.record", "plone.locking")
    icon_expr = "string:file-earmark-text"
    icon_expr_object = Expression(icon_expr)
    default_view = "record_view"
    view_methods = ("record_view",)

    def isConstructionAllowed(self, container):
        """Also asked: whose it is to write a record that is not the handlers' (``WRITTEN_BY``)."""
        return super().isConstructionAllowed(container) and may_write(container, self.getId())


class CaseItemFTI(RecordsFTI):
    """Something in a case that is no record: a party."""

    meta_type = "Records Case Item FTI"
    add_permission = "tonghua.records.AddRecord"
    behaviors = ("plone.locking",)
    icon_expr = "string:person"
    icon_expr_object = Expression(icon_expr)
    default_view = "entry_view"
    view_methods = ("entry_view",)


class CaseFTI(RecordsFTI):
    """A case: holds parties and records of every kind."""

    meta_type = "Records Case FTI"
    add_permission = "tonghua.records.RegisterCase"
    behaviors = ("plone.locking",)
    icon_expr = "string:folder2-open"
    icon_expr_object = Expression(icon_expr)
    default_view = "case_view"
    view_methods = ("case_view",)

    def allowType(self, contentType):
        held = queryUtility(ITypeInformation, name=contentType)
        return isinstance(held, (RecordFTI, CaseItemFTI))


class ComplaintFTI(CaseFTI):
    """A complaint: holds what its own conclusion needs."""

    meta_type = "Records Complaint FTI"
    icon_expr = "string:megaphone"
    icon_expr_object = Expression(icon_expr)

    #: the approval of its conclusion, the notice to the informant, its receipt, recordings
    held = ("Approval", "ApplicationNotice", "DeliveryReceipt", "AudioVisual")

    def allowType(self, contentType):
        return contentType in self.held


class EntryFTI(RecordsFTI):
    """An entry of a register."""

    meta_type = "Records Entry FTI"
    add_permission = "tonghua.records.KeepRegisters"
    behaviors = ("plone.locking",)
    icon_expr = "string:card-list"
    icon_expr_object = Expression(icon_expr)
    default_view = "entry_view"
    view_methods = ("entry_view",)


class RegisterFTI(RecordsFTI):
    """A register: what it holds is decided by its id, see ``cases.registers``."""

    meta_type = "Records Register FTI"
    add_permission = "cmf.ManagePortal"
    icon_expr = "string:archive"
    icon_expr_object = Expression(icon_expr)
    default_view = "register_view"
    view_methods = ("register_view",)

    def allowType(self, contentType):
        held = queryUtility(ITypeInformation, name=contentType)
        return isinstance(held, (CaseFTI, EntryFTI))
