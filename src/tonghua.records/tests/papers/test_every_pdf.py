"""Every paper of the catalogue, printed with the sample case (预览): pages, fonts, no braces left."""

from __future__ import annotations

import subprocess

import pytest

from tonghua.records.core.papers import papers
from tonghua.records.papers.converter.client import convert
from tonghua.records.papers.preview import preview_docx
from tonghua.records.testing import TEMPLATES

KEYS = tuple(papers())
#: the faces that the office's papers are printed in, and what follows for rare characters
FACES = ("Fandol", "NotoSerifCJK", "NotoSansCJK", "ARPLUKai", "AR-PL-UKai")
#: cover and lists of a volume bear no page number of their own
COVER = {"volume"}


def poppler(*command: object) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def made(worker, tmp_path_factory):
    """The PDF of a key; each is made once."""
    folder = tmp_path_factory.mktemp("every")

    def pdf(key: str):
        path = folder / f"{key}.pdf"
        if not path.exists():
            docx = preview_docx(key, (TEMPLATES / f"{key}.docx").read_bytes())
            path.write_bytes(convert(docx, worker.socket, 120))
        return path

    return pdf


def is_whole(key: str, path) -> str:
    """Hold a PDF against what every paper keeps; its words."""
    assert "A4" in poppler("pdfinfo", path), key
    said = poppler("pdftotext", "-layout", path, "-")
    assert "{" not in said, key
    fonts = [line.split() for line in poppler("pdffonts", path).splitlines()[2:]]
    assert fonts, key
    for font in fonts:
        assert any(face in font[0] for face in FACES), (key, font[0])
        assert font[-5] == "yes", (key, font)
    return said


def test_every_paper_of_the_demo_prints_whole(site, demo, worker, tmp_path):
    """Each record of the demo's cases with its own paper and those beside it."""
    from plone import api

    from tonghua.records.interfaces import IPrintsPapers
    from tonghua.records.papers.beside import offered
    from tonghua.records.papers.values import printed_paper
    from tonghua.records.papers.versions import make_version

    kinds = set()
    with api.env.adopt_roles(["Manager"]):
        for register in ("cases", "complaints", "supervision"):
            for case in site[register].objectValues():
                for item in (case, *case.objectValues()):
                    if not IPrintsPapers.providedBy(item):
                        continue
                    for paper in filter(None, (printed_paper(item), *offered(item))):
                        version = make_version(item, ("docx",), paper=paper)
                        path = tmp_path / "paper.pdf"
                        path.write_bytes(convert(version.docx.data, worker.socket, 120))
                        is_whole(paper.key, path)
                        kinds.add(paper.key)
    # what the demo has of the catalogue; the rest is printed with the sample case
    assert len(kinds) > 35


def test_every_paper_prints_whole(site, made):
    """On A4, in embedded faces of ours alone, numbered, with nothing left of the template."""
    for key in KEYS:
        said = is_whole(key, made(key))
        assert "草稿" in "".join(said.split()), key
        title = "".join(str(papers()[key].title).split())
        if key not in COVER:
            pages = said.split("\f")[:-1]
            for n, page in enumerate(pages, start=1):
                words = "".join(page.split())
                assert f"—{n}—" in words or f"第{n}页共{len(pages)}页" in words, (key, n)
            named = {title, *("".join(each.split()) for each in papers()[key].aliases)}
            assert any(each in "".join(said.split()) for each in named) or "函" in title, key
