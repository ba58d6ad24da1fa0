"""``bin/records serve``: all processes of the site in the foreground (``make start``)."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from argparse import Namespace

from tonghua.records.commands import announce
from tonghua.records.commands.place import Place
from tonghua.records.commands.storage import listening, turn


def run(place: Place, given: Namespace) -> int:
    """Make on first start what is missing, then become supervisord; returns only on failure."""
    if listening(place.run / "supervisor.sock"):
        raise ValueError(f"本系统已在运行（{place.instance}），请先在其终端按 Ctrl-C 结束。")
    check_port(place)
    place.enter("client")
    wanted = ["site", "demo"] if given.demo else ["site"]
    if not all((place.var / "made" / name).exists() for name in wanted):
        print("首次启动，正在建立站点，约需半分钟。", flush=True)
        code = setup(place, given.demo)
        if code:
            print("站点未能建立，原因见上。", file=sys.stderr)
            return code
    with turn(place):  # a command that runs the storage server itself ends first
        pass
    if listening(place.run / "zeo.sock"):
        number = (place.run / "zeo.pid").read_text().strip()
        raise ValueError(f"上次运行的数据库进程（{number}）仍在，请先结束它：kill {number}")
    announce.beside(place)
    supervisord = str(place.home / "bin" / "supervisord")
    configuration = str(place.home / "instance" / "supervisord.conf")
    os.execv(sys.executable, [sys.executable, supervisord, "-n", "-c", configuration])
    raise AssertionError("not reached")


def setup(place: Place, demo: bool) -> int:
    """Make the site in a process of its own, since this one stays small; returns its exit code."""
    command = [sys.executable, place.home / "bin" / "records", "setup", *["--demo"] * demo]
    process = subprocess.Popen(command)
    try:
        return process.wait()
    except BaseException:  # ended: let it undo what it began
        process.terminate()
        process.wait()
        raise


def check_port(place: Place) -> None:
    """Refuse a port that is taken, before anything is started. Raises ValueError."""
    with socket.socket() as probe:
        # as the server will bind: a port that merely lingers after its last use is free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", place.port))
        except OSError as problem:
            raise ValueError(
                f"端口 {place.port} 不可用（{problem.strerror}）。"
                "请换一个，例如：PORT=8081 make start"
            ) from None
