"""Orders of the supervising office: answered when due, and checked again (article 30)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import in_office, say_moment
from tonghua.records.core.facts import CaseFacts, SupervisionOrder
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, rule
from tonghua.records.core.text import Text, _


@rule(
    "SUP-2",
    article=30,
    title=_("责令整改有期限、回执和复核"),
    nothing=_("监督机构没有就本案责令整改。"),
)
def orders_answered(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """责令整改 (SUP-2): the order sets a day, the section answers by then, and it is checked again."""
    replaced = {each.supersedes for each in case.orders if each.is_final and each.supersedes}
    for order in case.orders:
        if order.is_final and order.uid not in replaced and order.state not in SET_ASIDE:
            yield _answered(order, at)


def _answered(order: SupervisionOrder, at: datetime) -> Finding:
    if order.due_at is None:
        reason = _("第三十条：责令整改没有写明期限。请监督机构写明整改期限。")
        return _about(order, Status.FAIL, reason)
    due, values = in_office(order.due_at), {"due": say_moment(order.due_at)}
    if not order.reply.strip():
        if at <= due:
            reason = _("监督机构已经责令整改，最迟于${due}提交整改报告。", **values)
            return _about(order, Status.PENDING, reason, due=due)
        reason = _(
            "第三十条：整改的期限已于${due}届满，没有整改报告。请尽快整改，提交整改报告。", **values
        )
        return _about(order, Status.FAIL, reason, due=due)
    if order.replied_at is not None and order.replied_at > due:
        reason = _(
            "第三十条：整改报告（${replied}）晚于期限${due}提交。请监督机构复核时写明。",
            replied=say_moment(order.replied_at),
            **values,
        )
        return _about(order, Status.FAIL, reason, due=due, late=True)
    if not order.recheck.strip():
        return _about(order, Status.PENDING, _("已经提交整改报告，等待监督机构复核。"))
    return _about(order, Status.PASS, _("整改报告已经提交，监督机构已经复核。"))


def _about(
    order: SupervisionOrder,
    status: Status,
    reason: Text,
    *,
    due: datetime | None = None,
    late: bool = False,
) -> Finding:
    """About the order, which lies in no case: a page of the case has no record of it to link."""
    return Finding(status=status, reason=reason, subject=order.uid, due=due, late=late)
