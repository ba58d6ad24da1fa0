"""Whether a file is what its name says: its first bytes decide, not what the browser claims."""

from pathlib import PurePosixPath

import puremagic
from plone.namedfile.interfaces import INamed
from zope.interface import Invalid

from tonghua.records import _

#: endings that share one signature
ALIKE = (
    {".jpg", ".jpeg"},
    {".tif", ".tiff"},
    {".mp4", ".m4a", ".m4v", ".mov", ".3gp"},
    {".mkv", ".webm"},
    {".docx", ".ofd", ".zip"},
)
#: what is attached to a record: papers that were scanned or written elsewhere
ATTACHMENTS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".ofd")
_HEAD = 4096


def is_given(file):
    """Whether a form or a call brought a file: not none, and not the mark of an unchanged one."""
    return INamed.providedBy(file)


def ending_of(file):
    """The ending of a file's name, in lower case with its dot."""
    return PurePosixPath(file.filename or "").suffix.lower()


def is_what_it_says(file):
    """Whether the first bytes of a named file carry the signature of its ending."""
    ending = ending_of(file)
    with file.open() as stream:
        head = stream.read(_HEAD)
    try:
        found = {match.extension.lower() for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return False
    alike = next((group for group in ALIKE if ending in group), {ending})
    return bool(found & alike)


def check_attachment(file):
    """Raise Invalid when an attached file is of no format we keep, or not what its name says."""
    if not is_given(file):
        return
    name = file.filename or ""
    if ending_of(file) not in ATTACHMENTS:
        raise Invalid(
            _(
                "第二十六条：文件“${name}”的格式不能归档。请上传 PDF、图片、DOCX 或者 OFD 文件。",
                mapping={"name": name},
            )
        )
    if not is_what_it_says(file):
        raise Invalid(
            _(
                "第三十条：文件“${name}”的内容与它的扩展名不符，不能保存。请重新扫描或者导出后上传。",
                mapping={"name": name},
            )
        )
