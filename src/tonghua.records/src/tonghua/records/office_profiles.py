"""Profiles that live outside the package: the office's own, and the demo's.

GenericSetup's ZCML knows only folders of a package. An office keeps its name, sections and number
patterns in a folder of its own (``OFFICE_DIR``), so its profile is registered here, under a fixed
id, with an absolute path. Without that folder the package's minimal office takes its place.
"""

from __future__ import annotations

import os
from pathlib import Path

from plone.base.interfaces import IPloneSiteRoot
from Products.GenericSetup import EXTENSION
from Products.GenericSetup.registry import _profile_registry

PRODUCT = "tonghua.records"
MINIMAL_OFFICE = Path(__file__).parent / "profiles" / "office"


def register() -> None:
    """Register ``tonghua.records:office`` and, where there is one, ``tonghua.records:demo``."""
    office = Path(os.environ.get("OFFICE_DIR") or MINIMAL_OFFICE)
    add("office", "执法机关设置", office)
    demo = os.environ.get("DEMO_DIR")
    if demo:
        add("demo", "演示机关和案件", Path(demo))


def add(name: str, title: str, folder: Path) -> None:
    """Register one folder as a profile. Raises ValueError where it is none."""
    if not (folder / "metadata.xml").is_file():
        raise ValueError(f"{folder} 不是机关设置文件夹：其中没有 metadata.xml。")
    # a test may load the configuration more than once in one process, with another office
    if f"{PRODUCT}:{name}" in _profile_registry.listProfiles():
        _profile_registry.unregisterProfile(name, PRODUCT)
    _profile_registry.registerProfile(
        name,
        title,
        "",
        str(folder.absolute()),
        product=PRODUCT,
        profile_type=EXTENSION,
        for_=IPloneSiteRoot,
    )
