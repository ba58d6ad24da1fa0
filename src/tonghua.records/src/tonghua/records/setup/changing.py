"""The one way to change what rules reckon with: checked at every door, and told once."""

import threading
from contextlib import contextmanager
from datetime import date

from zExceptions import BadRequest
from zope.event import notify

from tonghua.records.core.parameters import WrongNumber, parameters, read
from tonghua.records.core.rules import RULES
from tonghua.records.core.text import _
from tonghua.records.core.vocabularies import vocabulary
from tonghua.records.i18n import say
from tonghua.records.interfaces import OfficeChanged
from tonghua.records.office import PREFIX, office, settings

#: setting of the registry → how core's Office calls it
RECKONED = {
    "holidays": "calendar",
    "thresholds": "thresholds",
    "hearing_kinds": "hearing_kinds",
    "legal_review": "legal_review",
    "overridable_rules": "overridable",
    "sections": "sections",
    "scopes": "scopes",
    "retention": "retention",
}
_here = threading.local()


@contextmanager
def changing():
    """Yield the office's settings to be written; whoever reckons with them is told at the end.

    One OfficeChanged for the block, with all that differs; none when nothing does.
    """
    before = office()
    _here.inside = True
    try:
        yield settings()
    finally:
        _here.inside = False
    tell(before, office())


def tell(before, after):
    """Notify OfficeChanged when the rules would reckon otherwise."""
    what = tuple(name for name in RECKONED if _reckoned(before, name) != _reckoned(after, name))
    if what:
        notify(OfficeChanged(what, before, after))


def _reckoned(office, name):
    if name == "thresholds":
        # a number that is set as it usually is changes nothing
        return {id: office.number(id) for id in parameters()}
    return getattr(office, RECKONED[name])


def on_record_modified(event):
    """Whoever writes the registry past our pages (REST, Plone's own page, a profile).

    What no rule can reckon with is refused there too, and what changed is told.
    """
    prefix, _dot, name = event.record.__name__.rpartition(".")
    if prefix != PREFIX or name not in RECKONED:
        return
    for wrong in WRONG.get(name, lambda _value: ())(event.newValue):
        raise BadRequest(say(wrong))
    if not getattr(_here, "inside", False):
        tell(office(**{name: event.oldValue}), office())


def _wrong_days(value):
    for day in value or ():
        try:
            if date.fromisoformat(day).isoformat() != day:
                raise ValueError(day)
        except ValueError:
            yield _("“${day}”不是日期。请按 2026-10-01 的格式填写。", day=day)


def _wrong_numbers(value):
    for id, words in (value or {}).items():
        if id in parameters():
            try:
                read(id, words)
            except WrongNumber as wrong:
                yield wrong.message


def _not_in(known):
    def wrong(value):
        for token in value or ():
            if token not in known():
                yield _("系统中没有“${token}”这一项。请核对。", token=token)

    return wrong


#: setting → what yields the sentences of what is wrong with a value
WRONG = {
    "holidays": _wrong_days,
    "thresholds": _wrong_numbers,
    "hearing_kinds": _not_in(lambda: vocabulary("penalty_kinds")),
    "legal_review": _not_in(lambda: vocabulary("legal_review")),
    "overridable_rules": _not_in(lambda: RULES),
}
