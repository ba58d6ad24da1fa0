"""What we say in Chinese for Plone: every catalogue compiles, fits its msgids, and is not stale."""

import io
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tonghua.records import translations

OURS = Path(translations.__file__).parent / "locales" / "zh_CN" / "LC_MESSAGES"
OWN_DOMAIN = "tonghua.records"
#: domain → the packages that bring templates of it
TEMPLATES = {
    "cmf_core": ["Products.CMFCore"],
    "cmfeditions": ["plone.app.locales"],
    "cmfplacefulworkflow": ["plone.app.locales"],
    "collective.documentgenerator": ["collective.documentgenerator"],
    "collective.excelexport": ["collective.excelexport"],
    "collective.z3cform.datagridfield": ["collective.z3cform.datagridfield"],
    "imio.helpers": ["imio.helpers"],
    "plone": ["plone.app.locales", "collective.documentgenerator", "collective.excelexport"],
    "plone.restapi": ["plone.restapi"],
    "widgets": ["plone.app.locales"],
    "z3c.form": ["z3c.form"],
    "zope": ["zope.app.locales"],
}
#: where a msgid that no template names must stand, word for word
CODE = [
    "Products.CMFPlone",
    "plone.app.caching",
    "plone.app.contentmenu",
    "plone.app.contenttypes",
    "plone.app.event",
    "plone.app.layout",
    "plone.app.portlets",
    "plone.app.vocabularies",
    "plone.app.workflow",
    "plone.base",
    "plone.caching",
    "plone.formwidget.recurrence",
    OWN_DOMAIN,
]
SOURCES = (".py", ".pt", ".xml", ".zcml")
PLACE = re.compile(r"\$\{[\w-]+\}|\{\w+\}")
TAG = re.compile(r"</?(\w+)")
DATE = re.compile(r'"(?:POT-Creation|PO-Revision)-Date: [^\n]*\n')
catalogues = pytest.mark.parametrize("domain", sorted(TEMPLATES))


def read(path: Path):
    # a template's dates may be left unfilled, which the parser refuses
    text = DATE.sub("", path.read_text("utf-8"))
    return read_po(io.StringIO(text), ignore_obsolete=True)


@cache
def ours(domain):
    return [message for message in read(OURS / f"{domain}.po") if message.id]


@cache
def templates(domain):
    """msgid → the English that stands for it."""
    found = {}
    for package in TEMPLATES[domain]:
        for place in find_spec(package).submodule_search_locations:
            for path in Path(place).rglob(f"{domain}.pot"):
                found |= {message.id: english(message) for message in read(path) if message.id}
    return found


def english(message):
    comment = " ".join(message.auto_comments)
    _before, _named, default = comment.partition("Default: ")
    return default.strip('"').replace('\\"', '"') or message.id


@cache
def code():
    """The text of each source file, with the breaks inside its sentences mended."""
    texts = []
    for package in CODE:
        for place in find_spec(package).submodule_search_locations:
            for path in Path(place).rglob("*"):
                if path.suffix in SOURCES:
                    text = re.sub(r'"\s*\n\s*f?"', "", path.read_text("utf-8"))
                    texts.append(" ".join(text.split()))
    return texts


def test_every_catalogue_is_known_here():
    assert {path.stem for path in OURS.glob("*.po")} - {OWN_DOMAIN} == set(TEMPLATES)


@catalogues
def test_compiles_and_says_everything_once(domain):
    catalogue = read(OURS / f"{domain}.po")
    write_mo(io.BytesIO(), catalogue)
    assert [message.id for message in ours(domain) if message.fuzzy or not message.string] == []
    msgids = re.findall(r"^msgid ", (OURS / f"{domain}.po").read_text("utf-8"), re.MULTILINE)
    assert len(msgids) == len(ours(domain)) + 1


@catalogues
def test_places_and_markup_are_kept(domain):
    said = templates(domain)
    wrong = []
    for message in ours(domain):
        original = said.get(message.id, message.id)
        for form in (PLACE, TAG):
            if sorted(form.findall(message.string)) != sorted(form.findall(original)):
                wrong.append((message.id, message.string))
    assert wrong == []


@catalogues
def test_msgids_are_not_stale(domain):
    stale = []
    for message in ours(domain):
        if message.id in templates(domain):
            continue
        parts = [part.strip() for part in re.split(r"\$\{[\w-]+\}", message.id)]
        if not any(all(part in text for part in parts) for text in code()):
            stale.append(message.id)
    assert stale == []


@pytest.mark.parametrize(
    ("language", "folder"),
    [("zh-cn", "zh_CN"), ("zh_CN", "zh_CN"), ("en", "en"), ("pt-br", "pt_BR")],
)
def test_a_language_has_its_folder(language, folder):
    assert translations.folder_of(language) == folder


def test_english_that_stands_in_the_code_is_not_changed():
    english = translations.AsItStands("imio.helpers")
    assert (english.language, english.getIdentifier()) == ("en", "en/imio.helpers")
    assert english.queryMessage("No value", "No value") == "No value"
    assert english.queryPluralMessage("a day", "days", 1, "a day", "days") == "a day"
    assert english.queryPluralMessage("a day", "days", 2, "a day", "days") == "days"
    for ask in (english.getMessage, lambda msgid: english.getPluralMessage(msgid, msgid, 1)):
        with pytest.raises(KeyError):
            ask("No value")
