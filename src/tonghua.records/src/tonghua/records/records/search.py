"""What a search finds (检索): the words of our content's own fields, not only its title."""

from Acquisition import aq_base
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.dexterity.utils import iterSchemata
from plone.indexer.decorator import indexer
from plone.namedfile.interfaces import INamedFile
from plone.supermodel.utils import mergedTaggedValueDict
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IList, IText, ITextLine

from tonghua.records.files import ending_of
from tonghua.records.interfaces import ICaseContent, IConfidential, IRecordsContent
from tonghua.records.papers.text import MAX_FILE, text_of
from tonghua.records.schema import IRows

#: the ending of an attached file whose words are found
DOCX = ".docx"


@indexer(IRecordsContent)
def searchable_text(item):
    """Title, number, every text of the item and of its attached DOCX; no token and nothing that it
    only refers to.
    """
    return " ".join(_words(item))


@indexer(IRecordsContent)
def number(item):
    """The item's own number (文号), never that of the case that it lies in."""
    return getattr(aq_base(item), "number", None)


def _words(item):
    yield item.Title() or ""
    for schema in iterSchemata(item):
        kept = mergedTaggedValueDict(schema, READ_PERMISSIONS_KEY)
        for name, field in getFieldsInOrder(schema):
            value = getattr(item, name, None)
            # what not every viewer may read is found by nobody (article 8: who complained)
            if not value or name == "title" or name in kept:
                continue
            if IText.providedBy(field) or ITextLine.providedBy(field):
                yield value
            elif IList.providedBy(field) and ITextLine.providedBy(field.value_type):
                yield " ".join(value)
            elif IRows.providedBy(field):
                yield from _row_words(value, field.columns())
            elif INamedFile.providedBy(value) and _is_read(item, value):
                yield text_of(value.data)


def _row_words(rows, columns):
    """The texts of a table: questions and answers, things and their features."""
    texts = [
        name
        for name, column in columns.items()
        if IText.providedBy(column) or ITextLine.providedBy(column)
    ]
    for row in rows:
        yield from (row[name] for name in texts if row.get(name))


def _is_read(item, file):
    """Whether an attached file's words are found: not those of templates, which every paper has."""
    inside = ICaseContent.providedBy(item) or IConfidential.providedBy(item)
    return inside and ending_of(file) == DOCX and file.getSize() <= MAX_FILE
