import fcntl
import socket

import pytest

from tonghua.records.commands.place import Place
from tonghua.records.commands.storage import listening, turn


@pytest.fixture
def place(tmp_path):
    return Place.of({"RECORDS_HOME": str(tmp_path), "RECORDS_RUN": str(tmp_path)})


def locked(place):
    with open(place.run / "storage.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_listening_needs_somebody_who_answers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's address is short
    path = tmp_path / "s"
    assert not listening(path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert not listening(path)
        server.listen()
        assert listening(path)
    assert not listening(path)


def test_one_at_a_time_starts_a_storage_server(place):
    with turn(place):
        assert locked(place)
    assert not locked(place)


def test_who_finds_a_server_gives_the_turn_back(place):
    with turn(place) as release:
        release()
        assert not locked(place)
