"""Looking pages over, one after another, and collecting what is wrong with all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chromium import Desk
from playwright.sync_api import TimeoutError as TooSlow

#: three Latin words in a row are a sentence that nobody put into Chinese
ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’]+(?:[ ,]+[A-Za-z][A-Za-z'’]+){2,}")
#: proper names that stay as they are
NAMES = re.compile(r"Noto (?:Sans|Serif) CJK SC|Creative Commons|application/[\w.-]+")
#: what a reader meets without it being text between tags
SPOKEN = """() => [
    document.title,
    document.body.innerText,
    ...[...document.querySelectorAll('[placeholder],[aria-label],[title],[alt]')]
      .filter((each) => each.checkVisibility())
      .flatMap((each) => ['placeholder', 'aria-label', 'title', 'alt']
        .map((name) => each.getAttribute(name) || '')),
].join('\\n')"""
#: what sticks out of the window, the innermost elements first
WIDE = """() => [...document.querySelectorAll('body *')]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(-3).map((each) => `${each.tagName}.${each.className}`).join(' ')"""


def look_over(desk: Desk, paths: Iterable[str], *, barriers: bool = True) -> list[str]:
    """Open each page and return everything that is wrong with them, one line each.

    ``barriers`` asks axe-core too, which takes longer than the page.
    """
    found: list[str] = []
    for path in paths:
        heard, asked = len(desk.faults), len(desk.strangers)
        try:
            desk.open(path)
            wrong = list(wrong_here(desk))
            wrong += desk.barriers() if barriers else []
        except TooSlow as error:
            wrong = [f"does not come: {error}"]
        wrong += desk.faults[heard:] + [f"foreign: {url}" for url in desk.strangers[asked:]]
        found += [f"{path.removeprefix(desk.site.url)}: {each}" for each in wrong]
    return found


def wrong_here(desk: Desk) -> Iterable[str]:
    """What is wrong with the page that a desk shows."""
    page = desk.page
    if not desk.fits():
        yield f"wider than the window: {page.evaluate(WIDE)}"
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} first headings"
    if (language := page.locator("html").get_attribute("lang")) not in ("zh-CN", "zh-cn"):
        yield f"language {language}"
    yield from english_of(page.evaluate(SPOKEN))


def english_of(text: str) -> list[str]:
    """Return each English sentence in a text."""
    return sorted({f"English: {run}" for run in ENGLISH.findall(NAMES.sub("", text))})
