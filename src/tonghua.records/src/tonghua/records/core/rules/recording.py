"""Audio-visual recording of inspections, sampling and hearings (article 12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from tonghua.records.core.clock import say_span
from tonghua.records.core.facts import (
    Approval,
    AudioVisual,
    CaseFacts,
    Hearing,
    RecordFacts,
    Sampling,
    SceneInspection,
)
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, rule, status_of_lack
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import label

RECORDED: tuple[type[RecordFacts], ...] = (SceneInspection, Sampling, Hearing)

#: how an approval says that it is about recording
RECORDING_WORDS = ("音像", "录像", "录音", "摄像", "摄录", "拍摄", "拍照")


@rule(
    "AV-12",
    article=12,
    title=_("现场检查、抽样、听证同时音像记录"),
    nothing=_("本案没有现场检查（勘验）、抽样调查和听证。"),
    blocking=True,
)
def recorded(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """同时音像记录 (AV-12): recordings cover four fifths of the record's time, or an exception.

    The exception (不适宜音像记录) is a reason on an AudioVisual about the record, with an
    approval of its own.
    """
    for record in case.standing(*RECORDED):
        yield recorded_enough(case, office, record)


def recorded_enough(case: CaseFacts, office: Office, record: RecordFacts) -> Finding:
    """Whether recordings cover enough of one record's time, or leaving them out was approved."""
    recordings = case.naming(AudioVisual, "about", record.uid)
    enough = office.count("recording_percent")
    made = [av for av in recordings if av.media]
    links = tuple(av.uid for av in recordings)
    covered = coverage(record, made)
    if covered is not None and covered >= enough:
        return about(record.uid, Status.PASS, _("音像覆盖${n}%。", n=covered), *links)
    excused = any(av.unsuitable_reason.strip() for av in recordings)
    if excused and _has_approval(case):
        return about(record.uid, Status.PASS, _("不适宜音像记录，理由已经批准。"), *links)
    status = status_of_lack(record)
    return about(record.uid, status, _what_to_do(record, covered, excused, made, enough), *links)


def coverage(record: RecordFacts, recordings: Iterable[AudioVisual]) -> int | None:
    """How much of a record's time its recordings cover together, in whole per cent, rounded down.

    None where the record does not say from when to when it was made. A record of a single
    moment is covered wholly or not at all.
    """
    start, end = record.occurred_start, record.occurred_end
    if start is None or end is None:
        return None
    spans = sorted(
        (max(av.captured_start, start), min(av.captured_end, end))
        for av in recordings
        if av.captured_start
        and av.captured_end
        and av.captured_start <= end
        and av.captured_end >= start
    )
    if start == end:
        return 100 if spans else 0
    total, reached = timedelta(0), start
    for first, last in spans:
        if last > reached:
            total += last - max(first, reached)
            reached = last
    return total * 100 // (end - start)


def _has_approval(case: CaseFacts) -> bool:
    """Whether somebody had an approval made (内部审批表) that lets recording be left out."""
    return any(
        approval.is_final and approval.chain_of is None and _is_about_recording(approval)
        for approval in case.standing(Approval)
    )


def _is_about_recording(approval: Approval) -> bool:
    said = (approval.title, approval.matter, approval.body, approval.handler_opinion)
    return any(word in text for word in RECORDING_WORDS for text in said)


def _what_to_do(
    record: RecordFacts,
    covered: int | None,
    excused: bool,
    made: list[AudioVisual],
    enough: int,
) -> Text:
    what = _act(record)
    if covered is None or record.occurred_start is None or record.occurred_end is None:
        return _(
            "第十二条：${what}应当同时进行音像记录。请填写笔录的起止时间，再上传这段时间的音像。",
            what=what,
        )
    if excused:
        return _(
            "第十二条：${what}不适宜音像记录的理由尚未批准。请先办理音像不适宜的内部审批。",
            what=what,
        )
    span = say_span(record.occurred_start, record.occurred_end)
    if made:
        return _(
            "第十二条：${what}应当同时进行音像记录，现有音像只覆盖${n}%（应达${enough}%）。"
            "请补充上传 ${span} 的音像，或者填写不适宜音像记录的理由。",
            what=what,
            n=covered,
            enough=enough,
            span=span,
        )
    return _(
        "第十二条：${what}应当同时进行音像记录。"
        "请上传 ${span} 的音像，或者填写不适宜音像记录的理由。",
        what=what,
        span=span,
    )


def _act(record: RecordFacts) -> Text:
    if isinstance(record, SceneInspection):
        return _("现场检查")
    if isinstance(record, Sampling):
        return _("抽样调查")
    return label("types", record.type)
