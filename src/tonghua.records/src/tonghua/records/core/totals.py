"""Totals (合计) of a table's rows: how many there are, and how much of each measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

#: how many rows; column → what is summed, one sum for each unit ("" where there is none)
Sums = Mapping[str, Sequence[tuple[str, Decimal]]]


def sums(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Sums:
    """Sum columns of numbers; unlike units are never added up.

    ``columns`` maps a column of numbers to the column of its unit, or to "". An empty cell adds
    nothing. Units stand in the order in which they first appear.
    """
    found: dict[str, dict[str, Decimal]] = {name: {} for name in columns}
    for row in rows:
        for name, unit in columns.items():
            value = row.get(name)
            if value is not None:
                measure = str(row.get(unit) or "").strip() if unit else ""
                sofar = found[name].get(measure, Decimal(0))
                found[name][measure] = sofar + Decimal(value)
    return {name: tuple(by_unit.items()) for name, by_unit in found.items()}


def say_sums(measures: Sequence[tuple[str, Decimal]]) -> str:
    """``12 册、3 箱``; "" where nothing was summed."""
    return "、".join(f"{_plain(total)} {unit}".strip() for unit, total in measures)


def _plain(number: Decimal) -> str:
    """Without the zeros at the end that a sum of decimals brings along."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
