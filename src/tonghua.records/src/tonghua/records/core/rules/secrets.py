"""State secrets are refused; business secrets and privacy stay with the case's people (article 29)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import say_day
from tonghua.records.core.confidentiality import SECRET, effective
from tonghua.records.core.facts import CaseFacts, CopyRequest, Decision, RecordFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, lacks, of_case, rule
from tonghua.records.core.secrecy import mark_in
from tonghua.records.core.text import _


@rule(
    "SEC-1",
    article=29,
    title=_("不含国家秘密标志"),
    nothing=_("没有发现国家秘密标志。"),
    blocking=True,
)
def unmarked(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """国家秘密 (SEC-1): no text of the case bears a mark of a state secret.

    What a file says is for its upload to look at. The sentence names the mark, and no title.
    """
    found = False
    for record in case.standing(RecordFacts):
        mark = mark_in(record)
        if mark:
            found = True
            reason = _(
                "第二十九条：文字中有国家秘密标志“${mark}”，本系统不得存储国家秘密。"
                "请立即停止填写，线下报告保密员，不要自行删改、转发。",
                mark=mark,
            )
            yield about(record.uid, Status.FAIL, reason)
    mark = mark_in(case) or next(filter(None, map(mark_in, case.parties)), None)
    if mark:
        reason = _(
            "第二十九条：案件登记或者当事人信息中有国家秘密标志“${mark}”，本系统不得存储国家秘密。"
            "请立即停止填写，线下报告保密员，不要自行删改、转发。",
            mark=mark,
        )
        yield of_case(Status.FAIL, reason)
    elif not found:
        yield of_case(Status.PASS, _("案件的文字中没有发现国家秘密标志；文件的内容由上传时检查。"))


@rule(
    "SEC-2",
    article=29,
    title=_("个人隐私、商业秘密不公开，复制件有遮盖"),
    nothing=_("本案没有列为个人隐私或者商业秘密的记录。"),
)
def unpublished(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """个人隐私、商业秘密 (SEC-2): not published as they are; copies say what was masked.

    Who may read them is decided by their level and not judged: the system lets nobody else.
    """
    secret = [
        each
        for each in case.standing(RecordFacts)
        if effective(case.confidentiality, each.confidentiality) in SECRET
    ]
    if not secret:
        return
    broken = False
    for decision in secret:
        if isinstance(decision, Decision) and decision.published_at:
            broken = True
            yield _published(decision, decision.published_at)
    for request in case.standing(CopyRequest):
        if request.handed_over_at and not request.masked.strip():
            broken = True
            reason = _(
                "第二十九条：本案有列为个人隐私或者商业秘密的记录，复制件没有写明遮盖的内容。"
                "请核对后补记。"
            )
            yield lacks(request, reason)
    if not broken:
        yield of_case(
            Status.PASS,
            _("列为个人隐私或者商业秘密的记录没有公开，只由本案人员查看。"),
        )


def _published(decision: Decision, published_at: datetime) -> Finding:
    if decision.withdrawn_at:
        reason = _(
            "第二十九条：决定书列为个人隐私或者商业秘密，曾于${day}公开，已于${back}撤回。",
            day=say_day(published_at),
            back=say_day(decision.withdrawn_at),
        )
    else:
        reason = _(
            "第二十九条：决定书列为个人隐私或者商业秘密，已于${day}公开。"
            "请撤回，遮盖以后再公开，或者由保密员依法调整密级。",
            day=say_day(published_at),
        )
    return about(decision.uid, Status.FAIL, reason, late=decision.withdrawn_at is not None)
