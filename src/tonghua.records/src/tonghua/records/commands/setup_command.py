"""``bin/records setup``: make what the first start needs."""

from __future__ import annotations

from argparse import Namespace

from tonghua.records.commands.boot import application
from tonghua.records.commands.place import Place


def run(place: Place, given: Namespace) -> int:
    """Make the administrator, the site and, when asked, the demo; leaves alone what is there."""
    with application(place) as app:
        from tonghua.records.setup import administrator, demo, portal

        if administrator.make(app, place.instance / "admin-password"):
            print(f"管理员密码已写入 {place.instance / 'admin-password'}", flush=True)
        site = portal.make(app, place.templates)
        (place.var / "made").mkdir(exist_ok=True)
        (place.var / "made" / "site").touch()
        if given.demo:
            for line in demo.load(site, place.demo, place.instance / "demo-passwords"):
                print(line, flush=True)
            (place.var / "made" / "demo").touch()
    return 0
