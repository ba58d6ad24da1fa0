"""Audio-visual records (音像记录): articles 3, 12 and 26."""

from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from zope import schema
from zope.interface import implementer, invariant

from tonghua.records import _
from tonghua.records.av.sniffing import check_media
from tonghua.records.checks import check_period
from tonghua.records.records.common import Record
from tonghua.records.schema import Reference, References, choice, line, moment, text


class IAudioVisual(model.Schema):
    """音像记录 (articles 3, 12, 26)."""

    model.primary("media")
    media = NamedBlobFile(
        title=_("音像文件"),
        description=_("第二十六条：制作完成后二十四小时内转存到本系统。原件入库后不能更换。"),
        required=False,
    )
    kind = choice(
        "recording_kind", title=_("种类"), description=_("第三条：照相、录音、录像、视频监控。")
    )
    captured_start = moment(_("摄录开始时间"), _("第十二条：应当与笔录的时间一致。"))
    captured_end = moment(_("摄录结束时间"))
    device = Reference(types=("Device",), title=_("记录设备"), vocabulary="tonghua.records.devices")
    operator = Reference(
        types=("Officer",), title=_("摄录人"), vocabulary="tonghua.records.officers"
    )
    keeper = line(_("保管人"), _("第二十六条：执法人员不得自行保管。"))
    about = References(
        title=_("关联的记录"),
        description=_("第十二条：为哪一份笔录同时进行的音像记录。"),
        vocabulary="tonghua.records.records",
    )
    unsuitable_reason = text(
        _("不适宜音像记录的理由"), _("第十二条：不适宜音像记录的，写明理由，并经审批。")
    )

    model.fieldset(
        "intake",
        label=_("入库"),
        fields=["ingested_at", "sha256", "duration", "codec", "device_copy_erased_at"],
    )
    ingested_at = moment(_("入库时间"), readonly=True)
    sha256 = schema.ASCIILine(title=_("SHA-256 校验值"), required=False, readonly=True)
    duration = schema.Float(title=_("时长（秒）"), required=False, readonly=True)
    codec = schema.TextLine(title=_("编码"), required=False, readonly=True)
    device_copy_erased_at = moment(_("设备副本清除时间"), readonly=True)

    @invariant
    def capture_ends_after_start(data):
        check_period(data.captured_start, data.captured_end, "captured_end")

    @invariant
    def media_is_what_it_says(data):
        check_media(data.media, data.kind)


@implementer(IAudioVisual)
class AudioVisual(Record):
    """音像记录: a file proven by its hash, or the reason why there could be none."""

    later_fields = ("device_copy_erased_at",)
