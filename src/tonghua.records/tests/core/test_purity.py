"""Core imports the standard library, ``holidays`` and itself: nothing of Zope or Plone."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tonghua.records import core

ROOT = Path(core.__file__).parent
MODULES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}
ALLOWED = {*sys.stdlib_module_names, "tomllib", "holidays", "tomli", "tonghua"}


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_modules_import_nothing_else():
    for path, tree in MODULES.items():
        for name in imports(tree):
            assert name.split(".")[0] in ALLOWED, path
            own = name.startswith("tonghua.records.core")
            assert own or not name.startswith("tonghua"), path


def test_modules_do_not_ask_for_the_time_or_for_chance():
    for path, tree in MODULES.items():
        called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not called & {"now", "utcnow", "today", "time_ns"}, path
        assert not {"random", "secrets", "uuid", "time"} & set(imports(tree)), path


def test_importing_core_loads_no_zope():
    names = ["tonghua.records.core." + m.stem for m in MODULES if m.parent == ROOT]
    names = [name for name in names if not name.endswith("__init__")]
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        f"for name in {names!r}: __import__(name)\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout))
    assert "holidays" in loaded
    assert not loaded & {
        "AccessControl",
        "Acquisition",
        "OFS",
        "Products",
        "ZODB",
        "Zope2",
        "plone",
    }
