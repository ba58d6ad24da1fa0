"""Keeps one LibreOffice alive: one job at a time, a limit a job, one retry, fresh after N jobs."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Protocol

from .office import GRACE, BadDocument, Died, Hung, Missing

logger = logging.getLogger(__name__)
BACKOFF = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
ATTEMPTS = 2
LOOK = 1.0


class State(str, Enum):
    """What the service says of itself."""

    STARTING = "starting"
    READY = "ready"
    DOWN = "down"


class Unavailable(Exception):
    """LibreOffice is not there, or not yet; the text says why."""


class TimedOut(Exception):
    """No PDF within the limits, the retry included."""


class Running(Protocol):
    """What the supervisor needs of an Office."""

    def wait_ready(self) -> None: ...
    def convert(self, docx: bytes, timeout: float) -> bytes: ...
    def alive(self) -> bool: ...
    def kill(self, grace: float = 0.0) -> None: ...


class Supervisor:
    """Starts, watches and replaces LibreOffice in a thread of its own, the keeper.

    `start` makes a new Running; `timeout` is in seconds a try; after `jobs` conversions the
    LibreOffice is replaced before it grows old. Only the keeper starts LibreOffice, and it
    ends the old one before it starts the next.
    """

    def __init__(self, start: Callable[[], Running], timeout: float, jobs: int) -> None:
        self._start, self.timeout, self.limit = start, timeout, jobs
        self._changed = threading.Condition()
        self._turn = threading.Lock()
        self._served = 0
        self._ended = False
        self._healthy = False
        self.office: Running | None = None
        self.state = State.STARTING
        self.message = "转换服务正在启动"
        self.jobs = 0
        self.restarts = 0
        self._keeper = threading.Thread(target=self._keep, name="libreoffice", daemon=True)

    @property
    def busy(self) -> bool:
        """Whether a document is being converted now."""
        return self._turn.locked()

    def begin(self) -> None:
        """Start LibreOffice in the background."""
        self._keeper.start()

    def end(self) -> None:
        """End LibreOffice and the keeper; waiting jobs are answered with Unavailable."""
        with self._changed:
            self._ended = True
            booting = self.office if self.state is State.STARTING else None
            self._set(State.DOWN, "转换服务正在停止")
        if booting:
            booting.kill()
        self._keeper.join()

    def convert(self, docx: bytes, deadline: float) -> bytes:
        """The PDF; at most `deadline` seconds for queue, tries and restarts together.

        Raises BadDocument, TimedOut or Unavailable.
        """
        until = time.monotonic() + deadline
        with self._my_turn(until):
            for left in range(ATTEMPTS, 0, -1):
                office = self._ready(until)
                try:
                    pdf = office.convert(docx, min(self.timeout, until - time.monotonic()))
                except (Hung, Died) as error:
                    logger.warning("conversion: %s", error)
                    self._healthy = False
                    self._replace(office)
                    if (left == 1 and isinstance(error, Hung)) or time.monotonic() >= until:
                        raise TimedOut("转换超过规定时间") from error
                    if left == 1:
                        raise BadDocument("LibreOffice 转换这份文件时退出") from error
                except BadDocument:
                    self._count(office)
                    raise
                else:
                    self._count(office)
                    return pdf
        raise AssertionError("unreachable")

    @contextlib.contextmanager
    def _my_turn(self, until: float) -> Iterator[None]:
        if not self._turn.acquire(timeout=max(0.0, until - time.monotonic())):
            raise TimedOut("排队超过规定时间")
        try:
            yield
        finally:
            self._turn.release()

    def _ready(self, until: float) -> Running:
        """The LibreOffice that serves; waits for one that is starting."""
        with self._changed:
            self._changed.wait_for(
                lambda: self.state is not State.STARTING, max(0.0, until - time.monotonic())
            )
            if self.office is None or self.state is not State.READY:
                raise Unavailable(self.message)
            return self.office

    def _count(self, office: Running) -> None:
        self.jobs += 1
        self._served += 1
        if self._served >= self.limit:
            self._replace(office)

    def _replace(self, office: Running) -> None:
        """Let the keeper end this LibreOffice and start the next."""
        with self._changed:
            if self.office is office and not self._ended:
                self._set(State.STARTING, "转换服务正在重新启动")

    def _set(self, state: State, message: str) -> None:
        self.state, self.message = state, message
        self._changed.notify_all()

    def _keep(self) -> None:
        """The keeper: while the service runs there is a LibreOffice, or a next try."""
        failures = 0
        while not self._ended:
            try:
                self._boot()
            except (Missing, Died, Hung, BadDocument) as error:
                logger.error("LibreOffice: %s", error)
                pause = BACKOFF[min(failures, len(BACKOFF) - 1)]
                failures += 1
                with self._changed:
                    if not self._ended:
                        self._set(State.DOWN, str(error))
                    self._changed.wait_for(lambda: self._ended, pause)
            else:
                failures = 0
                self._watch()
                self.restarts += not self._ended
            if self.office:
                self.office.kill(GRACE if self._healthy else 0.0)
                self.office = None

    def _boot(self) -> None:
        office = self._start()
        with self._changed:
            self.office, self._served, self._healthy = office, 0, False
            if self._ended:
                return
            if self.state is State.DOWN:
                self._set(State.STARTING, "转换服务正在启动")
        office.wait_ready()
        with self._changed:
            self._healthy = True
            if not self._ended:
                self._set(State.READY, "转换服务正常")

    def _watch(self) -> None:
        """Until LibreOffice is to be replaced, has died, or the service ends."""
        while self.state is State.READY:
            if self.office is None or not self.office.alive():
                self._healthy = False
                with self._changed:
                    if not self._ended:
                        self._set(State.STARTING, "转换服务正在重新启动")
                return
            with self._changed:
                self._changed.wait_for(lambda: self.state is not State.READY, LOOK)
