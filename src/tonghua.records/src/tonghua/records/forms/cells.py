"""The cells of a table: control, text and value by the kind of their column."""

from datetime import date
from decimal import Decimal, InvalidOperation
from html import escape

from zope.i18n import translate
from zope.schema.interfaces import (
    IBool,
    IChoice,
    IDate,
    IDatetime,
    IDecimal,
    IInt,
    IText,
    ITextLine,
)

from tonghua.records import _
from tonghua.records.forms.converters import NO_MOMENT, moment_as_text, text_as_moment

NO_DAY = _("日期的写法不对。请写作 2026-03-06，或者从日历中选择。")
NO_NUMBER = _("不是数。请填写阿拉伯数字。")
NO_CHOICE = _("没有这个选项。请从列表中选择。")
YES_NO = (("true", _("是")), ("false", _("否")))


def cell_html(name, label, field, value, request):
    """The control of a cell, named for those who do not see the table's head."""
    column = name.rpartition(".")[2]
    shared = f'name="{escape(name)}" data-column="{column}" aria-label="{escape(label)}"'
    choices = _choices(field)
    if choices is not None:
        options = "".join(
            f'<option value="{escape(token)}"{" selected" if token == value else ""}>'
            f"{escape(translate(title, context=request))}</option>"
            for token, title in (("", ""), *choices)
        )
        return f'<select class="form-select" {shared}>{options}</select>'
    if IText.providedBy(field) and not ITextLine.providedBy(field):
        return f'<textarea class="form-control" rows="2" {shared}>{escape(value or "")}</textarea>'
    kind = "datetime-local" if IDatetime.providedBy(field) else "text"
    if IDate.providedBy(field) and kind == "text":
        kind = "date"
    mode = ' inputmode="decimal"' if _is_number(field) else ""
    return (
        f'<input class="form-control" type="{kind}"{mode} value="{escape(value or "")}" {shared}>'
    )


def show_cell(field, value):
    """A value as the text of its control."""
    if value is None:
        return ""
    if IDatetime.providedBy(field):
        return moment_as_text(value)
    if IDate.providedBy(field):
        return value.isoformat()
    if IBool.providedBy(field):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def read_cell(field, text):
    """The value that a text means; None for an empty one. Raises ValueError with a sentence."""
    if not text:
        return None
    if IDatetime.providedBy(field):
        return _read(text_as_moment, text, NO_MOMENT)
    if IDate.providedBy(field):
        return _read(date.fromisoformat, text, NO_DAY)
    choices = _choices(field)
    if choices is not None:
        if text not in [token for token, _title in choices]:
            raise ValueError(NO_CHOICE)
        return text == "true" if IBool.providedBy(field) else text
    if _is_number(field):
        return _read(int if IInt.providedBy(field) else Decimal, text.replace(",", ""), NO_NUMBER)
    return text.replace("\r\n", "\n")


def _read(convert, text, otherwise):
    try:
        return convert(text)
    except (ValueError, InvalidOperation):
        raise ValueError(otherwise) from None


def _choices(field):
    if IBool.providedBy(field):
        return YES_NO
    if IChoice.providedBy(field) and field.vocabulary is not None:
        return [(term.token, term.title or term.token) for term in field.vocabulary]
    return None


def _is_number(field):
    return IInt.providedBy(field) or IDecimal.providedBy(field)
