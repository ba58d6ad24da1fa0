"""Logs hold no key of a secret address."""

import logging
from configparser import ConfigParser
from pathlib import Path

import pytest

from tonghua.records.commands.unlogged import Formatter, without_keys

INI = Path(__file__).resolve().parents[4] / "instance" / "zope.ini"
WORD = "zK3-_abcDEF0123456789"


@pytest.mark.parametrize(
    "line",
    [
        f'127.0.0.1 - - [x] "GET /records/@@deadlines.ics?key={WORD} HTTP/1.1" 200 3 "-" "UA"',
        f'"GET /records/@@deadlines.ics?a=1&key={WORD}&b=2 HTTP/1.1" 404',
        f'"GET / HTTP/1.1" 200 3 "http://x/@@deadlines.ics?key={WORD}" "UA"',
        f'"GET /login?came_from=http%3A//x/%40%40deadlines.ics%3Fkey%3D{WORD} HTTP/1.1"',
        f"SiteError ?KEY={WORD}",
    ],
)
def test_keys_are_struck_out(line):
    said = without_keys(line)
    assert WORD not in said
    assert said.split(" ")[0] == line.split(" ")[0]


@pytest.mark.parametrize("line", ['"GET /cases?q=key=1x HTTP/1.1"', "the key is 3"])
def test_the_rest_stays(line):
    assert without_keys(line) == line


def test_also_in_what_is_told_of_an_error():
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "at %s", (f"/a?key={WORD}",), None)
    assert WORD not in Formatter("%(message)s").format(record)


def test_every_formatter_of_the_server_is_one():
    read = ConfigParser(interpolation=None)
    read.read(INI, encoding="utf-8")
    names = [name.strip() for name in read["formatters"]["keys"].split(",")]
    assert names
    for name in names:
        assert read[f"formatter_{name}"]["class"] == f"{Formatter.__module__}.Formatter"
