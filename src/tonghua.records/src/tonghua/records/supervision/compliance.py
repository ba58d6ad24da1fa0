"""What the ordinance asks of a case, shown to one person: never more than he may see."""

from dataclasses import dataclass
from datetime import date, datetime

from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records.cases.next_steps import seen_facts
from tonghua.records.core.asof import as_of
from tonghua.records.core.overrides import given_for
from tonghua.records.core.rules import Status, evaluate
from tonghua.records.core.rules.registry import Answer, Finding
from tonghua.records.core.scoring import is_curable
from tonghua.records.core.service import served_at
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.office import office


@dataclass(frozen=True, kw_only=True)
class Told:
    """A rule's answer as one person may be told it.

    ``hidden``: it rests on what the person may not view, so that the status alone may be told.
    ``findings`` are those that may be told.
    """

    answer: Answer
    hidden: bool
    findings: tuple[Finding, ...]


def told(facts, seen, office, at):
    """Every rule's answer about ``facts`` for who may view only what ``seen`` holds.

    A sentence can tell of a record without naming it, so an answer is told whole only where it
    is the same without the records that this person may not view.
    """
    answers = evaluate(facts, office, at)
    if seen is facts:
        return [Told(answer=each, hidden=False, findings=each.findings) for each in answers]
    uids = {record.uid for record in seen.records}
    return [
        _told(answer, other, uids)
        for answer, other in zip(answers, evaluate(seen, office, at), strict=True)
    ]


def _told(answer, other, uids):
    same = (answer.status, answer.reason, answer.records, answer.due) == (
        other.status,
        other.reason,
        other.records,
        other.due,
    )
    return Told(
        answer=answer,
        hidden=not same or not uids.issuperset(answer.records),
        findings=tuple(
            each
            for each in answer.findings
            if each in other.findings and uids.issuperset(each.records)
        ),
    )


def counts_of(items):
    """How many rules have each answer: every status, in the order of ``Status``."""
    counts = {str(status): 0 for status in Status}
    for each in items:
        counts[str(each.answer.status)] += 1
    return counts


def compliance(case, at):
    """The answers of all rules about a case as of ``at``, as plain JSON.

    ``{"items": […], "counts": {status: n}, "served_at": {receipt url: date or None}}``. For who
    may not view the case, and for records that he may not view, there is neither reason text nor
    URL (model.md, Supervisor). ``overrides`` of an item say how often its rule was set aside
    (例外放行), which changes nothing about its answer.
    """
    viewed = api.user.has_permission("View", obj=case)
    urls = {
        IUUID(item): item.absolute_url()
        for item in case.objectValues()
        if viewed and IRecordContent.providedBy(item) and api.user.has_permission("View", obj=item)
    }
    facts = IFactsSource(case).facts()
    items = told(facts, seen_facts(facts, urls), office(), at)
    then = as_of(facts, at)
    return {
        "at": at.isoformat(),
        "items": [
            {
                **_item(each, urls, viewed),
                "overrides": _overrides(then, each.answer.rule, urls, viewed),
            }
            for each in items
        ],
        "counts": counts_of(items),
        "served_at": _served(facts, then, urls, at),
    }


def _item(each, urls, viewed):
    answer = each.answer
    return {
        "rule": answer.rule,
        "article": answer.article,
        "title": say(answer.title),
        "status": str(answer.status),
        "reason": "" if each.hidden or not viewed else say(answer.reason),
        "records": [urls[uid] for uid in answer.records if uid in urls],
        "due": _iso(answer.due),
        "blocking": answer.blocking,
        "curable": is_curable(answer) if answer.status is Status.FAIL else None,
    }


def _iso(value):
    return value.isoformat() if isinstance(value, (date, datetime)) else None


def _overrides(then, rule, urls, viewed):
    """How often a rule was set aside until then, and why, as far as this person may be told."""
    return [
        {
            "transition": each.transition,
            "at": each.at.isoformat(),
            "record": urls.get(each.subject),
            **(
                {"by": each.by, "reason": each.reason}
                if viewed and (not each.subject or each.subject in urls)
                else {"by": "", "reason": ""}
            ),
        }
        for each in given_for(then, rule)
    ]


def _served(facts, seen, urls, at):
    """Every receipt that may be viewed, with its day of service as of the moment."""
    then = {record.uid: record for record in seen.records}
    found = {}
    for record in facts.records:
        if record.type == "DeliveryReceipt" and record.uid in urls:
            day = served_at(then[record.uid], at) if record.uid in then else None
            found[urls[record.uid]] = day.isoformat() if day else None
    return found
