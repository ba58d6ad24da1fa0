"""A LibreOffice keeps within its space, and a full disk is said by its name; without LibreOffice."""

from __future__ import annotations

import errno
import subprocess
import sys
import xmlrpc.client
from collections import namedtuple

import pytest

from tonghua.records.papers.converter import office as module
from tonghua.records.papers.converter.office import (
    BadDocument,
    Died,
    Full,
    Missing,
    Office,
    Overfull,
    Setup,
)

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def office(tmp_path):
    """An Office with a folder and a process that does nothing; nobody answers on its port."""
    made = Office.__new__(Office)
    made.folder, made.temporary = tmp_path, tmp_path / "tmp"
    made.temporary.mkdir()
    (made.temporary / "lu1.tmp").mkdir()
    made._own, made._overfull = {"lu1.tmp"}, False
    made.process = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True
    )
    yield made
    made.kill()


def answering(office, monkeypatch, *acts):
    """Let unoserver answer with these, in turn."""
    answers = list(acts)

    def call(name, timeout, *arguments):
        act = answers.pop(0)
        act = act() if callable(act) else act
        if isinstance(act, Exception):
            raise act
        return act

    monkeypatch.setattr(office, "_call", call)


def free(monkeypatch, *amounts):
    """Let the disk have so many bytes left, the last amount for good."""
    left = list(amounts)
    monkeypatch.setattr(
        module.shutil,
        "disk_usage",
        lambda folder: Usage(0, 0, left.pop(0) if len(left) > 1 else left[0]),
    )


FAULT = xmlrpc.client.Fault(1, "uno")
PDF = xmlrpc.client.Binary(b"%PDF")


class TestAfterAJob:
    @pytest.mark.parametrize("answers", [(PDF,), (FAULT, PDF)], ids=["made", "refused"])
    def test_what_it_left_is_removed_and_what_is_libreoffices_stays(
        self, office, monkeypatch, answers
    ):
        def leave(answer):
            def act():
                (office.temporary / "tmpabc.docx").write_bytes(b"left")
                (office.temporary / "lu2.tmp").mkdir()
                (office.temporary / "lu2.tmp" / "x").write_bytes(b"left")
                return answer

            return act

        answering(office, monkeypatch, leave(answers[0]), *answers[1:])
        try:
            assert office.convert(b"docx", 5) == b"%PDF"
        except BadDocument:
            assert answers[0] is FAULT
        assert [each.name for each in office.temporary.iterdir()] == ["lu1.tmp"]


class TestFullDisk:
    def test_before_a_job(self, office, monkeypatch):
        free(monkeypatch, module.ROOM - 1)
        with pytest.raises(Full, match="磁盘空间不足"):
            office.convert(b"docx", 5)

    def test_during_a_job(self, office, monkeypatch):
        """Then it is the disk's fault and not the document's."""
        free(monkeypatch, module.ROOM, 0)
        answering(office, monkeypatch, FAULT)
        with pytest.raises(Full):
            office.convert(b"docx", 5)

    def test_a_folder_that_was_tidied_away_asks_for_a_fresh_libreoffice(self, office):
        office.temporary.rename(office.folder / "away")
        with pytest.raises(Died):
            office.convert(b"docx", 5)

    @pytest.mark.parametrize(
        ("number", "refusal", "words"),
        [
            (errno.ENOSPC, Full, "磁盘空间不足"),
            (errno.EDQUOT, Full, "磁盘空间不足"),
            (errno.EACCES, Missing, "不能建立临时文件夹"),
        ],
    )
    def test_at_the_start(self, monkeypatch, number, refusal, words):
        def refuse(*_, **__):
            raise OSError(number, "x")

        monkeypatch.setattr(module, "_lookup", lambda setup: "soffice")
        monkeypatch.setattr(module.tempfile, "mkdtemp", refuse)
        with pytest.raises(refusal, match=words):
            Office(Setup())

    def test_at_the_start_with_the_folder_made(self, monkeypatch, tmp_path):
        def refuse(folder):
            raise OSError(errno.ENOSPC, "x")

        monkeypatch.setattr(module, "_lookup", lambda setup: "soffice")
        monkeypatch.setattr(module, "write_profile", refuse)
        monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
        with pytest.raises(Full):
            Office(Setup())
        assert list(tmp_path.iterdir()) == []


class TestTooMuch:
    def test_one_that_writes_more_than_it_may_is_ended(self, office, monkeypatch):
        assert office.alive()
        monkeypatch.setattr(module, "SPACE", 10)
        (office.temporary / "lu1.tmp" / "grown").write_bytes(b"0" * 11)
        assert not office.alive()
        assert office.process.wait(10) < 0
        # and whoever waits for its answer learns why
        office.port = module._free_ports(1)[0]
        with pytest.raises(Overfull, match="占用的磁盘空间"):
            office._call("convert", 5)

    def test_one_that_only_dies_is_no_such(self, office):
        office.port = module._free_ports(1)[0]
        with pytest.raises(Died):
            office._call("convert", 5)

    def test_a_pdf_that_is_too_large_is_not_read(self):
        class Response:
            def getheader(self, name, default=""):
                return str(module.MAX_PDF * 2)

        with pytest.raises(Overfull, match="PDF 超过 100 MB"):
            module._Transport(5).parse_response(Response())
