"""The figures with their targets: a table for the terminal, a file for the repository."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from statistics import median
from typing import Any

from live import HOME

#: figure → (what is measured, its unit, the most that it may be)
TARGETS = {
    "create-record": ("creating a record : a stock Document", "x", 1.5),
    "case-page-60": ("case page of 60 records : listing of 60 Documents", "x", 2.0),
    "case-page-300": ("case page of 300 records : listing of 300 Documents", "x", 2.0),
    "docx-form": ("DOCX, 1-page form : bare docxtpl", "x", 1.3),
    "docx-decision": ("DOCX, 3-page decision : bare docxtpl", "x", 1.3),
    "pdf-form": ("PDF, 1-page form : bare warm unoserver", "x", 1.2),
    "pdf-decision": ("PDF, 3-page decision : bare warm unoserver", "x", 1.2),
    "batch-receipts": ("100 receipts at once, 2 workers : 2 bare unoservers", "x", 1.2),
    "list-docx": ("a list of 2,000 rows as DOCX", "s", 10.0),
    "list-pdf": ("a list of 2,000 rows as PDF", "s", 30.0),
    "rules-60": ("all rules on 60 records, from loaded facts", "ms", 5.0),
    "rules-300": ("all rules on 300 records, from loaded facts", "ms", 20.0),
    "keeping": ("judging a case and keeping its state indexed, a save", "ms", 10.0),
    "growth-case": ("registering a case : when none exists", "x", 1.2),
    "growth-record": ("a record in it : when no case exists", "x", 1.2),
    "growth-list": ("first page of the case list : with one page of them", "x", 1.2),
    "growth-page": ("its case page : when no case exists", "x", 1.2),
    "supervision-json": ("the supervising office's figures, warm", "ms", 500.0),
    "supervision-page": ("its dashboard, warm", "ms", 500.0),
    "supervision-list": ("the list behind a figure, warm", "ms", 500.0),
    "supervision-rules": ("the list behind the sum of all rules, warm", "ms", 500.0),
    "tick": ("the tick of the clock, 1 % due", "s", 60.0),
    "javascript": ("own JavaScript of the case page, compressed", "KB", 60.0),
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured figure; ``ours`` and ``theirs`` are medians in ms, None where not compared."""

    name: str
    value: float
    ours: float | None = None
    theirs: float | None = None
    rounds: int | None = None
    note: str = ""

    @property
    def target(self) -> float:
        return TARGETS[self.name][2]

    @property
    def holds(self) -> bool:
        return self.value <= self.target


def ratio(name: str, seconds: dict[str, Any], note: str = "") -> Figure:
    """Return the figure of two things timed in turns: the ratio of their medians."""
    ours, theirs = median(seconds["ours"]) * 1000, median(seconds["theirs"]) * 1000
    return Figure(
        name=name,
        value=round(ours / theirs, 2),
        ours=round(ours, 1),
        theirs=round(theirs, 1),
        rounds=len(seconds["ours"]),
        note=note,
    )


def line(figure: Figure) -> str:
    """Return a line of the table."""
    title, unit, most = TARGETS[figure.name]
    times = f"{figure.ours:9.1f} : {figure.theirs:<9.1f}" if figure.theirs else " " * 21
    verdict = "holds" if figure.holds else "MISSED"
    return f"{title:53}{times}{figure.value:8.2f} {unit:2}  (at most {most:g})  {verdict}"


def write(path: Path, figures: list[Figure]) -> None:
    """Write the results: figures, machine, day and revision; nothing that names a machine."""
    results = {
        "date": datetime.now(timezone.utc).date().isoformat(),
        "revision": revision(),
        "machine": machine(),
        "unit": "ms of ours and theirs are medians of runs in turns; value is their ratio",
        "figures": {
            figure.name: {
                "what": TARGETS[figure.name][0],
                "unit": TARGETS[figure.name][1],
                "target": figure.target,
                "holds": figure.holds,
                **{key: value for key, value in asdict(figure).items() if value not in (None, "")},
            }
            for figure in figures
        },
    }
    path.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", "utf-8")


def machine() -> dict[str, Any]:
    """Return what of the machine the figures depend on."""
    return {
        "cpus": os.cpu_count(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def revision() -> str:
    """Return the git revision, marked where files differ from it."""
    done = subprocess.run(
        ["git", "-C", HOME, "describe", "--always", "--dirty", "--exclude=*"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
