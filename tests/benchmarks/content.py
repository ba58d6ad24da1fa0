"""The demo's case, made as large as a benchmark asks; read with no Plone, written by its import."""

from __future__ import annotations

import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2]
DEMO = HOME / "profiles" / "demo"
#: what an investigation has many of; a case has one filing, one notice, one decision
REPEATED = ("f-scene", "f-av-scene", "f-scene", "f-r-notice")


def first_case() -> dict[str, Any]:
    """Return the demo's first case as its import file has it."""
    return json.loads((DEMO / "first-case.json").read_text("utf-8"))["cases"][0]


def large_case(records: int) -> dict[str, Any]:
    """Return the first case, not numbered, with ``records`` records: signed, final, recorded."""
    case = first_case()
    case |= {"key": f"case-{records}", "title": f"（示例）{records} 份记录的案件"}
    del case["number"]
    by_key = {record["key"]: record for record in case["records"]}
    del case["records"][records:]
    scene = "f-scene"
    while len(case["records"]) < records:
        n = len(case["records"])
        key = REPEATED[n % len(REPEATED)]
        record = deepcopy(by_key[key])
        record["key"] = f"{key}-{n}"
        record["title"] = f"{record['title']} {n}"
        if key == "f-scene":
            scene = record["key"]
        if "about" in record:
            record["about"] = [f"#{scene}"]
        case["records"].append(record)
    for record in case["records"]:
        record.pop("number", None)
    return case


def import_file(folder: Path, *cases: dict[str, Any]) -> Path:
    """Write an import file of these cases beside the demo's media; its path."""
    data = json.loads((DEMO / "first-case.json").read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(DEMO / "media", folder / "media", dirs_exist_ok=True)
    path = folder / "cases.json"
    path.write_text(json.dumps(data | {"cases": cases}, ensure_ascii=False), "utf-8")
    return path
