"""Preservation of evidence (证据保全): approved first, listed and signed, disposed of in time (13).

Administrative Penalty Law, articles 56 and 85.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tonghua.records.core.act_words import short
from tonghua.records.core.clock import day_of, say_day, say_moment
from tonghua.records.core.deadlines import working_days
from tonghua.records.core.facts import CaseFacts, EvidencePreservation
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, rule, status_of_lack
from tonghua.records.core.signing import someone_signed
from tonghua.records.core.telling import reached_anyone_on, reached_everyone_on
from tonghua.records.core.text import Text, _

#: the form (先行登记保存) that needs approval, a list and a disposition
REGISTRATION = "registration"
#: capacities in which the party, or who holds the things for it, signs the list
PARTY_SIDE = ("party", "recipient", "holder")
NOTHING = _("本案没有证据保全。")


@rule(
    "PRS-1",
    article=13,
    title=_("证据保全写明理由、标的和形式，先经负责人批准"),
    nothing=NOTHING,
    blocking=True,
)
def approved_first(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """三要素和批准 (PRS-1): reason, subject matter and form; approved before anything is taken.

    Only 先行登记保存 needs the approval of the office's head (Penalty Law 56).
    """
    for record in case.standing(EvidencePreservation):
        yield _approved(case, record, at)


def _approved(case: CaseFacts, record: EvidencePreservation, at: datetime) -> Finding:
    lacking = status_of_lack(record)
    asked = (
        (bool(record.reason.strip()), _("启动的理由")),
        (bool(record.subject_matter.strip()), _("具体标的")),
        (bool(record.forms), _("保全形式")),
    )
    missing = [item for given, item in asked if not given]
    if missing:
        reason = _(
            "第十三条：《${record}》还缺${items}。请补充。",
            record=short(record),
            items=listed(missing),
        )
        return about(record.uid, lacking, reason)
    if not _is_registered(record):
        return about(record.uid, Status.PASS, _("证据保全的理由、标的和形式齐全。"))
    approved, start = approved_at(record), record.occurred_start
    if approved is not None and start is not None:
        if approved <= start:
            return about(record.uid, Status.PASS, _("负责人批准在前，实施在后。"))
        reason = _(
            "第十三条：先行登记保存（${start}）早于负责人批准（${approved}）。先行登记保存应当先经批准。"
            "请核对时间；事前另有书面批准的，请填写“负责人批准时间”。",
            start=say_moment(start),
            approved=say_moment(approved),
        )
        return about(record.uid, lacking, reason)
    if approved is None and start is not None and start <= at:
        reason = _(
            "第十三条：先行登记保存已于${start}实施，没有事先批准的时间。先行登记保存应当先经负责人批准。"
            "请核对实施的时间；事前另有书面批准的，请填写“负责人批准时间”。",
            start=say_moment(start),
        )
        return about(record.uid, lacking, reason)
    if approved is None:
        return about(record.uid, Status.PENDING, _("先行登记保存尚待负责人批准。"))
    # carried out with the first whom the notice reached
    reached = reached_anyone_on(case, record, at)
    if reached is None:
        return about(record.uid, Status.PENDING, _("先行登记保存已经批准，尚未记录实施的时间。"))
    if day_of(approved) <= reached:
        return about(record.uid, Status.PASS, _("负责人批准在前，通知送达在后。"))
    reason = _("第十三条：先行登记保存通知书送达时尚未经负责人批准。请核对时间。")
    return about(record.uid, lacking, reason)


def approved_at(record: EvidencePreservation) -> datetime | None:
    """When the office's head approved: as written, else by the chain; None while not."""
    return record.approved_at or record.finalized_at


def kept_on(case: CaseFacts, record: EvidencePreservation, at: datetime) -> date | None:
    """实施日: the day on which things were registered; None while they are not.

    Without a time of its own, that on which the notice reached the first of its parties.
    """
    if record.occurred_start is not None:
        day = day_of(record.occurred_start)
        return day if day <= day_of(at) else None
    return reached_anyone_on(case, record, at)


