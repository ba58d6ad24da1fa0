"""The numbers that the rules ask for (天数、数额、比例), with where each comes from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
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

#: unit → the largest number that still makes sense; a longer period than ten years would end a
#: deadline beyond any calendar
LARGEST: Mapping[str, int] = {
    "working_days": 2500,
    "days": 3660,
    "hours": 8760,
    "months": 120,
    "yuan": 10**12,
    "percent": 100,
    "cases": 100_000,
    "yes_no": 1,
}


class WrongNumber(ValueError):
    """A number that cannot be an office's own. ``message`` is the sentence."""

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


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


def is_of_law(parameter: Parameter) -> bool:
    """Whether the usual number is one that a law says (法定), and not a proposal (建议)."""
    return parameter.value is not None and not parameter.suggested


def read(id: str, words: str) -> Decimal | None:
    """An office's own number as typed; None for nothing typed, which means the usual one.

    Days, hours, months, cases and per cents are whole, amounts have no more than 分, none is less
    than 0, and none is larger than ``LARGEST``. Raises KeyError for an id that no rule knows and
    WrongNumber for what cannot be one.
    """
    parameter = parameters()[id]
    typed = unicodedata.normalize("NFKC", words).replace(",", "").replace(" ", "")
    if not typed:
        return None
    try:
        found = Decimal(typed)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise WrongNumber(
            _(
                "“${label}”写的是“${words}”，不是数字。请只写数字；空着就按通常的数。",
                label=parameter.label,
                words=words[:60],
            )
        )
    largest = LARGEST[parameter.unit]
    if found > largest:
        raise WrongNumber(
            _("“${label}”不能大于 ${largest}。请改写。", label=parameter.label, largest=largest)
        )
    if parameter.unit == "yuan" and (found < 0 or found % Decimal("0.01")):
        raise WrongNumber(
            _("“${label}”应当是不小于 0 的金额，最多写到分。请改写。", label=parameter.label)
        )
    if parameter.unit != "yuan" and (found < 0 or found % 1):
        raise WrongNumber(_("“${label}”应当是不小于 0 的整数。请改写。", label=parameter.label))
    return abs(found)


def written(value: Decimal) -> str:
    """A number as people write it: 3000, 0.5; never 3E+3."""
    return f"{value.normalize():f}"
