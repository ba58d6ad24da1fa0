"""The demo: an office with people and a case, to try the product with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import transaction

from tonghua.records.setup.passwords import password, write

PROFILE = "tonghua.records:demo"
#: the first case of the handbook, then a whole office's year
FILES = ("first-case.json", "tonghua-demo.json")


def load(site: Any, folder: Path, path: Path) -> Iterator[str]:
    """Bring in the demo's sections, people and cases; yields what to tell.

    The people's random passwords go to ``path``. A second time changes nothing. Raises ValueError
    where a case of the demo cannot be brought in.
    """
    from tonghua.records.exchange.importing import import_file

    if site.portal_setup.getLastVersionForProfile(PROFILE) != "unknown":
        return
    site.portal_setup.runAllImportStepsFromProfile(f"profile-{PROFILE}")
    usernames: dict[str, None] = {}
    for name in FILES:
        report = import_file(site, folder / name)
        yield from report.lines()
        if not report.ok:
            raise ValueError("演示案件未能导入，原因见上。")
        people = json.loads((folder / name).read_text(encoding="utf-8"))["people"]
        usernames |= dict.fromkeys(person["username"] for person in people)
    give_passwords(site, list(usernames), path)
    transaction.commit()
    yield f"演示用户的密码已写入 {path}"


def give_passwords(site: Any, usernames: list[str], path: Path) -> None:
    """Give each of these users a random password and write the list."""
    words = {name: password() for name in usernames}
    for name, word in words.items():
        site.acl_users.source_users.updateUserPassword(name, word)
    write(path, words)
