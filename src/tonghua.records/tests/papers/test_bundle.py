"""One file of many papers: names, order, bookmarks; nothing of Plone."""

import io
import zipfile
from datetime import datetime

import pikepdf
import pytest

from tonghua.records.papers.batch.bundle import OPEN_AT_ONCE, Piece, distinct, write_pdf, write_zip

AT = datetime(2026, 3, 6, 10, 0, 2)


def pdf(width, pages=1):
    """A PDF whose pages are told by their width."""
    out = io.BytesIO()
    with pikepdf.Pdf.new() as made:
        for _page in range(pages):
            made.add_blank_page(page_size=(width, 200))
        made.save(out)
    return out.getvalue()


def piece(title, kind="docx", data=b"x"):
    return Piece(title, kind, AT, lambda: io.BytesIO(data))


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], []),
        (["甲", "乙"], ["甲", "乙"]),
        (["甲", "甲", "甲"], ["甲", "甲（2）", "甲（3）"]),
        (["甲", "甲（2）", "甲"], ["甲", "甲（2）", "甲（3）"]),
        (["A 公司", "a 公司"], ["A 公司", "a 公司（2）"]),
    ],
)
def test_same_names_are_numbered(names, found):
    assert distinct(names) == found


def test_zip_says_that_its_names_are_utf_8():
    out = io.BytesIO()
    write_zip(
        [
            [piece("送达回证 示例甲", data=b"1"), piece("送达回证 示例甲", "pdf", b"2")],
            [piece("送达回证 示例甲", data=b"3")],
        ],
        out,
    )
    with zipfile.ZipFile(out) as archive:
        entries = archive.infolist()
        assert {entry.filename: archive.read(entry) for entry in entries} == {
            "送达回证 示例甲.docx": b"1",
            "送达回证 示例甲.pdf": b"2",
            "送达回证 示例甲（2）.docx": b"3",
        }
        assert all(entry.flag_bits & 0x800 for entry in entries)
        assert {entry.date_time for entry in entries} == {(2026, 3, 6, 10, 0, 2)}


def test_pdf_has_pages_and_bookmarks_in_order():
    out = io.BytesIO()
    # more than are open at once
    many = [piece(f"文书{n}", "pdf", pdf(300 + n)) for n in range(OPEN_AT_ONCE)]
    write_pdf([piece("决定书", "pdf", pdf(100, 3)), *many, piece("决定书", "pdf", pdf(200))], out)
    with pikepdf.open(out) as merged:
        widths = [int(page.mediabox[2]) for page in merged.pages]
        assert widths == [100] * 3 + [300 + n for n in range(OPEN_AT_ONCE)] + [200]
        with merged.open_outline() as outline:
            marks = [
                (item.title, merged.pages.index(pikepdf.Page(item.destination[0])))
                for item in outline.root
            ]
    assert marks == [
        ("决定书", 0),
        *((f"文书{n}", 3 + n) for n in range(OPEN_AT_ONCE)),
        ("决定书（2）", 3 + OPEN_AT_ONCE),
    ]
