"""Ten thousand cases in minutes: copies of one registered case, each indexed as if registered.

The first goes the whole way. A copy has the same fields, workflow and rights under its own id and
UUID, and is entered in folder, catalogue, intids and relations, which is all that can grow slow.
"""

from __future__ import annotations

import sys
import time
from copy import copy
from typing import Any

import transaction
from Acquisition import aq_base
from persistent.mapping import PersistentMapping
from plone.indexer.interfaces import IIndexableObject
from plone.uuid.interfaces import ATTRIBUTE_NAME, IUUIDGenerator
from z3c.relationfield.event import _setRelation
from zope.component import getMultiAdapter, getUtility
from zope.intid.interfaces import IIntIds

from benchmarks.creation import register, relations

#: who handles the cases, in turns; the first is who opens the pages
HANDLERS = ("handler1", "handler2", "handler3")
BATCH = 500
#: what a copy has of its own, beside its empty folder
OWN = {"id", "title", "handlers", "legal_basis", "workflow_history", ATTRIBUTE_NAME, "__parent__"}
FOLDER = {"_tree", "_count", "_mt_index", "__annotations__"}


def fill(site: Any, cases: int) -> int:
    """Make so many cases, committed in batches, with a word of progress; how many there are."""
    first = register(site, "（示例）第 1 件案件")
    transaction.commit()
    begun = time.monotonic()
    for n in range(2, cases + 1):
        add(site, first, n)
        if n % BATCH == 0 or n == cases:
            transaction.commit()
            site._p_jar.cacheGC()
            took = time.monotonic() - begun
            print(f"  {n} of {cases} cases, {took:.0f} s", file=sys.stderr, flush=True)
    return len(site["cases"])


def add(site: Any, first: Any, n: int) -> None:
    """Add one copy."""
    base = aq_base(first)
    base._p_activate()
    made = type(base)()
    held = base.__dict__
    made.__dict__.update({key: held[key] for key in held if key not in OWN | FOLDER})
    made.id, made.title = f"bulk{n}", f"（示例）第 {n} 件案件"
    made.handlers = [HANDLERS[n % len(HANDLERS)]]
    made.workflow_history = PersistentMapping(
        {name: copy(steps) for name, steps in base.workflow_history.items()}
    )
    setattr(made, ATTRIBUTE_NAME, getUtility(IUUIDGenerator)())
    folder = site["cases"]
    folder._setObject(made.id, made, set_owner=0, suppress_events=True)
    case = folder[made.id]
    made._p_jar or site._p_jar.add(made)
    getUtility(IIntIds).register(case)
    made.legal_basis = relations(site["bases"].objectValues()[:1])
    for relation in made.legal_basis:
        _setRelation(case, "legal_basis", relation)
    site.portal_catalog._catalog.catalogObject(indexable(site, case), path_of(case))


def path_of(case: Any) -> str:
    """Return the path under which the catalogue keeps an item."""
    return "/".join(case.getPhysicalPath())


def indexable(site: Any, case: Any) -> Any:
    """Return an item as the catalogue asks it, with its indexers."""
    return getMultiAdapter((case, site.portal_catalog), IIndexableObject)
