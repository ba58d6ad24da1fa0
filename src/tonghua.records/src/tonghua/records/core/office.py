"""The office as its registry describes it: what the rules need to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tonghua.records.core.calendar import WorkingCalendar


@dataclass(frozen=True, kw_only=True)
class Office:
    """The enforcing body (执法机关) and its settings.

    ``sections``: name → whether it has enforcement power; ``scopes``: section → words that a
    certificate's scope must contain; ``number_patterns``: class → pattern; ``thresholds``:
    numbers of the rules; ``retention``: kind of case → period.
    """

    name: str
    sections: Mapping[str, bool] = field(default_factory=dict)
    scopes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    thresholds: Mapping[str, Decimal | int] = field(default_factory=dict)
    number_patterns: Mapping[str, str] = field(default_factory=dict)
    retention: Mapping[str, str] = field(default_factory=dict)
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
