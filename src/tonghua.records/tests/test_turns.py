"""Turns: who was overtaken too often works alone, and nobody keeps a turn for longer than his act."""

import threading
from types import SimpleNamespace

import pytest
import transaction

from tonghua.records import turns


def request(method="POST", retry_count=0):
    return SimpleNamespace(request=SimpleNamespace(method=method, retry_count=retry_count))


def free():
    """Whether another thread could have the turn now."""
    got = []

    def try_it():
        got.append(turns.lock.acquire(blocking=False))
        if got[0]:
            turns.lock.release()

    other = threading.Thread(target=try_it)
    other.start()
    other.join()
    return got[0]


@pytest.fixture(autouse=True)
def _one_transaction():
    transaction.begin()
    yield
    transaction.abort()


@pytest.mark.parametrize("end", [transaction.commit, transaction.abort])
@pytest.mark.parametrize(
    "begin",
    [
        lambda: turns.favour_the_overtaken(request(retry_count=turns.PATIENCE)),
        lambda: turns.commit_in_turn(request()),
    ],
)
def test_the_turn_ends_with_the_transaction(begin, end):
    begin()
    assert not free()
    end()
    assert free()


def test_two_turns_of_one_request_end_together():
    turns.favour_the_overtaken(request(retry_count=turns.PATIENCE))
    turns.commit_in_turn(request())
    transaction.commit()
    assert free()


@pytest.mark.parametrize("retry_count", range(turns.PATIENCE))
def test_others_do_not_work_alone(retry_count):
    turns.favour_the_overtaken(request(retry_count=retry_count))
    assert free()


@pytest.mark.parametrize("method", sorted(turns.READING))
def test_readers_wait_for_nobody(method):
    turns.commit_in_turn(request(method))
    assert free()


def test_a_transaction_that_cannot_begin_ends_the_turn(monkeypatch):
    monkeypatch.setattr(turns.transaction, "begin", lambda: _fail(None))
    with pytest.raises(RuntimeError):
        turns.favour_the_overtaken(request(retry_count=turns.PATIENCE))
    monkeypatch.undo()
    assert free()


def test_a_commit_that_fails_ends_the_turn():
    turns.commit_in_turn(request())
    transaction.get().join(
        SimpleNamespace(tpc_begin=_fail, abort=_nothing, tpc_abort=_nothing, sortKey=lambda: "x")
    )
    with pytest.raises(RuntimeError):
        transaction.commit()
    assert free()


def _fail(_transaction):
    raise RuntimeError("the commit fails")


def _nothing(_transaction):
    pass
