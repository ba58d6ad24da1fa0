"""Lists (清单) and opinions (各人的意见) as tables, though they are kept as lines and as one text."""

from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope import schema
from zope.component import adapter
from zope.interface import implementer, implementer_only

from tonghua.records import _
from tonghua.records.core.opinions import opinions_of, text_of
from tonghua.records.forms.interfaces import ILinesWidget, IOpinionsWidget
from tonghua.records.forms.rows import RowsConverter, RowsWidget
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.schema import ILines, IOpinions


@implementer_only(ILinesWidget)
class LinesWidget(RowsWidget):
    """A table of one column, each row a line of the list."""

    @property
    def columns(self):
        return {"line": schema.TextLine(title=self.field.title, required=False)}


@adapter(ILines, ILinesWidget)
class LinesConverter(RowsConverter):
    """Rows of one cell ↔ a list of lines."""

    def toWidgetValue(self, value):
        return super().toWidgetValue([{"line": line} for line in value or ()])

    def toFieldValue(self, value):
        return [row["line"] for row in self.read(value)] or self.field.missing_value


@implementer_only(IOpinionsWidget)
class OpinionsWidget(RowsWidget):
    """A table of names and what each of them said."""

    layout = "records-spoken"
    columns = {  # noqa: RUF012 - read only
        "person": schema.TextLine(title=_("姓名"), required=False),
        "opinion": schema.Text(title=_("意见"), required=False),
    }


@adapter(IOpinions, IOpinionsWidget)
class OpinionsConverter(RowsConverter):
    """Rows of name and opinion ↔ one text."""

    def toWidgetValue(self, value):
        rows = [{"person": name, "opinion": said} for name, said in opinions_of(value or "")]
        return super().toWidgetValue(rows)

    def toFieldValue(self, value):
        pairs = [(row["person"] or "", row["opinion"] or "") for row in self.read(value)]
        return text_of(pairs) or self.field.missing_value


@adapter(ILines, IRecordsLayer)
@implementer(IFieldWidget)
def lines_widget(field, request):
    return FieldWidget(field, LinesWidget(request))


@adapter(IOpinions, IRecordsLayer)
@implementer(IFieldWidget)
def opinions_widget(field, request):
    return FieldWidget(field, OpinionsWidget(request))
