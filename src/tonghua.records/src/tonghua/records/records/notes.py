"""What a reader must know before he reads a record: corrected by what and why, entered late."""

from dataclasses import dataclass

from Acquisition import aq_base
from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records import _
from tonghua.records.approval.store import stored
from tonghua.records.cases.facts import history_of
from tonghua.records.core.overrides import say_act
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.display import Link, link_to, may_view, when
from tonghua.records.exchange.marks import mark_of
from tonghua.records.i18n import say
from tonghua.records.moments import from_zope
from tonghua.records.people import fullname
from tonghua.records.records.corrections import TAKEN, corrections_of, old_of


@dataclass(frozen=True, kw_only=True)
class Note:
    """A sentence, then a link (struck through where it no longer counts), then a reason.

    ``more`` is a text of several lines; ``colour`` one of Bootstrap's.
    """

    text: str
    link: Link | None = None
    struck: bool = False
    more: str = ""
    colour: str = "info"


def notes_of(item):
    """The notes of a record or a supervision entry, in the order of their weight."""
    state = api.content.get_state(item, default="")
    found = [*_set_aside(item, state), *_corrects(item), *_backfilled(item), *_written_by(item)]
    found.extend(_let_through(item))
    return [*found, *_imported(item)]


def _set_aside(item, state):
    """By what it was corrected, or is going to be; why it is void."""
    if state == "void":
        yield from _void(item)
    for new in filter(may_view, corrections_of(item)):
        taken = api.content.get_state(new, default="") in TAKEN
        if state == "superseded" and taken:
            yield Note(
                text=_("本记录已被更正，不再作为依据。以更正后的记录为准："),
                link=link_to(new),
                more=new.body or "",
                colour="warning",
            )
        elif state == "final" and not taken:
            yield Note(text=_("正在更正本记录，尚未定稿："), link=link_to(new))


def _void(item):
    for step in reversed(history_of(item)):
        if step.transition == "annul":
            yield Note(
                text=_(
                    "本记录已由${who}于${when}作废，不再作为依据。",
                    mapping={"who": fullname(step.actor), "when": when(step.at)},
                ),
                more=step.comment,
                colour="warning",
            )
            return


def _corrects(item):
    old = old_of(item)
    if old is None or not may_view(old):
        return
    yield Note(
        text=_("本记录更正的是："),
        link=link_to(old),
        struck=api.content.get_state(old, default="") == "superseded",
        more=item.body or "",
    )


def _backfilled(item):
    if not getattr(aq_base(item), "backfilled", False):
        return
    who, at = entered(item)
    yield Note(
        text=_(
            "补录：本记录是事后补录的，由${who}于${when}录入（第五条）。",
            mapping={"who": who, "when": at},
        ),
        more=item.backfill_reason or "",
        colour="warning",
    )


def entered(item):
    """Who entered an item, and when, in words."""
    return fullname(item.Creator()) or "—", when(from_zope(item.created()))


def _written_by(item):
    written = getattr(aq_base(item), "chain_of", None)
    source = api.content.get(UID=written) if written else None
    if source is not None and may_view(source):
        yield Note(text=_("审批流程自动生成，所审批的是："), link=link_to(source))


def _let_through(item):
    """That a leader set a rule aside for it (例外放行), and why."""
    case = case_of(item)
    for each in stored(case) if case is not None else ():
        if each.subject == IUUID(item):
            yield Note(
                text=_(
                    "已例外放行：批准人${who}于${when}放行“${act}”，不受${rule}限制。",
                    mapping={
                        "who": fullname(each.by),
                        "when": when(each.at),
                        "act": say(say_act(each.transition)),
                        "rule": each.rule,
                    },
                ),
                more=each.reason,
                colour="warning",
            )


def _imported(item):
    mark = mark_of(item)
    if mark:
        yield Note(
            text=_(
                "本记录由${who}于${when}从文件“${file}”导入。",
                mapping={
                    "who": fullname(mark["by"]),
                    "when": when(mark["at"]),
                    "file": mark["file"],
                },
            ),
            colour="light",
        )
