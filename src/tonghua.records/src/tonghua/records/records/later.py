"""Later fields (事后栏目): what happens after a record is final, written once each."""

from persistent.list import PersistentList
from plone import api
from plone.dexterity.utils import iterSchemata
from zope.annotation.interfaces import IAnnotations
from zope.schema import getFields

from tonghua.records import _
from tonghua.records.cases.facts import plain, uid_of
from tonghua.records.core.gates import judge_later
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.i18n import message, say
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.lists.touched import touch
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.records.written_later import KEY
from tonghua.records.refusals import Conflict

EMPTY = (None, "", [], ())


def write_later(record, values):
    """Write later fields that are still empty; each is kept with its time and person.

    ``values`` maps names to values already read. Raises Conflict when a field was written
    before, or a blocking rule forbids what they say; then nothing is written.
    """
    fields = later_schema(record)
    for name in values:
        if getattr(record, name, None) not in EMPTY:
            raise Conflict(
                _(
                    "第三十条：“${field}”已经写过，不能改动。确有错误的，请以新的记录更正。",
                    mapping={"field": say(fields[name].title)},
                ),
                article=30,
            )
    _refuse_in_draft(record, [fields[name] for name in values])
    _refuse_forbidden(record, values)
    annotations = IAnnotations(record)
    if KEY not in annotations:
        annotations[KEY] = PersistentList()
    for name, value in values.items():
        setattr(record, name, value)
        annotations[KEY].append(
            {"at": now(), "actor": api.user.get_current().getId(), "field": name}
        )
    record.reindexObject()
    touch(record)


def _refuse_in_draft(record, fields):
    """Raise Conflict for what an edit writes as long as the record is a draft."""
    if api.content.get_state(record, default=None) != "draft":
        return
    for field in fields:
        if not field.readonly:
            raise Conflict(
                _(
                    "第三十条：记录还没有定稿，“${field}”请直接编辑，或者定稿以后补写。",
                    mapping={"field": say(field.title)},
                ),
                article=30,
            )


def _refuse_forbidden(record, values):
    """Raise Conflict where a blocking rule forbids what is written (CPY-1, SEC-1)."""
    case = case_of(record)
    if case is None or not IRecordContent.providedBy(record):
        return
    facts = IFactsSource(case).facts()
    uid = uid_of(record)
    told = {name: plain(value) for name, value in values.items()}
    known = {name: value for name, value in told.items() if hasattr(facts.record(uid), name)}
    refusal = judge_later(facts, office(), now(), uid, known)
    if refusal:
        raise Conflict(message(refusal.message), refusal.rule, refusal.article, refusal.way)


def later_open(record):
    """name → field of the later fields that are to be written: empty, and not by an edit."""
    draft = api.content.get_state(record, default=None) == "draft"
    return {
        name: field
        for name, field in later_schema(record).items()
        if getattr(record, name, None) in EMPTY and (field.readonly or not draft)
    }


def later_schema(record):
    """name → field of the record's later fields."""
    names = getattr(record, "later_fields", ())
    return {
        name: field
        for schema in iterSchemata(record)
        for name, field in getFields(schema).items()
        if name in names
    }
