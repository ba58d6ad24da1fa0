"""Rules of ``law.md`` A3 that no machine decides for a case, each with the reason why.

They are asked like the others, so that nobody looks for them in vain, and answer 不适用 with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tonghua.records.core.facts import CaseFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, rule
from tonghua.records.core.text import Text, _


@dataclass(frozen=True, kw_only=True)
class Unjudged:
    """A rule that is not decided: what it asks, on which article, and why nothing is said."""

    article: int
    title: Text
    reason: Text


UNJUDGED: Mapping[str, Unjudged] = {
    "SUP-1": Unjudged(
        article=6,
        title=_("监督机构每期抽查足够的案件"),
        reason=_("本项评价监督机构每期的抽查，不评价单个案件。"),
    ),
    "SEC-3": Unjudged(
        article=29,
        title=_("访问日志完整"),
        reason=_("系统目前不留逐次访问的日志，不能由程序判定，由人工检查。"),
    ),
    "LOG-1": Unjudged(
        article=30,
        title=_("删除、修改、导出的记录完整"),
        reason=_("系统目前没有首尾相连、不能改写的操作日志，不能由程序判定，由人工检查。"),
    ),
}


def _nothing(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """Nothing is found, so that the rule says its reason."""
    return iter(())


for _id, _each in UNJUDGED.items():
    rule(_id, article=_each.article, title=_each.title, nothing=_each.reason)(_nothing)
