"""What a search finds (检索): the words of our content's own fields, not only its title."""

from Acquisition import aq_base
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.dexterity.utils import iterSchemata
from plone.indexer.decorator import indexer
from plone.supermodel.utils import mergedTaggedValueDict
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IList, IText, ITextLine

from tonghua.records.interfaces import IRecordsContent


@indexer(IRecordsContent)
def searchable_text(item):
    """Title, number and every text of the item; no token and nothing that it only refers to."""
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
