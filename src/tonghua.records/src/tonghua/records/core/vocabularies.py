"""Vocabularies (取值): tokens, in the order in which to offer them, and their Chinese labels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tonghua.records.core.tables import load
from tonghua.records.core.text import Text, _


@cache
def vocabulary(name: str) -> Mapping[str, Text]:
    """Token → label. Raises KeyError for a vocabulary that does not exist."""
    return {token: _(words) for token, words in load("vocabularies")[name].items()}


def names() -> tuple[str, ...]:
    """The names of all vocabularies."""
    return tuple(load("vocabularies"))


def label(name: str, token: str) -> Text:
    """The label of a token; an unknown token is its own label."""
    return vocabulary(name).get(token) or _("${token}", token=token)
