"""What the supervising office owes in a period (article 6): how many cases it looked at (SUP-1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tonghua.records.core.facts import SupervisionCheck
from tonghua.records.core.office import Office
from tonghua.records.core.text import Text, _


@dataclass(frozen=True, kw_only=True)
class Sampled:
    """How many different cases were looked at in a period, and how many the office asks for."""

    period: str
    cases: int
    wanted: int

    @property
    def is_enough(self) -> bool:
        return self.cases >= self.wanted

    @property
    def sentence(self) -> Text:
        if self.is_enough:
            return _(
                "${period}已经抽查${n}件案件（至少${wanted}件）。",
                period=self.period,
                n=self.cases,
                wanted=self.wanted,
            )
        return _(
            "第六条：${period}只抽查了${n}件案件，至少应当抽查${wanted}件。"
            "请再抽取${more}件，填写监督检查记录。",
            period=self.period,
            n=self.cases,
            wanted=self.wanted,
            more=self.wanted - self.cases,
        )


def sampled_enough(checks: Iterable[SupervisionCheck], office: Office, period: str) -> Sampled:
    """抽查 (SUP-1): the cases in the final checks of one period, each counted once.

    ``period`` is the text that the checks bear (2026年上半年); a draft has not been done yet.
    """
    looked_at = {
        uid
        for check in checks
        if check.is_final and check.period.strip() == period.strip()
        for uid in check.cases
    }
    return Sampled(
        period=period.strip(), cases=len(looked_at), wanted=office.count("sampled_cases")
    )
