"""What happened to an item while the page of a step stood open: nobody decides on what he has
not seen (article 31).
"""

from plone import api

from tonghua.records import _
from tonghua.records.cases.facts import history_of
from tonghua.records.core.vocabularies import label
from tonghua.records.display import when
from tonghua.records.forms.changes import last_change
from tonghua.records.i18n import say
from tonghua.records.interfaces import IRecordContent
from tonghua.records.people import fullname
from tonghua.records.refusals import Conflict

SEEN = "_seen"


def seen(item):
    """What a page shows of an item: how many steps were taken, and when it was last changed.

    A case changes with what is put into it, so of a case only the steps count.
    """
    # two people can save within one second
    changed = item.modified().micros() if IRecordContent.providedBy(item) else ""
    return f"{len(history_of(item))} {changed}"


def refuse_unseen(item, token, step):
    """Raise Conflict when others went on since ``token`` was made; a page without one may pass."""
    if not isinstance(token, str) or not token or token == seen(item):
        return
    steps = history_of(item)
    count = token.partition(" ")[0]
    if count.isdecimal() and int(count) < len(steps):
        raise Conflict(_step_taken(item, steps[-1], step), article=31)
    raise Conflict(_content_changed(item, step), article=31)


def _step_taken(item, taken, step):
    return _(
        "第三十一条：您打开本页以后，${who}已于${when}办理“${taken}”，现在是“${state}”。"
        "“${step}”没有办理，请核对以后再决定。",
        mapping={
            "who": fullname(taken.actor),
            "when": when(taken.at),
            "taken": _say("transitions", taken.transition),
            "state": _say("states", api.content.get_state(item, default="")),
            "step": step,
        },
    )


def _content_changed(item, step):
    who, moment = last_change(item)
    return _(
        "第三十一条：您打开本页以后，${who}已于${when}修改了内容。“${step}”没有办理，"
        "请核对修改以后再决定。",
        mapping={"who": fullname(who) or "—", "when": when(moment), "step": step},
    )


def _say(vocabulary, token):
    return say(label(vocabulary, token))
