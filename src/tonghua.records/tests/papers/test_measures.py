"""The printed page, measured on the PDF: GB/T 9704-2012, and that it says what the data say."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree
from PIL import Image

from tonghua.records.papers.converter.client import convert
from tonghua.records.papers.render import render

TEMPLATES = Path(__file__).parents[4] / "templates"
POINTS = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 297 - 35
PITCH = 28.95
#: characters of names that GB 2312 lacks, and the faces of the office's templates
RARE = "喆堃镕翀𠮷㙍"
FACES = ("仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体")
RUN = "为推进行政执法全过程记录制度建设规范行政执法程序促进行政执法机关严格规范公正文明执法"
PAGE_NUMBER = re.compile(r"—\s*(\d+)\s*—")


@dataclass(frozen=True)
class Line:
    """A printed line: its text without spaces, its box in millimetres from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Pdf:
    """A PDF file and its pages, each a list of lines from top to bottom."""

    path: Path
    pages: list[list[Line]]

    def body(self, number: int) -> list[Line]:
        """The lines of a page (from 1) without its page number."""
        return [line for line in self.pages[number - 1] if not PAGE_NUMBER.fullmatch(line.text)]

    def number(self, page: int) -> Line:
        """The line with the page number."""
        (found,) = [line for line in self.pages[page - 1] if PAGE_NUMBER.fullmatch(line.text)]
        return found

    def text(self) -> str:
        """All text without white space and page numbers."""
        out = poppler("pdftotext", "-raw", self.path, "-")
        return "".join(PAGE_NUMBER.sub("", page) for page in out.split("\f")).translate(
            {ord(space): None for space in " \n　"}
        )


