"""Closing and the volume (结案和案卷): articles 26 and 27."""

from plone.supermodel import model
from zope import schema
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IChainedRecord, IWrittenByOthers
from tonghua.records.records.common import Record
from tonghua.records.schema import Person, choice, moment


class IClosing(model.Schema):
    """结案审批表 (article 26)."""

    outcome = choice(
        "closing_outcome",
        title=_("结案的理由"),
        description=_("第二十六条：自终结之日起三十日内归档。履行情况和归档意见写在备注中。"),
    )


@implementer(IClosing, IChainedRecord)
class Closing(Record):
    """结案审批表: why the case ends; thirty days for the archive begin (rule ARC-1)."""


class IVolume(model.Schema):
    """案卷 (articles 26, 27)."""

    retention = choice(
        "retention", title=_("保管期限"), description=_("按照本机关的保管期限表选择。")
    )
    archivist = Person(
        "tonghua.records.archivists",
        title=_("档案管理员"),
        description=_("第二十七条：明确专门人员负责归档、保管和使用，不得由本案承办人兼任。"),
    )
    archived_at = moment(_("归档时间"), _("第二十六条：自终结之日起三十日内。"))
    pages = schema.Int(title=_("页数"), required=False, min=0)


@implementer(IVolume, IWrittenByOthers)
class Volume(Record):
    """案卷: the finished volume, kept by the archivist (rules ARC-1, CUS-1)."""

    #: the rights of its own writers alone (custody.writers)
    __ac_local_roles_block__ = True
