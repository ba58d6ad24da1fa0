"""The words of a DOCX for the search, and what hostile files give: none, and never an error."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tonghua.records.papers import text as module
from tonghua.records.papers.converter.sample import PARTS, XML, minimal_docx
from tonghua.records.papers.text import text_of

BOMB = "word/media/bomb.xml"


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def minimal(**changed: str | bytes) -> dict[str, str | bytes]:
    return {name: XML + body for name, body in PARTS.items()} | changed


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A document with words in every place that is read."""
    document = Document()
    document.add_paragraph("正文中的年鉴编纂")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "表格左格"
    table.cell(0, 1).add_table(rows=1, cols=1).cell(0, 0).text = "表中之表"
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "页眉文字"
    section.first_page_header.paragraphs[0].text = "首页页眉"
    section.footer.paragraphs[0].text = "页脚文字"
    # as Word parts a sentence: in the middle of a word
    divided = document.add_paragraph("擅自冠")
    divided.add_run("名出版")
    divided.add_run("\t续\n行")
    framed = document.add_paragraph()._p
    framed.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
            '/2006"><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>'
            "框中文字</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>"
            "<w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )
    return saved(document)


def test_a_document_under_another_name_costs_no_more():
    """Its content type says which part is the document: all parts but pictures are counted."""
    parts = minimal()
    types = parts.pop("[Content_Types].xml").replace("/word/document.xml", "/word/document.bin")
    rels = parts.pop("_rels/.rels").replace("word/document.xml", "word/document.bin")
    body = parts.pop("word/document.xml")
    padded = body.replace("<w:body>", "<w:body>" + "<w:p/>" * (module.MAX_XML // 6))
    large = {"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.bin": padded}
    assert text_of(packed({**parts, **large})) == ""


class TestWords:
    @pytest.mark.parametrize(
        "words",
        ["正文中的年鉴编纂", "表格左格", "表中之表", "页眉文字", "首页页眉", "页脚文字"],
    )
    def test_of_every_place(self, whole, words):
        assert words in text_of(whole).splitlines()

    def test_a_sentence_in_several_runs_is_whole(self, whole):
        assert "擅自冠名出版 续 行" in text_of(whole)

    def test_of_a_frame_once(self, whole):
        assert text_of(whole).count("框中文字") == 1

    def test_deleted_words_are_not_found(self):
        document = Document()
        document.add_paragraph("留下")._p.append(
            parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>删去</w:delText></w:r></w:del>")
        )
        assert text_of(saved(document)) == "留下"

    def test_of_the_smallest_document(self):
        assert text_of(minimal_docx()) == "准备"

    def test_no_more_than_the_bound(self, monkeypatch):
        monkeypatch.setattr(module, "MAX_CHARACTERS", 10)
        document = Document()
        for _ in range(5):
            document.add_paragraph("一二三四")
        assert text_of(saved(document)) == "一二三四\n一二三四"

    def test_no_longer_than_the_bound(self, monkeypatch):
        monkeypatch.setattr(module, "MAX_SECONDS", -1.0)
        document = Document()
        document.add_paragraph("第一段")
        document.add_paragraph("第二段")
        assert text_of(saved(document)) == "第一段"


DOCTYPE = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "{0}"><!ENTITY b "&a;&a;"><!ENTITY c "&b;">]>'
)
BODY = PARTS["word/document.xml"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain text",
        b"%PDF-1.7",
        b"PK\x03\x04 no zip",
        b"PK\x05\x06" + b"\0" * 18,
        minimal_docx()[:300],
        packed({"a.txt": "no document"}),
        packed({name: body for name, body in minimal().items() if name != "word/document.xml"}),
        packed(minimal(**{"word/document.xml": "<w:document"})),
        packed(minimal(**{"word/document.xml": b"\xff\xfe\x00"})),
        packed(minimal(**{"word/document.xml": XML + "<a>" * 100_000})),
        packed(minimal(**{BOMB: b"\0" * (module.MAX_XML + 1)})),
        packed(minimal(**{"word/media/bomb.png": b"\0" * (module.MAX_UNPACKED + 1)})),
        packed(minimal(**{f"word/{n}": b"" for n in range(module.MAX_PARTS)})),
    ],
    ids=[
        "empty",
        "text",
        "pdf",
        "broken zip",
        "empty zip",
        "cut off",
        "no document",
        "part missing",
        "broken xml",
        "no characters",
        "nested",
        "bomb of xml",
        "bomb",
        "parts",
    ],
)
def test_what_is_no_sound_document_has_no_words(data):
    assert text_of(data) == ""


@pytest.mark.parametrize(
    "entity", ["SECRET-ENTITY", "file:///etc/hostname"], ids=["inside", "outside"]
)
def test_entities_are_not_expanded(entity):
    body = DOCTYPE.format(entity) + BODY.replace("准备", "前&c;后")
    text = text_of(packed(minimal(**{"word/document.xml": body})))
    assert "SECRET" not in text
    assert "file:" not in text


def test_a_part_longer_than_it_says_is_not_read_on():
    """The sizes that are bounded are those in the directory; zipfile keeps to them."""
    data = bytearray(packed(minimal()))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = 0
        while (at := data.find(mark, at)) >= 0:
            if b"word/document.xml" in data[at : at + 80]:
                data[at + place : at + place + 4] = (10).to_bytes(4, "little")
            at += 4
    assert text_of(bytes(data)) == ""
