"""Supervision checks (监督检查, article 6): cases drawn by chance, and how their files score."""

import secrets
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from Acquisition import aq_base
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from tonghua.records.cases.by_uid import items_by_uid
from tonghua.records.core import sampling
from tonghua.records.core.oversight import NO_SECTION, Month, Period
from tonghua.records.core.rules import evaluate
from tonghua.records.core.scoring import score
from tonghua.records.core.supervision import sampled_enough
from tonghua.records.core.text import Text
from tonghua.records.core.text import _ as said
from tonghua.records.i18n import in_chinese
from tonghua.records.interfaces import IFactsSource
from tonghua.records.lists.ordered import numbers_of
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.supervision.orders import relation_to

KINDS = ("PenaltyCase", "ApplicationCase", "InspectionCase")
DRAW = "tonghua.records.draw"
SCORES = "tonghua.records.scores"


class Draw(NamedTuple):
    """How cases were drawn, so that it can be repeated.

    ``since`` and ``until`` are months (2026-03); ``section`` and ``kind`` may be empty for all;
    ``population`` says from how many cases, ``digest`` from which.
    """

    since: str
    until: str
    section: str
    kind: str
    count: int
    seed: str
    population: int
    digest: str
    at: datetime


class CaseScore(NamedTuple):
    """The score of one case, as it was when the check became final."""

    case: str
    total: Decimal | None
    grade: Text
    vetoes: tuple[str, ...]
    lost: tuple[str, ...]


def population(since, until, section="", kind=""):
    """Uids of the cases of a period, whoever may view them; sections and kinds all when empty."""
    query = {
        "portal_type": [kind] if kind else list(KINDS),
        "case_month": {"query": (since, until), "range": "min:max"},
    }
    if section:
        query["case_section"] = section
    catalog = api.portal.get_tool("portal_catalog")
    uids = catalog._catalog.getIndex("UID")
    found = numbers_of(catalog.unrestrictedSearchResults(query))
    return [uids.getEntryForObject(number) for number in found]


def sampled(question):
    """How many cases of what is asked (``board.Question``) were looked at, whoever may view them."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type="SupervisionCheck", review_state="final")
    checks = [IFactsSource(brain._unrestrictedGetObject()).facts() for brain in found]
    uids = {uid for check in checks for uid in check.cases}
    narrowed = question.section is not None or question.kind is not None
    counted = _counted(catalog, uids, question) if uids else ()
    return sampled_enough(checks, office(), counted, narrowed=narrowed)


def _counted(catalog, uids, question):
    """Those of these cases that belong to the period, section and kind that are asked about."""
    period = question.period
    query = {
        "UID": sorted(uids),
        "case_month": {"query": (str(period.first), str(period.last)), "range": "min:max"},
    }
    if question.section is not None:
        query["case_section"] = question.section or NO_SECTION
    if question.kind is not None:
        query["portal_type"] = question.kind
    return {brain.UID for brain in catalog.unrestrictedSearchResults(query)}


def make_check(since, until, count, section="", kind="", seed=None):
    """A draft of a check over cases drawn by chance. Raises ValueError where there are none."""
    uids = population(since, until, section, kind)
    if not uids:
        raise ValueError("no case to draw from")
    seed = seed or secrets.token_hex(8)
    drawn = sampling.draw(uids, count, seed)
    period = Period(first=Month.parse(since), last=Month.parse(until)).label
    check = createContentInContainer(
        api.portal.get()["supervision"],
        "SupervisionCheck",
        checkConstraints=True,
        title=in_chinese(said("${period}监督抽查", period=period)),
        period=period,
        seed=seed,
    )
    check.cases = [relation_to(case) for case in cases_by_uid(drawn)]
    IAnnotations(check)[DRAW] = Draw(
        since=since,
        until=until,
        section=section,
        kind=kind,
        count=count,
        seed=seed,
        population=len(uids),
        digest=sampling.digest(uids),
        at=now(),
    )
    notify(ObjectModifiedEvent(check))
    return check


def cases_by_uid(uids):
    """The cases of these uids in their order, whoever may view them."""
    found = items_by_uid(uids)
    return [found[uid] for uid in uids if uid in found]


def draw_of(check):
    """How a check's cases were drawn; None where they were named by hand."""
    return IAnnotations(check).get(DRAW)


def repeat(check):
    """(whether the same cases can be drawn from, whether the draw gives those that the check has).

    Raises ValueError for a check whose cases were not drawn.
    """
    draw = draw_of(check)
    if draw is None:
        raise ValueError("the cases of this check were not drawn")
    uids = population(draw.since, draw.until, draw.section, draw.kind)
    drawn = sampling.draw(uids, draw.count, draw.seed)
    same = sampling.digest(uids) == draw.digest
    return same, set(drawn) == {case.UID() for case in cases_of(check)}


def cases_of(check):
    """The cases that a check is about, whoever may view them."""
    relations = getattr(aq_base(check), "cases", None) or ()
    return [each.to_object for each in relations if not each.isBroken()]


def scores_of(check):
    """How each case scores: as it is now, or as it was when the check became final."""
    kept = IAnnotations(check).get(SCORES)
    return list(kept) if kept is not None else _score_all(check)


def is_settled(check):
    """Whether the scores are those of the day on which the check became final."""
    return IAnnotations(check).get(SCORES) is not None


def _score_all(check):
    settings, at = office(), now()
    found = []
    for case in cases_of(check):
        answers = evaluate(IFactsSource(case).facts(), settings, at)
        result = score(case.portal_type, answers, settings)
        found.append(
            CaseScore(
                case=case.UID(),
                total=result.total,
                grade=result.grade,
                vetoes=result.vetoes,
                lost=tuple(rule for each in result.items for rule in each.lost),
            )
        )
    return found


def after_transition(check, event):
    """What was found is kept as it was: a final check says tomorrow what it says today."""
    if event.transition is None or event.transition.getId() != "finalize":
        return
    if check.portal_type == "SupervisionCheck":
        IAnnotations(check)[SCORES] = tuple(_score_all(check))
