"""Every type of content, found in the site's type informations, and a value for every field."""

from zope.schema import getFieldsInOrder
from zope.schema.interfaces import (
    IBool,
    IChoice,
    IDate,
    IDatetime,
    IDecimal,
    IInt,
    IList,
    IText,
    ITextLine,
)

DAY = "2026-03-06"
MOMENT = f"{DAY}T10:00:00+08:00"
#: as many characters as a title may have
LONGEST_TITLE = 1000


def types():
    """Every type that a person makes, records first: name → the kind of its type information."""
    from Acquisition import aq_base
    from plone import api

    from tonghua.records.fti import RecordFTI, RecordsFTI, RegisterFTI

    tool = api.portal.get_tool("portal_types")
    held = [fti for fti in tool.objectValues() if isinstance(fti, RecordsFTI)]
    made = [fti for fti in held if not isinstance(fti, RegisterFTI)]
    made.sort(key=lambda fti: (not isinstance(fti, RecordFTI), fti.getId()))
    return {fti.getId(): type(aq_base(fti)).__name__ for fti in made}


def records():
    """The types that lie in a case as its records."""
    return [name for name, kind in types().items() if kind == "RecordFTI"]


def fields(portal_type, wanted=lambda field: True):
    """name → field of what a person may write in a type, computed and later fields left out."""
    from plone.dexterity.utils import iterSchemataForType

    from tonghua.records.display import is_own

    return {
        name: field
        for schema in iterSchemataForType(portal_type)
        for name, field in getFieldsInOrder(schema)
        if is_own(field) and not field.readonly and wanted(field)
    }


def is_text(field):
    return (IText.providedBy(field) or ITextLine.providedBy(field)) and not IChoice.providedBy(
        field
    )


def is_long(field):
    return is_text(field) and not ITextLine.providedBy(field)


def is_lines(field):
    return IList.providedBy(field) and is_text(field.value_type)


def is_rows(field):
    from tonghua.records.schema import IRows

    return IRows.providedBy(field)


def tokens(field):
    """The first token of a field that has its own vocabulary of them; None for others."""
    one = field.value_type if IList.providedBy(field) else field
    vocabulary = getattr(one, "vocabulary", None)
    if not IChoice.providedBy(one) or vocabulary is None:
        return None
    return [term.token for term in vocabulary]


def cell(column, words):
    """A value for a column of a table, as REST takes it."""
    if is_text(column):
        return words
    if IBool.providedBy(column):
        return True
    if IDatetime.providedBy(column):
        return MOMENT
    if IDate.providedBy(column):
        return DAY
    if tokens(column):
        return tokens(column)[0]
    return 1 if IInt.providedBy(column) or IDecimal.providedBy(column) else None


def row(field, words):
    """A row with something in each cell."""
    found = {name: cell(column, words) for name, column in field.columns().items()}
    return {name: value for name, value in found.items() if value is not None}


def wordy(portal_type, words, line=None):
    """What REST takes of a type with these words wherever words may stand.

    ``line`` are the words of what is one line; titles are cut to their length.
    """
    line = words if line is None else line
    found = {"@type": portal_type}
    for name, field in fields(portal_type).items():
        if is_long(field):
            found[name] = words
        elif is_text(field):
            found[name] = line[: field.max_length] if field.max_length else line
        elif is_lines(field):
            found[name] = [line, line]
        elif is_rows(field):
            found[name] = [row(field, line), row(field, line)]
    return found


def bare(portal_type, **more):
    """The least that a type may be saved with."""
    named = "name" if portal_type == "Party" else "title"
    found = {"@type": portal_type, named: f"（示例）{portal_type}", **more}
    if portal_type == "Officer":
        found.setdefault("certificate_number", "SL-T-900")
    if portal_type == "Device":
        found.setdefault("device_number", "SL-S-900")
    if portal_type == "AudioVisual":
        found.setdefault("kind", "photo")
    return found


def container(case, portal_type):
    """Where a type is made: the case's address, or a register's path."""
    from tonghua.records.cases.registers import REGISTERS

    for register, (_title, held, _keepers) in REGISTERS.items():
        if portal_type in held:
            return register
    return case["url"]
