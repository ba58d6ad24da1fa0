"""Exporting (导出): the site's cases in the form that an import reads."""

import json
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path

from plone.namedfile.interfaces import INamedFile
from plone.uuid.interfaces import IUUID
from z3c.relationfield.interfaces import IRelationValue

from tonghua.records.approval import store as overrides
from tonghua.records.cases.facts import history_of
from tonghua.records.core.clock import in_office
from tonghua.records.exchange.importing import REGISTERS
from tonghua.records.exchange.marks import mark_of
from tonghua.records.exchange.values import fields_of
from tonghua.records.interfaces import IComplaint, IRecordContent, ISupervisionEntry
from tonghua.records.people import GROUPS, GROUPS_OF_ROLE, fullname, members
from tonghua.records.signing.store import stored

FILE = "export.json"
#: sections that a file has even where they are empty
ALWAYS = ("people", "officers", "bases", "cases")


def export_site(site, target, case=None):
    """Write cases, and the people, officers and bases they name, with all files beside them.

    ``target`` is a folder or the path of the JSON file; ``case`` the id of one case, None for
    all. Returns the path of the JSON file.
    """
    target = Path(target)
    path = target if target.suffix == ".json" else target / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    data = Export(site, path.parent).data(case)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


class Export:
    """One run into one folder."""

    def __init__(self, site, folder):
        self.site = site
        self.folder = folder
        self.keys = {}
        self.used = set()

    def data(self, case_id):
        cases = [
            each for each in self.site["cases"].objectValues() if case_id in (None, each.getId())
        ]
        if case_id is not None and not cases:
            raise ValueError(f"没有编号为“{case_id}”的案件。请核对案件网址的最后一段。")
        cases.sort(key=lambda item: item.created())
        # of one case the register of complaints holds no more than the one that it came from
        named = {uid_of_relation(case.complaint) for case in cases}
        complaints = [
            each for each in self._made("complaints") if case_id is None or IUUID(each) in named
        ]
        registers = {name: self._made(name) for name in REGISTERS}
        supervision = self._made("supervision") if case_id is None else []
        for entry in (*chain(*registers.values()), *supervision):
            self._key(entry)
        for case in (*complaints, *cases):
            for item in (case, *_inside(case)):
                self._key(item)
        found = {
            "people": self._people(),
            **{name: [self._item(each) for each in entries] for name, entries in registers.items()},
            "complaints": [self._case(each) for each in complaints],
            "cases": [{"@type": each.portal_type, **self._case(each)} for each in cases],
            "supervision": [
                {"@type": each.portal_type, **self._item(each)} for each in supervision
            ],
        }
        return {name: held for name, held in found.items() if held or name in ALWAYS}

    def _made(self, register):
        """The entries of a register in the order in which they were made."""
        return sorted(self.site[register].objectValues(), key=lambda item: item.created())

    def _key(self, item):
        """The key of the item's own file, or one from its id; unique in this file."""
        mark = mark_of(item)
        key = wanted = mark["key"] if mark else item.getId()
        while key in self.used:
            key = f"{wanted}-{IUUID(item)[:6]}"
        self.used.add(key)
        self.keys[IUUID(item)] = key

    def _people(self):
        roles = {}
        for role, groups in GROUPS_OF_ROLE.items():
            if role == "Case Officer":
                continue
            for username in members(groups[-1]):
                if groups[-1] in GROUPS:
                    roles.setdefault(username, []).append(role)
        for username in members("case_officers"):
            roles.setdefault(username, ["Case Officer"])
        return [
            {"username": name, "fullname": fullname(name), "roles": given}
            for name, given in sorted(roles.items())
        ]

    def _case(self, case):
        inside = _inside(case)
        held = {
            "parties": [self._item(each) for each in inside if each.portal_type == "Party"],
            "records": [
                {"@type": each.portal_type, **self._item(each)}
                for each in inside
                if IRecordContent.providedBy(each)
            ],
        }
        if IComplaint.providedBy(case):
            held = {name: items for name, items in held.items() if items}
        return {**self._item(case), **held, **self._history(case), **self._overrides(case)}

    def _overrides(self, case):
        """Which rules were set aside (例外放行), for which acts, by whom and why."""
        found = [
            {
                "rule": each.rule,
                **({"record": f"#{self.keys[each.subject]}"} if each.subject else {}),
                "transition": each.transition,
                "by": each.by,
                "at": in_office(each.at).isoformat(),
                "reason": each.reason,
            }
            for each in overrides.stored(case)
        ]
        return {"overrides": found} if found else {}

    def _item(self, item):
        mark = mark_of(item) or {}
        given = mark.get("given", ())
        found = {"key": self.keys[IUUID(item)]}
        for name, field in fields_of(item.portal_type).items():
            value = getattr(item, name, None)
            if name not in given and (value in (None, "", [], ()) or value == field.default):
                continue
            found[name] = self._plain(value, mark.get("files", {}).get(name))
        if IRecordContent.providedBy(item):
            signatures = [self._signature(each) for each in stored(item)]
            if signatures:
                found["signatures"] = signatures
        if IRecordContent.providedBy(item) or ISupervisionEntry.providedBy(item):
            found.update(self._history(item))
        return found

    def _history(self, item):
        steps = [
            {
                "transition": step.transition,
                "actor": step.actor,
                "at": step.at.isoformat(),
                "comment": step.comment,
            }
            for step in history_of(item)
        ]
        return {"history": steps} if steps else {}

    def _signature(self, signature):
        found = {
            "name": signature.name,
            "capacity": signature.capacity,
            "mode": signature.mode,
            "refusal_reason": signature.refusal_reason,
            "witness": signature.witness,
            "every_page": signature.every_page,
            "paper": signature.paper,
            "image": None,
            "at": signature.at.isoformat(),
        }
        if signature.image is not None:
            found["image"] = self._file(signature.image, getattr(signature, "path", None))
        given = getattr(signature, "given", ())
        return {name: value for name, value in found.items() if value or name in given}

    def _plain(self, value, path=None):
        if IRelationValue.providedBy(value):
            target = value.to_object
            return None if target is None else f"#{self.keys[IUUID(target)]}"
        if INamedFile.providedBy(value):
            return self._file(value, path)
        if isinstance(value, (datetime, date)):
            return value.isoformat()
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        if isinstance(value, (list, tuple)):
            return [self._plain(each) for each in value]
        if isinstance(value, dict):
            return {name: self._plain(each) for name, each in value.items()}
        return value

    def _file(self, blob, path):
        """Write a file below the folder, under its old path where it had one."""
        data = blob.data
        relative = path or f"media/{blob.filename or 'file'}"
        target = self.folder / relative
        if target.exists() and target.read_bytes() != data:
            stem = Path(relative)
            relative = str(stem.with_name(f"{stem.stem}-{len(self.used)}{stem.suffix}"))
            self.used.add(relative)
            target = self.folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return {"filename": blob.filename, "path": relative}


def _inside(case):
    """Parties and records of a case as made, without what a chain wrote by itself."""
    items = [item for item in case.objectValues() if not getattr(item, "chain_of", None)]
    return sorted(items, key=lambda item: item.created())


def uid_of_relation(relation):
    """The UID of what a relation leads to; None for none and for a broken one."""
    target = getattr(relation, "to_object", None)
    return None if target is None else IUUID(target)
