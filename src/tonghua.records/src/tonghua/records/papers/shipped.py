"""Templates that came with the program (随附模板), and what the office made of its own.

``load`` notes on each template which file it was made from; a later program brings other files, and
these two say together whether the office changed its template, the program did, or both.
"""

import os
from hashlib import sha256
from pathlib import Path

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from tonghua.records import _

KEY = "tonghua.records.shipped"
#: where whoever starts the site says that the program's templates lie
FOLDER = "TEMPLATES_DIR"

SAME, CHANGED, NEWER, BOTH, OWN = "same", "changed", "newer", "both", "own"
STATES = {
    SAME: (_("与随附的相同"), "success"),
    CHANGED: (_("本单位已修改"), "info"),
    NEWER: (_("程序有新版"), "warning"),
    BOTH: (_("本单位已修改，程序也有新版"), "warning"),
    OWN: (_("本单位自有"), "secondary"),
}


def shipped_bytes(key):
    """The file that this program brings for a paper; None where it brings none."""
    folder = os.environ.get(FOLDER)
    path = Path(folder) / f"{key}.docx" if folder else None
    return path.read_bytes() if path is not None and path.is_file() else None


def note_shipped(template, data):
    """Note which file of the program a template was made from, or was decided against."""
    annotations = IAnnotations(template)
    if KEY not in annotations:
        annotations[KEY] = PersistentMapping()
    annotations[KEY]["sha256"] = sha256(data).hexdigest()


def noted(template):
    """The SHA-256 of the program's file that the office has last seen; empty if none."""
    return IAnnotations(template).get(KEY, {}).get("sha256", "")


def state_of(template):
    """How a template stands beside the one that this program brings: a key of ``STATES``."""
    theirs = shipped_bytes(template.getId())
    if theirs is None:
        return OWN
    ours = sha256(template.docx_file.data).hexdigest() if template.docx_file else ""
    brought, seen = sha256(theirs).hexdigest(), noted(template)
    if ours == brought:
        return SAME
    if seen == brought:
        return CHANGED
    return NEWER if ours == seen else BOTH
