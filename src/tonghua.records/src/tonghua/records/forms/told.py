"""What a refused form says: at the top which fields are wrong, and at each field why."""

from dataclasses import dataclass

from plone.formwidget.namedfile.interfaces import INamedFileWidget
from z3c.form.interfaces import IErrorViewSnippet, IFileWidget
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.schema.interfaces import ITextLine, RequiredMissing, TooLong, WrongType

from tonghua.records import _
from tonghua.records.cases.doors import Doors
from tonghua.records.core.act_words import say_act
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.display import Link
from tonghua.records.forms import hide_columns
from tonghua.records.forms.drawing import draw, drawn_groups
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource

NOT_SAVED = _("没有办理，也没有保存。请按照下面的提示改正后再提交，已经填写的内容都在。")
MISSING = _("请填写这一栏。")
CHOOSE_AGAIN = _("文件没有保留，请重新选择。")
TOO_LONG = _("最多 ${most} 个字，现在有 ${length} 个字。请写得简短些，详细的情况写在正文里。")

#: what fits on one line of a list and of a paper; the schema bears more, for what is imported
LONGEST_TITLE = 200
TITLES = ("title", "IRecord.title", "name")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the sentence, the field's place on the page and its name, and the
    link to where it is mended."""

    said: str
    anchor: str = ""
    label: str = ""
    way: Link | None = None


class Told:
    """Mix-in for forms: draws them with our template, and says what is wrong with them."""

    formErrorsMessage = NOT_SAVED
    default_fieldset_label = _("主要内容")
    css_class = ""

    def update(self):
        hide_columns(self.request)
        super().update()

    @property
    def parts(self):
        """The form and its fieldsets."""
        return (self, *self.groups) if getattr(self, "groups", ()) else (self,)

    def widget(self, name):
        """The widget of a field; None where the form does not ask for it."""
        for part in self.parts:
            if part.widgets is not None and name in part.widgets:
                return part.widgets[name]
        return None

    def widget_of_field(self, name):
        """The widget of a field by the field's own name, without its schema's prefix."""
        return self.widget(name) or self.widget(f"IRecord.{name}")

    def extractData(self, setErrors=True):
        data, errors = super().extractData(setErrors=setErrors)
        for error in errors:
            self._place(error)
        return data, errors + self._too_long(data)

    def _place(self, error):
        """Put what a schema says as a whole at the field that it is about."""
        name = getattr(error.error, "about", "")
        widget = self.widget_of_field(name) if name else None
        if error.widget is None and widget is not None and not widget.error:
            error.widget = widget
            widget.error = error

    def _too_long(self, data):
        """Titles that no list and no paper could show; one that was so before may stay."""
        found = ()
        for name in TITLES:
            value = data.get(name)
            if not isinstance(value, str) or len(value) <= LONGEST_TITLE:
                continue
            widget = self.widget(name)
            if getattr(self.getContent(), widget.field.__name__, None) == value:
                continue
            error = getMultiAdapter(
                (TooLong(value, LONGEST_TITLE), self.request, widget, widget.field, self, None),
                IErrorViewSnippet,
            )
            error.update()
            widget.error = error
            self.widgets.errors = (*(self.widgets.errors or ()), error)
            found += (error,)
        return found

    @property
    def is_wrong(self):
        return bool(self.faults) or self.status == self.formErrorsMessage

    @property
    def faults(self):
        """Everything that is wrong, once each, in the form's order."""
        found = {}
        for part in self.parts:
            for error in (part.widgets.errors or ()) if part.widgets is not None else ():
                fault = self._fault(error)
                found.setdefault((fault.label, fault.said), fault)
        return [*found.values(), *self._lost_files()] if found else []

    def _lost_files(self):
        """Files that came along and that no browser sends twice by itself."""
        for part in self.parts:
            for widget in part.widgets.values():
                kept = INamedFileWidget.providedBy(widget) or not IFileWidget.providedBy(widget)
                if not kept and getattr(self.request.form.get(widget.name), "filename", ""):
                    label = translate(widget.label, context=self.request)
                    said = translate(CHOOSE_AGAIN, context=self.request)
                    yield Fault(said=said, anchor=f"#formfield-{widget.id}", label=label)

    def _fault(self, error):
        said = translate(said_by(error), context=self.request)
        widget = error.widget
        if widget is None:
            return Fault(said=said, way=self._way(getattr(error.error, "way", None)))
        label = getattr(widget, "label", "") or widget.field.title
        return Fault(
            said=said,
            anchor=f"#formfield-{widget.id}",
            label=translate(label, context=self.request),
        )

    def _way(self, act):
        """The link to where an act is done that mends what was refused; None without one."""
        if act is None:
            return None
        case = case_of(self.context)
        if case is None:
            # an entry of a register lies in no case, and is mended by its own form
            address = Doors(self.context, ()).address(act)
            return Link(title=_("补充内容"), url=address) if address else None
        address = Doors(case).address(act)
        if address is None or address == self.request.getURL():
            return None
        record = IFactsSource(case).facts().record(act.subject)
        return Link(title=say(say_act(act, record)), url=address)

    def drawn_groups(self):
        """The fieldsets as the template draws them."""
        return drawn_groups(self)

    def drawn_buttons(self):
        """The buttons: the first is the one that the Enter key presses."""
        return [
            {
                "name": action.name,
                "title": action.title,
                "id": action.id,
                "css": f"btn btn-{self.button_colour(name, n)}",
                "harmless": name in self.harmless,
            }
            for n, (name, action) in enumerate(self.actions.items())
        ]

    def button_colour(self, name, position):
        return "primary" if position == 0 else "outline-secondary"

    def draw(self, widget):
        return draw(widget, self.request)


def said_by(error):
    """The sentence of an error view; the ones of zope.schema in the words of an office."""
    problem = getattr(error, "error", None)
    if isinstance(problem, RequiredMissing):
        return MISSING
    if isinstance(problem, TooLong) and len(problem.args) >= 2:
        return _(str(TOO_LONG), mapping={"most": problem.args[1], "length": len(problem.args[0])})
    if isinstance(problem, WrongType) or not hasattr(error, "message"):
        return _("填写的内容不合要求。请核对。")
    field = getattr(getattr(error, "widget", None), "field", None)
    if type(problem).__name__ == "ConstraintNotSatisfied" and ITextLine.providedBy(field):
        return _("这一栏只能写一行，不能换行。请改正。")
    return error.message
