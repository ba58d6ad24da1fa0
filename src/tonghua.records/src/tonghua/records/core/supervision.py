"""What the supervising office owes in a period (article 6): how many cases it looked at (SUP-1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from tonghua.records.core.facts import SupervisionCheck
from tonghua.records.core.office import Office
from tonghua.records.core.text import Text, _


@dataclass(frozen=True, kw_only=True)
class Sampled:
    """How many different cases of a period were looked at, and how many the office asks for.

    ``wanted`` is None where the office has set no number: no law says one. ``narrowed``: only one
    section or kind was asked about, of which the number, being that of all, says nothing.
    """

    cases: int
    wanted: int | None
    narrowed: bool = False

    @property
    def is_enough(self) -> bool | None:
        """None where that is not said: no number is set, or only a part was asked about."""
        if self.wanted is None or self.narrowed:
            return None
        return self.cases >= self.wanted

    @property
    def sentence(self) -> Text:
        """What is asked, and whether that was done."""
        if self.wanted is None:
            return _("每期至少抽查几件：未设定")
        if self.narrowed:
            return _("全机关每期至少${wanted}件", wanted=self.wanted)
        if self.is_enough:
            return _("每期至少${wanted}件，已经达到", wanted=self.wanted)
        more = self.wanted - self.cases
        return _("每期至少${wanted}件，还差${more}件", wanted=self.wanted, more=more)

    def as_json(self) -> dict[str, Any]:
        return {"cases": self.cases, "wanted": self.wanted, "enough": self.is_enough}


def sampled_enough(
    checks: Iterable[SupervisionCheck],
    office: Office,
    counted: Collection[str],
    *,
    narrowed: bool = False,
) -> Sampled:
    """抽查 (SUP-1): the cases of a period in final checks, each once; a draft is not done yet.

    ``counted`` are the uids of the cases that belong to the period, as all figures count them: by
    the month in which they were opened, which is that from which a draw takes them.
    """
    looked_at = {uid for check in checks if check.is_final for uid in check.cases}
    wanted = office.number("sampled_cases")
    return Sampled(
        cases=len(looked_at.intersection(counted)),
        wanted=None if wanted is None else int(wanted),
        narrowed=narrowed,
    )
