"""The supervisor's promises, with a LibreOffice that does as it is told."""

from __future__ import annotations

import threading

import pytest

from tonghua.records.papers.converter import supervisor as module
from tonghua.records.papers.converter.office import BadDocument, Died, Hung, Missing
from tonghua.records.papers.converter.supervisor import State, Supervisor, TimedOut, Unavailable


class Pretend:
    """Answers each conversion with the next of `acts`: bytes, or an exception to raise."""

    def __init__(self, acts: list) -> None:
        self.acts = acts
        self.gone = threading.Event()

    def wait_ready(self) -> None:
        if self.acts and isinstance(self.acts[0], Missing):
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


@pytest.fixture
def keeper(monkeypatch):
    """Makes supervisors whose LibreOffices share one list of acts; ends them."""
    monkeypatch.setattr(module, "BACKOFF", (0.0,))
    monkeypatch.setattr(module, "LOOK", 0.01)
    made = []

    def make(acts=(), jobs=100):
        shared = list(acts)
        started = []

        def start():
            started.append(Pretend(shared))
            return started[-1]

        running = Supervisor(start, timeout=5.0, jobs=jobs)
        running.started = started
        running.begin()
        made.append(running)
        return running

    yield make
    for each in made:
        each.end()


def test_a_document_becomes_a_pdf(keeper):
    running = keeper([b"one"])
    assert running.convert(b"docx", 10) == b"one"
    assert (running.state, running.jobs, running.restarts) == (State.READY, 1, 0)


@pytest.mark.parametrize("fault", [Hung("x"), Died("x")])
def test_one_fault_is_tried_again_on_a_fresh_libreoffice(keeper, fault):
    running = keeper([fault, b"second"])
    assert running.convert(b"docx", 10) == b"second"
    assert len(running.started) == 2
    assert not running.started[0].alive()
    assert running.restarts == 1


@pytest.mark.parametrize(("fault", "refusal"), [(Hung, TimedOut), (Died, BadDocument)])
def test_two_faults_are_the_documents_and_the_service_goes_on(keeper, fault, refusal):
    running = keeper([fault("x"), fault("x"), b"next"])
    with pytest.raises(refusal):
        running.convert(b"docx", 10)
    assert running.convert(b"docx", 10) == b"next"
    assert running.restarts == 2


def test_a_bad_document_is_not_tried_again(keeper):
    running = keeper([BadDocument("x")])
    with pytest.raises(BadDocument):
        running.convert(b"docx", 10)
    assert running.restarts == 0


def test_libreoffice_is_replaced_after_so_many_jobs(keeper):
    running = keeper(jobs=2)
    for _ in range(5):
        assert running.convert(b"docx", 10) == b"%PDF"
    assert len(running.started) == 3
    assert [office.alive() for office in running.started] == [False, False, True]


def test_one_that_dies_while_idle_is_replaced(keeper):
    running = keeper()
    running.convert(b"docx", 10)
    running.started[0].gone.set()
    with running._changed:
        assert running._changed.wait_for(lambda: len(running.started) == 2, 10)
    assert running.convert(b"docx", 10) == b"%PDF"


def test_jobs_wait_their_turn_and_not_longer_than_their_deadline(keeper):
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> bytes:
        begun.set()
        go_on.wait(10)
        return b"slow"

    running = keeper([slow])
    answers = []
    first = threading.Thread(target=lambda: answers.append(running.convert(b"docx", 10)))
    first.start()
    assert begun.wait(10)
    assert running.busy
    with pytest.raises(TimedOut, match="排队"):
        running.convert(b"docx", 0.01)
    go_on.set()
    first.join()
    assert answers == [b"slow"]
    assert not running.busy


def test_a_machine_without_libreoffice_is_down_with_the_reason(keeper, monkeypatch):
    monkeypatch.setattr(module, "BACKOFF", (60.0,))
    running = keeper([Missing("没有找到 LibreOffice")])
    with pytest.raises(Unavailable, match="没有找到 LibreOffice"):
        running.convert(b"docx", 10)
    assert running.state is State.DOWN


def test_it_comes_up_once_libreoffice_is_there(keeper):
    running = keeper([Missing("一"), Missing("二")])
    with running._changed:
        assert running._changed.wait_for(lambda: running.state is State.READY, 10)
    assert running.convert(b"docx", 10) == b"%PDF"


def test_the_end_answers_who_waits(keeper):
    running = keeper()
    running.convert(b"docx", 10)
    running.end()
    with pytest.raises(Unavailable, match="正在停止"):
        running.convert(b"docx", 10)
    assert not running.started[-1].alive()
