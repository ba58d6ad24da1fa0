"""A temporary site, and a Zope process of it that does what a benchmark asks for."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from live import HOME, environment

PATIENCE = 60  # seconds until a process that was told to end is killed


def new_site(instance: Path) -> Path:
    """Make a site with the demo's people and its first case, as ``make demo`` does; its folder."""
    instance.mkdir(parents=True)
    done = subprocess.run(
        [HOME / "bin" / "records", "setup", "--demo"],
        env=environment(instance),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return instance


def copy_site(instance: Path, target: Path) -> Path:
    """Copy a site that no process serves; its folder."""
    shutil.copytree(instance, target, ignore=shutil.ignore_patterns("run"))
    return target


class SiteProcess:
    """A Zope process beside a storage server of its own, as ``bin/records`` runs; a context."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance

    def __enter__(self) -> SiteProcess:
        tests = str(HOME / "tests")
        self.process = subprocess.Popen(
            [HOME / "bin" / "zopepy", "-m", "benchmarks.inside"],
            env=environment(self.instance) | {"PYTHONPATH": tests},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def call(self, name: str, **given: Any) -> Any:
        """Call ``module.function(site, **given)`` of this package inside; its answer (JSON)."""
        self.ask(name, **given)
        return self.answer()

    def ask(self, name: str, **given: Any) -> None:
        """Send a call without waiting for its answer."""
        self.process.stdin.write(json.dumps([name, given]) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """Wait for the answer of the oldest call. Raises RuntimeError where the process ended."""
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the site's process ended: {self.process.wait()}")
        return json.loads(line)

    def __exit__(self, *problem: object) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
