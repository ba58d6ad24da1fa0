"""The measures that no file tells, taken from the printed page (PDF) of a sample case."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from io import BytesIO
from tempfile import NamedTemporaryFile

from docx import Document
from lxml import etree

from .house_style import A4, FORM_PAGE, LETTER_PAGE
from .measures import is_letter
from .problems import Problem, TemplateProblem

TWIPS = 20
#: points that a line may stand out by: a printer's feed, a full stop that hangs over
NEAR = 6.0
PITCH = 28.95
NOT_PRINTED = "没有文书转换服务，打印出来的页面没有检查。请在系统运行时（make start）再检查一次"
NO_POPPLER = "没有 pdftotext，打印出来的页面没有检查。请安装 poppler-utils"


@dataclass(frozen=True)
class Line:
    """A printed line: its text and its box in points from the page's top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def measure_printed(key: str, template: bytes) -> tuple[list[Problem], str]:
    """(what the printed pages do not keep, why they were not looked at or "")."""
    from .preview import preview_pdf

    try:
        pdf, _problem = preview_pdf(key, template)
    except TemplateProblem as refused:
        return list(refused.problems), ""
    if pdf is None:
        return [], NOT_PRINTED
    try:
        pages = read_pages(pdf)
    except FileNotFoundError:
        return [], NO_POPPLER
    return faults_of(pages, is_letter(Document(BytesIO(template)))), ""


def read_pages(pdf: bytes) -> list[tuple[float, float, list[Line]]]:
    """Each page's width, height and lines, as poppler's pdftotext sees them."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = ["pdftotext", "-bbox-layout", file.name, "-"]
        out = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    found = []
    for page in etree.fromstring(out).iter("{*}page"):
        lines = [
            Line(
                "".join(word.text or "" for word in line.iter("{*}word")),
                *(float(line.get(edge)) for edge in ("xMin", "yMin", "xMax", "yMax")),
            )
            for line in page.iter("{*}line")
        ]
        found.append((float(page.get("width")), float(page.get("height")), lines))
    return found


def faults_of(pages: list[tuple[float, float, list[Line]]], letter: bool) -> list[Problem]:
    """What stands outside the margins, and pages of more lines than 22."""
    page = LETTER_PAGE if letter else FORM_PAGE
    problems: list[Problem] = []
    for number, (width, height, lines) in enumerate(pages, start=1):
        if abs(width - A4[0] / TWIPS) > NEAR or abs(height - A4[1] / TWIPS) > NEAR:
            problems.append(Problem("", "", f"打印出来的第 {number} 页不是 A4。"))
            continue
        left, right = page.left / TWIPS, width - page.right / TWIPS
        for line in lines:
            if line.left < left - NEAR or line.right > right + NEAR:
                problems.append(
                    Problem(line.text, "", f"打印出来的第 {number} 页上，这一行超出版心。")
                )
        body = [line for line in lines if line.bottom <= height - page.bottom / TWIPS + NEAR]
        rows = {round(line.top / PITCH) for line in body}
        if letter and len(rows) > 23:
            problems.append(Problem("", "", f"打印出来的第 {number} 页超过 22 行。"))
    return problems
