"""Naming cases by their numbers (案号): whoever supervises them need not be able to view them.

A list to choose from would tell the titles of confidential cases, and be endless in a large office.
"""

from plone import api
from z3c.form.browser.text import TextWidget
from z3c.form.browser.textarea import TextAreaWidget
from z3c.form.converter import BaseDataConverter, FormatterValidationError
from zope.component import adapter
from zope.interface import Interface, implementer

from tonghua.records import _
from tonghua.records.schema import IReference, IReferences

#: the vocabulary whose fields are filled in by number
VOCABULARY = "tonghua.records.cases"


class ICaseNumbers(Interface):
    """A widget in which cases are written by their numbers."""


@implementer(ICaseNumbers)
class CaseNumberWidget(TextWidget):
    """One case, by its number."""

    klass = "text-widget form-control"


@implementer(ICaseNumbers)
class CaseNumbersWidget(TextAreaWidget):
    """Several cases, a number a line."""

    klass = "textarea-widget form-control"
    rows = 5


def name_of(case):
    """How a case is written: its number; until it has one, the short name in its address."""
    return case.number or case.getId()


def case_named(text, types):
    """The case that a number names, whether or not this person may view it; None for none."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type=list(types), number=text)
    if not found:
        found = catalog.unrestrictedSearchResults(portal_type=list(types), id=text)
    return found[0]._unrestrictedGetObject() if found else None


class _Converter(BaseDataConverter):
    def named(self, text):
        case = case_named(text, self.field.types)
        if case is None:
            raise FormatterValidationError(
                _("没有案号为“${number}”的案件。请核对案号。", mapping={"number": text}), text
            )
        return case


@adapter(IReference, ICaseNumbers)
class CaseNumberConverter(_Converter):
    """A number ↔ the case."""

    def toWidgetValue(self, value):
        return "" if value is None else name_of(value)

    def toFieldValue(self, value):
        text = (value or "").strip()
        return self.named(text) if text else self.field.missing_value


@adapter(IReferences, ICaseNumbers)
class CaseNumbersConverter(_Converter):
    """Numbers, one a line ↔ the cases, each once."""

    def toWidgetValue(self, value):
        return "\n".join(name_of(each) for each in value or ())

    def toFieldValue(self, value):
        lines = dict.fromkeys(line.strip() for line in (value or "").splitlines())
        found = {case.UID(): case for case in map(self.named, filter(None, lines))}
        return list(found.values())
