"""What the tests of papers share: templates, sample values, a conversion worker."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
TEMPLATES = ROOT / "templates"
DATA = HERE / "data"
FONTS = os.environ.get("RECORDS_FONTS", str(ROOT / ".build" / "fonts" / "fonts.conf"))
KEYS = tuple(path.stem for path in sorted(DATA.glob("*.json")))


@pytest.fixture
def template() -> Callable[[str], bytes]:
    """The bytes of one of the office's templates, by its key."""
    return lambda key: (TEMPLATES / f"{key}.docx").read_bytes()


@pytest.fixture
def sample() -> Callable[[str], dict]:
    """The values of the first case for a paper, free to change."""
    return lambda key: copy.deepcopy(json.loads((DATA / f"{key}.json").read_text("utf-8")))


@pytest.fixture
def images() -> dict[str, bytes]:
    """The hand-written signatures that the sample values name."""
    return {path.name: path.read_bytes() for path in (DATA / "sign").glob("*.png")}


class Worker:
    """A running conversion worker: its process and socket."""

    def __init__(self, process: subprocess.Popen, socket: str, folder: Path) -> None:
        self.process, self.socket, self.folder = process, socket, folder


@pytest.fixture(scope="session")
def start_worker(tmp_path_factory) -> Callable[..., Iterator[Worker]]:
    """A context manager that starts a worker with options and ends it by SIGTERM."""

    @contextmanager
    def start(*options: str) -> Iterator[Worker]:
        folder = tmp_path_factory.mktemp("pdf")
        socket = str(folder / "s")
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "TMPDIR": str(folder),
        }
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tonghua.records.papers.converter"),
                *("--socket", socket, "--fonts", FONTS, *options),
            ],
            stdout=subprocess.PIPE,
            env=environment,
        )
        try:
            # Its first line says that it listens; conversions wait for LibreOffice themselves.
            assert process.stdout.readline()
            yield Worker(process, socket, folder)
        finally:
            process.terminate()
            process.wait(60)
            process.stdout.close()

    return start


@pytest.fixture(scope="session")
def worker(start_worker) -> Iterator[Worker]:
    """One warm worker for all tests that only convert."""
    with start_worker() as running:
        yield running
