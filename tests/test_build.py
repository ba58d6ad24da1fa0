"""The build: one list of versions, good for every Python that the README names."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution
from importlib.metadata import distributions as found
from pathlib import Path

import pytest
from live import HOME
from packaging.specifiers import SpecifierSet

# 3.11.2 is Debian 12's: some releases ask for a later 3.11
PYTHONS = ["3.10.0", "3.11.2", "3.12.0", "3.13.0"]
OURS = "tonghua-records"


def normal(name: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def distributions() -> list[Distribution]:
    """Return what pip installed: setuptools, once imported, lays copies of its own on the path."""
    return list(found(path=[sysconfig.get_path("purelib")]))


def constraints(path: Path) -> list[str]:
    """Return what pip is told for a file of versions."""
    script = HOME / "scripts" / "constraints.py"
    command = [sys.executable, script, path]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_versions_become_constraints(tmp_path: Path) -> None:
    path = tmp_path / "versions.cfg"
    path.write_text("# why\n[versions]\nPlone = 6.2.2\n# and\nzope.interface = 8.6\n")
    assert constraints(path) == ["Plone==6.2.2", "zope.interface==8.6"]


def test_what_setuptools_carries_along_is_not_taken_for_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    carried = Path(sysconfig.get_path("purelib")) / "setuptools" / "_vendor"
    assert carried.is_dir()
    before = {(each.metadata["Name"], each.version) for each in distributions()}
    monkeypatch.syspath_prepend(str(carried))
    assert {(each.metadata["Name"], each.version) for each in distributions()} == before


def test_every_installed_distribution_is_pinned_to_what_is_installed() -> None:
    pins = dict(line.split("==") for line in constraints(HOME / "versions.cfg"))
    pinned = {normal(name): version for name, version in pins.items()}
    assert len(pinned) == len(pins), "a name stands twice"
    installed = {normal(each.metadata["Name"]): each.version for each in distributions()}
    del installed[OURS]
    assert {name: pinned.get(name) for name in installed} == installed


@pytest.mark.parametrize("python", PYTHONS)
def test_every_installed_distribution_is_good_for(python: str) -> None:
    asked = {each.metadata["Name"]: each.metadata["Requires-Python"] for each in distributions()}
    assert len(asked) > 200
    specifiers = {name: SpecifierSet(text or "") for name, text in asked.items()}
    assert not [name for name, allowed in specifiers.items() if not allowed.contains(python)]


def test_no_file_names_a_package_registry() -> None:
    names = [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com")]
    hosts = [".".join(parts).encode() for parts in names]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HOME, capture_output=True, check=True).stdout
    paths = [HOME / name.decode() for name in listed.split(b"\0") if name]
    assert HOME / "Makefile" in paths
    texts = {path: path.read_bytes() for path in paths if path.is_file()}
    assert not [path for path, text in texts.items() if any(host in text for host in hosts)]
