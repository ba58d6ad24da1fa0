"""Evidence that was asked for, and refusals to give it (article 11).

Administrative Penalty Law, article 46.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.act_words import short
from tonghua.records.core.facts import (
    CaseFacts,
    EvidenceRequest,
    Interview,
    OtherInvestigation,
    RecordFacts,
    Refusal,
    Row,
    Sampling,
    SceneInspection,
)
from tonghua.records.core.mandatory import listed
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import Finding, Status, about, rule, status_of_lack
from tonghua.records.core.text import Text, _
from tonghua.records.core.vocabularies import vocabulary

#: records of investigation whose words may tell of a refusal
TELLING: tuple[type[RecordFacts], ...] = (
    Interview,
    EvidenceRequest,
    SceneInspection,
    Sampling,
    OtherInvestigation,
)
#: words that tell of somebody who refuses investigation or evidence, and not of the contrary
REFUSING = re.compile(
    r"(?<![未不没有无])(?:拒绝|拒不)"
    r"(?:接受|配合|提供|回答|提交|交出|开门)(?:[^，。；、]{0,4}(?:调查|检查|询问|证据|材料|抽样|问题))?"
)


@rule(
    "EVD-1",
    article=11,
    title=_("证据写明种类、来源、原件或者复制件，复制件经核对"),
    nothing=_("本案没有调取的证据。"),
)
def sourced(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """调取的证据 (EVD-1): whose and when, and for each piece its kind, source, original or copy.

    A copy was checked against the original. Who signs is rule DOC-SIG's.
    """
    for record in case.standing(EvidenceRequest):
        missing = list(_missing(record))
        if not missing:
            reason = _("证据的种类、来源、原件或者复制件都已写明。")
            yield about(record.uid, Status.PASS, reason)
            continue
        reason = _(
            "第十一条：《${record}》还缺${items}。请补充；已经定稿的，请以新的记录更正。",
            record=short(record),
            items=listed(missing),
        )
        yield about(record.uid, status_of_lack(record), reason)


def _missing(record: EvidenceRequest) -> Iterator[Text]:
    if not record.holder.strip():
        yield _("证据持有人")
    if record.occurred_start is None:
        yield _("取得证据的时间")
    rows = [(n, row) for n, row in enumerate(record.rows, start=1) if _says_something(row)]
    if not rows:
        yield _("证据清单")
    for n, row in rows:
        lacks = list(_lacks(row))
        if lacks:
            yield _("第${n}件证据的${what}", n=n, what=listed(lacks))


def _lacks(row: Row) -> Iterator[Text]:
    if row.get("kind") not in vocabulary("evidence_kind"):
        yield _("种类")
    if not str(row.get("source") or "").strip():
        yield _("来源")
    if row.get("original") is None:
        yield _("原件还是复制件")
    elif not row.get("original") and not row.get("checked"):
        yield _("复制件与原件的核对")


def _says_something(row: Row) -> bool:
    return any(value not in (None, "", False) for value in row.values())


@rule(
    "REF-1",
    article=11,
    title=_("拒绝接受调查、提供证据的，作拒绝情况记录"),
    nothing=_("本案没有拒绝接受调查或者提供证据的情形。"),
)
def refusals_recorded(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """拒绝情况记录 (REF-1): who refused what, when, why, and before whom.

    A machine cannot see a refusal: words that tell of one, and an evidence request whose holder
    did not sign, ask a person to look. One record of refusal answers them.
    """
    refusals = case.standing(Refusal)
    for refusal in refusals:
        yield _recorded(refusal)
    if refusals:
        return
    for record in case.standing(*TELLING):
        words = _told_in(record)
        if words:
            reason = _(
                "《${record}》写到“${words}”，案中没有拒绝情况记录。"
                "第十一条：拒绝接受调查、提供证据的，请作拒绝情况记录；不是拒绝的，请核对文字。",
                record=short(record),
                words=words,
            )
            status = Status.PENDING if record.is_draft else Status.UNKNOWN
            yield about(record.uid, status, reason)


def _recorded(refusal: Refusal) -> Finding:
    asked = (
        (refusal.occurred_start is not None, _("拒绝的时间")),
        (bool(refusal.refuser.strip()), _("拒绝人")),
        (bool(refusal.what.strip()), _("拒绝的事项和经过")),
        (bool(refusal.reason.strip()), _("拒绝的原因")),
        (bool(refusal.witness.strip()), _("在场见证人")),
    )
    missing = [item for given, item in asked if not given]
    if missing:
        reason = _(
            "第十一条：《${record}》还缺${items}。请补充。",
            record=short(refusal),
            items=listed(missing),
        )
        return about(refusal.uid, status_of_lack(refusal), reason)
    if not refusal.is_final:
        return about(refusal.uid, Status.PENDING, _("拒绝情况记录尚未定稿。"))
    return about(refusal.uid, Status.PASS, _("拒绝的情况已有记录。"))


def _told_in(record: RecordFacts) -> str:
    """The words by which a record tells of a refusal; "" where it tells of none."""
    texts = [record.body, getattr(record, "situation", ""), getattr(record, "method", "")]
    texts += [str(row.get("answer") or "") for row in getattr(record, "questions", ())]
    for text in texts:
        found = REFUSING.search(text)
        if found:
            return found.group()
    if isinstance(record, EvidenceRequest):
        for signature in record.signatures:
            if signature.capacity == "holder" and signature.is_refusal:
                return signature.refusal_reason.strip() or "拒绝签名"
    return ""
