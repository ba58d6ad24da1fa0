"""The pool's promises, with LibreOffices that do as they are told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from pretended import Pretend

from tonghua.records.papers.converter import supervisor as module
from tonghua.records.papers.converter.office import Full, Hung, Missing
from tonghua.records.papers.converter.pool import Pool
from tonghua.records.papers.converter.supervisor import State, TimedOut, Unavailable

SOON = 10


class Held:
    """An act that waits until it is let go."""

    def __init__(self, pdf=b"held") -> None:
        self.pdf = pdf
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self) -> bytes:
        self.begun.set()
        assert self.go_on.wait(SOON)
        if isinstance(self.pdf, Exception):
            raise self.pdf
        return self.pdf


@pytest.fixture
def pool(monkeypatch):
    """Makes pools; each of their LibreOffices, in the order of starting, has a list of acts."""
    monkeypatch.setattr(module, "BACKOFF", (60.0,))
    monkeypatch.setattr(module, "LOOK", 0.01)
    made = []

    def make(*acts, workers=2, waiting=50):
        lists = [list(each) for each in acts]
        started = []

        def start():
            started.append(Pretend(lists.pop(0) if lists else []))
            return started[-1]

        running = Pool(start, timeout=5.0, jobs=100, workers=workers, waiting=waiting)
        running.started = started
        running.begin()
        made.append(running)
        return running

    yield make
    for each in made:
        each.end()


@pytest.fixture
def clerks():
    """People who print at the same time."""
    with ThreadPoolExecutor(8) as threads:
        yield threads


def until(pool, condition):
    """Wait, by the pool's own word, until something is so."""
    with pool._changed:
        assert pool._changed.wait_for(condition, SOON)


def states(pool):
    return [each["state"] for each in pool.status()["workers"]]


def test_one_paper_at_a_time_keeps_one_libreoffice(pool):
    running = pool(workers=3)
    for _ in range(3):
        assert running.convert(b"docx", SOON) == b"%PDF"
    assert states(running) == ["ready", "asleep", "asleep"]
    said = running.status()
    assert (said["state"], said["ready"], said["busy"], said["jobs"]) == ("ready", 1, 0, 3)


def test_a_second_one_is_started_for_whoever_would_wait(pool, clerks):
    held = Held()
    running = pool([held], [b"beside"])
    first = clerks.submit(running.convert, b"docx", SOON)
    assert held.begun.wait(SOON)
    assert running.convert(b"docx", SOON) == b"beside"
    assert not first.done()
    assert states(running) == ["ready", "ready"]
    assert running.status()["busy"] == 1
    held.go_on.set()
    assert first.result() == b"held"


def test_while_the_first_one_starts_no_other_does(pool, clerks, monkeypatch):
    up = threading.Event()
    monkeypatch.setattr(Pretend, "wait_ready", lambda self: up.wait(SOON))
    running = pool()
    jobs = [clerks.submit(running.convert, b"docx", SOON) for _ in range(2)]
    until(running, lambda: len(running._queue) == 2)
    assert states(running) == ["starting", "asleep"]
    up.set()
    assert [job.result() for job in jobs] == [b"%PDF", b"%PDF"]


def test_a_document_that_hangs_holds_up_one_worker(pool, clerks):
    """Its second try is on the fresh LibreOffice of the same worker; the others go on."""
    hanging, again = Held(Hung("x")), Held(Hung("x"))
    running = pool([hanging], [b"one", b"two", b"three"], [again])
    bad = clerks.submit(running.convert, b"bad", SOON)
    assert hanging.begun.wait(SOON)
    assert running.convert(b"good", SOON) == b"one"
    hanging.go_on.set()
    assert again.begun.wait(SOON)
    assert running.convert(b"good", SOON) == b"two"
    again.go_on.set()
    with pytest.raises(TimedOut):
        bad.result()
    assert running.convert(b"good", SOON) in (b"three", b"%PDF")
    # the job is answered first, and the fresh LibreOffice counted when it is begun
    until(running, lambda: [each["restarts"] for each in running.status()["workers"]] == [2, 0])


def test_a_worker_that_does_not_come_up_passes_the_document_on(pool, clerks):
    held = Held(Hung("x"))
    running = pool([held], [b"other", b"other"], [Missing("没有了")])
    first = clerks.submit(running.convert, b"docx", SOON)
    assert held.begun.wait(SOON)
    assert running.convert(b"docx", SOON) == b"other"
    held.go_on.set()
    assert first.result() == b"other"
    assert sorted(states(running)) == ["down", "ready"]
    assert running.status()["state"] == "ready"


def test_without_libreoffice_all_are_refused_at_once_with_the_reason(pool):
    running = pool([Missing("没有找到 LibreOffice")])
    with pytest.raises(Unavailable, match="没有找到 LibreOffice"):
        running.convert(b"docx", SOON)
    assert states(running) == ["down", "asleep"]
    assert running.state is State.DOWN
    assert len(running.started) == 1


def test_a_full_disk_is_said_by_its_name(pool):
    running = pool([Full("磁盘空间不足")], [Full("磁盘空间不足")], workers=1)
    with pytest.raises(Unavailable, match="磁盘空间不足"):
        running.convert(b"docx", SOON)


def test_jobs_wait_their_turn_and_not_longer_than_their_deadline(pool, clerks):
    held = Held()
    running = pool([held, b"next"], workers=1)
    first = clerks.submit(running.convert, b"docx", SOON)
    assert held.begun.wait(SOON)
    with pytest.raises(TimedOut, match="排队"):
        running.convert(b"docx", 0.01)
    second = clerks.submit(running.convert, b"docx", SOON)
    until(running, lambda: len(running._queue) == 1)
    held.go_on.set()
    assert (first.result(), second.result()) == (b"held", b"next")
    assert running.status()["busy"] == running.status()["waiting"] == 0


def test_who_came_first_is_served_first(pool, clerks):
    held = Held()
    running = pool([held, *(b"%d" % n for n in range(4))], workers=1)
    jobs = [clerks.submit(running.convert, b"docx", SOON)]
    assert held.begun.wait(SOON)
    for n in range(4):
        jobs.append(clerks.submit(running.convert, b"docx", SOON))
        until(running, lambda n=n: len(running._queue) == n + 1)
    held.go_on.set()
    assert [job.result() for job in jobs] == [b"held", b"0", b"1", b"2", b"3"]


def test_a_queue_that_is_full_refuses_with_a_sentence(pool, clerks):
    held = Held()
    running = pool([held], workers=1, waiting=1)
    jobs = [clerks.submit(running.convert, b"docx", SOON)]
    assert held.begun.wait(SOON)
    jobs.append(clerks.submit(running.convert, b"docx", SOON))
    until(running, lambda: len(running._queue) == 1)
    with pytest.raises(Unavailable, match="等待转换的文书已有 1 份"):
        running.convert(b"docx", SOON)
    held.go_on.set()
    assert [job.result() for job in jobs] == [b"held", b"%PDF"]


def test_the_end_answers_who_waits(pool, clerks):
    held = Held()
    running = pool([held], workers=1)
    first = clerks.submit(running.convert, b"docx", SOON)
    assert held.begun.wait(SOON)
    second = clerks.submit(running.convert, b"docx", SOON)
    until(running, lambda: len(running._queue) == 1)
    running.end()
    with pytest.raises(Unavailable, match="正在停止"):
        second.result()
    held.go_on.set()
    assert first.result() == b"held"
    assert not running.started[-1].alive()
