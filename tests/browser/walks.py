"""Looking pages over, one after another, and collecting what is wrong with all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chromium import DESK, HEIGHTS, PHONE, Desk
from playwright.sync_api import TimeoutError as TooSlow

#: three Latin words in a row are a sentence that nobody put into Chinese
ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’]+(?:[ ,]+[A-Za-z][A-Za-z'’]+){2,}")
#: proper names that stay as they are
NAMES = re.compile(r"Noto (?:Sans|Serif) CJK SC|Creative Commons|application/[\w.-]+")
#: what a reader meets without it being text between tags
SPOKEN = """() => [
    document.title,
    // a language is named in itself, in the list of languages
    [...document.querySelectorAll('select[name*=language] option')]
      .reduce((text, each) => text.replace(each.text, ''), document.body.innerText),
    ...[...document.querySelectorAll('[placeholder],[aria-label],[title],[alt]')]
      .filter((each) => each.checkVisibility())
      .flatMap((each) => ['placeholder', 'aria-label', 'title', 'alt']
        .map((name) => each.getAttribute(name) || '')),
].join('\\n')"""
#: what sticks out of the window, the innermost elements first
WIDE = """() => [...document.querySelectorAll('body *')]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(-3).map((each) => `${each.tagName}.${each.className}`).join(' ')"""


def look_over(desk: Desk, paths: Iterable[str], *, phone_barriers: bool = False) -> list[str]:
    """Open each page and return everything that is wrong with them, one line each.

    A page is judged as wide as a desk and then as narrow as a phone. axe-core takes longer than
    the page does, so it judges the narrow one only when ``phone_barriers`` asks for it.
    """
    found: list[str] = []
    for path in paths:
        heard, asked = len(desk.faults), len(desk.strangers)
        desk.page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
        try:
            desk.open(path)
            wrong = [*said_wrong(desk), *drawn_wrong(desk), *desk.barriers()]
            desk.page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
            wrong += [*drawn_wrong(desk), *(desk.barriers() if phone_barriers else ())]
        except TooSlow as error:
            wrong = [f"does not come: {error}"]
        wrong += desk.faults[heard:] + [f"foreign: {url}" for url in desk.strangers[asked:]]
        found += [f"{path.removeprefix(desk.site.url)}: {each}" for each in wrong]
    return found


def said_wrong(desk: Desk) -> Iterable[str]:
    """What is wrong with a page's words."""
    page = desk.page
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} first headings"
    if (language := page.locator("html").get_attribute("lang") or "").lower() != "zh-cn":
        yield f"language {language}"
    yield from english_of(page.evaluate(SPOKEN))


def drawn_wrong(desk: Desk) -> Iterable[str]:
    """What sticks out of the window."""
    if not desk.fits():
        yield f"wider than {desk.page.viewport_size['width']}: {desk.page.evaluate(WIDE)}"


def english_of(text: str) -> list[str]:
    """Return each English sentence in a text."""
    return sorted({f"English: {run}" for run in ENGLISH.findall(NAMES.sub("", text))})
