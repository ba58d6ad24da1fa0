"""Sentences that people read: Chinese text that still knows its template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import cast

PLACE = re.compile(r"\$\{(\w+)\}")


class Text(str):
    """A finished Chinese sentence that remembers the template and values it came from.

    As a ``str`` it is ready to show or to put into JSON. ``msgid`` is the template with
    ``${name}`` places and ``mapping`` the values, so that an adapter can translate it.
    """

    msgid: str
    mapping: dict[str, str]

    def __new__(cls, msgid: str, mapping: Mapping[str, str] | None = None) -> Text:
        values = dict(mapping) if mapping else {}
        if values:
            # words and names in turn
            pieces = list(_pieces(msgid))
            for n in range(1, len(pieces), 2):
                pieces[n] = values.get(pieces[n], f"${{{pieces[n]}}}")
            self = super().__new__(cls, "".join(pieces))
        else:
            self = super().__new__(cls, msgid)
        self.msgid = msgid
        self.mapping = values
        return self

    def __getnewargs__(self) -> tuple[str, dict[str, str]]:  # type: ignore[override]
        return self.msgid, self.mapping


def _(msgid: str, **values: object) -> Text:
    """Make a ``Text`` from a Chinese template; values that are ``Text`` stay ``Text``."""
    if not values:
        return _plain(msgid)
    if all(type(value) in _SIMPLE for value in values.values()):
        return _filled(msgid, tuple(values.items()))
    for key, value in values.items():
        if not isinstance(value, str):
            values[key] = str(value)
    return Text(msgid, cast("dict[str, str]", values))


#: values that are equal only where they read the same; a ``Text`` is equal to its bare words
_SIMPLE = frozenset({str, int})


@lru_cache(maxsize=16384)
def _filled(msgid: str, values: tuple[tuple[str, object], ...]) -> Text:
    """A sentence that rules say again and again; made once, as it never changes."""
    return Text(msgid, {key: str(value) for key, value in values})


@cache
def _plain(msgid: str) -> Text:
    """A sentence without places: made once, as it never changes."""
    return Text(msgid)


@cache
def _pieces(msgid: str) -> tuple[str, ...]:
    """A template taken apart: words, the name of a place, words, and so on."""
    return tuple(PLACE.split(msgid))


def join(parts: Iterable[str], separator: str = "、") -> Text:
    """Join words as a Chinese enumeration; the result has no template of its own."""
    return Text("${words}", {"words": separator.join(parts)})
