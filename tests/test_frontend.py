"""The front-end build: pinned, small on every page, and possible on a machine without Node.js."""

import gzip
import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUNDLES = ROOT / "src/tonghua.records/src/tonghua/records/static/bundles"


def test_node_is_found_with_npm():
    folder = subprocess.run(
        ["scripts/node"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    assert (Path(folder) / "node").exists()
    assert (Path(folder) / "npm").exists()


def test_versions_are_exact_and_locked():
    asked = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, version in asked.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock[f"node_modules/{name}"]["version"] == version


def test_lock_names_no_address():
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in lock.items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock.items() if name)


def test_what_every_page_loads_is_small():
    assert len(gzip.compress((BUNDLES / "records.js").read_bytes())) <= 60 * 1024


def test_reader_and_its_parts_come_along():
    assert len(list(BUNDLES.glob("paper-*.mjs"))) == 1
    assert len(list(BUNDLES.glob("pdf.worker-*.mjs"))) == 1
    assert (BUNDLES / "cmaps" / "UniGB-UCS2-H.bcmap").exists()
    assert list((BUNDLES / "standard_fonts").glob("*.pfb"))


def test_charts_come_along_with_their_licences():
    (charts,) = BUNDLES.glob("charts-*.mjs")
    assert charts.name in (BUNDLES / "records.js").read_text()
    told = (BUNDLES / "charts.LICENSE.txt").read_text()
    assert "Apache License" in told
    assert "zrender/LICENSE" in told


def test_charts_compile_nothing_in_the_browser():
    """The Content-Security-Policy would stop it."""
    (charts,) = BUNDLES.glob("charts-*.mjs")
    assert not re.search(r"\bnew Function\b|\beval\(", charts.read_text())


def test_reader_is_no_part_of_the_small_one():
    """It is loaded by name; a stale name would lead nowhere."""
    (reader,) = BUNDLES.glob("paper-*.mjs")
    small = (BUNDLES / "records.js").read_text()
    assert reader.name in small
    assert "GlobalWorkerOptions" not in small