def poppler(*command: str | Path) -> str:
    """What one of poppler's commands says."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, check=True).stdout.decode()


def read(path: Path) -> Pdf:
    tree = etree.fromstring(poppler("pdftotext", "-bbox-layout", path, "-").encode())
    pages = []
    for page in tree.iter("{*}page"):
        found = [
            Line(
                "".join(word.text for word in line.iter("{*}word")).replace("　", ""),
                *(float(line.get(edge)) / POINTS for edge in ("xMin", "yMin", "xMax", "yMax")),
            )
            for line in page.iter("{*}line")
        ]
        pages.append(sorted(found, key=lambda line: (line.top, line.left)))
    return Pdf(path, pages)


@pytest.fixture(scope="module")
def printed(worker, tmp_path_factory):
    """Renders a template with values and prints it; a `Pdf`."""
    folder = tmp_path_factory.mktemp("printed")

    def make(template: bytes, context: dict, images: dict | None = None) -> Pdf:
        path = folder / f"{len(list(folder.iterdir()))}.pdf"
        path.write_bytes(convert(render(template, context, images), worker.socket, 120))
        return read(path)

    return make


@pytest.fixture(params=["penalty_decision", "prior_notice"])
def long_paper(request, template, sample, images, printed):
    """A decision or notice whose facts fill several pages."""
    context = sample(request.param)
    context["record"]["facts"] = (RUN * 60)[: 28 * 60 - 2]
    return printed(template(request.param), context, images)


class TestNationalStandard:
    def test_a4_with_the_standards_margins(self, long_paper):
        assert "A4" in poppler("pdfinfo", long_paper.path)
        lines = long_paper.body(2)
        assert min(line.left for line in lines) == pytest.approx(LEFT, abs=1)
        assert max(line.right for line in lines) == pytest.approx(RIGHT, abs=1)
        # The first line's box begins below the margin by what the line is higher than its type.
        above = (PITCH - (lines[0].bottom - lines[0].top) * POINTS) / POINTS
        assert lines[0].top - above == pytest.approx(TOP, abs=1)
        assert lines[-1].bottom == pytest.approx(BOTTOM, abs=1)

    def test_28_characters_a_line_22_lines_a_page(self, long_paper):
        lines = long_paper.body(2)
        assert len(lines) == 22
        assert {len(line.text) for line in lines} == {28}
        steps = [after.top - before.top for before, after in pairwise(lines)]
        assert steps == pytest.approx([PITCH / POINTS] * 21, abs=0.1)

    def test_a_paragraph_begins_two_characters_in(self, long_paper):
        starts = {round((line.left - LEFT) * POINTS / 15.75) for line in long_paper.body(2)}
        assert starts == {0}
        first = next(line for line in long_paper.body(1) if line.text.startswith(RUN[:9]))
        assert (first.left - LEFT) * POINTS == pytest.approx(2 * 15.75, abs=1)
        assert len(first.text) == 26

    def test_page_numbers_stand_outside_one_character_in(self, long_paper):
        for page in range(1, len(long_paper.pages) + 1):
            line = long_paper.number(page)
            assert PAGE_NUMBER.fullmatch(line.text).group(1) == str(page)
            if page % 2:
                assert line.right == pytest.approx(RIGHT - 14 / POINTS, abs=1)
            else:
                assert line.left == pytest.approx(LEFT + 14 / POINTS, abs=1)
            assert (line.top + line.bottom) / 2 - BOTTOM == pytest.approx(7, abs=1)

    def test_office_title_and_number_are_centred(self, long_paper):
        middle = (LEFT + RIGHT) / 2
        for line in long_paper.body(1)[:3]:
            assert (line.left + line.right) / 2 == pytest.approx(middle, abs=1)

    def test_the_date_ends_four_characters_in_under_the_office(self, long_paper):
        lines = [
            line for page in range(1, len(long_paper.pages) + 1) for line in long_paper.body(page)
        ]
        at = next(
            index
            for index, line in enumerate(lines)
            if re.fullmatch(r"2026年\d+月\d+日", line.text)
        )
        office, date = lines[at - 1], lines[at]
        assert office.text == "通化市地方志编纂委员会办公室"
        assert date.right == pytest.approx(RIGHT - 4 * 15.75 / POINTS, abs=1)
        assert (office.left + office.right) / 2 == pytest.approx(
            (date.left + date.right) / 2, abs=1.5
        )

    def test_the_fonts_are_those_of_official_papers_and_embedded(self, long_paper):
        rows = [row.split() for row in poppler("pdffonts", long_paper.path).splitlines()[2:]]
        names = " ".join(row[0] for row in rows)
        assert "FandolFang" in names
        assert "NotoSerifCJK" in names
        assert {row[-5] for row in rows} == {"yes"}


class TestWhatIsPrinted:
    @pytest.mark.parametrize("key", ["penalty_decision", "prior_notice"])
    def test_the_text_equals_the_data(self, key, template, sample, images, printed):
        context = sample(key)
        text = printed(template(key), context, images).text()
        names = "facts evidence reasons basis discretion content performance remedies proposed"
        for name in names.split():
            assert "".join(context["record"].get(name, "").split()) in text, name
        assert context["paper"]["number"] in text
        assert "草稿" not in text

    @pytest.mark.parametrize(
        ("key", "pages", "words"),
        [
            (
                "filing_approval",
                1,
                ["立案审批表", "2026年3月4日", "同意立案，依法全面、客观、公正调查。"],
            ),
            ("internal_approval", 1, ["内部审批表", "2026年5月14日", "同意作出处罚决定。"]),
            ("scene_inspection", 2, ["现场检查（勘验）笔录", "2026年3月6日10时00分至11时20分"]),
            ("delivery_receipt", 1, ["送达回证", "直接送达", "2026年5月18日15时35分"]),
        ],
    )
    def test_the_forms(self, key, pages, words, template, sample, images, printed):
        pdf = printed(template(key), sample(key), images)
        assert len(pdf.pages) == pages
        text = pdf.text()
        for word in [*words, f"第1页共{pages}页"]:
            assert word in text
        for page in pdf.pages:
            assert all(20 < line.left < line.right < 192 for line in page)

    def test_every_page_of_a_draft_is_marked(self, template, sample, images, printed):
        context = sample("penalty_decision")
        context["paper"]["draft"] = True
        pdf = printed(template("penalty_decision"), context, images)
        assert len(pdf.pages) > 1
        for number in range(1, len(pdf.pages) + 1):
            (mark,) = [line for line in pdf.body(number) if line.text == "草稿"]
            assert mark.bottom < TOP

    def test_characters_beyond_the_font_are_printed_and_no_box(
        self, template, sample, images, printed, tmp_path
    ):
        context = sample("penalty_decision")
        context["parties"][0]["name"] = RARE
        pdf = printed(template("penalty_decision"), context, images)
        (line,) = [each for each in pdf.body(1) if each.text == f"当事人：{RARE}"]
        cells = glyphs(pdf.path, line, tmp_path / "page")
        assert all(any(cell) for cell in cells)
        # Boxes would all look the same.
        assert len(set(cells)) == len(RARE)


@pytest.fixture(scope="module")
def faces(worker, tmp_path_factory) -> Pdf:
    """A page with the rare characters in every face, a line each, plain and bold."""
    document = Document()
    for face in FACES:
        for bold in (False, True):
            run = document.add_paragraph().add_run(RARE)
            run.font.size, run.bold = Pt(16), bold
            fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
            for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia"):
                fonts.set(qn(attribute), face)
    out = BytesIO()
    document.save(out)
    path = tmp_path_factory.mktemp("faces") / "faces.pdf"
    path.write_bytes(convert(out.getvalue(), worker.socket, 120))
    return read(path)


@pytest.mark.parametrize("position", range(2 * len(FACES)))
def test_rare_characters_are_no_boxes_in_any_face(faces, position, tmp_path):
    line = faces.pages[0][position]
    assert line.text == RARE
    cells = glyphs(faces.path, line, tmp_path / "page")
    assert all(any(cell) for cell in cells)
    assert len(set(cells)) == len(RARE)


def test_the_templates_use_no_other_face():
    used = set()
    for path in TEMPLATES.glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.endswith(".xml"):
                    xml = package.read(name).decode()
                    used |= set(re.findall(r'<w:rFonts[^>]*w:eastAsia="([^"]+)"', xml))
    assert used
    assert used <= set(FACES)


def glyphs(path: Path, line: Line, out: Path) -> list[bytes]:
    """The last characters of a line, as many as are rare, on page 1, as bitmaps of ink."""
    options = ["-r", "200", "-gray", "-f", "1", "-l", "1", "-singlefile"]
    poppler("pdftoppm", *options, path, out)
    scale = 200 / 25.4
    width = (line.right - line.left) / len(line.text)
    with Image.open(out.with_suffix(".pgm")) as page:
        cells = []
        for place in range(len(line.text) - len(RARE), len(line.text)):
            left = line.left + place * width
            box = (left, line.top, left + width, line.bottom)
            crop = page.crop(tuple(round(edge * scale) for edge in box))
            cells.append(crop.point(lambda shade: shade < 128).tobytes())
    return cells
