"""``bin/records import FILE.json``: bring cases in from a file and its folder."""

from __future__ import annotations

from argparse import Namespace

from tonghua.records.commands.boot import site
from tonghua.records.commands.place import Place


def run(place: Place, given: Namespace) -> int:
    """Import one file and print the report; 1 where any case was left out."""
    # before Zope starts, which may change the working folder's meaning
    path = given.file.absolute()
    if not path.is_file():
        raise ValueError(f"没有文件 {given.file}，请检查路径。")
    with site(place) as portal:
        from tonghua.records.exchange.importing import import_file

        report = import_file(portal, path)
    print("\n".join(report.lines()))
    return 0 if report.ok else 1
