"""The values that a record prints (plain JSON), and what stands beside them: signatures, chain."""

from datetime import date, datetime
from decimal import Decimal

from Acquisition import aq_base
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedFile
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBaseVocabulary, IChoice, ICollection

from tonghua.records.approval.chain import opinions_of
from tonghua.records.cases.numbering import chosen_by, draft_number
from tonghua.records.core.confidentiality import SECRET
from tonghua.records.core.papers import is_numbered_beside, paper_for, places_of
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of, level_of, tells_informant
from tonghua.records.i18n import in_chinese
from tonghua.records.interfaces import ICase, IFactsSource, IRecordContent
from tonghua.records.office import settings
from tonghua.records.papers.builds import build
from tonghua.records.people import fullname
from tonghua.records.schema import IPerson, IReference, IReferences, IRows

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
CASE = ("number", "title", "cause", "source", "section", "procedure", "reviewer", "approver")
OFFICER = ("name", "certificate_number", "certificate_issuer")
#: type → what a reference to it prints beside title and number
NAMED = {"Officer": OFFICER, "Device": ("device_number", "model")}
NO_CHAIN = {
    part: {"opinion": "", "name": "", "at": ""} for part in ("handler", "reviewer", "approver")
}
#: what no paper prints: the day of service is reckoned from the signatures, and who complained
#: stands as ``informant`` on the papers that registrar and examiner alone read (article 8)
LEFT_OUT = frozenset({"confidentiality", "backfilled", "served_at", "informant", "contact"})


def values_of(item, lists=None):
    """Everything that a template of an item's own paper can name, but signatures: what the data
    hash is made of. ``lists`` are those that the paper builds, where they are gathered already.
    """
    case = case_of(item)
    parties = [_party(each) for each in _targets(getattr(aq_base(item), "parties", None))]
    if not parties and case is not None:
        parties = [_party(each) for each in case.objectValues() if each.portal_type == "Party"]
    paper = printed_paper(item)
    if lists is None:
        lists = build(item, paper)[0] if paper is not None else {}
    record = _record(item)
    said = paper_values(item, paper)
    if paper is not None and not paper.number_class and is_numbered_beside(item.portal_type):
        # the number of what goes out beside it; whoever signed the minutes signed without it
        record["number"] = said["number"] = ""
    return {
        "office": {"name": settings().office_name or ""},
        "paper": said,
        "case": _case(case if case is not None else item),
        "record": record,
        "informant": _informant(item, case),
        "parties": parties,
        "party": parties[0] if parties else _party(None),
        "officers": [_officer(each) for each in _targets(getattr(aq_base(item), "officers", None))],
        "bases": [
            {"law": each.law or "", "article": each.article or "", "title": each.title}
            for each in _targets(getattr(aq_base(case), "legal_basis", None))
        ],
        **lists,
    }


def paper_values(item, paper, issue=None):
    """What a paper is: its key, title and number (文号), and when it was given out.

    One that is issued (出具) has the number and the day of its ``issue``, none before.
    """
    number = getattr(aq_base(item), "number", None) or ""
    if paper is not None and paper.beside and paper.number_class:
        number = issue.number if issue is not None else ""
    return {
        "key": paper.key if paper else "",
        "title": str(paper.title) if paper else item.title,
        "number": number,
        "issued_at": issue.at.isoformat() if issue is not None else "",
    }


def printed_paper(item):
    """The paper that an item prints as its own; None if none. Asks nothing about signatures."""
    return paper_for(item.portal_type, chosen_by(item))


def context_for(item, paper, values, draft, signed):
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
    said = {**values["paper"], "draft": draft}
    said["number"] = said["number"] or draft_number(paper.number_class)
    places = [
        {"capacity": place.capacity, "label": str(place.label), "count": place.count}
        for place in places_on(item, paper)
    ]
    context = {
        **values,
        "paper": said,
        "signatures": signatures,
        "chain": opinions_of(item) if IRecordContent.providedBy(item) else NO_CHAIN,
        "places": places,
    }
    return context, images


