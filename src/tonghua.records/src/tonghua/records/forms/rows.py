"""Rows (表格): a list of dicts as a table, in plain HTML and fast enough for 2,000 rows.

Cells are named ``NAME.ROW.COLUMN`` with ``NAME.count`` beside them. A long table is sent in one
field instead, ``NAME.json``, a list of lists in the columns' order: a browser is slow with
thousands of controls, so the script shows a part at a time. Without scripts it is kept as it is.
"""

import json
from html import escape

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
from tonghua.records.forms.guarded import printable
from tonghua.records.forms.interfaces import IRowsWidget
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.schema import IRows

#: empty rows that a table has at its end, for whoever has no scripts
SPARE = 3
#: from here on a table is sent as one field
LONG = 100
#: what a form can still show and a paper print
MOST = 5000
#: how many wrong cells are named at once
NAMED = 5
TOO_MANY = _("最多 ${most} 行，现在有 ${count} 行。请分成几份清单，或者把清单作为附件。")

#: what stands under a table
WORDS = {
    "count": _("共 ${n} 行"),
    "sum": _("${column}合计 ${sum}"),
    "between": _("，"),
    "several": _("、"),
    "part": _("第 ${from}—${to} 行，共 ${n} 行"),
}


@implementer_only(IRowsWidget)
class RowsWidget(HTMLFormElement, Widget):
    """A table of controls; its value are the rows as dicts of text."""

    template = ViewPageTemplateFile("rows.pt")
    klass = "rows-widget"
    #: what stands beside the table's buttons, as HTML
    beside = ""
    #: CSS classes of the table's frame
    layout = ""

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
    def sums(self):
        """Places of what is added up and of its unit, and its head, for the script."""
        names, heads = list(self.columns), self.heads
        return json.dumps(
            [
                [names.index(name), names.index(unit) if unit else -1, heads[names.index(name)]]
                for name, unit in getattr(self.field, "sums", {}).items()
            ]
        )

    @property
    def words(self):
        return json.dumps(
            {name: translate(said, context=self.request) for name, said in self.said.items()},
            ensure_ascii=False,
        )

    said = WORDS

    def rows(self):
        """Number and cells of each row, with some empty ones at the end."""
        kept = [] if self.packed else [*(self.value or ()), *({} for _spare in range(SPARE))]
        for n, row in enumerate(kept):
            yield n, self._cells(n, row)

    @property
    def blank(self):
        """The cells of an empty row; the script names them after their place."""
        return self._cells("blank", {})

    @property
    def packed(self):
        """All rows of a long table as the one field holds them; "" for others."""
        rows = self.value or ()
        if len(rows) <= LONG:
            return ""
        names = list(self.columns)
        kept = [[row.get(name) or "" for name in names] for row in rows]
        return json.dumps(kept, ensure_ascii=False)

    def _cells(self, n, row):
        heads = zip(self.heads, self.columns.items(), strict=True)
        return "".join(
            f'<td data-head="{escape(head)}">'
            f"{cell_html(f'{self.name}.{n}.{name}', head, field, row.get(name), self.request)}</td>"
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
            count = min(int(form.get(f"{self.name}.count", "")), MOST + SPARE + 1)
        except (TypeError, ValueError):
            return default
        names = list(self.columns)
        rows = [
            {name: form.get(f"{self.name}.{n}.{name}", "") for name in names} for n in range(count)
        ]
        return [row for row in rows if any(_text(value) for value in row.values())]

    def _unpacked(self, packed):
        try:
            rows = json.loads(packed)
        except (TypeError, ValueError):
            return []
        names = list(self.columns)
        found = [
            dict(zip(names, map(_text, row), strict=False)) for row in rows if isinstance(row, list)
        ]
        return [row for row in found if any(row.values())]


def _text(value):
    return printable(value).strip() if isinstance(value, str) else ""


@adapter(IRows, IRowsWidget)
class RowsConverter(BaseDataConverter):
    """Rows of text ↔ rows of values; what is wrong is named by row and column."""

    def toWidgetValue(self, value):
        columns = self.widget.columns
        return [
            {name: show_cell(field, row.get(name)) for name, field in columns.items()}
            for row in value or ()
        ]

    def toFieldValue(self, value):
        return self.read(value) or self.field.missing_value

    def read(self, value):
        """The rows as dicts of values. Raises FormatterValidationError with what is wrong."""
        if len(value or ()) > MOST:
            said = _(str(TOO_MANY), mapping={"most": MOST, "count": len(value)})
            raise FormatterValidationError(said, value)
        columns = self.widget.columns
        rows, wrong = [], []
        for n, row in enumerate(value or (), start=1):
            read = {}
            for name, field in columns.items():
                try:
                    read[name] = read_cell(field, _text(row.get(name)))
                except ValueError as error:
                    wrong.append((n, field.title, error.args[0]))
            rows.append(read)
        if wrong:
            raise FormatterValidationError(self._said(wrong), value)
        return rows

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
