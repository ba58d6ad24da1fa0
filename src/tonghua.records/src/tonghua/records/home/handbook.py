"""The handbook (使用手册): Chinese Markdown that comes with the package, as pages of the site.

``@@handbook`` is the table of contents, ``@@handbook/NAME`` a chapter, ``@@handbook/PICTURE.png`` a
picture. The files are the package's own and nobody else's words: what they say is not filtered.
"""

import re
from functools import cached_property, lru_cache
from pathlib import Path

from markdown import Markdown
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from tonghua.records.display import Link

FOLDER = Path(__file__).resolve().parents[1] / "handbook"
FIRST = "index"
#: no longer than a disk takes for the name of a file
NAME = re.compile(r"[\w-]{1,80}", re.ASCII)
PICTURE = re.compile(r"[\w-]{1,80}\.(png|jpg|svg)", re.ASCII)
TYPES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}
#: links between the files work in the repository too; here a chapter has no suffix
CHAPTER_LINK = re.compile(r'(href=")(?!https?:|/|#)([\w-]+)\.md(#[^"]*)?"')
#: an entry of the first page's list of chapters
LISTED = re.compile(r"^(?:\d+\.|-) \[[^\]]*\]\(([\w-]+)\.md\)", re.MULTILINE)
PICTURE_LINK = re.compile(r'(src=")(?!https?:|/|data:)(?:pictures/)?([\w-]+\.(?:png|jpg|svg))"')


@lru_cache(maxsize=64)
def rendered(path, changed):
    """(title, HTML) of a Markdown file; ``changed`` is its time, by which it is kept."""
    text = path.read_text(encoding="utf-8")
    title = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")
    return title, Markdown(extensions=["tables", "toc", "sane_lists"]).convert(text)


def chapters():
    """[(name, title)] in the order in which the first page names them, then by file name."""
    first = (FOLDER / f"{FIRST}.md").read_text(encoding="utf-8")
    order = [FIRST, *dict.fromkeys(LISTED.findall(first))]
    paths = sorted(FOLDER.glob("*.md"), key=lambda path: (_place(path.stem, order), path.stem))
    return [(path.stem, rendered(path, path.stat().st_mtime)[0]) for path in paths]


def _place(name, order):
    return order.index(name) if name in order else len(order)


@implementer(IPublishTraverse)
class HandbookView(BrowserView):
    """使用手册."""

    name = FIRST

    def publishTraverse(self, request, name):
        if name == "pictures":
            return self
        if PICTURE.fullmatch(name) and (FOLDER / "pictures" / name).is_file():
            self.name = name
            return self
        if NAME.fullmatch(name) and (FOLDER / f"{name}.md").is_file():
            self.name = name
            return self
        raise NotFound(name)

    def __call__(self):
        if PICTURE.fullmatch(self.name):
            self.request.response.setHeader("Content-Type", TYPES[self.name.rsplit(".", 1)[1]])
            return (FOLDER / "pictures" / self.name).read_bytes()
        return self.index()

    @property
    def url(self):
        return f"{self.context.absolute_url()}/@@handbook"

    @cached_property
    def html(self):
        path = FOLDER / f"{self.name}.md"
        _title, html = rendered(path, path.stat().st_mtime)
        html = CHAPTER_LINK.sub(rf'\1{self.url}/\2\3"', html)
        return PICTURE_LINK.sub(rf'\1{self.url}/pictures/\2"', html)

    @property
    def contents(self):
        return [
            Link(title=title, url=f"{self.url}/{name}", back=name == self.name)
            for name, title in chapters()
        ]
