import os
import stat

from tonghua.records.setup.passwords import password, write


def test_passwords_are_long_and_differ():
    words = {password() for _ in range(100)}
    assert len(words) == 100
    assert min(map(len, words)) >= 20


def test_the_file_is_for_its_owner_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        write(tmp_path / "passwords", {"handler1": "secret", "reviewer1": "other"})
    finally:
        os.umask(before)
    path = tmp_path / "passwords"
    assert path.read_text() == "handler1 secret\nreviewer1 other\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_writing_again_replaces_it_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "passwords"
    path.write_text("old\n")
    path.chmod(0o644)
    write(path, {"admin": "new"})
    assert path.read_text() == "admin new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
