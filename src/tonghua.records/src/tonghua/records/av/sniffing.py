"""Whether a media file is what its name and kind say (article 30: no record may be forged)."""

from zope.interface import Invalid

from tonghua.records import _
from tonghua.records.files import ending_of, is_given, is_what_it_says

#: kind of record → the families of content it may hold
FAMILIES = {
    "photo": {"image"},
    "audio": {"audio"},
    "video": {"video"},
    "surveillance": {"video", "image"},
}

#: the formats that the archive takes (law.md E-3) → their family
FORMATS = {
    ".jpg": "image",
    ".jpeg": "image",
    ".png": "image",
    ".tif": "image",
    ".tiff": "image",
    ".wav": "audio",
    ".mp3": "audio",
    ".m4a": "audio",
    ".mp4": "video",
    ".mov": "video",
    ".avi": "video",
    ".mkv": "video",
}


def check_media(media, kind):
    """Raise Invalid when the content of ``media`` is not what its name or ``kind`` says."""
    if not is_given(media):
        return
    name = media.filename or ""
    family = FORMATS.get(ending_of(media))
    if family is None:
        raise Invalid(
            _(
                "第三条：文件“${name}”不是可以入库的音像格式。请上传 JPG、PNG、TIFF、WAV、MP3、"
                "M4A、MP4、MOV、AVI 或者 MKV 文件。",
                mapping={"name": name},
            )
        )
    if not is_what_it_says(media):
        raise Invalid(
            _(
                "第三十条：文件“${name}”的内容与它的扩展名不符，不能入库。请上传设备导出的原始文件。",
                mapping={"name": name},
            )
        )
    if kind and family not in FAMILIES[kind]:
        raise Invalid(
            _(
                "第三条：文件“${name}”与所选的种类不符。请更正种类，或者更换文件。",
                mapping={"name": name},
            )
        )