def _is_registered(record: EvidencePreservation) -> bool:
    """Whether it is 先行登记保存; without any form it may still become one."""
    return REGISTRATION in record.forms or not record.forms


@rule(
    "PRS-2",
    article=13,
    title=_("先行登记保存七个工作日内作出处理决定"),
    nothing=NOTHING,
)
def disposed_in_time(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """处理期限 (PRS-2): disposed of within seven working days of the day of registration."""
    for record in case.standing(EvidencePreservation):
        if _is_registered(record):
            yield _disposed(case, office, record, at)
        else:
            reason = _("没有先行登记保存，不适用处理期限。")
            yield about(record.uid, Status.NA, reason)


def _disposed(
    case: CaseFacts, office: Office, record: EvidencePreservation, at: datetime
) -> Finding:
    kept = kept_on(case, record, at)
    if kept is None:
        return about(record.uid, Status.PENDING, _("先行登记保存尚未实施，处理期限未起算。"))
    deadline = working_days(office.calendar, kept, office.count("preservation_days"))
    due, how = deadline.due, deadline.sentence
    if record.disposed_at is not None and record.disposition.strip():
        day = day_of(record.disposed_at)
        if day <= due:
            reason = _("已于${day}作出处理决定，在期限内。", day=say_day(day))
            return about(record.uid, Status.PASS, reason, due=due)
        reason = _(
            "第十三条：处理决定（${day}）晚于期限${due}作出。${how}请在案卷中说明原因。",
            day=say_day(day),
            due=say_day(due),
            how=how,
        )
        return about(record.uid, Status.FAIL, reason, due=due, late=True)
    if day_of(at) <= due:
        reason = _("最迟于${due}作出处理决定。${how}", due=say_day(due), how=how)
        return about(record.uid, Status.PENDING, reason, due=due)
    if record.disposed_at is not None or record.disposition.strip():
        reason = _("先行登记保存的处理决定或者处理时间没有写全，无法判断是否在期限内。请补记。")
        return about(record.uid, Status.UNKNOWN, reason)
    reason = _(
        "第十三条：先行登记保存的处理期限已于${due}届满。${how}请立即作出处理决定，写明处理的内容和时间。",
        due=say_day(due),
        how=how,
    )
    return about(record.uid, Status.FAIL, reason, due=due)


@rule(
    "PRS-3",
    article=13,
    title=_("先行登记保存有清单、双方签名，通知书已送达"),
    nothing=NOTHING,
)
def listed_and_served(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """清单、签名和送达 (PRS-3): the things listed, both sides signed, the notice with the party.

    All is done on the spot; what is entered until the end of the day is not missing yet.
    """
    for record in case.standing(EvidencePreservation):
        if _is_registered(record):
            yield _listed(case, record, at)
        else:
            reason = _("没有先行登记保存，不要求清单和通知书。")
            yield about(record.uid, Status.NA, reason)


def _listed(case: CaseFacts, record: EvidencePreservation, at: datetime) -> Finding:
    kept = kept_on(case, record, at)
    if kept is None:
        return about(record.uid, Status.PENDING, _("先行登记保存尚未实施。"))
    missing = list(_missing(case, record, at))
    if not missing:
        return about(record.uid, Status.PASS, _("清单、双方签名齐全，通知书已经送达。"))
    reason = _(
        "第十三条：《${record}》还缺${items}。请补充清单、补齐签名（拒签的，注明原因和见证人），"
        "并把通知书送达当事人。",
        record=short(record),
        items=listed(missing),
    )
    open_ = record.is_draft or day_of(at) <= kept
    return about(record.uid, Status.PENDING if open_ else Status.FAIL, reason)


def _missing(case: CaseFacts, record: EvidencePreservation, at: datetime) -> Iterator[Text]:
    if not any(str(row.get("name") or "").strip() for row in record.rows):
        yield _("保全物品清单")
    if not someone_signed(case, record, PARTY_SIDE):
        yield _("当事人签名")
    officers = {each.name for each in record.signatures if each.capacity == "officer"}
    if len(officers) < 2:
        yield _("二名执法人员签名")
    if reached_everyone_on(case, record, at) is None:
        yield _("通知书的送达")
