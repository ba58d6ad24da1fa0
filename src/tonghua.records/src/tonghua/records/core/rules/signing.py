"""Signatures on papers (articles 11, 19-22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from tonghua.records.core.clock import day_of
from tonghua.records.core.facts import CaseFacts, RecordFacts
from tonghua.records.core.office import Office
from tonghua.records.core.papers import paper_of
from tonghua.records.core.rules.registry import Finding, Status, about, rule
from tonghua.records.core.signing import PlaceState, place_states
from tonghua.records.core.telling import reached_everyone_on
from tonghua.records.core.text import Text, _

#: method of service → the article that asks for the receipt's signatures
RECEIPT_ARTICLES = {
    "direct": 19,
    "mail": 20,
    "lien": 21,
    "entrusted": 22,
    "forwarded": 22,
    "public_notice": 23,
    "electronic": 19,
}
NUMERALS = {11: "十一", 19: "十九", 20: "二十", 21: "二十一", 22: "二十二", 23: "二十三"}


@rule(
    "DOC-SIG",
    article=11,
    title=_("文书签名齐全"),
    nothing=_("本案尚无需要签名的文书。"),
    blocking=True,
)
def signatures(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """签名位 (DOC-SIG): every signing place of every paper is signed, or the refusal noted.

    Places of receipt (``after``) are pending until a receipt or a refusal exists. Nobody can
    refuse in an officer's place, and no receipt signs for an officer: on a paper that is signed as
    it is handed over, the officers have signed by the end of that day.
    """
    for record in case.standing(RecordFacts):
        states = place_states(case, record, at)
        if not any(state.place.count for state in states):
            continue
        missing = [state for state in states if not state.is_done]
        before = [state for state in missing if state.place.when == "before"]
        after = [state for state in missing if state.place.when == "after"]
        given = _given_on(case, record, after, at)
        article = RECEIPT_ARTICLES.get(getattr(record, "method", ""), 11)
        if before:
            status = Status.FAIL if record.state == "final" else Status.PENDING
            reason = _missing(record, before, article)
            yield about(record.uid, status, reason, article=article)
        elif given is not None:
            status = Status.FAIL if day_of(at) > given else Status.PENDING
            reason = _missing(record, after, article)
            yield about(record.uid, status, reason, article=article, due=given)
        elif after:
            yield about(record.uid, Status.PENDING, _awaited(record, after))
        else:
            yield about(record.uid, Status.PASS, _("签名齐全。"))


def _given_on(
    case: CaseFacts, record: RecordFacts, missing: list[PlaceState], at: datetime
) -> date | None:
    """The day on which a paper was handed over that only officers have not signed; else None."""
    if not missing or any(state.place.refusable for state in missing):
        return None
    return reached_everyone_on(case, record, at)


def _missing(record: RecordFacts, states: Iterable[PlaceState], article: int) -> Text:
    places = list(states)
    values = {"article": NUMERALS[article], "record": _title(record), "who": _who(places)}
    if any(state.place.refusable for state in places):
        return _(
            "第${article}条：《${record}》还缺${who}。"
            "请补齐签名；拒签的，请注明原因并由见证人见证或者录像。",
            **values,
        )
    return _("第${article}条：《${record}》还缺${who}。请补齐签名。", **values)


def _awaited(record: RecordFacts, states: Iterable[PlaceState]) -> Text:
    return _(
        "《${record}》待送达：还缺${who}，以送达回证为准。",
        record=_title(record),
        who=_who(states),
    )


def _who(states: Iterable[PlaceState]) -> str:
    return "、".join(f"{state.place.label}签名{state.missing}个" for state in states)


def _title(record: RecordFacts) -> str:
    paper = paper_of(record)
    return record.title or (paper.title if paper else record.type)
