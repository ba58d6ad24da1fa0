"""What is kept of a case beside its fields: how it was judged last (案件现状).

It is written when a transaction that touched the case commits, and by the tick of the clock. Nothing
here is shown in place of a judgement: pages judge anew. It serves the lists, the sums of the
supervising office, the reminders, and remembers deadlines that a correction has moved.
"""

from datetime import datetime
from typing import NamedTuple

from Acquisition import aq_base
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

from tonghua.records.moments import from_zope, to_office
from tonghua.records.supervision import corrections, tally

KEY = "tonghua.records.state"


class MovedDeadline(NamedTuple):
    """A deadline that a correction moved: what it was, what it became, when, and why."""

    rule: str
    subject: str
    old: str
    new: str
    at: datetime
    why: str


class CaseState(Persistent):
    """How a case was judged last.

    ``place`` and ``figures``: what it has added to the sums; ``deadlines``: (rule, subject) → the
    open ones as ISO 8601; ``version``: the corrections that were known then; ``moved``: what
    corrections have moved; ``told``: keys of the reminders that were sent.
    """

    place = ""
    version = 0
    moved = ()
    told = frozenset()

    def __init__(self):
        self.figures = {}
        self.deadlines = {}


_NEVER = CaseState()


def state_of(case):
    """What is kept of a case; an empty state where it was never judged. Do not change it."""
    return IAnnotations(case).get(KEY, _NEVER)


def keep(case, standing, at):
    """Keep how a case stands, and add the difference to the sums. Writes only what changed."""
    kept = IAnnotations(case)
    state = kept.get(KEY)
    if state is None:
        state = kept[KEY] = CaseState()
        state.version = corrections.version()
    _keep_figures(state, place_of(case), dict(standing.figures))
    _keep_deadlines(state, standing, at)


def _keep_figures(state, place, figures):
    if (state.place, state.figures) != (place, figures):
        tally.move(state.place, state.figures, place, figures)
        state.place, state.figures = place, figures


def _keep_deadlines(state, standing, at):
    now = {(each.rule, each.subject): each.due.isoformat() for each in standing.deadlines}
    known = corrections.version()
    if state.version != known:
        why = "；".join(each.what for each in corrections.corrections()[state.version :])
        state.moved += tuple(
            MovedDeadline(
                rule=rule, subject=subject, old=old, new=now[rule, subject], at=at, why=why
            )
            for (rule, subject), old in state.deadlines.items()
            if now.get((rule, subject), old) != old
        )
        state.version = known
    if state.deadlines != now:
        state.deadlines = now
    # what was told of a deadline that is no more will not be asked again
    heads = tuple(f"{rule}|{subject}|{due}|" for (rule, subject), due in now.items())
    told = frozenset(key for key in state.told if key.startswith(heads))
    if told != state.told:
        state.told = told


def tell(case, keys):
    """Remember that reminders were sent."""
    if keys:
        state = IAnnotations(case)[KEY]
        state.told |= frozenset(keys)


def forget(case):
    """Take a case out of the sums: it is going to be removed."""
    state = IAnnotations(case).get(KEY)
    if state is not None and state.place:
        tally.move(state.place, state.figures, "", {})
        state.place, state.figures = "", {}


def month_of(case):
    """2026-03: the month of its filing, acceptance or receipt; of its registration before that."""
    base = aq_base(case)
    known = getattr(base, "opened_at", None) or getattr(base, "received_at", None)
    moment = to_office(known) if known else from_zope(case.created())
    return f"{moment:%Y-%m}"


def place_of(case):
    """The cell of the sums to which a case belongs."""
    return tally.place_of(month_of(case), case.portal_type, getattr(aq_base(case), "section", None))


def on_removed(case, event):
    """A case that is removed itself is counted no more; moving or renaming it changes nothing."""
    if event.object is case and event.newParent is None and api.portal.get() is not None:
        forget(case)
