"""c. PDFs through the converter against bare warm unoservers with the same DOCX."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

from live import HOME, free_port
from unoserver.client import UnoClient

from benchmarks.timing import in_turns
from tonghua.records.papers.converter.client import convert, status
from tonghua.records.papers.converter.profile import unoserver_path
from tonghua.records.papers.converter.sample import minimal_docx

PATIENCE = 120  # seconds until both are warm
FONTS = HOME / ".build" / "fonts" / "fonts.conf"


def measure(papers: dict[str, bytes], folder: Path, rounds: int) -> dict[str, dict]:
    """Convert each DOCX in both ways, in turns, both LibreOffices warm; the seconds of each."""
    with worker(folder / "worker") as ours, bare(folder / "bare") as theirs:
        found = {}
        for name, docx in papers.items():

            def by_worker(_: int, docx: bytes = docx) -> None:
                check(ours(docx))

            def by_unoserver(_: int, docx: bytes = docx) -> None:
                check(theirs(docx))

            found[name] = in_turns(by_worker, by_unoserver, rounds, warm=2)
        return found


def measure_batch(
    papers: list[bytes], folder: Path, workers: int, rounds: int
) -> dict[str, list[float]]:
    """Convert all of these by a pool of so many, and by as many bare unoservers; the seconds.

    Bare: a thread for each unoserver takes the next paper. Ours: as many papers are under way as
    the pool has workers, and one more waits.
    """
    with ExitStack() as stack:
        ours = stack.enter_context(worker(folder / "pool", workers))
        free: SimpleQueue[Callable[[bytes], bytes]] = SimpleQueue()
        for n in range(workers):
            free.put(stack.enter_context(bare(folder / f"bare-{n}")))

        def theirs(docx: bytes) -> bytes:
            mine = free.get()
            try:
                return mine(docx)
            finally:
                free.put(mine)

        def by_pool(_: int) -> None:
            at_once(ours, papers, workers + 1)

        def by_unoservers(_: int) -> None:
            at_once(theirs, papers, workers)

        return in_turns(by_pool, by_unoservers, rounds, warm=1)


def at_once(convert_one: Callable[[bytes], bytes], papers: list[bytes], threads: int) -> None:
    """Convert all papers, so many at a time."""
    with ThreadPoolExecutor(threads) as pool:
        for pdf in pool.map(convert_one, papers):
            check(pdf)


def measure_long(docx: bytes, folder: Path) -> float:
    """The seconds of one long paper on a warm worker."""
    with worker(folder / "long") as ours:
        begun = time.perf_counter()
        check(ours(docx))
        return time.perf_counter() - begun


def check(pdf: bytes) -> None:
    """Raise AssertionError unless these are the bytes of a PDF."""
    if not pdf.startswith(b"%PDF"):
        raise AssertionError("no PDF")


@contextmanager
def worker(folder: Path, workers: int = 1) -> Iterator[Callable[[bytes], bytes]]:
    """Run the product's service, all its workers warm; yields what makes a PDF as the site does."""
    folder.mkdir(mode=0o700)
    socket = str(folder / "office.sock")
    options = ["--socket", socket, "--fonts", FONTS, "--workers", str(workers)]
    command = [HOME / "bin" / "zopepy", "-m", "tonghua.records.papers.converter", "--", *options]
    with ending(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)):

        def make(docx: bytes) -> bytes:
            return convert(docx, socket, PATIENCE)

        def all_ready() -> bool:
            # the next one starts when papers wait for those that run
            at_once(make, [minimal_docx()] * 4 * workers, 2 * workers)
            return status(socket)["ready"] == workers

        until(lambda: status(socket)["state"] == "ready")
        until(all_ready)
        yield make


@contextmanager
def bare(folder: Path) -> Iterator[Callable[[bytes], bytes]]:
    """Run unoserver as its manual says, with the same fonts; yields its own client's call."""
    folder.mkdir(mode=0o700)
    port = free_port()
    process = subprocess.Popen(
        [
            "/usr/bin/python3",
            "-m",
            "unoserver.server",
            *("--interface", "127.0.0.1", "--port", str(port)),
            *("--uno-interface", "127.0.0.1", "--uno-port", str(free_port())),
            *("--user-installation", str(folder / "profile")),
        ],
        env={
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(unoserver_path(folder / "path")),
            "FONTCONFIG_FILE": str(FONTS),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with ending(process):
        client = UnoClient("127.0.0.1", str(port))
        until(lambda: client.convert(indata=b"ready", convert_to="pdf"))
        yield lambda docx: client.convert(indata=docx, convert_to="pdf")


@contextmanager
def ending(process: subprocess.Popen) -> Iterator[None]:
    """End a process with the block; unoserver ends its LibreOffice itself."""
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(ready: Callable[[], object]) -> None:
    """Wait until something answers. Raises RuntimeError when it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if ready():
                return
        except Exception as problem:
            print(f"waiting: {type(problem).__name__}", file=sys.stderr)
        time.sleep(0.5)
    raise RuntimeError("LibreOffice did not start")
