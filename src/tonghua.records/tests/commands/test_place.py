import os
import stat
from pathlib import Path

import pytest

from tonghua.records.commands.place import (
    LONGEST_RUN_FOLDER,
    Place,
    check_private,
    port_number,
    run_folder,
    workers,
)

HOME = {"RECORDS_HOME": "/clone"}


def test_everything_follows_from_the_clone():
    place = Place.of(HOME)
    assert place.instance == Path("/clone/instance")
    assert place.var == Path("/clone/instance/var")
    assert place.run == Path("/clone/instance/run")
    assert place.office_socket == Path("/clone/instance/run/office.sock")
    assert place.office == Path("/clone/profiles/tonghua")
    assert place.url == "http://127.0.0.1:8080/records"
    assert place.office_workers == 2


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("RECORDS_INSTANCE", "instance"),
        ("RECORDS_VAR", "var"),
        ("RECORDS_RUN", "run"),
        ("RECORDS_FONTS", "fonts"),
        ("RECORDS_OFFICE_SOCKET", "office_socket"),
        ("OFFICE_DIR", "office"),
        ("DEMO_DIR", "demo"),
        ("TEMPLATES_DIR", "templates"),
    ],
)
def test_each_folder_can_be_elsewhere(name, attribute):
    assert getattr(Place.of(HOME | {name: "/else where"}), attribute) == Path("/else where")


def test_a_relative_folder_is_of_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Place.of(HOME | {"OFFICE_DIR": "profiles/ours"}).office == tmp_path / "profiles/ours"


def test_an_empty_variable_counts_as_absent():
    assert Place.of(
        HOME | {"OFFICE_DIR": "", "PORT": "", "RECORDS_OFFICE_WORKERS": ""}
    ) == Place.of(HOME)


def test_its_environment_describes_it_whole():
    place = Place.of(
        HOME
        | {
            "RECORDS_INSTANCE": "/data",
            "PORT": "8081",
            "OFFICE_DIR": "/office",
            "RECORDS_OFFICE_WORKERS": "3",
        }
    )
    assert Place.of(place.environment("client")) == place


def test_every_process_makes_its_catalogues():
    assert Place.of(HOME).environment("client")["zope_i18n_compile_mo_files"]


def test_without_a_clone_it_says_what_to_do():
    with pytest.raises(ValueError, match="RECORDS_HOME"):
        Place.of({})


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("8080", 8080), ("65535", 65535)])
def test_ports(text, port):
    assert port_number(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80.0", "http", "８０", " 80"])
def test_what_is_no_port(text):
    with pytest.raises(ValueError, match="不是端口号"):
        port_number(text)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("2", 2), ("16", 16)])
def test_numbers_of_libreoffices(text, number):
    assert workers(text) == number


@pytest.mark.parametrize("text", ["0", "17", "-1", "two", "２"])
def test_what_is_no_number_of_libreoffices(text):
    with pytest.raises(ValueError, match="RECORDS_OFFICE_WORKERS"):
        workers(text)


class TestRunFolder:
    def test_beside_the_data_while_an_address_holds_it(self):
        longest = Path("/" + "x" * (LONGEST_RUN_FOLDER - len("//run")))
        assert run_folder(longest) == longest / "run"
        assert run_folder(longest.with_name(longest.name + "x")) != longest / "run"

    def test_bytes_count_not_characters(self):
        assert run_folder(Path("/" + "案" * 40)).name.startswith(f"records-{os.getuid()}-")

    def test_two_clones_never_meet(self):
        deep = "/" + "x" * 120
        assert run_folder(Path(deep + "/a")) != run_folder(Path(deep + "/b"))
        assert run_folder(Path(deep + "/a")) == run_folder(Path(deep + "/a"))


class TestFolders:
    def test_are_for_their_owner_alone(self, tmp_path):
        place = Place.of(HOME | {"RECORDS_INSTANCE": str(tmp_path / "instance")})
        place.make("client")
        for folder in (place.var, place.run, place.var / "log", place.var / "clients" / "client"):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_a_run_folder_that_others_may_enter_is_closed(self, tmp_path):
        tmp_path.chmod(0o755)
        check_private(tmp_path)
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700

    def test_a_link_in_its_place_is_refused(self, tmp_path):
        link = tmp_path / "run"
        link.symlink_to(tmp_path)
        with pytest.raises(PermissionError, match="请删除后重试"):
            check_private(link)
