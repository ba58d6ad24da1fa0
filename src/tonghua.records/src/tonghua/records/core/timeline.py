"""Every event of a case, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tonghua.records.core.facts import CaseFacts, Override, RecordFacts, Signature
from tonghua.records.core.overrides import say_step
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import label


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event. ``kind``: opened, transition, signature, refusal, occurrence or override."""

    at: datetime
    kind: str
    actor: str
    title: Text
    record: str | None = None


def timeline(case: CaseFacts) -> tuple[Event, ...]:
    """The case's events, earliest first; of equal moments, as they stand in the case."""
    return tuple(sorted(_events(case), key=lambda event: event.at))


def _events(case: CaseFacts) -> Iterator[Event]:
    if case.opened_at:
        yield Event(at=case.opened_at, kind="opened", actor="", title=_("案件开始"))
    for step in case.history:
        yield Event(
            at=step.at,
            kind="transition",
            actor=step.actor,
            title=_("案件${act}", act=label("transitions", step.transition)),
        )
    for override in case.overrides:
        yield _override_event(case, override)
    for record in case.records:
        yield from _record_events(record)


def _override_event(case: CaseFacts, override: Override) -> Event:
    """A rule set aside (例外放行); the reason is part of what happened."""
    said = _(
        "例外放行：${act}，不受${rule}限制。理由：${reason}",
        act=say_step(case, override.subject, override.transition),
        rule=override.rule,
        reason=override.reason,
    )
    return Event(
        at=override.at,
        kind="override",
        actor=override.by,
        title=said,
        record=override.subject or None,
    )


def _record_events(record: RecordFacts) -> Iterator[Event]:
    title = record.title or label("types", record.type)
    if record.occurred_start:
        yield Event(
            at=record.occurred_start,
            kind="occurrence",
            actor="",
            title=_("${record}", record=title),
            record=record.uid,
        )
    for signature in record.signatures:
        yield _signature_event(record, title, signature)
    for step in record.history:
        yield Event(
            at=step.at,
            kind="transition",
            actor=step.actor,
            title=_("${record}：${act}", record=title, act=label("transitions", step.transition)),
            record=record.uid,
        )


def _signature_event(record: RecordFacts, title: str, signature: Signature) -> Event:
    values = {
        "record": title,
        "name": signature.name,
        "capacity": label("capacity", signature.capacity),
    }
    if signature.is_refusal:
        said = _("${record}：${name}（${capacity}）拒绝签名", **values)
    else:
        said = _("${record}：${name}（${capacity}）签名", **values)
    return Event(
        at=signature.at,
        kind="refusal" if signature.is_refusal else "signature",
        actor=signature.name,
        title=said,
        record=record.uid,
    )
