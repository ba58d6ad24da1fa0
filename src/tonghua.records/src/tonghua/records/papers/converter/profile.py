"""LibreOffice's profile folder and where the system's Python finds unoserver."""

from __future__ import annotations

from importlib import metadata, util
from pathlib import Path

# Documents come from templates that people upload: no macros, no links that load themselves.
SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
ITEM = (
    '<item oor:path="/{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'.format
)


def write_profile(folder: Path) -> Path:
    """A fresh profile in `folder`, with our settings."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = "".join(ITEM(*setting) for setting in SETTINGS)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
    return folder


def unoserver_path(folder: Path) -> Path:
    """A folder for PYTHONPATH that holds unoserver and its metadata and nothing else.

    The worker's other packages are built for the worker's Python, not for the system's. Raises
    LookupError when unoserver is not installed.
    """
    spec = util.find_spec("unoserver")
    if spec is None or not spec.submodule_search_locations:
        raise LookupError("unoserver")
    package = Path(next(iter(spec.submodule_search_locations)))
    if package.parent.suffix == ".egg":
        return package.parent
    folder.mkdir(parents=True)
    (folder / package.name).symlink_to(package)
    version = metadata.version("unoserver")
    info = package.parent / f"unoserver-{version}.dist-info"
    (folder / info.name).symlink_to(info)
    return folder
