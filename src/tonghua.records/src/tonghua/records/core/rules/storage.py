"""Recordings are handed over, kept by others and unchanged (article 26)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tonghua.records.core.clock import in_office, say_moment
from tonghua.records.core.deadlines import HoursDeadline, hours
from tonghua.records.core.facts import AudioVisual, CaseFacts, OfficerFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, lacks, rule
from tonghua.records.core.text import _

NOTHING = _("本案没有音像记录。")


def recordings(case: CaseFacts) -> tuple[AudioVisual, ...]:
    """The recordings there are or must be; not a mere reason why there is none (不适宜说明)."""
    return tuple(
        each
        for each in case.standing(AudioVisual)
        if each.media or each.ingested_at or not each.unsuitable_reason.strip()
    )


@rule("AV-24", article=26, title=_("音像记录二十四小时内转存入库"), nothing=NOTHING)
def ingested_in_time(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """二十四小时转存 (AV-24): taken in within so many hours of its end, nights and holidays included."""
    for av in recordings(case):
        yield _ingested(av, office.count("ingest_hours"), at)


def _ingested(av: AudioVisual, most: int, at: datetime) -> Finding:
    start, ended = av.captured_start, _ended(av)
    if ended is None:
        return _unended(av, start, most, at)
    if start is not None and ended < start:
        reason = _("摄录的结束时间早于开始时间，不能计算转存的期限。请核对设备的时间。")
        return about(av.uid, Status.UNKNOWN, reason)
    if av.ingested_at is None:
        return _not_ingested(av, hours(ended, most), at)
    if av.ingested_at < ended:
        reason = _(
            "入库时间（${ingested}）早于摄录结束的时间（${ended}），不能计算转存的期限。"
            "请核对设备的时间。",
            ingested=say_moment(av.ingested_at),
            ended=say_moment(ended),
        )
        return about(av.uid, Status.UNKNOWN, reason)
    # a case has hundreds that are in time: their deadlines are not put into words
    due = in_office(ended) + timedelta(hours=most)
    if av.ingested_at <= due:
        reason = _("摄录完成以后${n}小时以内已经转存入库。", n=most)
        return about(av.uid, Status.PASS, reason, due=due)
    reason = _(
        "第二十六条：入库（${ingested}）晚于期限${due}，超过${over}。${how}请在补充说明中写明原因。",
        over=_say_hours(av.ingested_at - due),
        ingested=say_moment(av.ingested_at),
        due=say_moment(due),
        how=hours(ended, most).sentence,
    )
    return about(av.uid, Status.FAIL, reason, due=due, late=True)


def _unended(av: AudioVisual, start: datetime | None, most: int, at: datetime) -> Finding:
    """Without its end: it still runs, but no longer than it would have to be taken in."""
    if start is not None and av.ingested_at is None and at <= (last := hours(start, most)).due:
        reason = _("没有写明摄录结束的时间，尚未入库。请在摄录结束以后补记，并及时转存。")
        return about(av.uid, Status.PENDING, reason, due=last.due)
    reason = _("没有写明摄录结束的时间，不能计算转存的期限。请补记摄录的起止时间。")
    return about(av.uid, Status.UNKNOWN, reason)


def _not_ingested(av: AudioVisual, deadline: HoursDeadline, at: datetime) -> Finding:
    values = {"due": say_moment(deadline.due), "how": deadline.sentence}
    if at <= deadline.due:
        reason = _("最迟于${due}转存入库。${how}", **values)
        return about(av.uid, Status.PENDING, reason, due=deadline.due)
    reason = _(
        "第二十六条：音像记录转存入库的期限已于${due}届满。${how}"
        "请立即上传，执法人员不得自行保管。",
        **values,
    )
    return about(av.uid, Status.FAIL, reason, due=deadline.due)


def _ended(av: AudioVisual) -> datetime | None:
    """When capturing ended; a photograph is of one moment."""
    if av.captured_end is None and av.kind == "photo":
        return av.captured_start
    return av.captured_end


def _say_hours(over: timedelta) -> str:
    """2小时5分; the seconds of a single minute are one minute."""
    minutes = max(1, int(over.total_seconds() // 60))
    whole, rest = divmod(minutes, 60)
    return "".join(f"{n}{unit}" for n, unit in ((whole, "小时"), (rest, "分")) if n)


@rule("AV-CUST", article=26, title=_("音像记录不由摄录人自行保管"), nothing=NOTHING)
def kept_by_another(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """不得自行保管 (AV-CUST): kept by another than who recorded it, and gone from his device.

    A final recording says who keeps it and when the device's copy was erased (later field); what
    it does not say is not known.
    """
    for av in recordings(case):
        if av.ingested_at is None:
            yield about(av.uid, Status.PENDING, _("音像尚未入库。入库以后由专门人员保管。"))
        else:
            yield _kept(av, case.officer(av.operator or ""))


def _kept(av: AudioVisual, operator: OfficerFacts | None) -> Finding:
    if operator is not None and _is_same(av.keeper or "", operator):
        return lacks(
            av,
            _("第二十六条：保管人就是摄录人，执法人员不得自行保管。请交由档案管理员保管。"),
        )
    if not (av.keeper or "").strip():
        reason = _("没有写明音像的保管人。请写明，保管人不能是摄录人。")
        return about(av.uid, Status.UNKNOWN, reason)
    if operator is None:
        reason = _("没有写明音像的摄录人，不能确认保管人是另外的人。请写明摄录人。")
        return about(av.uid, Status.UNKNOWN, reason)
    if av.device_copy_erased_at is None:
        reason = _("没有确认设备中的副本已经清除。请在清除以后补记清除的时间。")
        return about(av.uid, Status.UNKNOWN, reason)
    return about(av.uid, Status.PASS, _("由摄录人以外的人保管，设备中的副本已经清除。"))


def _is_same(keeper: str, operator: OfficerFacts) -> bool:
    """Whether the keeper's name or username is the operator's."""
    name = keeper.strip()
    return bool(name) and name in (operator.user_id, operator.title.strip())


@rule("AV-INT", article=26, title=_("入库以后音像原件没有改动"), nothing=NOTHING)
def unchanged(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """完整性 (AV-INT): the file's hash is that of its intake (article 30(3) where it is not).

    Until somebody has computed it again, what stands is that the system lets nobody replace an
    original: that passes, and the sentence says that it was not verified since.
    """
    for av in recordings(case):
        if av.ingested_at is None:
            yield about(av.uid, Status.PENDING, _("音像尚未入库，没有校验值。"))
        else:
            yield _unchanged(av)


def _unchanged(av: AudioVisual) -> Finding:
    if not av.sha256:
        reason = _("入库的时候没有留下校验值，不能确认原件没有改动。")
        return about(av.uid, Status.UNKNOWN, reason)
    if not av.verified_sha256:
        reason = _("入库时已经留下校验值，原件不能更换；入库以后尚未重新校验。")
        return about(av.uid, Status.PASS, reason)
    when = say_moment(av.verified_at) if av.verified_at else ""
    if av.verified_sha256.lower() != av.sha256.lower():
        reason = _(
            "第二十六条、第三十条：${when}重新校验，原件与入库时的校验值不同，可能已被改动或者损毁。"
            "请立即报告档案管理员和监督机构，不得自行处理。",
            when=when,
        )
        return about(av.uid, Status.FAIL, reason)
    return about(av.uid, Status.PASS, _("${when}重新校验，与入库时相同。", when=when))
