"""Lists that a paper builds itself (自动汇编的文书) from all that a case holds.

Each gives plain values, and the uids of the records that it tells of: a paper that lists what is
more confidential than itself is read only by who may view all of it (article 29).
"""

from collections.abc import Callable
from dataclasses import asdict
from types import MappingProxyType

from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core.evidence import evidence
from tonghua.records.core.facts import Decision, DeliveryReceipt
from tonghua.records.core.service import addressees, served_on_party
from tonghua.records.core.vocabularies import label
from tonghua.records.core.volume import contents, recordings
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.moments import now
from tonghua.records.office import settings
from tonghua.records.papers.pages import pages_of

#: where ``versions`` keeps a record's papers
VERSIONS = "tonghua.records.papers"


#: what a paper about a decision prints where there is none yet
NO_DECISION = MappingProxyType(
    {
        **dict.fromkeys(("title", "number", "content", "performance"), ""),
        **dict.fromkeys(("decided_at", "served_at", "amount"), ""),
        "kinds_label": [],
    }
)


def build(item, paper):
    """(values by name, uids) of every list that a paper builds; both empty where it builds none."""
    if not paper.builds:
        return {}, ()
    case = case_of(item)
    facts = IFactsSource(case).facts()
    values, told = {}, {}
    for name in paper.builds:
        values[name], uids = BUILDERS[name](item, case, facts)
        told.update(dict.fromkeys(uids))
    return values, tuple(told)


def _evidence(item, case, facts):
    """证据目录: what the final records took, or are."""
    pieces = evidence(facts)
    rows = [
        {
            **asdict(piece),
            "n": n,
            "at": _iso(piece.at),
            "kind_label": str(label("evidence_kind", piece.kind)),
        }
        for n, piece in enumerate(pieces, start=1)
    ]
    return rows, [piece.uid for piece in pieces]


def _volume(item, case, facts):
    """卷内目录: 正卷 and 副卷 with their pages, and the recordings with their SHA-256."""
    papers = [each for each in case.objectValues() if IRecordContent.providedBy(each)]
    counted = {IUUID(each): pages_of(_final(each)) for each in papers}
    found = contents(facts, {uid: n for uid, n in counted.items() if n}, settings().office_name)
    kept = [each for each in recordings(facts) if each.is_final]
    values = {
        "outer": [_entry(each) for each in found.outer],
        "inner": [_entry(each) for each in found.inner],
        "outer_pages": found.outer_pages,
        "inner_pages": found.inner_pages,
        "recordings": [
            {
                "n": n,
                "title": each.title,
                "kind_label": str(label("recording_kind", each.kind)) if each.kind else "",
                "at": _iso(each.captured_start),
                "sha256": each.sha256,
            }
            for n, each in enumerate(kept, start=1)
        ],
    }
    return values, [each.uid for each in (*found.outer, *found.inner, *kept)]


def _final(record):
    kept = IAnnotations(record).get(VERSIONS, ())
    return next((each for each in reversed(kept) if not (each.draft or each.beside)), None)


def _attempts(item, case, facts):
    """已试方式与结果: the earlier attempts that a receipt by public notice names (article 23)."""
    me = next((each for each in facts.records if each.uid == IUUID(item)), None)
    named = (facts.record(uid) for uid in getattr(me, "earlier_attempts", ()))
    tried = [each for each in named if each is not None and each.is_final]
    rows = [
        {
            "n": n,
            "title": each.title,
            "method_label": str(label("delivery_method", each.method)) if each.method else "",
            "outcome_label": str(label("delivery_outcome", each.outcome)) if each.outcome else "",
            "at": _iso(each.occurred_start or each.mailed_at or each.sent_at),
            "reason": each.return_reason or each.refusal_reason or each.reason,
        }
        for n, each in enumerate(filter(_is_receipt, tried), start=1)
    ]
    return rows, [each.uid for each in tried]


def _is_receipt(record):
    return isinstance(record, DeliveryReceipt)


def _decision(item, case, facts):
    """The decision (决定书) that is to be performed: the last final one; empty texts without one."""
    final = [each for each in facts.standing(Decision) if each.is_final]
    if not final:
        return dict(NO_DECISION), ()
    last = max(final, key=lambda each: each.finalized_at.timestamp() if each.finalized_at else 0)
    named = facts.naming(DeliveryReceipt, "served", last.uid)
    receipts = [each for each in named if each.is_final]
    # against whom the paper is; its terms run from the last of them
    me = next((each for each in facts.records if each.uid == IUUID(item)), None)
    whom = [each for each in addressees(facts, last) if each in getattr(me, "parties", ())]
    found = (
        served_on_party(facts, last.uid, party, now()) for party in whom or addressees(facts, last)
    )
    days = [served.day for served in found if served]
    said = {
        "title": last.title,
        "number": last.number,
        "content": last.content,
        "performance": last.performance,
        "decided_at": _iso(last.decided_at),
        "served_at": _iso(max(days, default=None)),
        "amount": "" if last.amount is None else format(last.amount, "f"),
        "kinds_label": [str(label("penalty_kinds", each)) for each in last.penalty_kinds],
    }
    return said, (last.uid, *(each.uid for each in receipts))


def _entry(entry):
    pages = "" if entry.first is None else f"{entry.first}"
    if entry.last is not None and entry.last != entry.first:
        pages = f"{entry.first}—{entry.last}"
    return {**asdict(entry), "at": _iso(entry.at), "pages": pages}


def _iso(moment):
    return moment.isoformat() if moment else ""


#: the lists of ``core/data/papers.toml`` (builds)
BUILDERS: MappingProxyType[str, Callable] = MappingProxyType(
    {
        "evidence": _evidence,
        "volume": _volume,
        "attempts": _attempts,
        "decision": _decision,
    }
)
