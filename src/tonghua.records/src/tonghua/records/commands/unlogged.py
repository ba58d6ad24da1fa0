"""What no log may hold (日志): the secret key of an address that whoever knows it may read."""

from __future__ import annotations

import logging
import re

#: a key in a query, up to what ends it in any line of a log
SECRET = re.compile(r"((?:[?&]|%3F|%26)key(?:=|%3D))[^&\s\"'<>]+", re.IGNORECASE)


class Formatter(logging.Formatter):
    """Writes each line without the key of a secret address; ``instance/zope.ini`` names it."""

    def format(self, record: logging.LogRecord) -> str:
        return without_keys(super().format(record))


def without_keys(line: str) -> str:
    """A line of a log with every key of a query struck out."""
    return SECRET.sub(r"\1-", line)
