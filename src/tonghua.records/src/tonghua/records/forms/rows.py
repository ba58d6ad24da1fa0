"""Rows (表格): a list of dicts as a table, in plain HTML and fast enough for 2,000 rows.

Cells are named ``NAME.ROW.COLUMN`` with ``NAME.count`` beside them. A script may send all rows in
one field instead, ``NAME.json``, a list of lists in the columns' order.
"""

import json

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form.browser.widget import HTMLFormElement
from z3c.form.converter import BaseDataConverter, FormatterValidationError
from z3c.form.interfaces import NO_VALUE, IFieldWidget
from z3c.form.widget import FieldWidget, Widget
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer, implementer_only

from tonghua.records import _
from tonghua.records.forms.cells import cell_html, read_cell, show_cell
from tonghua.records.forms.interfaces import IRowsWidget
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.schema import IRows

#: empty rows that a table has at its end, for whoever has no scripts
SPARE = 3
MOST = 5000
#: how many wrong cells are named at once
NAMED = 5


@implementer_only(IRowsWidget)
class RowsWidget(HTMLFormElement, Widget):
    """A table of controls; its value are the rows as dicts of text."""

    template = ViewPageTemplateFile("rows.pt")
    klass = "rows-widget"

    def render(self):
        return self.template()

    @property
    def columns(self):
        """name → field of the rows, in their order."""
        return self.field.columns()

    @property
    def heads(self):
        return [translate(field.title, context=self.request) for field in self.columns.values()]

    @property
    def row_label(self):
        return translate(_("第 ${n} 行"), context=self.request)

    def rows(self):
        """Number and cells of each row, with some empty ones at the end."""
        kept = list(self.value or ())
        for n, row in enumerate([*kept, *({} for _spare in range(SPARE))]):
            yield n, self._cells(n, row)

    def _cells(self, n, row):
        heads = zip(self.heads, self.columns.items(), strict=True)
        return "".join(
            f"<td>{cell_html(f'{self.name}.{n}.{name}', head, field, row.get(name), self.request)}</td>"
            for head, (name, field) in heads
        )

    @property
    def count(self):
        return len(self.value or ()) + SPARE

    def extract(self, default=NO_VALUE):
        form = self.request.form
        packed = form.get(f"{self.name}.json")
        if packed:
            return self._unpacked(packed)
        try:
            count = min(int(form.get(f"{self.name}.count", "")), MOST)
        except (TypeError, ValueError):
            return default
        rows = [
            {name: form.get(f"{self.name}.{n}.{name}", "") for name in self.columns}
            for n in range(count)
        ]
        return [row for row in rows if any(_text(value) for value in row.values())]

    def _unpacked(self, packed):
        try:
            rows = json.loads(packed)
        except (TypeError, ValueError):
            return []
        names = list(self.columns)
        found = [
            dict(zip(names, map(_text, row), strict=False))
            for row in rows[:MOST]
            if isinstance(row, list)
        ]
        return [row for row in found if any(row.values())]


def _text(value):
    return value.strip() if isinstance(value, str) else ""


@adapter(IRows, IRowsWidget)
class RowsConverter(BaseDataConverter):
    """Rows of text ↔ rows of values; what is wrong is named by row and column."""

    def toWidgetValue(self, value):
        columns = self.field.columns()
        return [
            {name: show_cell(field, row.get(name)) for name, field in columns.items()}
            for row in value or ()
        ]

    def toFieldValue(self, value):
        rows, wrong = [], []
        for n, row in enumerate(value or (), start=1):
            read = {}
            for name, field in self.field.columns().items():
                try:
                    read[name] = read_cell(field, _text(row.get(name)))
                except ValueError as error:
                    wrong.append((n, field.title, error.args[0]))
            rows.append(read)
        if wrong:
            raise FormatterValidationError(self._said(wrong), value)
        return rows or self.field.missing_value

    def _said(self, wrong):
        request = self.widget.request
        return "".join(
            translate(
                _(
                    "第${n}行“${column}”：${reason}",
                    mapping={
                        "n": n,
                        "column": translate(column, context=request),
                        "reason": translate(reason, context=request),
                    },
                ),
                context=request,
            )
            for n, column, reason in wrong[:NAMED]
        )


@adapter(IRows, IRecordsLayer)
@implementer(IFieldWidget)
def rows_widget(field, request):
    return FieldWidget(field, RowsWidget(request))
