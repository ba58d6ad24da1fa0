"""The word on the terminal when the site answers, or when it will not."""

from __future__ import annotations

import os
import sys
import time
from http.client import HTTPConnection, HTTPException

from tonghua.records.commands.place import Place

PATIENCE = 300  # seconds


def beside(place: Place) -> None:
    """Watch from a process of its own, since this one is about to become supervisord."""
    parent = os.getpid()
    if os.fork():
        return
    try:
        watch(place, parent)
    except KeyboardInterrupt:
        pass
    finally:
        sys.stdout.flush()
        os._exit(0)


def watch(place: Place, parent: int) -> None:
    """Poll until the site answers or is given up; ends with ``parent``."""
    logs = place.var / "log"
    deadline = time.monotonic() + PATIENCE
    while os.getppid() == parent and time.monotonic() < deadline:
        if answers(place):
            print(f"系统已启动：{place.url} （按 Ctrl-C 结束，记录在 {logs}）", flush=True)
            return
        if failed(place):
            break
        time.sleep(0.2)
    if os.getppid() == parent:
        print(f"系统未能启动，请看 {logs}/client.log 和 client.out。", file=sys.stderr, flush=True)


def answers(place: Place) -> bool:
    """Say whether the client serves the site."""
    connection = HTTPConnection("127.0.0.1", place.port, timeout=60)
    try:
        connection.request("GET", "/records/login")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def failed(place: Place) -> bool:
    """Say whether supervisor has given up starting the client."""
    from xmlrpc.client import Fault, ServerProxy

    from supervisor.xmlrpc import SupervisorTransport

    transport = SupervisorTransport(serverurl=f"unix://{place.run}/supervisor.sock")
    try:
        with ServerProxy("http://127.0.0.1", transport=transport) as supervisor:
            state = supervisor.supervisor.getProcessInfo("client")
    except (OSError, HTTPException, Fault):
        return False
    return isinstance(state, dict) and state.get("statename") == "FATAL"
