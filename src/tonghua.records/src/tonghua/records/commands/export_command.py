"""``bin/records export TARGET``: write cases out in the form that import reads."""

from __future__ import annotations

from argparse import Namespace

from tonghua.records.commands.boot import site
from tonghua.records.commands.place import Place


def run(place: Place, given: Namespace) -> int:
    """Export all cases, or the one named, to a folder or a JSON file in a folder."""
    target = given.target.absolute()
    with site(place) as portal:
        from tonghua.records.exchange.exporting import export_site

        written = export_site(portal, target, case=given.case)
    print(f"已导出到 {written or target}")
    return 0
