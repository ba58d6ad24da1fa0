"""A site of its own for the tests: the real processes, an empty database, a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests
from rest import Rest

HOME = Path(__file__).resolve().parent.parent
PATIENCE = 300  # seconds, for the whole of a first start


@dataclass(frozen=True)
class LiveSite:
    """A serving site.

    ``url`` has no closing slash, ``passwords`` maps usernames to passwords, ``process`` is the make
    that was typed, ``output`` what the terminal shows.
    """

    url: str
    instance: Path
    passwords: dict[str, str]
    process: subprocess.Popen
    output: Path

    def as_user(self, username: str) -> Rest:
        """Return a REST client that acts as one of the demo's people, or as ``admin``."""
        return Rest(self.url, (username, self.passwords[username]))

    def anonymous(self) -> Rest:
        """Return a REST client that nobody has logged in."""
        return Rest(self.url, None)

    def records(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run ``bin/records`` beside the serving site."""
        return records(self.instance, *arguments)

    def command_lines(self) -> list[str]:
        """Return the command line of every process of this site that has not just ended."""
        told = [process.as_dict(["cmdline"])["cmdline"] for process in self.processes()]
        return [" ".join(words) for words in told if words]

    def processes(self) -> list[psutil.Process]:
        """Return every process of this site, LibreOffice with them."""
        return psutil.Process(self.process.pid).children(recursive=True)


def environment(instance: Path, port: int | str | None = None) -> dict[str, str]:
    """Return this process's environment, pointed at another instance and port."""
    others = ("RECORDS_", "OFFICE_DIR", "DEMO_DIR", "TEMPLATES_DIR", "PORT", "MAKE", "MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    kept["RECORDS_INSTANCE"] = str(instance)
    return kept if port is None else kept | {"PORT": str(port)}


def records(instance: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``bin/records`` for an instance and return what it said."""
    return subprocess.run(
        [HOME / "bin" / "records", *arguments],
        env=environment(instance),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def free_port() -> int:
    """Return a loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_passwords(instance: Path) -> dict[str, str]:
    """Read both password files of an instance."""
    paths = [instance / "admin-password", instance / "demo-passwords"]
    lines = [line for path in paths if path.exists() for line in path.read_text().splitlines()]
    return dict(line.split(" ", 1) for line in lines)


def launch(instance: Path, target: str, port: int) -> LiveSite:
    """Type ``make start`` or ``make demo`` and return at once."""
    instance.parent.mkdir(exist_ok=True)
    output = instance.with_name(f"{instance.name}.out")
    with output.open("w") as file:
        process = subprocess.Popen(
            ["make", "-C", HOME, "--no-print-directory", target],
            env=environment(instance, port),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            # a process group of its own, as a shell gives what is typed
            start_new_session=True,
        )
    return LiveSite(f"http://127.0.0.1:{port}/records", instance, {}, process, output)


def start(instance: Path, target: str, port: int | None = None) -> LiveSite:
    """Serve an instance, and return when the site answers.

    Raises AssertionError with the logs when it does not.
    """
    site = launch(instance, target, port or free_port())
    deadline = time.monotonic() + PATIENCE
    while not answers(site.url):
        if site.process.poll() is not None or time.monotonic() > deadline:
            stop(site)
            raise AssertionError("the site did not start\n" + told(site))
        time.sleep(0.2)
    site.passwords.update(read_passwords(instance))
    return site


def answers(url: str) -> bool:
    """Say whether the site serves its login page."""
    try:
        return requests.get(f"{url}/login", timeout=60).ok
    except requests.ConnectionError:
        return False


def told(site: LiveSite) -> str:
    """Return the ends of what the terminal and the logs say."""
    logs = sorted((site.instance / "var" / "log").glob("c*"))
    texts = {path.name: path.read_text(errors="replace") for path in (site.output, *logs)}
    return "\n".join(f"== {name}\n{text[-4000:]}" for name, text in texts.items())


def stop(site: LiveSite, number: int = signal.SIGTERM) -> None:
    """End a serving site: SIGTERM to make, or as Ctrl-C does, SIGINT to all in its foreground."""
    if site.process.poll() is None:
        if number == signal.SIGINT:
            os.killpg(site.process.pid, number)
        else:
            site.process.send_signal(number)
    site.process.wait(timeout=120)


@contextmanager
def serving(instance: Path, target: str) -> Iterator[LiveSite]:
    """Serve an instance for the block."""
    site = start(instance, target)
    try:
        yield site
    finally:
        stop(site)
