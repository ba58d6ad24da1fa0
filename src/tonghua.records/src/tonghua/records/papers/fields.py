"""Plain values as the objects that a template reads: `x.rows` and `x.items` are data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

PLAIN = (str, int, float, bool, Decimal, date)


class Fields:
    """The named values of one mapping, read as attributes; an unknown name is an error.

    No method has a public name, so that every word is free for data (`items`, `keys`, `copy`).
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object]) -> None:
        object.__setattr__(
            self, "_values", {str(name): wrap(value) for name, value in values.items()}
        )

    def __getattr__(self, name: str) -> object:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("the values of a paper do not change while it is printed")

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


def wrap(value: object) -> object:
    """Mappings become `Fields`, sequences lists of wrapped values; anything else stays."""
    if isinstance(value, Mapping):
        return Fields(value)
    if isinstance(value, (list, tuple)):
        return [wrap(item) for item in value]
    if value is None or isinstance(value, PLAIN) or hasattr(value, "__html__"):
        return value
    raise TypeError(f"{type(value).__name__} is no plain value of a paper")
