"""The first account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import transaction

from tonghua.records.commands.boot import ADMINISTRATOR, act_as_administrator
from tonghua.records.setup.passwords import password, write


def make(app: Any, path: Path) -> bool:
    """Make the administrator with a random password, written to ``path``; False if there is one."""
    if app.acl_users.getUserById(ADMINISTRATOR) is not None:
        return False
    word = password()
    app.acl_users.userFolderAddUser(ADMINISTRATOR, word, ["Manager"], [])
    # the file first: a password that nobody was told would lock everybody out
    write(path, {ADMINISTRATOR: word})
    transaction.commit()
    act_as_administrator(app)
    return True
