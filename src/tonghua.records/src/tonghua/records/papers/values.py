"""The values that a record prints (plain JSON), and what stands beside them: signatures, chain."""

from datetime import date, datetime
from decimal import Decimal

from Acquisition import aq_base
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedFile
from z3c.relationfield.interfaces import IRelationValue
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBaseVocabulary, IChoice, ICollection

from tonghua.records.approval.chain import opinions_of
from tonghua.records.cases.numbering import draft_number
from tonghua.records.core.papers import paper_for, papers, signing_places
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.i18n import in_chinese
from tonghua.records.interfaces import IFactsSource
from tonghua.records.office import settings
from tonghua.records.people import fullname

PARTY = (
    "name",
    "id_number",
    "representative",
    "agent",
    "address",
    "phone",
    "email",
    "service_address",
)
#: what no paper prints; the day of service is reckoned from the signatures
LEFT_OUT = frozenset({"confidentiality", "backfilled", "supersedes", "sha256", "served_at"})


def values_of(record):
    """Everything that a template can name, but signatures: what the data hash is made of."""
    case = case_of(record)
    parties = [_party(item) for item in _targets(record.parties)]
    parties = parties or [
        _party(item) for item in case.objectValues() if item.portal_type == "Party"
    ]
    paper = printed_paper(record)
    return {
        "office": {"name": settings().office_name or ""},
        "paper": {
            "key": paper.key if paper else "",
            "title": str(paper.title) if paper else record.title,
            "number": record.number or "",
        },
        "case": _case(case),
        "record": _record(record),
        "parties": parties,
        "party": parties[0] if parties else _party(None),
        "officers": [_officer(item) for item in _targets(record.officers)],
        "bases": [
            {"law": item.law or "", "article": item.article or "", "title": item.title}
            for item in _targets(case.legal_basis)
        ],
    }


def printed_paper(record):
    """The paper that a record prints; None if none. Asks nothing about its signatures."""
    chosen_by = {name for each in papers().values() for name in each.only}
    base = aq_base(record)
    return paper_for(record.portal_type, {name: getattr(base, name, None) for name in chosen_by})


def context_for(record, values, draft, signed):
    """(context, images) for the renderer: the values, and what may change after them.

    ``signed`` are the signatures to print.
    """
    images = {}
    signatures = []
    for position, each in enumerate(signed, start=1):
        key = f"{position}" if each.image else None
        if key:
            images[key] = each.image.data
        signatures.append(
            {
                "name": each.name,
                "capacity": each.capacity,
                "capacity_label": str(label("capacity", each.capacity)),
                "mode": each.mode,
                "at": each.at.isoformat(),
                "refusal_reason": each.refusal_reason,
                "witness": each.witness,
                "image": key,
            }
        )
    paper = {**values["paper"], "draft": draft}
    paper["number"] = paper["number"] or draft_number(record)
    places = [
        {"capacity": place.capacity, "label": str(place.label), "count": place.count}
        for place in signing_places(IFactsSource(record).facts())
    ]
    context = {
        **values,
        "paper": paper,
        "signatures": signatures,
        "chain": opinions_of(record),
        "places": places,
    }
    return context, images


def _record(record):
    found = {}
    for schema in iterSchemata(record):
        for name, field in getFieldsInOrder(schema):
            if name in LEFT_OUT or name in found:
                continue
            value = getattr(record, name, None)
            found[name] = _plain(value, field)
            labels = _labels(value, field, record)
            if labels is not None:
                found[f"{name}_label"] = labels
    return found


def _plain(value, field):
    if value is None:
        return [] if ICollection.providedBy(field) else ""
    if IRelationValue.providedBy(value):
        value = value.to_object
        return {"title": "", "number": ""} if value is None else _named(value)
    if INamedFile.providedBy(value):
        return value.filename or ""
    if isinstance(value, (list, tuple)):
        return [_plain(item, None) for item in value if item is not None]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return {key: _plain(item, None) for key, item in value.items()}
    return value


def _named(item):
    """How a paper names something that a record refers to."""
    named = {"title": item.title or "", "number": getattr(item, "number", None) or ""}
    if item.portal_type == "Officer":
        named.update(_officer(item))
    return named


def _labels(value, field, context):
    """The Chinese labels of a field of tokens; None for any other field."""
    many = ICollection.providedBy(field)
    choice = field.value_type if many else field
    vocabulary = getattr(choice, "vocabulary", None)
    if not IChoice.providedBy(choice) or not IBaseVocabulary.providedBy(vocabulary):
        return None
    titles = [
        in_chinese(vocabulary.getTerm(token).title)
        for token in (value or () if many else (value,))
        if token is not None and token in vocabulary
    ]
    return titles if many else "".join(titles)


def _targets(relations):
    return [item for item in (each.to_object for each in relations or ()) if item is not None]


def _party(item):
    found = {name: getattr(item, name, None) or "" for name in PARTY}
    kind = getattr(item, "kind", None) or ""
    found["kind"] = kind
    found["kind_label"] = str(label("party_kind", kind)) if kind else ""
    return found


def _officer(item):
    return {
        "name": item.title or "",
        "certificate_number": item.certificate_number or "",
        "certificate_issuer": item.certificate_issuer or "",
    }


def _case(case):
    return {
        "number": case.number or "",
        "title": case.title or "",
        "cause": case.cause or "",
        "source": case.source or "",
        "section": case.section or "",
        "procedure": case.procedure or "",
        "procedure_label": str(label("procedure", case.procedure)) if case.procedure else "",
        "opened_at": case.opened_at.isoformat() if case.opened_at else "",
        "handlers": [fullname(username) for username in case.handlers or ()],
        "reviewer": fullname(case.reviewer),
        "approver": fullname(case.approver),
    }
