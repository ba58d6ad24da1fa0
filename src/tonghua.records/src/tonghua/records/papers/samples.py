"""Sample values of each type, against which a template's placeholders are checked.

Built from the schemata, so that every name that a record can print is known; nothing in them is
of a real case.
"""

from plone.dexterity.interfaces import IDexterityFTI
from plone.dexterity.utils import iterSchemataForType
from zope.component import queryUtility
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool, ICollection, IDate, IDatetime, IDecimal

from tonghua.records.core.papers import paper, papers
from tonghua.records.papers.built_samples import SAMPLES
from tonghua.records.papers.values import (
    CASE,
    LEFT_OUT,
    OFFICER,
    PARTY,
    has_labels,
    reference_names,
)
from tonghua.records.schema import IReference, IReferences, IRows

MOMENT = "2026-03-06T10:00:00+08:00"
DAY = "2026-03-06"
TEXT = "示例"
STEP = {"opinion": TEXT, "name": TEXT, "at": MOMENT}


def sample_context(key):
    """A whole context for the paper of this key; None for a key that is not in the catalogue."""
    if key not in papers():
        return None
    found = paper(key)
    party = dict.fromkeys((*PARTY, "kind", "kind_label"), TEXT)
    return {
        "office": {"name": TEXT},
        "paper": {
            "key": key,
            "title": TEXT,
            "number": TEXT,
            "draft": True,
            "issued_at": MOMENT,
        },
        "case": {
            **dict.fromkeys((*CASE, "procedure_label"), TEXT),
            **dict.fromkeys(("opened_at", "closed_at"), MOMENT),
            "handlers": [TEXT],
        },
        "record": _record(found.portal_type),
        "informant": TEXT,
        "parties": [party],
        "party": party,
        "officers": [dict.fromkeys(OFFICER, TEXT)],
        "bases": [{"law": TEXT, "article": TEXT, "title": TEXT}],
        "signatures": [
            {
                **dict.fromkeys(("name", "refusal_reason", "witness"), TEXT),
                "capacity": "party",
                "capacity_label": TEXT,
                "mode": "handwritten",
                "at": MOMENT,
                "image": None,
            }
        ],
        "chain": {part: dict(STEP) for part in ("handler", "reviewer", "approver")},
        "places": [],
        **{name: SAMPLES[name] for name in found.builds},
    }


def _record(portal_type):
    values = {}
    if queryUtility(IDexterityFTI, name=portal_type) is None:
        return values
    for schema in iterSchemataForType(portal_type):
        for name, field in getFieldsInOrder(schema):
            if name in LEFT_OUT or name in values:
                continue
            values.update(_values(name, field))
    return values


def _values(name, field):
    """A field's value, and its label where it has one."""
    values = {name: _value(field)}
    if has_labels(field):
        values[f"{name}_label"] = [TEXT] if ICollection.providedBy(field) else TEXT
    return values


def _value(field):
    if IRows.providedBy(field):
        row = {}
        for name, column in field.columns().items():
            row.update(_values(name, column))
        return [row]
    if IReference.providedBy(field):
        return dict.fromkeys(reference_names(field), TEXT)
    if IReferences.providedBy(field):
        return [dict.fromkeys(reference_names(field), TEXT)]
    if ICollection.providedBy(field):
        return [TEXT]
    if IBool.providedBy(field):
        return True
    if IDecimal.providedBy(field):
        return "50000.00"
    if IDatetime.providedBy(field):
        return MOMENT
    if IDate.providedBy(field):
        return DAY
    return TEXT
