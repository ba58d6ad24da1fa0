"""What a list is made of: columns, filters, cells."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tonghua.records.pages import Badge


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell in words; ``note`` is a second line, ``badges`` stand beside it.

    ``struck`` strikes the words through, and a badge says why.
    """

    text: str = ""
    url: str = ""
    note: str = ""
    badges: tuple[Badge, ...] = ()
    struck: bool = False

    @property
    def in_words(self):
        """All of it as one text, for a spreadsheet."""
        parts = [self.text, self.note, *(badge.text for badge in self.badges)]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column; ``cell(item, page)`` makes its cell, ``sort`` is the index it is sorted by."""

    id: str
    title: str
    cell: Callable[[Any, Any], Cell]
    sort: str = ""
    usual: bool = True


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A choice that narrows a list.

    ``options()`` → [(value, label)]; ``query(value)`` → what to ask the catalogue, or
    ``keeps(value, item)`` where a register is small enough to be looked through.
    ``prominent`` ones stand open in the page, the others under 更多条件.
    """

    id: str
    title: str
    options: Callable[[], list]
    query: Callable[[str], dict] | None = None
    keeps: Callable[[str, Any], bool] | None = None
    prominent: bool = False


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list: the types in it, its columns and filters, how it is sorted first."""

    types: tuple[str, ...]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    sort: str = "created"
    descending: bool = True
    retires: bool = False
    words: str = ""
    empty: str = ""
    #: makes what the cells of one page share, from its items
    prepare: Callable[[list], Any] = field(default=lambda items: None)
