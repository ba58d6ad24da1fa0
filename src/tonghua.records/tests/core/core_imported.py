"""Builds facts straight from an import file, as an adapter would from content."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tonghua.records.core.clock import OFFICE_ZONE, parse_moment
from tonghua.records.core.facts import (
    FACTS_BY_TYPE,
    BasisFacts,
    CaseFacts,
    ComplaintFacts,
    DeviceFacts,
    OfficerFacts,
    PartyFacts,
    RecordFacts,
    Signature,
    StartedCase,
    Step,
)
from tonghua.records.core.office import Office

DATA = Path(__file__).parent / "data"
IMPORTED_AT = datetime(2026, 8, 1, 9, 0, tzinfo=OFFICE_ZONE)
OFFICE = Office(
    name="通化市地方志编纂委员会办公室",
    sections={"执法科（示例）": True, "法制机构（示例）": False, "综合科（示例）": False},
    archivists=("archivist1",),
)


def load(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text("utf-8"))


@cache
def cases_of(name: str) -> dict[str, CaseFacts]:
    """Every case and complaint of an import file, by key."""
    source = load(name)
    devices = tuple(_fill(DeviceFacts, each) for each in source.get("devices", []))
    officers = tuple(_fill(OfficerFacts, each) for each in source["officers"])
    bases = {each["key"]: _fill(BasisFacts, each) for each in source["bases"]}
    found: dict[str, CaseFacts] = {}
    for each in source["cases"]:
        found[each["key"]] = _fill(
            CaseFacts,
            {name: value for name, value in each.items() if name not in {"parties", "records"}},
            officers=officers,
            devices=devices,
            bases=tuple(bases[_key(ref)] for ref in each["legal_basis"]),
            parties=tuple(_fill(PartyFacts, party) for party in each["parties"]),
            records=tuple(record_of(record) for record in each["records"]),
        )
    for each in source.get("complaints", []):
        led_to = [case for case in found.values() if case.complaint == each["key"]]
        found[each["key"]] = _fill(
            ComplaintFacts,
            {"@type": "Complaint", **each},
            cases=tuple(StartedCase(uid=case.uid, opened_at=case.opened_at) for case in led_to),
        )
    return found


def record_of(source: dict[str, Any]) -> RecordFacts:
    return _fill(FACTS_BY_TYPE[source["@type"]], source)


def _fill(kind: Any, source: dict[str, Any], **more: Any) -> Any:
    values: dict[str, Any] = {"uid": source["key"], **more}
    for each in fields(kind):
        if each.name == "type":
            values["type"] = source["@type"]
        elif each.name == "created":
            values["created"] = IMPORTED_AT
        elif each.name in source and each.name not in values:
            values[each.name] = _value(each.name, source[each.name], each)
    return kind(**values)


def _value(name: str, value: Any, spec: Any) -> Any:
    if name == "signatures":
        return tuple(_signature(each) for each in value)
    if name == "history":
        return tuple(_step(each) for each in value)
    if name in {"amount", "proposed_amount"}:
        return None if value is None else Decimal(str(value))
    if isinstance(value, dict):  # a file
        return True
    if isinstance(value, list):
        return tuple(_key(each) for each in value)
    if isinstance(value, str) and "date" in spec.type and value:
        moment = parse_moment(value)
        assert isinstance(moment, (date, datetime))
        return moment
    if value is None:
        return spec.default
    return _key(value)


def _signature(source: dict[str, Any]) -> Signature:
    names = {each.name for each in fields(Signature)}
    return Signature(
        **{k: v for k, v in source.items() if k in names and k != "at"},
        at=datetime.fromisoformat(source["at"]),
    )


def _step(source: dict[str, Any]) -> Step:
    return Step(**{**source, "at": datetime.fromisoformat(source["at"])})


def _key(value: Any) -> Any:
    return value[1:] if isinstance(value, str) and value.startswith("#") else value
