"""Service by public notice (公告送达, article 23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts import (
    AudioVisual,
    CaseFacts,
    Decision,
    DeliveryReceipt,
)
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.approval import has_whole_chain, notice_approvals
from tonghua.records.core.rules.registry import Finding, Status, about, rule, status_of_lack
from tonghua.records.core.service import (
    PUBLIC_NOTICE_DAYS,
    UNSERVED,
    first_action_at,
    posted_at,
    served_at,
)
from tonghua.records.core.text import Text, _

#: how the circumstances say that nobody knows where the recipient is
WHEREABOUTS = "下落不明"


@rule(
    "SRV-P",
    article=23,
    title=_("公告送达以前其他方式均无法送达，经审批，留存公告和音像，满三十日"),
    nothing=_("本案没有公告送达。"),
    blocking=True,
)
def by_public_notice(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """公告送达 (SRV-P): tried otherwise or whereabouts unknown, approved before, kept, recorded.

    Served thirty days after it was posted or printed last. While these days run a picture of it
    may still be taken, so its lack is only pending.
    """
    for receipt in case.standing(DeliveryReceipt):
        if receipt.method == "public_notice" and receipt.outcome not in UNSERVED:
            yield _judge(case, receipt, at)


def is_notice_approved(case: CaseFacts) -> bool:
    """Whether a form of its own has approved a public notice (公告送达审批, article 23)."""
    return any(each.is_final for each in notice_approvals(case))


def is_seen(case: CaseFacts, receipt: DeliveryReceipt) -> bool:
    """Whether the notice was recorded: a recording of it, or each medium with its 截图、报样、照片."""
    if any(each.media for each in case.naming(AudioVisual, "about", receipt.uid)):
        return True
    return bool(receipt.media) and all(row.get("evidence") for row in receipt.media)


def _judge(case: CaseFacts, receipt: DeliveryReceipt, at: datetime) -> Finding:
    problem = _improper(case, receipt, at) or _incomplete(receipt)
    if problem:
        return about(receipt.uid, status_of_lack(receipt), problem)
    days = [day_of(moment) for moment in map(posted_at, receipt.media) if moment]
    last = max(days)
    ends = last + timedelta(days=PUBLIC_NOTICE_DAYS)
    running = day_of(at) < ends
    if not is_seen(case, receipt) and not running:
        reason = _(
            "第二十三条：公告送达没有音像记录。请上传公告的照片、截图或者报样，"
            "并注明记录的是这份回证。"
        )
        return about(receipt.uid, status_of_lack(receipt), reason)
    if running:
        reason = _(
            "公告于${last}最后张贴或者刊登，自次日起算${n}日，至${ends}视为送达。"
            "期满以前请留存公告的照片、截图或者报样。",
            last=say_day(last),
            n=PUBLIC_NOTICE_DAYS,
            ends=say_day(ends),
        )
        return about(receipt.uid, Status.PENDING, reason, due=ends)
    return about(receipt.uid, Status.PASS, _("公告期满，${ends}视为送达。", ends=say_day(ends)))


def _improper(case: CaseFacts, receipt: DeliveryReceipt, at: datetime) -> Text | None:
    """Why it should not have been a public notice at all, or not yet."""
    papers = [case.record(uid) for uid in receipt.served]
    if any(isinstance(each, Decision) and each.kind == "summary_penalty" for each in papers):
        return _("第二十三条：当场处罚决定书应当当场交付，不得公告送达。请改用其他方式送达。")
    tried = [
        each
        for uid in receipt.earlier_attempts
        if isinstance(each := case.record(uid), DeliveryReceipt) and _same_party(each, receipt)
    ]
    if any(served_at(each, at) and set(each.served) & set(receipt.served) for each in tried):
        return _("第二十三条：先前的送达已经成功，不需要公告送达。请核对先前的送达。")
    failed = [each for each in tried if each.outcome in UNSERVED and _came_first(each, receipt)]
    if not failed and WHEREABOUTS not in receipt.circumstances:
        return _(
            "第二十三条：其他方式均无法送达的，才可以公告送达。请在“先前的送达”中选择未成的送达回证；"
            "受送达人下落不明的，在“原因和经过”中写明下落不明和核实的情况。"
        )
    return _unapproved(case, receipt)


def _came_first(tried: DeliveryReceipt, receipt: DeliveryReceipt) -> bool:
    """Whether an attempt was made no later than the notice was posted first."""
    posted = [day_of(moment) for moment in map(posted_at, receipt.media) if moment]
    made = first_action_at(tried)
    return made is None or not posted or made <= min(posted)


def _same_party(tried: DeliveryReceipt, receipt: DeliveryReceipt) -> bool:
    """Whether an attempt was for whom the notice is; one that names nobody is for all."""
    if not tried.parties or not receipt.parties:
        return True
    return bool(set(tried.parties) & set(receipt.parties))


def _unapproved(case: CaseFacts, receipt: DeliveryReceipt) -> Text | None:
    """Approved no later than it was posted first, by a form of its own or the receipt's chain."""
    if has_whole_chain(receipt):
        return None
    moments = [each.finalized_at for each in notice_approvals(case) if each.is_final]
    approved = min((moment for moment in moments if moment), default=None)
    if approved is None:
        return UNAPPROVED
    posted = [moment for moment in map(posted_at, receipt.media) if moment]
    if any(_is_before(moment, approved) for moment in posted):
        return _(
            "第二十三条：公告发出在前，审批（${day}）在后。公告送达应当先经审批，请在审批以后重新公告。",
            day=say_day(approved),
        )
    return None


def _is_before(posted: date | datetime, approved: datetime) -> bool:
    if isinstance(posted, datetime):
        return posted < approved
    return posted < day_of(approved)


UNAPPROVED = _(
    "第二十三条：公告送达应当先经审批。请先新建内部审批表，在审批事项中写明公告送达，"
    "经批准以后再出具公告、将送达回证定稿。"
)


def _incomplete(receipt: DeliveryReceipt) -> Text | None:
    rows = receipt.media
    asked = (
        (bool(receipt.notice_text.strip()), _("公告正文")),
        (bool(receipt.circumstances.strip()), _("原因和经过")),
        (
            bool(rows) and all(str(row.get("medium") or "").strip() for row in rows),
            _("公告载体"),
        ),
        (bool(rows) and all(map(posted_at, rows)), _("张贴或者刊登时间")),
    )
    missing = [item for given, item in asked if not given]
    if not missing:
        return None
    return _("第二十三条：公告送达还缺${items}。请补充。", items=listed(missing))
