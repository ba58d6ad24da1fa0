"""The storage server that a command needs: the serving site's, or one of its own meanwhile."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tonghua.records.commands.place import Place

PATIENCE = 60  # seconds that a storage server may take to open a large database


@contextmanager
def storage(place: Place) -> Iterator[None]:
    """Have a ZEO server listening on this place's socket while the block runs."""
    with turn(place) as release:
        if listening(place.run / "zeo.sock"):
            release()
            yield
            return
        with server(place):
            yield


@contextmanager
def turn(place: Place) -> Iterator:
    """Hold the lock of whoever starts a storage server; yields what gives it back early."""
    with open(place.run / "storage.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lambda: fcntl.flock(lock, fcntl.LOCK_UN)


@contextmanager
def server(place: Place) -> Iterator[None]:
    """Run a storage server for the block. Raises OSError where it does not start."""
    process = subprocess.Popen(
        [sys.executable, place.home / "bin" / "runzeo", "-C", place.home / "instance" / "zeo.conf"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl-C must not end it under the command that still writes, but it never outlives that
        start_new_session=True,
        preexec_fn=end_with_parent,
        env=os.environ | place.environment("zeo"),
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not listening(place.run / "zeo.sock"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise OSError(f"数据库未能启动，请看 {place.var / 'log' / 'zeo.log'}。")
            time.sleep(0.05)
        yield
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait()


def end_with_parent() -> None:
    """Have the kernel end this process when the one that started it is gone, however it ended."""
    PR_SET_PDEATHSIG = 1  # noqa: N806 (the kernel's name)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def listening(path: Path) -> bool:
    """Say whether somebody answers on a Unix socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(os.fspath(path))
        except OSError:
            return False
    return True
