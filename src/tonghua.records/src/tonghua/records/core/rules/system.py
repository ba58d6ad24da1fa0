"""Records are made in the system while things happen (article 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.facts import Approval, CaseFacts, RecordFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, lacks, of_case, rule
from tonghua.records.core.text import _

#: states in which no record is made any more: only then a share is a share
ALL_RECORDED = frozenset({"closed", "archived", "rejected", "transferred"})


@rule(
    "SYS-1",
    article=5,
    title=_("补录的记录不超过比例，并写明原因和时间"),
    nothing=_("本案尚无记录。"),
)
def backfilled_seldom(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """事后补录 (SYS-1): few records are written afterwards, and each says why and when it happened.

    While the case goes on more records come, and a share above the office's is not final: pending.
    Approvals that a chain writes by itself do not count.
    """
    records = [
        each
        for each in case.standing(RecordFacts)
        if not (isinstance(each, Approval) and each.chain_of)
    ]
    if not records:
        return
    late = [each for each in records if each.backfilled]
    for record in late:
        if not record.backfill_reason.strip():
            yield lacks(record, _("第五条：补录没有写明原因。请写明补录的原因。"))
        elif record.occurred_start is None:
            yield lacks(record, _("第五条：补录没有写明实际发生的时间。请写明。"))
    yield _share(case, len(late), len(records), office.count("backfill_percent"), late)


def _share(
    case: CaseFacts, late: int, all_of_them: int, most: int, records: list[RecordFacts]
) -> Finding:
    values = {"late": late, "all": all_of_them, "most": most}
    links = [each.uid for each in records]
    if late * 100 <= most * all_of_them:
        reason = _("${all}份记录中补录${late}份，不超过${most}%。", **values)
        return of_case(Status.PASS, reason, *links)
    if case.state in ALL_RECORDED:
        reason = _(
            "第五条：${all}份记录中补录${late}份，超过${most}%。"
            "应当在办理的同时记录，请在案卷中说明原因。",
            **values,
        )
        return of_case(Status.FAIL, reason, *links)
    reason = _(
        "${all}份记录中补录${late}份，现在超过${most}%；结案时按全部记录计算。请在办理的同时记录。",
        **values,
    )
    return of_case(Status.PENDING, reason, *links)
