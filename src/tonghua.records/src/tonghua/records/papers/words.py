"""The words of a piece of a document's XML."""

from __future__ import annotations

import re
from html import unescape

MARKUP = re.compile(r"<[^>]+>")


def words_of(xml: str) -> str:
    """The text without its markup."""
    return unescape(MARKUP.sub("", xml)).strip()
