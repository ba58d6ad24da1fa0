"""The office as its registry describes it: what the rules need to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tonghua.records.core import parameters
from tonghua.records.core.calendar import WorkingCalendar

#: kinds of penalty for which a hearing is offered whatever the amount (Penalty Law 63)
HEARING_KINDS = frozenset(
    {
        "confiscation_income",
        "confiscation_goods",
        "downgrade",
        "revocation",
        "restriction",
        "closure",
    }
)
#: what makes a legal review (法制审核) due (Penalty Law 58): see ``core.rules.review``
LEGAL_REVIEW = frozenset({"hearing", "deliberation"})


@dataclass(frozen=True, kw_only=True)
class Office:
    """The enforcing body (执法机关) and its settings.

    ``sections``: name → whether it has enforcement power; ``scopes``: section → words that a
    certificate's scope must contain; ``number_patterns``: class → pattern; ``thresholds``:
    numbers of the rules (``core.parameters``); ``retention``: kind of case → period;
    ``hearing_kinds``: penalty kinds for which a hearing is offered whatever the amount;
    ``legal_review``: what makes a legal review due; ``overridable``: ids of the rules that a
    leader may set aside in a case; ``archivists``: usernames of those appointed (article 27).
    """

    name: str
    sections: Mapping[str, bool] = field(default_factory=dict)
    scopes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    thresholds: Mapping[str, Decimal | int] = field(default_factory=dict)
    number_patterns: Mapping[str, str] = field(default_factory=dict)
    retention: Mapping[str, str] = field(default_factory=dict)
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    hearing_kinds: frozenset[str] = HEARING_KINDS
    legal_review: frozenset[str] = LEGAL_REVIEW
    overridable: frozenset[str] = frozenset()
    archivists: tuple[str, ...] = ()

    def number(self, id: str) -> Decimal | None:
        """A number of the rules: the office's own, else the usual one; None where it is empty.

        Raises KeyError for an id that no rule knows.
        """
        return parameters.number(self.thresholds, id)

    def count(self, id: str) -> int:
        """A number of days, hours or cases that is never empty. Raises KeyError, ValueError."""
        found = self.number(id)
        if found is None:
            raise ValueError(f"the office has set no {id}")
        return int(found)
