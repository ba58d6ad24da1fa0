"""A file is what its first bytes say."""

from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[4] / "profiles" / "demo" / "media"
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x21" + bytes(40)
AVI = b"RIFF\x24\x00\x00\x00AVI LIST" + bytes(40)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40)
MKV = b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska" + bytes(40)
TIFF = b"II*\x00\x08\x00\x00\x00" + bytes(40)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42isom" + bytes(40)
MOV = b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  " + bytes(40)
EXE = b"MZ\x90\x00\x03" + bytes(80)


def blob(name, data):
    from plone.namedfile.file import NamedFile

    class Opened(NamedFile):
        def open(self):
            import io

            return io.BytesIO(self.data)

    return Opened(data=data, filename=name)


@pytest.mark.parametrize(
    ("name", "data", "good"),
    [
        ("付邮凭证.pdf", PDF, True),
        ("a.PDF", PDF, True),
        ("a.mp3", MP3, True),
        ("a.avi", AVI, True),
        ("a.wav", WAV, True),
        ("a.mkv", MKV, True),
        ("a.tif", TIFF, True),
        ("a.png", PNG, True),
        ("a.m4a", M4A, True),
        ("a.mov", MOV, True),
        ("a.pdf", EXE, False),
        ("a.png", PDF, False),
        ("a.mp4", PNG, False),
        ("a.mp4", WAV, False),
        ("a.mp3", b"", False),
        ("a.jpg", "一段文字".encode(), False),
    ],
)
def test_signature_and_ending(name, data, good):
    from tonghua.records.files import is_what_it_says

    assert is_what_it_says(blob(name, data)) is good


@pytest.mark.parametrize("name", ["c1-scene.mp4", "c1-storeroom.jpg"])
def test_real_files(name):
    from tonghua.records.files import is_what_it_says

    assert is_what_it_says(blob(name, (DEMO / name).read_bytes()))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.exe", EXE, "格式不能归档"),
        ("a.svg", b"<svg/>", "格式不能归档"),
        ("a.pdf", EXE, "扩展名不符"),
        ("", PDF, "格式不能归档"),
    ],
)
def test_attachments(name, data, words):
    from zope.interface import Invalid

    from tonghua.records.files import check_attachment

    with pytest.raises(Invalid, match=words):
        check_attachment(blob(name, data))
