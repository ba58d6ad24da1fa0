"""The benchmarks run, on sizes that say nothing of speed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from live import HOME


def test_a_tiny_run_measures_and_writes_nothing_of_the_machine(tmp_path: Path) -> None:
    output = tmp_path / "results.json"
    parts = ("create", "pages", "docx", "rules", "growth", "supervision")
    done = subprocess.run(
        [HOME / "scripts" / "bench", "--tiny", "--output", output, "--only", *parts],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    text = output.read_text("utf-8")
    figures = json.loads(text)["figures"]
    measured = {"create-record", "case-page-60", "docx-decision", "rules-60", "growth-list"}
    assert measured | {"supervision-page", "tick"} <= set(figures)
    assert all(figure["value"] > 0 for figure in figures.values())
    assert str(HOME) not in text


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ('import{a}from"./shared-1.js";import("./later-2.mjs")', ["shared-1.js"]),
        ('import "./style.js"; const later = () => import("./x.js")', ["style.js"]),
    ],
)
def test_what_a_page_loads_at_once(tmp_path: Path, text: str, loaded: list[str]) -> None:
    from benchmarks.bundle import static_imports

    assert [path.name for path in static_imports(tmp_path / "records.js", text)] == loaded
