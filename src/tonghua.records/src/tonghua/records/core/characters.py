"""Characters (字符) that no record can hold: XML, and so no paper and no sheet, can print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

#: control characters but tab and line ends, halves of characters, and what is no character
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def unprintable(value: object, name: str = "") -> Iterator[tuple[str, int]]:
    """(name, position from 1) of the first such character of each text within plain data.

    ``name`` is the key that a text stands under, of nested mappings the outermost.
    """
    if isinstance(value, str):
        found = UNPRINTABLE.search(value)
        if found:
            yield name, found.start() + 1
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from unprintable(key, name)
            yield from unprintable(each, name or str(key))
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from unprintable(each, name)
