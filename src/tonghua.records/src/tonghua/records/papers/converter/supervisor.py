"""Keeps one LibreOffice alive: a limit a job, one retry on a fresh one, replaced after N jobs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from enum import Enum
from typing import Protocol

from .office import GRACE, BadDocument, Died, Full, Hung, Missing, Overfull

logger = logging.getLogger(__name__)
BACKOFF = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
ATTEMPTS = 2
LOOK = 1.0


class State(str, Enum):
    """What a worker, and the service as a whole, says of itself."""

    ASLEEP = "asleep"
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
    """Starts, watches and replaces one LibreOffice in a thread of its own, the keeper.

    `start` makes a new Running; `timeout` is in seconds a try; after `jobs` conversions the
    LibreOffice is replaced before it grows old. Only the keeper starts LibreOffice, and it
    ends the old one before it starts the next. Whoever gives it documents gives one at a time;
    `changed` is notified of every change of state.
    """

    def __init__(
        self,
        start: Callable[[], Running],
        timeout: float,
        jobs: int,
        changed: threading.Condition | None = None,
    ) -> None:
        self._start, self.timeout, self.limit = start, timeout, jobs
        self._changed = changed or threading.Condition()
        self._served = 0
        self._ended = False
        self._healthy = False
        self.office: Running | None = None
        self.state = State.ASLEEP
        self.message = "尚未启动，需要时启动"
        #: whether LibreOffice has run here once: this machine can
        self.proven = False
        self.jobs = 0
        self.restarts = 0
        self._keeper = threading.Thread(target=self._keep, name="libreoffice", daemon=True)

    def begin(self) -> None:
        """Start LibreOffice in the background; once is enough."""
        with self._changed:
            if self.state is not State.ASLEEP or self._ended:
                return
            self._set(State.STARTING, "转换服务正在启动")
        self._keeper.start()

    def end(self) -> None:
        """Let LibreOffice end; a waiting job is answered with Unavailable. `join` waits for it."""
        with self._changed:
            self._ended = True
            booting = self.office if self.state is State.STARTING else None
            self._set(State.DOWN, "转换服务正在停止")
        if booting:
            booting.kill()

    def join(self) -> None:
        """Wait until LibreOffice and the keeper have ended."""
        if self._keeper.ident is not None:
            self._keeper.join()

    def convert(self, docx: bytes, deadline: float) -> bytes:
        """The PDF; at most `deadline` seconds for tries and restarts together.

        The second try is on the fresh LibreOffice of this same worker, so that a document that
        hangs holds up one worker and no more. Raises BadDocument, TimedOut or Unavailable.
        """
        until = time.monotonic() + deadline
        for left in range(ATTEMPTS, 0, -1):
            office = self._ready(until)
            try:
                pdf = office.convert(docx, min(self.timeout, until - time.monotonic()))
            except (Hung, Died, Overfull) as error:
                logger.warning("conversion: %s", error)
                self._healthy = False
                self._replace(office)
                if isinstance(error, Overfull):
                    raise BadDocument(str(error)) from error
                if (left == 1 and isinstance(error, Hung)) or time.monotonic() >= until:
                    raise TimedOut("转换超过规定时间") from error
                if left == 1:
                    raise BadDocument("LibreOffice 转换这份文件时退出") from error
            except Full as error:
                logger.error("conversion: %s", error)
                raise Unavailable(str(error)) from error
            except BadDocument:
                self._count(office)
                raise
            else:
                self._count(office)
                return pdf
        raise AssertionError("unreachable")

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
            except (Missing, Died, Hung, Overfull, BadDocument) as error:
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
            self._healthy = self.proven = True
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