def places_on(item, paper):
    """The signing places of a paper that an item's values ask for, with their counts."""
    if not IRecordContent.providedBy(item):
        return paper.places
    return places_of(paper, IFactsSource(item).facts())


def _record(record):
    found = {}
    for schema in iterSchemata(record):
        for name, field in getFieldsInOrder(schema):
            if name in LEFT_OUT or name in found:
                continue
            value = getattr(record, name, None)
            found[name] = _plain(value, field)
            if has_labels(field):
                found[f"{name}_label"] = _labels(value, field)
    return found


def _plain(value, field):
    """A value of a field as plain JSON: people and things by their names, rows with labels."""
    if IReference.providedBy(field):
        return _named(value and value.to_object, field)
    if IReferences.providedBy(field):
        return [_named(each.to_object, field) for each in value or ()]
    if value is None:
        return [] if ICollection.providedBy(field) else ""
    if IRows.providedBy(field):
        return [_row(row, field.columns()) for row in value]
    if IPerson.providedBy(field):
        return fullname(value)
    if INamedFile.providedBy(value):
        return value.filename or ""
    if isinstance(value, (list, tuple)):
        return [_plain(item, getattr(field, "value_type", None)) for item in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def reference_names(field):
    """What a paper can say of each thing that a reference names."""
    return ("title", "number", *(name for each in field.types for name in NAMED.get(each, ())))


def _named(item, field):
    """How a paper names something that a record refers to; empty texts for nothing."""
    if item is None:
        return dict.fromkeys(reference_names(field), "")
    said = {"name": item.title}
    if ICase.providedBy(item) and level_of(item) in SECRET:
        # an order or a check goes to people who may not view the case: its number tells which it is
        return {name: said_of_secret(item, name) for name in reference_names(field)}
    return {
        name: said.get(name) or getattr(aq_base(item), name, None) or ""
        for name in reference_names(field)
    }


def said_of_secret(case, name):
    """What a paper outside a confidential case says of it (article 29): the number alone."""
    return (case.number or case.getId()) if name == "number" else ""


def _row(row, columns):
    """One row of a table, with the labels of its tokens."""
    found = {}
    for name, column in columns.items():
        found[name] = _plain(row.get(name), column)
        if has_labels(column):
            found[f"{name}_label"] = _labels(row.get(name), column)
    return found


def has_labels(field):
    """Whether a field is one of tokens, one or several, which have labels to print."""
    choice = field.value_type if ICollection.providedBy(field) else field
    vocabulary = getattr(choice, "vocabulary", None)
    return IChoice.providedBy(choice) and IBaseVocabulary.providedBy(vocabulary)


def _labels(value, field):
    """The Chinese labels of a field of tokens: a list for several, a text for one."""
    many = ICollection.providedBy(field)
    vocabulary = (field.value_type if many else field).vocabulary
    titles = [
        in_chinese(vocabulary.getTerm(token).title)
        for token in (value or () if many else (value,))
        if token is not None and token in vocabulary
    ]
    return titles if many else "".join(titles)


def _targets(relations):
    return [item for item in (each.to_object for each in relations or ()) if item is not None]


def _informant(record, case):
    """Who complained (举报人), by his real name, on papers that only registrar and examiner see."""
    base = aq_base(case)
    return base.informant or "" if tells_informant(record) and base.real_name else ""


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
    """What a paper says of a case, or of a complaint, which has fewer fields."""
    base = aq_base(case)
    said = {name: getattr(base, name, None) or "" for name in CASE}
    return {
        **said,
        "procedure_label": str(label("procedure", said["procedure"])) if said["procedure"] else "",
        "opened_at": _plain(getattr(base, "opened_at", None), None),
        "closed_at": _plain(getattr(base, "closed_at", None), None),
        "handlers": [fullname(name) for name in getattr(base, "handlers", None) or ()],
        "reviewer": fullname(said["reviewer"]),
        "approver": fullname(said["approver"]),
    }
