"""Who keeps the records, and who gets copies of them (articles 27, 28)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import say_moment
from tonghua.records.core.facts import CaseFacts, CopyRequest, Volume
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, lacks, of_case, rule
from tonghua.records.core.secrecy import mark_in
from tonghua.records.core.text import Text, _


@rule("CUS-1", article=27, title=_("明确专门人员归档、保管"), nothing=_("没有案件。"))
def keepers(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """专人保管 (CUS-1): the office has archivists, and none of this case's is its handler.

    Who was appointed at an earlier moment is not known: the office is judged as it is now.
    """
    handled = set(case.handlers)
    volumes = [each for each in case.standing(Volume) if each.archivist]
    for volume in volumes:
        if volume.archivist in handled:
            yield lacks(
                volume,
                _("第二十七条：案卷的档案管理员是本案承办人，不得兼任。请由另外的人归档、保管。"),
            )
    if case.archivist in handled:
        yield of_case(
            Status.FAIL,
            _("第二十七条：本案的档案管理员是本案承办人，不得兼任。请在案件中改由另外的人。"),
        )
    elif case.archivist:
        yield of_case(Status.PASS, _("本案已经指定档案管理员。"))
    elif set(office.archivists) - handled:
        yield of_case(Status.PASS, _("机关已经明确专门人员归档、保管。"))
    else:
        yield of_case(
            Status.FAIL,
            _(
                "第二十七条：没有明确承办人以外的专门人员归档、保管。"
                "请系统管理员指定档案管理员，或者在案件中指定。"
            ),
        )


@rule(
    "CPY-1",
    article=28,
    title=_("复制经科室负责人同意，保密的除外"),
    nothing=_("本案没有复制申请。"),
    blocking=True,
)
def copied(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """复制 (CPY-1): the section's head consents, what is confidential is masked, then it is handed over.

    The request is signed and final before the consent is written (later fields): until then it
    waits. Of state secrets nobody gets a copy.
    """
    for request in case.standing(CopyRequest):
        yield _copied(case, request)


def _copied(case: CaseFacts, request: CopyRequest) -> Finding:
    if mark_in(request) or mark_in(case):
        reason = _(
            "第二十八条、第二十九条：依法应当保密的不得复制，申请中有国家秘密标志。"
            "请停止办理，线下报告保密员。"
        )
        return about(request.uid, Status.FAIL, reason)
    problem = _problem(case, request)
    if problem:
        return lacks(request, problem)
    if not request.consented_by or request.consented_at is None:
        return about(request.uid, Status.PENDING, _("等待科室负责人同意。"))
    if not (request.consented_by == case.reviewer or _is_signed_by_head(request)):
        reason = _(
            "同意人不是本案的审核人，也没有科室负责人的签名，不能确认是科室负责人同意。"
            "请由科室负责人签名。"
        )
        return about(request.uid, Status.UNKNOWN, reason)
    if request.handed_over_at is None:
        return about(request.uid, Status.PENDING, _("科室负责人已经同意，等待交付并登记。"))
    return about(request.uid, Status.PASS, _("科室负责人同意在前，交付已经登记。"))


def _problem(case: CaseFacts, request: CopyRequest) -> Text | None:
    consented = request.consented_at if request.consented_by else None
    handed = request.handed_over_at
    if handed is not None and consented is None:
        return _("第二十八条：没有科室负责人同意，不得交付复制件。请先由科室负责人同意。")
    if handed is not None and consented is not None and handed < consented:
        return _(
            "第二十八条：交付（${handed}）早于科室负责人同意（${consented}）。请核对时间。",
            handed=say_moment(handed),
            consented=say_moment(consented),
        )
    if consented is not None and request.consented_by in case.handlers:
        return _("第二十八条：同意人是本案承办人。复制由科室负责人同意，请由其办理。")
    if handed is not None and not request.masked.strip():
        return _(
            "第二十八条、第二十九条：没有写明遮盖了哪些内容。"
            "请写明遮盖的个人信息和商业秘密；不需要遮盖的，写“无需遮盖”。"
        )
    return None


def _is_signed_by_head(request: CopyRequest) -> bool:
    return any(
        each.capacity == "section_head" and not each.is_refusal for each in request.signatures
    )
