"""Recording devices whose clock was checked (article 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts import AudioVisual, CaseFacts, DeviceFacts
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, not_known, rule
from tonghua.records.core.rules.storage import recordings
from tonghua.records.core.text import _


@rule(
    "DEV-1",
    article=6,
    title=_("记录设备按时校时"),
    nothing=_("本案没有音像记录。"),
)
def clock_checked(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """校时 (DEV-1): the device's clock was checked within so many days of the recording.

    Whole days are counted. Of a device only its last check is known: one that came long after a
    recording says nothing of the checks before it.
    """
    days = office.count("clock_check_days")
    devices = {each.uid: each for each in case.devices}
    for av in recordings(case):
        if av.captured_start is None:
            reason = _("没有写明摄录的时间，不能确认设备是否按时校时。请补记摄录的起止时间。")
            yield about(av.uid, not_known(av), reason)
        else:
            yield _checked(av, av.captured_start, devices.get(av.device or ""), days, at)


def _checked(
    av: AudioVisual, captured: datetime, device: DeviceFacts | None, days: int, at: datetime
) -> Finding:
    if device is None:
        reason = _("没有写明用哪一台设备摄录，不能确认校时。请写明记录设备。")
        return about(av.uid, Status.UNKNOWN, reason)
    checked = device.clock_checked_at
    if checked is None or checked > at:
        reason = _("${device}没有校时记录。请在设备台账中登记校时时间。", device=device.title)
        return about(av.uid, Status.UNKNOWN, reason)
    if abs((day_of(captured) - day_of(checked)).days) <= days:
        reason = _("${device}的校时与摄录相隔不超过${n}日。", device=device.title, n=days)
        return about(av.uid, Status.PASS, reason)
    values = {"device": device.title, "checked": say_day(checked), "n": days}
    if checked < captured:
        reason = _(
            "第六条：${device}于${checked}校时，至摄录（${captured}）已超过${n}日。"
            "请校时并登记，在补充说明中写明设备时间的误差。",
            captured=say_day(captured),
            **values,
        )
        return about(av.uid, Status.FAIL, reason)
    reason = _(
        "${device}最近一次校时（${checked}）在摄录以后超过${n}日，不知道摄录前后是否校时。",
        **values,
    )
    return about(av.uid, Status.UNKNOWN, reason)
