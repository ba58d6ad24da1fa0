"""A case of the import file, read and checked whole before a word of it is written."""

from dataclasses import dataclass, field

from plone.dexterity.interfaces import IDexterityFTI
from zope.component import queryUtility

from tonghua.records.core.facts import Step
from tonghua.records.core.overrides import is_act
from tonghua.records.core.papers import papers
from tonghua.records.core.rules import RULES
from tonghua.records.core.vocabularies import vocabulary
from tonghua.records.core.workflows import workflow_of
from tonghua.records.exchange.report import ImportProblem
from tonghua.records.exchange.values import File, Link
from tonghua.records.fti import CaseFTI, RecordFTI
from tonghua.records.moments import parse

CASE_STRUCTURE = frozenset({"@type", "key", "parties", "records", "history", "overrides"})
RECORD_STRUCTURE = frozenset({"@type", "key", "signatures", "history"})
ENTRY_STRUCTURE = frozenset({"@type", "key", "history"})
PARTY_STRUCTURE = frozenset({"key"})
OVERRIDE_FIELDS = frozenset({"rule", "record", "transition", "by", "at", "reason"})
COMPLAINT = "Complaint"
SIGNATURE_FIELDS = frozenset(
    {"name", "capacity", "mode", "image", "refusal_reason", "witness", "every_page", "paper", "at"}
)


@dataclass
class Item:
    """One item to be written: type, key, values, history and signatures."""

    portal_type: str
    key: str
    values: dict
    given: tuple
    history: tuple = ()
    signatures: tuple = ()
    content: object = None


@dataclass
class CasePlan:
    """A case with its parties and records, in the file's order."""

    case: Item
    parties: list = field(default_factory=list)
    records: list = field(default_factory=list)
    overrides: list = field(default_factory=list)

    @property
    def inside(self):
        return [*self.parties, *self.records]


def plan_entry(reader, portal_type, entry):
    """Read one entry of a register. Raises ImportProblem with key, field and reason."""
    return _item(reader, portal_type, entry, ENTRY_STRUCTURE)


def plan_case(reader, item, kind=None):
    """Read one case of the file. Raises ImportProblem with key, field and reason.

    ``kind`` is given where the section says what it is: a complaint.
    """
    key = key_of(item)
    kind = kind or item.get("@type")
    if not isinstance(queryUtility(IDexterityFTI, name=kind or ""), CaseFTI):
        raise ImportProblem(key, "@type", f"没有“{kind}”这种案件。")
    plan = CasePlan(_item(reader, kind, item, CASE_STRUCTURE))
    for party in _dicts(item, "parties", key):
        plan.parties.append(_item(reader, "Party", party, PARTY_STRUCTURE, title="name"))
    for record in _dicts(item, "records", key):
        record_key, record_type = key_of(record), record.get("@type")
        if not isinstance(queryUtility(IDexterityFTI, name=record_type or ""), RecordFTI):
            raise ImportProblem(record_key, "@type", f"没有“{record_type}”这种记录。")
        plan.records.append(_item(reader, record_type, record, RECORD_STRUCTURE))
    keys = [each.key for each in (plan.case, *plan.inside)]
    for each in keys:
        if keys.count(each) > 1:
            raise ImportProblem(each, "key", "同一案件中有两项用了这个键。")
    records = {each.key for each in plan.records}
    plan.overrides = [
        _override(reader, each, key, records) for each in _dicts(item, "overrides", key)
    ]
    return plan


def _override(reader, entry, key, records):
    """例外放行: remembered as it was given, whatever the office's parameters say now."""
    unknown = sorted(set(entry) - OVERRIDE_FIELDS)
    if unknown:
        raise ImportProblem(key, "overrides", f"例外放行没有“{unknown[0]}”这一项。")
    words = {name: entry.get(name) for name in ("rule", "transition", "by", "reason")}
    for name, value in words.items():
        if not isinstance(value, str) or not value.strip():
            raise ImportProblem(key, "overrides", f"例外放行缺少“{name}”。")
    if words["rule"] not in RULES:
        raise ImportProblem(key, "overrides", f"没有编号为“{words['rule']}”的规则。")
    if not is_act(words["transition"]):
        raise ImportProblem(key, "overrides", f"没有“{words['transition']}”这一步。")
    if not reader.knows(words["by"]):
        raise ImportProblem(key, "overrides", f"没有用户“{words['by']}”。请在 people 中写明。")
    named = entry.get("record") or ""
    if named and (not isinstance(named, str) or named.removeprefix("#") not in records):
        raise ImportProblem(key, "overrides", f"引用“{named}”在本案中不存在。")
    at = _moment(entry.get("at"), key, "overrides")
    return {**words, "record": named.removeprefix("#"), "at": at}


