"""Words in a list (检索): found in a case, its parties and its records, as far as one may view."""

import re
from functools import reduce

from plone import api
from Products.ZCTextIndex.ParseTree import ParseError

#: what the index's query language would read as operators
OPERATORS = re.compile(r"[()\"*?&|!~^:\\]")
#: signs and spaces that part words; the index knows only letters, figures and Chinese
WORDS = re.compile(r"\s+")
MOST_WORDS = 8


def words_of(text):
    """The words that somebody typed, at most eight, each as the index's language quotes it."""
    cleaned = OPERATORS.sub(" ", text or "")
    return [f'"{word}"' for word in WORDS.split(cleaned) if word][:MOST_WORDS]


def found(query, text):
    """The catalogue's answer to a query, narrowed to items that have every word."""
    words = words_of(text)
    catalog = api.portal.get_tool("portal_catalog")
    if words:
        query = {**query, "SearchableText": " AND ".join(words)}
    try:
        return catalog.searchResults(**query)
    except ParseError:
        return []


def cases_with(text, folder):
    """Ids of the cases in ``folder`` in which this person may read every word.

    A word may stand in the case, in a party or in a record; each word may stand somewhere else.
    Every item is found with its own rights, so what may not be viewed neither finds its case nor
    is counted. None when nothing was asked.
    """
    words = words_of(text)
    if not words:
        return None
    path = "/".join(folder.getPhysicalPath())
    sets = []
    for word in words:
        brains = found({"path": path}, word)
        sets.append({_id_in(path, brain.getPath()) for brain in brains} - {""})
        if not sets[-1]:
            break
    return reduce(set.__and__, sets)


def _id_in(folder, path):
    """The id of the child of a folder that a path leads through."""
    return path[len(folder) + 1 :].split("/", 1)[0]
