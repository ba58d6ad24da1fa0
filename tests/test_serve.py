"""``make demo`` and ``make start``: what the first makes, what the second leaves, how they end."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import socket
import stat
from pathlib import Path

import psutil
import pytest
from live import HOME, LiveSite, free_port, launch, records, start, stop, told

from tonghua.records.commands.place import run_folder

DEMO = json.loads((HOME / "profiles" / "demo" / "first-case.json").read_text(encoding="utf-8"))
PEOPLE = [person["username"] for person in DEMO["people"]]


class TestDemo:
    def test_passwords_are_for_the_owner_alone(self, live_site: LiveSite) -> None:
        for name, users in (("admin-password", ["admin"]), ("demo-passwords", PEOPLE)):
            path = live_site.instance / name
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert [line.split(" ")[0] for line in path.read_text().splitlines()] == users

    def test_passwords_are_all_different(self, live_site: LiveSite) -> None:
        words = {live_site.passwords[name] for name in ("admin", *PEOPLE)}
        assert len(words) == len(PEOPLE) + 1
        assert min(map(len, words)) >= 20

    @pytest.mark.parametrize("username", ["admin", *PEOPLE])
    def test_everybody_can_log_in(self, live_site: LiveSite, username: str) -> None:
        body = {"login": username, "password": live_site.passwords[username]}
        assert live_site.anonymous().post("@login", body)["token"]

    def test_no_password_in_logs_or_process_list(self, live_site: LiveSite) -> None:
        logs = [path for path in (live_site.instance / "var" / "log").iterdir() if path.is_file()]
        texts = [path.read_text(errors="replace") for path in (live_site.output, *logs)]
        texts += live_site.command_lines()
        assert len(logs) > 3
        for word in live_site.passwords.values():
            assert not [text for text in texts if word in text]

    def test_no_key_of_a_calendar_in_logs(self, live_site: LiveSite) -> None:
        """Neither where it was read, nor where a page of ours says from where one came."""
        url = live_site.as_user("handler1").post("@calendar-address")["url"]
        session = live_site.anonymous().session
        session.headers["Accept"] = "text/calendar"
        read = session.get
        assert read(url).text.startswith("BEGIN:VCALENDAR")
        assert read(live_site.url, headers={"Referer": url, "Accept": "text/html"}).ok
        key = url.partition("key=")[2]
        assert read(url.replace(key, f"{key}x")).status_code == 404
        logs = [path for path in (live_site.instance / "var" / "log").iterdir() if path.is_file()]
        texts = {path.name: path.read_text(errors="replace") for path in logs}
        assert "/@@deadlines.ics?key=-" in texts["access.log"]
        assert [name for name, text in texts.items() if key in text] == []

    def test_site_speaks_chinese_and_offers_english(self, live_site: LiveSite) -> None:
        page = live_site.anonymous().session.get
        asked = {"Accept": "text/html"}
        chinese = page(live_site.url, headers=asked | {"Accept-Language": "en"}).text
        english = page(live_site.url, headers=asked | {"Cookie": "I18N_LANGUAGE=en"}).text
        assert 'lang="zh-cn"' in chinese
        assert 'lang="en"' in english
        assert "执法全过程记录系统" in chinese

    def test_office_and_demo_sections_are_set(self, live_site: LiveSite) -> None:
        registry = live_site.as_user("admin")
        assert registry.get("@registry/tonghua.records.office_name") == (
            "通化市地方志编纂委员会办公室"
        )
        assert registry.get("@registry/tonghua.records.sections") == {
            "执法科（示例）": True,
            "法制机构（示例）": False,
            "综合科（示例）": False,
        }

    def test_every_listening_port_is_on_loopback(self, live_site: LiveSite) -> None:
        listening = [
            connection.laddr.ip
            for process in live_site.processes()
            for connection in process.net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        ]
        assert listening
        assert set(listening) == {"127.0.0.1"}

    def test_sockets_are_for_the_owner_alone(self, live_site: LiveSite) -> None:
        run = live_site.instance / "run"
        assert stat.S_IMODE(run.stat().st_mode) == 0o700
        assert stat.S_ISSOCK((run / "zeo.sock").stat().st_mode)

    def test_a_second_start_of_the_same_instance_is_refused(self, live_site: LiveSite) -> None:
        again = records(live_site.instance, "serve")
        assert again.returncode == 1
        assert "已在运行" in again.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http", "８０８０"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    site = launch(tmp_path / "instance", "start", port)  # type: ignore[arg-type]
    assert site.process.wait(timeout=60)
    assert f"PORT={port} 不是端口号" in site.output.read_text()


def test_a_taken_port_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        site = launch(tmp_path / "instance", "start", taken.getsockname()[1])
        assert site.process.wait(timeout=60)
    assert "请换一个" in site.output.read_text()
    assert not (tmp_path / "instance").exists()


def test_starting_again_changes_nothing_and_stopping_ends_all(tmp_path: Path) -> None:
    """``make start`` on a path too long for a socket, ended by Ctrl-C and by SIGTERM."""
    instance = tmp_path / ("长" * 30) / "instance"
    port = free_port()

    site = start(instance, "start", port)
    assert list(site.passwords) == ["admin"]
    end(site, signal.SIGINT)
    kept = contents(instance)

    site = start(instance, "start", port)
    assert "首次启动" not in site.output.read_text()
    end(site, signal.SIGTERM)
    assert contents(instance) == kept

    assert not records(instance, "export", tmp_path / "out").returncode, "works beside no site too"
    shutil.rmtree(run_folder(instance))


def end(site: LiveSite, number: int) -> None:
    """Stop a site and see that every one of its processes has ended."""
    running, names = site.processes(), site.command_lines()
    for part in ("supervisord", "runzeo", "runwsgi", "papers.converter"):
        assert any(part in name for name in names), told(site)
    stop(site, number)
    _gone, alive = psutil.wait_procs(running, timeout=60)
    assert not alive


def contents(instance: Path) -> dict[str, str]:
    """Return the hash of everything that a start must leave alone."""
    paths = [
        *instance.glob("*-password*"),
        instance / "var" / "filestorage" / "Data.fs",
        *(path for path in (instance / "var" / "blobstorage").rglob("*.blob")),
    ]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
