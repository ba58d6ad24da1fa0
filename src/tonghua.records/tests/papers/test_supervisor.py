"""The supervisor's promises, with a LibreOffice that does as it is told."""

from __future__ import annotations

import pytest
from pretended import Pretend

from tonghua.records.papers.converter import supervisor as module
from tonghua.records.papers.converter.office import (
    BadDocument,
    Died,
    Full,
    Hung,
    Missing,
    Overfull,
)
from tonghua.records.papers.converter.supervisor import State, Supervisor, TimedOut, Unavailable


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
        each.join()


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


def test_one_that_writes_too_much_is_refused_at_once_and_its_libreoffice_replaced(keeper):
    running = keeper([Overfull("磁盘空间超过 1024 MB"), b"next"])
    with pytest.raises(BadDocument, match="磁盘空间超过"):
        running.convert(b"docx", 10)
    assert running.convert(b"docx", 10) == b"next"
    assert running.restarts == 1


def test_a_full_disk_is_nobodys_fault_and_passes(keeper):
    running = keeper([Full("磁盘空间不足"), b"later"])
    with pytest.raises(Unavailable, match="磁盘空间不足"):
        running.convert(b"docx", 10)
    assert running.convert(b"docx", 10) == b"later"
    assert running.restarts == 0


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
    running.join()
    with pytest.raises(Unavailable, match="正在停止"):
        running.convert(b"docx", 10)
    assert not running.started[-1].alive()
