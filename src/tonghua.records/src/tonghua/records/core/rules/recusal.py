"""Recusal (回避): article 10; Administrative Penalty Law, article 43."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tonghua.records.core.act_words import short
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts import CaseFacts, Recusal
from tonghua.records.core.first_made import first_made_at
from tonghua.records.core.office import Office
from tonghua.records.core.papers import is_nobody
from tonghua.records.core.rules.registry import Finding, Status, about, rule, status_of_lack
from tonghua.records.core.telling import deciding_on, penalties, said_on
from tonghua.records.core.text import Text, _


@rule(
    "RCU-1",
    article=10,
    title=_("与当事人有关系或者被申请回避的，由负责人决定"),
    nothing=_("本案没有回避的情形。"),
    blocking=True,
)
def decided(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """回避决定 (RCU-1): a relation to the party, or an application, is decided by the office's head.

    The investigation does not stop for it (Penalty Law 43); no penalty is decided before.
    """
    recusals = case.standing(Recusal)
    for recusal in recusals:
        yield _recusal(recusal)
    for decision in penalties(case) if recusals else ():
        until = deciding_on(decision, at)
        asked = [each for each in recusals if _asks(each) and said_on(each, until) <= until]
        open_ones = [each for each in asked if not _is_decided(case, each, until)]
        if open_ones:
            reason = _undecided(open_ones[0])
            status = status_of_lack(decision)
            yield about(decision.uid, status, reason, *(each.uid for each in open_ones))
        elif asked:
            reason = _("作出决定以前，回避已经决定。")
            yield about(decision.uid, Status.PASS, reason, *(each.uid for each in asked))


def _is_decided(case: CaseFacts, recusal: Recusal, until: date) -> bool:
    """Whether the office's head had decided by a day; what was entered late (补录), when it was."""
    decided = first_made_at(case, recusal)
    return decided is not None and day_of(decided) <= until


def _undecided(recusal: Recusal) -> Text:
    if recusal.is_final:
        return _(
            "第十条：回避的申请（《${record}》）在作出处罚决定以后（${day}）才决定。"
            "回避应当先由负责人决定。请在案卷中说明原因；影响公正的，请撤销决定，重新调查、处理。",
            record=short(recusal),
            day=say_day(recusal.finalized_at) if recusal.finalized_at else "",
        )
    return _(
        "第十条：回避的申请（《${record}》）还没有决定。请先由负责人决定是否回避，再作出处罚决定。",
        record=short(recusal),
    )


def _recusal(recusal: Recusal) -> Finding:
    if not recusal.is_final:
        reason = _("《${record}》尚未决定；决定以前，不停止调查。", record=short(recusal))
        return about(recusal.uid, Status.PENDING, reason)
    if not _asks(recusal):
        return about(recusal.uid, Status.NA, _("与当事人没有关系，也没有申请回避。"))
    lacking = _lacking(recusal)
    if lacking is not None:
        reason = _(
            "第十条：《${record}》没有写明${what}。请以新的记录更正。",
            record=short(recusal),
            what=lacking,
        )
        return about(recusal.uid, Status.FAIL, reason)
    if not recusal.relation.strip():
        return about(recusal.uid, Status.UNKNOWN, _("回避决定没有写明与当事人的关系。"))
    return about(recusal.uid, Status.PASS, _("回避已由负责人决定。"))


def _asks(recusal: Recusal) -> bool:
    """Whether there is anything to decide: a relation, or somebody who asks; both blank is unknown."""
    if not recusal.relation.strip() and not recusal.asked_by.strip():
        return True
    return not is_nobody(recusal.relation) or not is_nobody(recusal.asked_by)


def _lacking(recusal: Recusal) -> Text | None:
    if not recusal.person.strip():
        return _("被申请回避的人")
    if not recusal.decision.strip():
        return _("决定和理由")
    return None
