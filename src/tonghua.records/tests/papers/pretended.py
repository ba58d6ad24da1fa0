"""A LibreOffice for the tests of supervisor and pool, that does as it is told."""

from __future__ import annotations

import threading

from tonghua.records.papers.converter.office import Missing


class Pretend:
    """Answers each conversion with the next of `acts`: bytes, an exception to raise, a function.

    A Missing at the head of the list is raised when it is started.
    """

    def __init__(self, acts: list) -> None:
        self.acts = acts
        self.gone = threading.Event()

    def wait_ready(self) -> None:
        if self.acts and type(self.acts[0]) is Missing:
            raise self.acts.pop(0)

    def convert(self, docx: bytes, timeout: float) -> bytes:
        act = self.acts.pop(0) if self.acts else b"%PDF"
        if isinstance(act, Exception):
            raise act
        return act() if callable(act) else act

    def alive(self) -> bool:
        return not self.gone.is_set()

    def kill(self, grace: float = 0.0) -> None:
        self.gone.set()
