"""Blank templates in the house style, and the measures that any template is held to."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tonghua.records.commands import main
from tonghua.records.core.papers import papers
from tonghua.records.papers.blank import blank_template
from tonghua.records.papers.check import placeholders
from tonghua.records.papers.measures import measure
from tonghua.records.papers.package import refuse_unsafe
from tonghua.records.testing import TEMPLATES

LETTER, FORM = "prior_notice", "scene_inspection"


def blank(key, letter=None):
    return blank_template(papers()[key], letter)


def spoilt(data, spoil):
    """A template after somebody has had a hand in it."""
    document = Document(BytesIO(data))
    spoil(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class TestBlank:
    @pytest.mark.parametrize("key", papers())
    def test_it_is_safe_and_keeps_all_measures(self, key):
        for letter in (True, False):
            data = blank(key, letter)
            refuse_unsafe(data)
            assert measure(data, papers()[key]) == []

    def test_it_has_the_styles_of_the_offices_own(self):
        for key in (LETTER, FORM):
            own = {each.name for each in Document(TEMPLATES / f"{key}.docx").styles}
            used = {p.style.name for p in Document(BytesIO(blank(key))).paragraphs}
            assert used <= own

    def test_it_names_title_number_draft_and_who_signs(self):
        names = set(placeholders(blank(LETTER)))
        assert {"office.name", "paper.number", "paper.draft", "sign.party"} <= names
        text = "".join(p.text for p in Document(BytesIO(blank(LETTER))).paragraphs)
        assert str(papers()[LETTER].title) in text


def wide(document):
    document.sections[0].left_margin = Mm(10)


def letter_paper(document):
    document.sections[0].page_width = Mm(216)


def loose(document):
    document.styles["文书正文"].paragraph_format.line_spacing = 1.5


def small(document):
    document.styles["文书正文"].font.size = Pt(12)


def other_font(document):
    document.styles["文书正文"].element.rPr.rFonts.set(qn("w:eastAsia"), "华文彩云")


def by_hand(document):
    run = document.add_paragraph("示例的一段").runs[0]
    run.font.name = "Comic Sans MS"
    run._r.rPr.rFonts.set(qn("w:eastAsia"), "华文彩云")


def unnumbered(document):
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        for run in footer.paragraphs[0].runs:
            run._r.getparent().remove(run._r)


def one_sided(document):
    document.settings.odd_and_even_pages_header_footer = False


def unmarked(document):
    document.sections[0].header.paragraphs[0].clear()


def untitled(document):
    next(p for p in document.paragraphs if p.style.name == "文书标题").clear()


def without_number(document):
    next(p for p in document.paragraphs if "paper.number" in p.text).clear()


def unsigned(document):
    for paragraph in document.paragraphs:
        if "sign.party" in paragraph.text:
            paragraph.clear()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (wide, "左边距是 10 毫米，应当是 28 毫米"),
        (letter_paper, "应当是 A4"),
        (loose, "固定值 28.95 磅"),
        (small, "字号是12 磅，应当是 16 磅"),
        (other_font, "华文彩云"),
        (by_hand, "段落“示例的一段”"),
        (unnumbered, "没有页码"),
        (one_sided, "奇偶页不同"),
        (unmarked, "草稿标记"),
        (untitled, "没有文书的名称"),
        (without_number, "没有文号"),
        (unsigned, "sign.party"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_measure_that_is_not_kept_is_told(spoil, words):
    found = measure(spoilt(blank(LETTER), spoil), papers()[LETTER])
    assert words in "".join(map(str, found))


def test_the_offices_own_templates_keep_all_measures():
    for path in sorted(TEMPLATES.glob("*.docx")):
        assert measure(path.read_bytes(), papers()[path.stem]) == [], path.stem


class TestCommand:
    @pytest.fixture(autouse=True)
    def clone(self, tmp_path, monkeypatch):
        monkeypatch.setenv("RECORDS_HOME", str(tmp_path))
        return tmp_path

    def test_new_template_is_written_and_never_over_another(self, clone, capsys):
        path = clone / "a.docx"
        assert main(["new-template", LETTER, str(path)]) == 0
        assert "空白模板" in capsys.readouterr().out
        before = path.read_bytes()
        assert measure(before, papers()[LETTER]) == []
        path.write_bytes(b"mine")
        assert main(["new-template", LETTER, str(path)]) == 1
        assert "没有覆盖" in capsys.readouterr().err
        assert path.read_bytes() == b"mine"

    def test_an_unknown_paper_is_said_with_those_that_there_are(self, clone, capsys):
        assert main(["new-template", "nothing", str(clone / "a.docx")]) == 1
        assert "prior_notice（行政处罚事先告知书）" in capsys.readouterr().err
        assert not (clone / "a.docx").exists()

    @pytest.mark.parametrize("argv", [["nothing.docx"], [__file__, "--key", "nothing"]])
    def test_check_template_says_what_is_wrong_before_anything_starts(self, clone, capsys, argv):
        assert main(["check-template", *argv]) == 1
        assert "没有" in capsys.readouterr().err
        assert not (clone / "instance").exists()
