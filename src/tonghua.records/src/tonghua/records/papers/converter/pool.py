"""Several LibreOffices behind one queue: who is served next, and by which of them."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeAlias

from .supervisor import Running, State, Supervisor, TimedOut, Unavailable

#: the workers that could not serve a document, with what they said
Failed: TypeAlias = dict[Supervisor, Unavailable]
#: from the best to the worst
STATES = (State.READY, State.STARTING, State.DOWN)


class Pool:
    """Gives each document to a worker that is ready, in the order in which they came.

    The first worker starts at once, the next ones when a document has to wait for those that run:
    an office that never prints two papers at a time pays for one LibreOffice. `waiting` bounds the
    queue.
    """

    def __init__(
        self,
        start: Callable[[], Running],
        timeout: float,
        jobs: int,
        workers: int = 1,
        waiting: int = 50,
    ) -> None:
        self._changed = threading.Condition()
        self.workers = [Supervisor(start, timeout, jobs, self._changed) for _ in range(workers)]
        self.limit = waiting
        self._busy: set[Supervisor] = set()
        self._queue: deque[object] = deque()

    @property
    def state(self) -> State:
        """The best that one of them can say; one that sleeps says nothing."""
        said = {worker.state for worker in self.workers}
        return next((state for state in STATES if state in said), State.DOWN)

    @property
    def message(self) -> str:
        """The sentence of the first worker in that state."""
        state = self.state
        return next((each.message for each in self.workers if each.state is state), "")

    def status(self) -> dict[str, object]:
        """The service in plain values: how many are ready, busy and waiting, and each worker."""
        with self._changed:
            return {
                "state": self.state.value,
                "message": self.message,
                "ready": sum(each.state is State.READY for each in self.workers),
                "busy": len(self._busy),
                "waiting": len(self._queue),
                "jobs": sum(each.jobs for each in self.workers),
                "restarts": sum(each.restarts for each in self.workers),
                "workers": [
                    {
                        "state": each.state.value,
                        "message": each.message,
                        "busy": each in self._busy,
                        "jobs": each.jobs,
                        "restarts": each.restarts,
                        "pid": getattr(getattr(each.office, "process", None), "pid", None),
                    }
                    for each in self.workers
                ],
            }

    def begin(self) -> None:
        """Start the first LibreOffice in the background."""
        self.workers[0].begin()

    def end(self) -> None:
        """End all; waiting jobs are answered with Unavailable."""
        for worker in self.workers:
            worker.end()
        for worker in self.workers:
            worker.join()

    def convert(self, docx: bytes, deadline: float) -> bytes:
        """The PDF; at most `deadline` seconds for queue, tries and restarts together.

        A worker whose LibreOffice does not come up again passes the document on to another.
        Raises BadDocument, TimedOut or Unavailable.
        """
        until = time.monotonic() + deadline
        failed: Failed = {}
        while len(failed) < len(self.workers):
            with self._turn(until, failed) as worker:
                try:
                    return worker.convert(docx, until - time.monotonic())
                except Unavailable as problem:
                    failed[worker] = problem
        raise next(iter(failed.values()))

    @contextlib.contextmanager
    def _turn(self, until: float, failed: Failed) -> Iterator[Supervisor]:
        """A worker of one's own for the block, once it is one's turn."""
        with self._changed:
            worker = self._wait(until, failed)
            self._busy.add(worker)
        try:
            yield worker
        finally:
            with self._changed:
                self._busy.remove(worker)
                self._changed.notify_all()

    def _wait(self, until: float, failed: Failed) -> Supervisor:
        if len(self._queue) >= self.limit:
            raise Unavailable(f"等待转换的文书已有 {self.limit} 份，暂时排不上")
        ticket = object()
        self._queue.append(ticket)
        try:
            while True:
                worker = self._choose(ticket, failed)
                if worker is not None:
                    return worker
                left = until - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    raise TimedOut("排队超过规定时间")
        finally:
            self._queue.remove(ticket)
            self._changed.notify_all()

    def _choose(self, ticket: object, failed: Failed) -> Supervisor | None:
        """The worker for this ticket; None where it must wait. Raises Unavailable."""
        able = [each for each in self.workers if each not in failed]
        coming = [each for each in able if each.state is State.STARTING and each not in self._busy]
        asleep = [each for each in able if each.state is State.ASLEEP]
        if self._queue[0] is ticket:
            for worker in able:
                if worker.state is State.READY and worker not in self._busy:
                    return worker
        # Where the first has not come up yet, a second would only slow it down.
        can = any(each.proven for each in self.workers)
        if asleep and can and len(coming) < len(self._queue):
            asleep[0].begin()
        elif all(each.state is State.DOWN for each in able if each not in asleep):
            raise next(iter(failed.values()), Unavailable(self.message))
        return None
