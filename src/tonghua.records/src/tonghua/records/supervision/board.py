"""What the supervising office asks (监督看板), and the sums that answer it (articles 6, 30).

Everything here comes from the tally, which knows no case: it costs the same however many there are.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from zExceptions import BadRequest

from tonghua.records import _
from tonghua.records.core import oversight as core
from tonghua.records.core.clock import day_of
from tonghua.records.i18n import message, say
from tonghua.records.moments import now
from tonghua.records.office import settings
from tonghua.records.supervision.tally import cells, parts_of

#: the kinds of case that are counted, in the order in which they are offered
KINDS = ("PenaltyCase", "ApplicationCase", "InspectionCase", "Complaint")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A period, and one section ("" for none) and kind, or all of them (None)."""

    period: core.Period
    section: str | None = None
    kind: str | None = None

    def address(self, **more):
        """The query string that asks it; a value of None is left out."""
        section = core.NO_SECTION if self.section == "" else self.section
        values = {
            "from": str(self.period.first),
            "to": str(self.period.last),
            "section": section,
            "kind": self.kind,
            **more,
        }
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def words(self):
        """What it asks, in words: the period, the section, the kind."""
        parts = [self.period.label]
        if self.section is not None:
            parts.append(say(core.section_label(self.section)))
        if self.kind is not None:
            parts.append(kind_label(self.kind))
        return " · ".join(parts)


def everything():
    """The question of who asks nothing: this year until now."""
    return Question(period=core.period(None, None, day_of(now())))


def asked(form):
    """Read ``from``, ``to``, ``section`` and ``kind`` of a query. Raises BadRequest."""
    first, last, section, kind = (_text(form, name) for name in ("from", "to", "section", "kind"))
    try:
        period = core.period(first, last, day_of(now()))
    except core.Unreadable as problem:
        raise BadRequest(message(problem.text)) from None
    if section and section != core.NO_SECTION and section not in sections():
        raise BadRequest(_("没有“${given}”这个科室，请核对。", mapping={"given": section[:100]}))
    if kind and kind not in KINDS:
        raise BadRequest(_("没有“${given}”这一类案件，请核对。", mapping={"given": kind[:100]}))
    return Question(
        period=period,
        section={"": None, core.NO_SECTION: ""}.get(section, section),
        kind=kind or None,
    )


def _text(form, name):
    value = form.get(name) or ""
    return value.strip() if isinstance(value, str) else str(value)


def figure_of(form):
    """The figure that a list is asked for; all cases without one. Raises BadRequest."""
    name = _text(form, "figure") or "cases"
    try:
        return core.figure(name)
    except KeyError:
        said = _("没有“${given}”这个数字，请从看板上点开。", mapping={"given": name[:100]})
        raise BadRequest(said) from None


def sections():
    """The names of the office's sections, and of those that were, where they have cases."""
    held = {parts_of(place)[2] for place in cells()}
    return sorted({*(settings().sections or {}), *held} - {""})


def kind_label(kind):
    return say(core.kind_label(kind))


def answer(question):
    """The figures (``core.oversight.Oversight``)."""
    return core.oversight(_sums(question.period), question.period, question.section, question.kind)


def _sums(period):
    """The tally's cells of a period."""
    kept = cells()
    # places begin with the month, and "~" comes after whatever parts them
    held = kept.items(str(period.first), f"{period.last}~") if kept else ()
    for place, cell in held:
        month, kind, section = parts_of(place)
        yield core.Sums(month=month, kind=kind, section=section, figures=cell.figures)
