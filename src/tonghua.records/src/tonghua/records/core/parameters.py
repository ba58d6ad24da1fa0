"""The numbers that the rules ask for (天数、数额、比例), with where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tonghua.records.core.tables import load
from tonghua.records.core.text import Text, _

#: unit of a number → its words
UNITS: Mapping[str, Text] = {
    "working_days": _("个工作日"),
    "days": _("日"),
    "hours": _("小时"),
    "months": _("个月"),
    "yuan": _("元"),
    "percent": _("%"),
    "cases": _("件"),
    "yes_no": _("（1是，0否）"),
}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One number. ``value`` is the usual one; None: empty until the office says it.

    ``suggested``: no law says this number, it is the project's proposal. ``rules`` ask for it.
    """

    id: str
    value: Decimal | None
    unit: str
    label: Text
    source: Text
    suggested: bool
    rules: tuple[str, ...]


@cache
def parameters() -> Mapping[str, Parameter]:
    """All numbers by id, in the order of the ordinance."""
    return {
        id: Parameter(
            id=id,
            value=Decimal(str(row["value"])) if "value" in row else None,
            unit=row["unit"],
            label=_(row["label"]),
            source=_(row["source"]),
            suggested=row.get("suggested", False),
            rules=tuple(row["rules"]),
        )
        for id, row in load("parameters").items()
    }


def number(own: Mapping[str, Decimal | int], id: str) -> Decimal | None:
    """The office's ``own`` number, else the usual one; None where there is neither.

    Raises KeyError for an id that no rule knows.
    """
    usual = parameters()[id].value
    found = own.get(id)
    return usual if found is None else Decimal(found)
