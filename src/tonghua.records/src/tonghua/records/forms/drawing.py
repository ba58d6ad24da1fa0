"""How a field stands in a form: name, control, the article that asks for it, what is wrong."""

from dataclasses import dataclass, replace

from z3c.form.interfaces import HIDDEN_MODE, ICheckBoxWidget, IRadioWidget, ISingleCheckBoxWidget
from zope.i18n import translate

from tonghua.records.core.rules.investigation import RECORDS
from tonghua.records.forms.interfaces import IGroupOfControls
from tonghua.records.schema import said_more, shown_for

#: the fieldset that a record of investigation begins with, under the title
FIRST = "occurrence"
INVESTIGATION = frozenset(record.__name__ for record in RECORDS)


@dataclass(frozen=True)
class Drawn:
    """A field as the template draws it.

    ``grouped`` are several controls under one name; ``boxed`` one box that carries its own name.
    ``controller`` and ``tokens`` say by which other field's choice it is shown.
    """

    id: str
    name: str
    label: str
    html: str
    help: str
    error: str
    required: bool
    grouped: bool
    boxed: bool
    hidden: bool
    controller: str
    tokens: str

    @property
    def described_by(self):
        """The ids of what is said beside the control."""
        ids = [f"{self.id}-help"] if self.help else []
        return " ".join([*ids, f"{self.id}-error"] if self.error else ids) or None


@dataclass(frozen=True)
class DrawnGroup:
    """A fieldset as the template draws it."""

    name: str
    label: str
    description: str
    fields: tuple


def drawn_groups(form):
    """The fieldsets with their fields; of an investigation, when, where and who come first."""
    own = _fields(form, form)
    groups = [DrawnGroup("default", _label(form), "", own)]
    for group in getattr(form, "groups", ()):
        groups.append(
            DrawnGroup(
                group.__name__ or "group",
                translate(group.label or "", context=form.request),
                translate(group.description or "", context=form.request),
                _fields(form, group),
            )
        )
    if getattr(form, "portal_type", "") in INVESTIGATION:
        head, rest = own[:1], own[1:]
        first = [group for group in groups[1:] if group.name == FIRST]
        others = [group for group in groups[1:] if group.name != FIRST]
        main = replace(groups[0], fields=rest)
        groups = [DrawnGroup("head", "", "", head), *first, main, *others]
    return [group for group in groups if group.fields]


def _label(form):
    several = getattr(form, "groups", ())
    return translate(form.default_fieldset_label, context=form.request) if several else ""


def _fields(form, part):
    return tuple(draw(widget, form.request, form) for widget in part.widgets.values())


def draw(widget, request, form=None):
    """One field, its control told what is said beside it."""
    from tonghua.records.forms.told import said_by

    boxed = ISingleCheckBoxWidget.providedBy(widget)
    grouped = not boxed and (
        ICheckBoxWidget.providedBy(widget)
        or IRadioWidget.providedBy(widget)
        or IGroupOfControls.providedBy(widget)
    )
    label, help_text = _words(widget, boxed)
    if boxed:
        # drawn by the control itself
        help_text = ""
    error = widget.error
    controller, tokens = shown_for(widget.field)
    other = form.widget_of_field(controller) if form is not None and controller else None
    drawn = Drawn(
        id=widget.id,
        name=widget.name,
        label=translate(label or "", context=request),
        html="",
        help=translate(said_more(widget.field), context=request)
        + translate(help_text or "", context=request),
        error=translate(said_by(error), context=request) if error else "",
        required=bool(widget.required),
        grouped=grouped,
        boxed=boxed,
        hidden=widget.mode == HIDDEN_MODE,
        controller=other.name if other is not None else "",
        tokens=" ".join(tokens) if other is not None else "",
    )
    if not grouped:
        _tell(widget, drawn)
    return replace(drawn, html=widget.render())


def _words(widget, boxed):
    """Label and help; a single box has its own beside it."""
    if boxed:
        # Plone's box answers "" in input mode, and keeps what was set in its underscored names
        label = getattr(widget, "_label", None) or widget.field.title
        return label, getattr(widget, "_description", None) or widget.field.description
    return widget.label, getattr(widget, "description", None) or widget.field.description


def _tell(widget, drawn):
    """Name beside the control what is said of it, for who does not see the page."""
    attributes = getattr(widget, "attributes", None)
    if not isinstance(attributes, dict):
        return
    if drawn.described_by:
        attributes["aria-describedby"] = drawn.described_by
    if drawn.error:
        attributes["aria-invalid"] = "true"
        attributes["class"] = f"{attributes.get('class', '')} is-invalid".strip()
