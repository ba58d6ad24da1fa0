"""Corrections of the calendar and of the numbers (节假日和天数的更正), by which deadlines move.

What a page shows is counted anew each time. What had been shown before a correction is kept with the
case (``state``), and says which correction moved it.
"""

from datetime import datetime
from typing import NamedTuple

from persistent.list import PersistentList
from plone import api
from zope.annotation.interfaces import IAnnotations

from tonghua.records.core.parameters import parameters
from tonghua.records.core.text import Text, join
from tonghua.records.core.text import _ as said
from tonghua.records.i18n import in_chinese
from tonghua.records.moments import now

KEY = "tonghua.records.corrections"
#: setting → what of it was corrected, where nothing more can be said
WORDS: dict[str, Text] = {
    "hearing_kinds": said("更正须告知听证的处罚种类"),
    "legal_review": said("更正须经法制审核的情形"),
    "overridable_rules": said("更正可以例外放行的规则"),
    "sections": said("更正科室"),
    "scopes": said("更正执法范围"),
    "retention": said("更正保管期限"),
}


class Correction(NamedTuple):
    """One correction: when, by whom, and what was corrected, in words."""

    at: datetime
    by: str
    what: str


def corrections():
    """All corrections, the earliest first."""
    return tuple(IAnnotations(api.portal.get()).get(KEY) or ())


def version():
    """How many corrections there were: a case judged under fewer is to be looked at again."""
    return len(IAnnotations(api.portal.get()).get(KEY) or ())


def correct(at, by, what):
    """Note a correction."""
    kept = IAnnotations(api.portal.get())
    if KEY not in kept:
        kept[KEY] = PersistentList()
    kept[KEY].append(Correction(at=at, by=by, what=what))


def on_office_changed(event):
    """Settings by which rules judge were changed: the open cases are judged anew by the tick."""
    if not _has_cases():
        # a site that is being set up: there is nothing that would be judged otherwise
        return
    words = [_words(name, event.before, event.after) for name in event.what]
    user = api.user.get_current()
    correct(now(), user.getId() or "", in_chinese(join(words, "；")))


def _has_cases():
    registers = (api.portal.get().get(name) for name in ("cases", "complaints"))
    return any(register is not None and register.objectCount() for register in registers)


def _words(name, before, after):
    """What was corrected, in words."""
    if name == "holidays":
        old, new = before.calendar.corrections, after.calendar.corrections
        days = {*old.items()} ^ {*new.items()}
        years = join(str(year) for year in sorted({day.year for day, _worked in days}))
        return said("更正${years}年节假日安排", years=years)
    if name == "thresholds":
        changed = [
            said(
                "“${label}”由${old}改为${new}",
                label=each.label,
                old=_number(before.number(id)),
                new=_number(after.number(id)),
            )
            for id, each in parameters().items()
            if before.number(id) != after.number(id)
        ]
        return join(changed)
    return WORDS[name]


def _number(value):
    return said("未设定") if value is None else f"{value:f}"
