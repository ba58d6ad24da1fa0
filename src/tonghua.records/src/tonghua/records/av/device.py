"""Recording devices (记录设备): article 6."""

from plone.supermodel.model import Schema
from zope import schema
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.cases.registers import RegisterEntry
from tonghua.records.schema import Reference, choice, line, moment


class IDevice(Schema):
    """记录设备 (article 6): which devices the office has, who keeps them, how they stand."""

    title = schema.TextLine(title=_("名称"), required=True)
    device_number = schema.TextLine(
        title=_("设备编号"), description=_("第六条：一台设备一个编号，音像记录以此注明来源。")
    )
    model = line(_("型号"))
    custodian = Reference(
        types=("Officer",), title=_("领用人"), vocabulary="tonghua.records.officers"
    )
    clock_checked_at = moment(_("校时时间"), _("摄录的时间以设备的时钟为准，应当定期校准。"))
    state = choice("device_state", title=_("状态"), default="in_use")


@implementer(IDevice)
class Device(RegisterEntry):
    """记录设备: body cameras, recorders and fixed cameras of the office."""
