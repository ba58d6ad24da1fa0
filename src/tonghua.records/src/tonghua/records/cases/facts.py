"""Content turned into the plain facts that core reads (``core.facts``)."""

from dataclasses import fields

from Acquisition import aq_base
from plone.namedfile.interfaces import INamedFile
from plone.uuid.interfaces import IUUID
from z3c.relationfield.interfaces import IRelationValue
from zope.component import adapter
from zope.interface import implementer

from tonghua.records.core.facts import (
    FACTS_BY_TYPE,
    BasisFacts,
    CaseFacts,
    OfficerFacts,
    PartyFacts,
    RecordFacts,
    Step,
)
from tonghua.records.core.workflows import workflow_of
from tonghua.records.interfaces import ICase, IFactsSource, IRecordContent
from tonghua.records.moments import from_zope
from tonghua.records.signing.standing import standing


def plain(value):
    """A field's value as facts keep it: uids for relations, True for files, tuples for lists."""
    if IRelationValue.providedBy(value):
        target = value.to_object
        return None if target is None else IUUID(target)
    if INamedFile.providedBy(value):
        return True
    if isinstance(value, (list, tuple)):
        return tuple(item for item in map(plain, value) if item is not None)
    return value


def fill(kind, content, **more):
    """Make a facts dataclass from the attributes that content has under the same names."""
    values = dict(more)
    base = aq_base(content)
    for field in fields(kind):
        if field.name not in values:
            value = plain(getattr(base, field.name, None))
            if value is not None and not callable(value):
                values[field.name] = value
    return kind(**values)


def history_of(content):
    """The steps of an item's own workflow, as they were taken."""
    workflow = workflow_of(content.portal_type)
    if workflow is None:
        return ()
    entries = (getattr(content, "workflow_history", None) or {}).get(workflow.id, ())
    return tuple(
        Step(
            transition=entry["action"],
            actor=entry.get("actor") or "",
            at=from_zope(entry["time"]),
            comment=entry.get("comments") or "",
        )
        for entry in entries
        if entry.get("action")
    )


@implementer(IFactsSource)
@adapter(IRecordContent)
class RecordSource:
    """The facts of a record, by the dataclass that core has for its type."""

    def __init__(self, context):
        self.context = context

    def facts(self):
        kind = FACTS_BY_TYPE.get(self.context.portal_type, RecordFacts)
        return fill(
            kind,
            self.context,
            uid=IUUID(self.context),
            title=self.context.title or "",
            created=from_zope(self.context.created()),
            initial_state=None,
            signatures=tuple(each.facts() for each in standing(self.context)),
            history=history_of(self.context),
        )


@implementer(IFactsSource)
@adapter(ICase)
class CaseSource:
    """The facts of a case, with those of everything in it and of the registers it names."""

    kind = CaseFacts

    def __init__(self, context):
        self.context = context

    def facts(self):
        case = self.context
        inside = list(case.objectValues())
        records = [item for item in inside if IRecordContent.providedBy(item)]
        records.sort(key=lambda item: (item.created(), item.getId()))
        return fill(
            self.kind,
            case,
            uid=IUUID(case),
            type=case.portal_type,
            title=case.title or "",
            created=from_zope(case.created()),
            history=history_of(case),
            bases=tuple(_entry(BasisFacts, item) for item in _targets(case, "legal_basis")),
            parties=tuple(
                _entry(PartyFacts, item) for item in inside if item.portal_type == "Party"
            ),
            officers=_officers(records),
            records=tuple(IFactsSource(item).facts() for item in records),
        )


def _entry(kind, content):
    return fill(kind, content, uid=IUUID(content))


def _targets(content, *names):
    """The items that relations under these names lead to, broken ones left out."""
    for name in names:
        value = getattr(content, name, None)
        for relation in value if isinstance(value, (list, tuple)) else (value,):
            target = getattr(relation, "to_object", None)
            if target is not None:
                yield target


def _officers(records):
    """The officers that any record names, each once."""
    found = {}
    for record in records:
        for officer in _targets(
            record, "officers", "servers", "operator", "reviewers", "host", "clerk", "recorder"
        ):
            if officer.portal_type == "Officer":
                found.setdefault(IUUID(officer), officer)
    return tuple(_entry(OfficerFacts, officer) for officer in found.values())
