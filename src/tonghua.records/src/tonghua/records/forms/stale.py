"""Stale pages (过期的页面): a form made from older values overwrites nothing.

The form carries a short hash of every value that it was made from. Where a stored value has
another hash when the form comes back, somebody saved the item meanwhile: nothing is written, and
the form asks for each field that differs which of the two values holds.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from Acquisition import aq_base
from plone.namedfile.interfaces import INamed
from z3c.form.interfaces import DISPLAY_MODE, NOT_CHANGED, IManagerValidator
from z3c.relationfield.interfaces import IRelationValue
from zope.component import getMultiAdapter
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.display import in_words, when
from tonghua.records.forms.changes import last_change
from tonghua.records.people import fullname

NAME = "_made_from"
ASKED = "_asked"
CHOICE = "_choice."
STORED, WRITTEN = "stored", "written"
SAVE_CHOSEN = _("保存所选")

SAID = _(
    "您打开本页以后，${who}已于${when}保存了这份材料，您的内容还没有保存。"
    "下面列出不同的各栏，请逐栏选择保存哪一个。"
)
CHOOSE = _("请逐栏选择保存哪一个。")
NOTHING = _("（空）")


@dataclass(frozen=True)
class Side:
    """One of two values: what it says, and whether it is chosen beforehand."""

    id: str
    title: str
    text: str
    value: str
    chosen: bool


@dataclass(frozen=True)
class Difference:
    """A field whose stored and written values differ."""

    name: str
    label: str
    sides: tuple


@dataclass(frozen=True)
class Clash:
    """What a stale form shows: who saved when, and the fields that differ."""

    said: str
    fields: tuple

    @property
    def asked(self):
        """The names of the fields, for the form to carry: each needs a choice."""
        return " ".join(each.name.removeprefix(CHOICE) for each in self.fields)


def made_from(form):
    """field → short hash of its stored value, as JSON, for the form to carry."""
    return json.dumps({name: mark for name, (_w, mark) in _stored(form).items()})


def carried_on(form):
    """What a form goes on carrying: shown again for another reason, it is as old as it was."""
    came = form.request.form.get(NAME)
    return came if form.request.method == "POST" and isinstance(came, str) else made_from(form)


def settle(form, data):
    """``(clash, data)``: what must be asked first, or None and the values to write.

    A choice that came along is heeded; one that is missing is asked for again.
    """
    carried = _carried(form.request)
    stored = _stored(form)
    choices = _choices(form.request)
    asked = str(form.request.form.get(ASKED) or "").split()
    stale = any(carried.get(name, mark) != mark for name, (_w, mark) in stored.items())
    differing = [
        name
        for name, (_widget, mark) in stored.items()
        if (stale or name in asked) and _differs(data.get(name, NOT_CHANGED), mark)
    ]
    if (stale and differing) or any(name not in choices for name in differing):
        return _clash(form, data, stored, carried, differing, choices), data
    chosen = {
        name: NOT_CHANGED if choices.get(name) == STORED else value for name, value in data.items()
    }
    wrong = _contradictions(form, chosen) if differing else ()
    if wrong:
        said = translate(wrong[0].args[0], context=form.request)
        return replace(_clash(form, data, stored, carried, differing, choices), said=said), data
    return None, chosen


def _differs(written, mark):
    return written is not NOT_CHANGED and hash_of(written) != mark


def _stored(form):
    """field name → (widget, hash of the stored value) of every field that the form asks for."""
    found = {}
    content = aq_base(form.getContent())
    for part in form.parts:
        for name, widget in (part.widgets or {}).items():
            if widget.mode != DISPLAY_MODE:
                value = getattr(content, widget.field.__name__, None)
                found[name] = widget, hash_of(value)
    return found


def _carried(request):
    try:
        carried = json.loads(request.form.get(NAME) or "{}")
    except (TypeError, ValueError):
        return {}
    return carried if isinstance(carried, dict) else {}


def _choices(request):
    return {
        name.removeprefix(CHOICE): value
        for name, value in request.form.items()
        if name.startswith(CHOICE) and value in (STORED, WRITTEN)
    }


def _clash(form, data, stored, carried, differing, choices):
    who, moment = last_change(form.getContent())
    said = _(
        str(SAID) if who else str(CHOOSE),
        mapping={"who": fullname(who), "when": when(moment)} if who else {},
    )
    return Clash(
        said=translate(said, context=form.request),
        fields=tuple(
            _difference(form, name, data[name], stored[name], carried.get(name), choices)
            for name in differing
        ),
    )


def _difference(form, name, written, stored, carried, choices):
    """Both values of a field; chosen beforehand is the one of whoever alone changed it."""
    widget, mark = stored
    content = form.getContent()
    alone = None
    if carried is not None:
        if mark == carried:
            alone = WRITTEN
        elif hash_of(written) == carried:
            alone = STORED
    chosen = choices.get(name, alone)
    kept = getattr(aq_base(content), widget.field.__name__, None)
    who, moment = last_change(content)
    by = f"（{fullname(who)}，{when(moment)}）" if who and mark != carried else ""
    titles = (
        (STORED, translate(_("现在保存的"), context=form.request) + by, kept),
        (WRITTEN, translate(_("您填写的"), context=form.request), written),
    )
    label = getattr(widget, "_label", None) or widget.label or widget.field.title
    return Difference(
        name=f"{CHOICE}{name}",
        label=translate(label, context=form.request),
        sides=tuple(
            Side(
                id=f"choice-{widget.id}-{value}",
                title=title,
                text=text_of(each, widget.field, form),
                value=value,
                chosen=chosen == value,
            )
            for value, title, each in titles
        ),
    )


def _contradictions(form, chosen):
    """What is wrong with values chosen from both sides, taken together."""
    content = form.getContent()
    stored = aq_base(content)
    whole, schemata = {}, {}
    for part in form.parts:
        for name, each in part.fields.items():
            schemata[each.interface] = True
            value = chosen.get(name, NOT_CHANGED)
            kept = getattr(stored, each.field.__name__, None)
            whole[name] = whole[each.field.__name__] = kept if value is NOT_CHANGED else value
    wrong = ()
    for schema in schemata:
        validator = getMultiAdapter((content, form.request, form, schema, None), IManagerValidator)
        wrong += tuple(validator.validate(whole))
    return wrong


def hash_of(value):
    """A short hash of a value, the same for what is stored and what a form brings."""
    return sha256(repr(_plain(value)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _plain(value):
    """A value as plain data; empty ones are alike, and so are line ends."""
    if value is None or value in ("", [], ()):
        return None
    if IRelationValue.providedBy(value):
        value = value.to_object
    if hasattr(value, "getPhysicalPath"):
        return value.getPhysicalPath()
    if INamed.providedBy(value):
        return value.filename, value.getSize()
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, dict):
        return sorted((name, _plain(each)) for name, each in value.items())
    if isinstance(value, (list, tuple, set)):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat()
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)


def text_of(value, field, form):
    """A value as it is compared by a reader."""
    nothing = translate(NOTHING, context=form.request)
    if value is None or value in ("", [], ()):
        return nothing
    if INamed.providedBy(value):
        return value.filename
    if isinstance(value, (list, tuple, set)):
        return "\n".join(text_of(each, field, form) for each in value)
    if isinstance(value, dict):
        return "　".join(
            text_of(value[name], column, form)
            for name, column in field.value_type.schema.namesAndDescriptions()
            if value.get(name)
        )
    item = getattr(value, "to_object", value)
    if hasattr(item, "getPhysicalPath"):
        return item.Title()
    return in_words(value, field, form.getContent(), form.request)
