"""Random passwords, and the files that tell them to the administrator alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path


def password() -> str:
    """Return a random password of 120 bits that can be typed."""
    return secrets.token_urlsafe(15)


def write(path: Path, passwords: Mapping[str, str]) -> None:
    """Write one line ``username password`` each, readable for the owner alone, at once or not."""
    scratch = path.with_name(f".{path.name}.new")
    scratch.unlink(missing_ok=True)
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{name} {word}\n" for name, word in passwords.items())
    scratch.replace(path)


def read(path: Path) -> dict[str, str]:
    """Read such a file; empty where there is none."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line)  # type: ignore[misc]
