"""The catalogues say all that the program says, in Chinese and in English."""

import re
import shutil
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "locales"
LANGUAGES = ("zh_CN", "en")
PLACE = re.compile(r"\$\{\w+\}")
CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.fixture
def script(monkeypatch):
    """scripts/locales as a module."""
    # else Python would leave its compiled form beside a script that has no ending
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("collecting_locales", str(SCRIPT))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def said(script):
    """What the program says: msgid → the files."""
    return script.collect()


def catalogue(script, language):
    path = script.LOCALES / language / "LC_MESSAGES" / f"{script.DOMAIN}.po"
    with path.open("rb") as file:
        return {each.id: each.string for each in read_po(file, locale=language) if each.id}


def test_the_program_says_something_everywhere(said):
    files = {place for places in said.values() for place in places}
    assert {Path(file).suffix for file in files} == {".py", ".pt", ".xml", ".toml"}
    assert len(said) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there(script, said, language):
    known = catalogue(script, language)
    assert [msgid for msgid in said if not known.get(msgid)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_kept_that_is_no_longer_said(script, said, language):
    assert sorted(set(catalogue(script, language)) - set(said)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_have_the_same_places(script, language):
    wrong = {
        msgid: string
        for msgid, string in catalogue(script, language).items()
        if set(PLACE.findall(msgid)) != set(PLACE.findall(string))
    }
    assert wrong == {}


def test_chinese_says_the_msgid_itself(script):
    assert all(msgid == string for msgid, string in catalogue(script, "zh_CN").items())


def test_english_is_english(script):
    left = [string for string in catalogue(script, "en").values() if CHINESE.search(string)]
    assert left == []


def test_english_names_the_articles_of_the_chinese(script):
    numerals = {numeral(number): number for number in range(1, 100)}
    wrong = {}
    for msgid, string in catalogue(script, "en").items():
        asked = [numerals[each] for each in re.findall("第([一二三四五六七八九十]+)条", msgid)]
        lists = re.findall(r"Articles? (\d+(?:(?:, | and | to )\d+)*)", string)
        named = [int(number) for each in lists for number in re.findall(r"\d+", each)]
        if asked != named:
            wrong[msgid] = string
    assert wrong == {}


def numeral(number):
    """31 → 三十一"""
    tens, ones = divmod(number, 10)
    digits = "一二三四五六七八九"
    head = "" if not tens else ("十" if tens == 1 else f"{digits[tens - 1]}十")
    return head + (digits[ones - 1] if ones else "")


def test_a_second_collection_changes_nothing(script, monkeypatch, tmp_path):
    before = contents(script.LOCALES)
    shutil.copytree(script.LOCALES, tmp_path / "locales")
    monkeypatch.setattr(script, "LOCALES", tmp_path / "locales")
    script.main()
    assert contents(script.LOCALES) == before


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.po*")}
