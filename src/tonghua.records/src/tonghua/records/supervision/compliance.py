"""What the ordinance asks of a case, shown to one person: never more than he may see."""

from datetime import date, datetime

from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records.core.asof import as_of
from tonghua.records.core.rules import Status, evaluate
from tonghua.records.core.service import served_at
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.office import office


def compliance(case, at):
    """The answers of all rules about a case as of ``at``, as plain JSON.

    ``{"items": […], "counts": {status: n}, "served_at": {receipt url: date or None}}``. For who
    may not view the case, and for records that he may not view, there is neither reason text nor
    URL (model.md, Supervisor).
    """
    seen = api.user.has_permission("View", obj=case)
    urls = {
        IUUID(item): item.absolute_url()
        for item in case.objectValues()
        if seen and IRecordContent.providedBy(item) and api.user.has_permission("View", obj=item)
    }
    facts = IFactsSource(case).facts()
    answers = evaluate(facts, office(), at)
    counts = {str(status): 0 for status in Status}
    for answer in answers:
        counts[str(answer.status)] += 1
    return {
        "at": at.isoformat(),
        "items": [_item(answer, urls, seen) for answer in answers],
        "counts": counts,
        "served_at": _served(facts, urls, at),
    }


def _item(answer, urls, seen):
    hidden = not seen or any(uid not in urls for uid in answer.records)
    return {
        "rule": answer.rule,
        "article": answer.article,
        "title": say(answer.title),
        "status": str(answer.status),
        "reason": "" if hidden else say(answer.reason),
        "records": [urls[uid] for uid in answer.records if uid in urls],
        "due": _iso(answer.due),
        "blocking": answer.blocking,
    }


def _iso(value):
    return value.isoformat() if isinstance(value, (date, datetime)) else None


def _served(facts, urls, at):
    """Every receipt that may be viewed, with its day of service as of the moment."""
    then = {record.uid: record for record in as_of(facts, at).records}
    found = {}
    for record in facts.records:
        if record.type == "DeliveryReceipt" and record.uid in urls:
            day = served_at(then[record.uid], at) if record.uid in then else None
            found[urls[record.uid]] = day.isoformat() if day else None
    return found
