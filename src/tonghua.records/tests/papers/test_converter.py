"""The conversion worker with the real LibreOffice: what it makes, and what it survives."""

from __future__ import annotations

import os
import select
import signal
import socketserver
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tonghua.records.papers.converter.client import (
    ConversionFailed,
    ConversionUnavailable,
    convert,
    status,
)
from tonghua.records.papers.converter.sample import minimal_docx

SOON = 120.0


def pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def group(leader: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == leader and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def soffice(worker) -> int:
    """The pid of the first LibreOffice's soffice.bin."""
    leader = status(worker.socket)["workers"][0]["pid"]
    (found,) = [
        pid for pid in group(leader) if Path(f"/proc/{pid}/comm").read_text() == "soffice.bin\n"
    ]
    return found


def wait_gone(*pids: int) -> None:
    """Until these processes have ended, by the kernel's word."""
    for pid in pids:
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        try:
            assert select.select([descriptor], [], [], SOON)[0]
        finally:
            os.close(descriptor)


@pytest.fixture(scope="module")
def restless(start_worker):
    """A worker of its own, for LibreOffices that are held and killed."""
    with start_worker("--timeout", "4") as running:
        convert(minimal_docx(), running.socket, SOON)
        yield running


class TestConverting:
    def test_a_docx_becomes_a_pdf(self, worker):
        pdf = convert(minimal_docx(), worker.socket, SOON)
        assert pdf.startswith(b"%PDF-")
        assert pages(pdf) == 1
        said = status(worker.socket)
        assert said["state"] == "ready"
        assert said["message"] == "转换服务正常"
        assert said["jobs"] >= 1

    def test_many_at_once_are_all_answered(self, worker):
        with ThreadPoolExecutor(6) as pool:
            jobs = [pool.submit(convert, minimal_docx(), worker.socket, SOON) for _ in range(6)]
            assert [pages(job.result()) for job in jobs] == [1] * 6

    @pytest.mark.parametrize("bad", [b"", b"text", b"PK\x03\x04 no zip", minimal_docx()[:300]])
    def test_a_bad_document_is_refused_in_chinese_and_harms_nobody(self, worker, bad):
        before = status(worker.socket)["restarts"]
        with pytest.raises(ConversionFailed, match=r"^转换失败：.*DOCX 已生成，请稍后重新转换。$"):
            convert(bad, worker.socket, SOON)
        assert pages(convert(minimal_docx(), worker.socket, SOON)) == 1
        assert status(worker.socket)["restarts"] == before

    def test_only_the_owner_may_open_the_socket(self, worker):
        assert stat.S_IMODE(os.stat(worker.socket).st_mode) == 0o600

    def test_a_second_worker_does_not_take_the_socket_over(self, worker):
        command = [sys.executable, "-m", "tonghua.records.papers.converter"]
        second = subprocess.run(
            [*command, "--socket", worker.socket],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            timeout=SOON,
        )
        assert second.returncode == 1
        assert "不能使用套接字" in second.stderr.decode()
        assert status(worker.socket)["state"] == "ready"


class TestSurviving:
    def test_a_libreoffice_that_is_killed_in_a_job_is_replaced_and_the_job_done(self, restless):
        before = status(restless.socket)["restarts"]
        victim = soffice(restless)
        # Held, so that the job is certainly under way when the process is killed.
        os.kill(victim, signal.SIGSTOP)
        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(convert, minimal_docx(), restless.socket, SOON)
            while not status(restless.socket)["busy"]:
                assert not job.done()
            os.kill(victim, signal.SIGKILL)
            assert pages(job.result()) == 1
        assert status(restless.socket)["restarts"] == before + 1

    def test_a_libreoffice_that_hangs_is_killed_and_the_job_done(self, restless):
        before = status(restless.socket)["restarts"]
        victim = soffice(restless)
        os.kill(victim, signal.SIGSTOP)
        assert pages(convert(minimal_docx(), restless.socket, SOON)) == 1
        assert status(restless.socket)["restarts"] == before + 1
        wait_gone(victim)

    def test_a_deadline_that_a_hanging_libreoffice_eats_up_is_answered(self, restless):
        os.kill(soffice(restless), signal.SIGSTOP)
        with pytest.raises(ConversionFailed, match="转换超过规定时间"):
            convert(minimal_docx(), restless.socket, 1.0)
        assert pages(convert(minimal_docx(), restless.socket, SOON)) == 1

    def test_one_that_is_killed_while_idle_is_replaced(self, restless):
        victim = soffice(restless)
        os.kill(victim, signal.SIGKILL)
        assert pages(convert(minimal_docx(), restless.socket, SOON)) == 1
        assert soffice(restless) != victim


class TestSeveral:
    def test_one_that_hangs_holds_up_nobody_else(self, start_worker):
        with start_worker("--workers", "2", "--timeout", "60") as running:
            convert(minimal_docx(), running.socket, SOON)
            held = soffice(running)
            os.kill(held, signal.SIGSTOP)
            with ThreadPoolExecutor(2) as clerks:
                stuck = clerks.submit(convert, minimal_docx(), running.socket, SOON)
                while not status(running.socket)["busy"]:
                    assert not stuck.done()
                # who would have to wait starts the second LibreOffice
                assert pages(convert(minimal_docx(), running.socket, SOON)) == 1
                assert not stuck.done()
                said = status(running.socket)
                assert (said["ready"], said["busy"]) == (2, 1)
                os.kill(held, signal.SIGCONT)
                assert pages(stuck.result()) == 1
            first, second = (group(each["pid"]) for each in said["workers"])
            running.process.send_signal(signal.SIGTERM)
            assert running.process.wait(SOON) == 0
            wait_gone(*first, *second)
        assert list(running.folder.glob("records-office-*")) == []


class TestLife:
    def test_it_is_replaced_after_so_many_jobs_and_ends_clean(self, start_worker):
        with start_worker("--jobs", "2") as running:
            for _ in range(3):
                assert pages(convert(minimal_docx(), running.socket, SOON)) == 1
            said = status(running.socket)
            assert (said["restarts"], said["jobs"]) == (1, 3)
            children = group(said["workers"][0]["pid"])
            assert children
            running.process.send_signal(signal.SIGTERM)
            assert running.process.wait(SOON) == 0
            wait_gone(*children)
        assert not Path(running.socket).exists()
        assert list(running.folder.glob("records-office-*")) == []

    def test_its_children_do_not_outlive_a_worker_that_is_killed(self, start_worker):
        with start_worker() as running:
            convert(minimal_docx(), running.socket, SOON)
            children = group(status(running.socket)["workers"][0]["pid"])
            assert len(children) > 1
            running.process.kill()
            wait_gone(*children)
            assert list(running.folder.glob("records-office-*")) == []

    def test_it_can_be_ended_while_it_starts(self, start_worker):
        with start_worker() as running:
            running.process.send_signal(signal.SIGTERM)
            assert running.process.wait(SOON) == 0
        assert not Path(running.socket).exists()

    def test_a_socket_left_by_a_killed_worker_is_taken_over(self, start_worker):
        with start_worker("--soffice", "no-such-program") as running:
            running.process.kill()
            running.process.wait(SOON)
            assert Path(running.socket).exists()
            with start_worker("--soffice", "none", "--socket", running.socket) as heir:
                assert status(running.socket)["workers"][0]["pid"] is None
                assert heir.process.poll() is None

    @pytest.mark.parametrize(
        ("option", "reason"),
        [
            (("--soffice", "no-such-program"), "没有找到 LibreOffice"),
            (("--soffice-python", "/no/such/python"), "不能导入 uno"),
        ],
    )
    def test_without_libreoffice_it_stays_up_and_says_why(self, start_worker, option, reason):
        with start_worker(*option) as running:
            with pytest.raises(ConversionUnavailable, match=reason):
                convert(minimal_docx(), running.socket, SOON)
            said = status(running.socket)
            assert said["state"] == "down"
            assert reason in said["message"]


class TestClient:
    def test_without_a_worker_the_sentence_says_what_to_do(self, tmp_path):
        with pytest.raises(ConversionUnavailable) as refusal:
            convert(b"docx", str(tmp_path / "none"), 5)
        assert str(refusal.value) == (
            "转换失败：转换服务没有运行。文书的 DOCX 已生成，请稍后重新转换。"
        )

    def test_a_worker_that_never_answers_is_given_up(self, tmp_path, monkeypatch):
        monkeypatch.setattr("tonghua.records.papers.converter.client.MARGIN", 0.05)
        path = str(tmp_path / "s")
        # It listens and accepts nobody: the kernel takes the connection.
        with (
            socketserver.UnixStreamServer(path, socketserver.BaseRequestHandler),
            pytest.raises(ConversionFailed, match="超过规定时间"),
        ):
            convert(b"docx", path, 0.05)