def check_links(item, known):
    """Raise ImportProblem unless every reference leads to a known key."""
    for name, value in item.values.items():
        for key in value.keys if isinstance(value, Link) else ():
            if key not in known:
                raise ImportProblem(
                    item.key, name, f"引用“#{key}”在文件中不存在。请核对键，或者补上这一项。"
                )


def _item(reader, portal_type, item, structure, title="title"):
    key = key_of(item)
    if not isinstance(item.get(title), str) or not item[title].strip():
        raise ImportProblem(key, title, "不能为空。")
    values = reader.values(portal_type, item, structure)
    _check_period(key, values, "occurred")
    _check_period(key, values, "captured")
    return Item(
        portal_type=portal_type,
        key=key,
        values=values,
        given=tuple(name for name in item if name not in structure),
        history=_history(reader, portal_type, item, key),
        signatures=tuple(_signature(reader, each, key) for each in _dicts(item, "signatures", key))
        if "signatures" in structure
        else (),
    )


def _check_period(key, values, prefix):
    start, end = values.get(f"{prefix}_start"), values.get(f"{prefix}_end")
    if start and end and end < start:
        raise ImportProblem(key, f"{prefix}_end", "第四条：结束时间早于开始时间。请核对起止时间。")


def _history(reader, portal_type, item, key):
    workflow = workflow_of(portal_type)
    if workflow is None or not item.get("history"):
        return ()
    steps, state = [], workflow.initial
    for entry in _dicts(item, "history", key):
        transition, actor = entry.get("transition"), entry.get("actor")
        if not workflow.allows(state, transition):
            raise ImportProblem(key, "history", f"“{state}”状态没有“{transition}”这一步。")
        if not isinstance(actor, str) or not reader.knows(actor):
            raise ImportProblem(key, "history", f"没有用户“{actor}”。请在 people 中写明。")
        state = workflow.transitions[transition][1]
        steps.append(
            Step(
                transition=transition,
                actor=actor,
                at=_moment(entry.get("at"), key, "history"),
                comment=entry.get("comment") or "",
            )
        )
    return tuple(steps)


def _signature(reader, entry, key):
    unknown = sorted(set(entry) - SIGNATURE_FIELDS)
    if unknown:
        raise ImportProblem(key, "signatures", f"签名没有“{unknown[0]}”这一项。")
    if entry.get("capacity") not in vocabulary("capacity"):
        raise ImportProblem(key, "signatures", f"没有“{entry.get('capacity')}”这种签名人身份。")
    if entry.get("mode", "handwritten") not in vocabulary("signature_mode"):
        raise ImportProblem(key, "signatures", f"没有“{entry.get('mode')}”这种签名方式。")
    if not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise ImportProblem(key, "signatures", "签名缺少姓名。")
    paper = entry.get("paper")
    if paper and (not isinstance(paper, str) or paper not in papers()):
        raise ImportProblem(key, "signatures", f"没有代号为“{paper}”的文书。")
    image = entry.get("image")
    file = None
    if image:
        path = reader.source.file(image, key, "signatures.image")
        file = File(path, image.get("filename") or path.name, image["path"])
    found = {**entry, "at": _moment(entry.get("at"), key, "signatures")}
    return found | {"image": file} if "image" in entry else found


def _moment(value, key, name):
    try:
        return parse(value)
    except ValueError:
        raise ImportProblem(
            key, name, f"时间“{value}”写法不对，应当写作 2026-03-06T10:00:00+08:00。"
        ) from None


def key_of(item):
    """The key of an item. Raises ImportProblem where there is none."""
    key = item.get("key")
    if not isinstance(key, str) or not key:
        raise ImportProblem(item.get("title") or item.get("name") or "", "key", "缺少键。")
    return key


def _dicts(item, name, key):
    found = item.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ImportProblem(key, name, "应当是由对象组成的列表。")
    return found
