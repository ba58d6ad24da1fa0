"""The handbook: every chapter is listed, fits both widths, and has its pictures."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from chromium import DESK, PHONE, Desk
from live import HOME

HANDBOOK = HOME / "docs" / "handbook"
CHAPTERS = sorted(path.stem for path in HANDBOOK.glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
#: pictures that did not come
MISSING = """() => [...document.querySelectorAll("main img")]
  .filter((each) => !each.naturalWidth).map((each) => each.src)"""


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_links_lead_to_files(chapter: str) -> None:
    found = LINK.findall((HANDBOOK / f"{chapter}.md").read_text(encoding="utf-8"))
    assert [link for link in found if not (HANDBOOK / link).is_file()] == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_chapters_in_the_site(at_desk: Callable[..., Desk], width: int) -> None:
    desk = at_desk("handler1", width)
    for chapter in CHAPTERS:
        page = desk.open(f"@@handbook/{chapter}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(MISSING) == []
        assert desk.fits(), chapter
        barriers = desk.barriers()
        assert barriers == [], chapter


def test_every_picture_has_its_place() -> None:
    shown = {
        link.removeprefix("pictures/")
        for chapter in CHAPTERS
        for link in LINK.findall((HANDBOOK / f"{chapter}.md").read_text(encoding="utf-8"))
    }
    taken = {path.name for path in (HANDBOOK / "pictures").glob("*.png")}
    assert taken <= shown
