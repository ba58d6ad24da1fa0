"""Content turned into the plain facts that core reads (``core.facts``).

A case is read whole for every page, so the reading is direct: fields from the object's own
dictionary, the uids of relations from the catalogue of intids, without wrapping what they lead to.
"""

from dataclasses import fields, replace
from datetime import datetime
from functools import cache

from Acquisition import aq_base
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.interfaces import INamedFile
from plone.uuid.interfaces import ATTRIBUTE_NAME, IUUID
from z3c.relationfield.interfaces import IRelationValue
from zc.relation.interfaces import ICatalog
from zope.component import adapter, getUtility
from zope.interface import implementer
from zope.intid.interfaces import IIntIds

from tonghua.records.approval.store import stored as stored_overrides
from tonghua.records.cases.origins import cases_from
from tonghua.records.core.clock import in_office
from tonghua.records.core.facts import (
    FACTS_BY_TYPE,
    BasisFacts,
    CaseFacts,
    ComplaintFacts,
    DeviceFacts,
    OfficerFacts,
    PartyFacts,
    RecordFacts,
    StartedCase,
    Step,
)
from tonghua.records.core.workflows import workflow_of
from tonghua.records.interfaces import (
    ICase,
    IComplaint,
    IFactsSource,
    IRecordContent,
)
from tonghua.records.moments import from_zope
from tonghua.records.papers.issued import issue_rows
from tonghua.records.records.written_later import written_later
from tonghua.records.signing.standing import standing

#: fields that name officers
OFFICERS = ("officers", "servers", "operator", "reviewers", "host", "clerk", "recorder")
#: types of values that facts keep as they are
PLAIN = (str, bool, int, float, type(None))


def target_of(relation):
    """What a relation leads to, without its place in the site; None for a broken one."""
    number = relation.to_id
    found = getUtility(IIntIds).refs.get(number) if number is not None else None
    return None if found is None else aq_base(found.object)


def plain(value):
    """A field's value as facts keep it: uids for relations, True for files, tuples for lists."""
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, datetime):
        return in_office(value) if value.tzinfo else value
    if isinstance(value, (list, tuple)):
        return tuple(item for item in map(plain, value) if item is not None)
    if IRelationValue.providedBy(value):
        target = target_of(value)
        return None if target is None else uid_of(target)
    if INamedFile.providedBy(value):
        return True
    return value


def uid_of(item):
    """The uid of an item of ours; like ``IUUID``, without the adapter."""
    return getattr(aq_base(item), ATTRIBUTE_NAME, None) or IUUID(item)


def value_of(base, name):
    """The value of a field: the object's own, else the default of its schema."""
    own = base.__dict__
    if name in own:
        return own[name]
    if name in _computed(type(base)):
        return getattr(base, name, None)
    return _default(base.portal_type, name)


@cache
def _computed(kind):
    """The names that a class itself answers."""
    return frozenset(name for each in kind.__mro__ for name in vars(each))


@cache
def _default(portal_type, name):
    for schema in iterSchemataForType(portal_type):
        if name in schema:
            return schema[name].default
    return None


@cache
def _names(kind):
    return tuple(field.name for field in fields(kind))


def fill(kind, content, **more):
    """Make a facts dataclass from the attributes that content has under the same names."""
    values = dict(more)
    base = aq_base(content)
    base._p_activate()
    for name in _names(kind):
        if name not in values:
            value = plain(value_of(base, name))
            if value is not None and not callable(value):
                values[name] = value
    return kind(**values)


def history_of(content):
    """The steps of an item's own workflow, as they were taken."""
    workflow = workflow_of(content.portal_type)
    if workflow is None:
        return ()
    entries = (getattr(aq_base(content), "workflow_history", None) or {}).get(workflow.id, ())
    return tuple(
        Step(
            transition=entry["action"],
            actor=entry.get("actor") or "",
            at=in_office(from_zope(entry["time"])),
            comment=entry.get("comments") or "",
        )
        for entry in entries
        if entry.get("action")
    )


def later_rows(record):
    """What was written after a record was final, and when: rows of ``field`` and ``at``."""
    if not getattr(aq_base(record), "later_fields", ()):
        return ()
    return tuple(
        {"field": each["field"], "at": in_office(each["at"])} for each in written_later(record)
    )


@implementer(IFactsSource)
@adapter(IRecordContent)
class RecordSource:
    """The facts of a record, by the dataclass that core has for its type."""

    def __init__(self, context):
        self.context = context

    def facts(self):
        record = self.context
        return fill(
            FACTS_BY_TYPE.get(record.portal_type, RecordFacts),
            record,
            uid=uid_of(record),
            title=record.title or "",
            created=in_office(from_zope(record.created())),
            initial_state=None,
            issued=issue_rows(record),
            later=later_rows(record),
            signatures=tuple(each.facts() for each in standing(record)),
            history=history_of(record),
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
            uid=uid_of(case),
            type=case.portal_type,
            title=case.title or "",
            created=in_office(from_zope(case.created())),
            history=history_of(case),
            bases=tuple(_entry(BasisFacts, item) for item in _targets([case], "legal_basis")),
            parties=tuple(
                _entry(PartyFacts, item) for item in inside if item.portal_type == "Party"
            ),
            officers=tuple(
                _entry(OfficerFacts, item)
                for item in _targets(records, *OFFICERS)
                if item.portal_type == "Officer"
            ),
            devices=tuple(_entry(DeviceFacts, item) for item in _targets(records, "device")),
            records=tuple(IFactsSource(item).facts() for item in records),
            orders=orders_of(case),
            overrides=tuple(each.facts() for each in stored_overrides(case)),
        )


def orders_of(case):
    """责令整改通知书: the facts of the orders that name a case, by their titles."""
    ordered = sorted(orders_about(case), key=lambda each: each.title or "")
    return tuple(IFactsSource(order).facts() for order in ordered)


def orders_about(case):
    """The orders (责令整改通知书) that name a case, whoever may view them."""
    number = getUtility(IIntIds).queryId(case)
    if number is None:
        return []
    query = {"to_id": number, "from_attribute": "case"}
    found = (each.from_object for each in getUtility(ICatalog).findRelations(query))
    return [each for each in found if getattr(each, "portal_type", "") == "SupervisionOrder"]


def _entry(kind, content):
    return fill(kind, content, uid=uid_of(content))


def _targets(contents, *names):
    """The items that relations under these names lead to, each once, broken ones left out."""
    numbers = {}
    for content in contents:
        base = aq_base(content)
        base._p_activate()
        for name in names:
            value = base.__dict__.get(name)
            for relation in value if isinstance(value, (list, tuple)) else (value,):
                if getattr(relation, "to_id", None) is not None:
                    numbers.setdefault(relation.to_id, relation)
    found = (target_of(relation) for relation in numbers.values())
    return [item for item in found if item is not None]


@adapter(IComplaint)
class ComplaintSource(CaseSource):
    """The facts of a complaint, with those of everything in it, and the cases it led to."""

    kind = ComplaintFacts

    def facts(self):
        cases = [_entry(StartedCase, case) for case in cases_from(self.context)]
        cases.sort(key=lambda case: case.uid)
        return replace(super().facts(), cases=tuple(cases))
