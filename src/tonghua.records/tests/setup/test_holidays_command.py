"""``bin/records holidays FILE``: the same reading as the page's, and the same event."""

from contextlib import contextmanager

import pytest

from tonghua.records.commands import holidays_command, main
from tonghua.records.office import settings

DAYS = "日期,是否上班\r\n2026-03-09,否\r\n2026-03-14,是\r\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("RECORDS_HOME", str(tmp_path))
    for name in ("RECORDS_INSTANCE", "RECORDS_RUN", "RECORDS_VAR", "PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def in_site(site, monkeypatch):
    """The command works in the test's site instead of opening one of its own."""

    @contextmanager
    def opened(_place):
        yield site

    monkeypatch.setattr(holidays_command, "site", opened)


def file(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize(
    ("name", "data", "more", "sentence"),
    [
        ("a.csv", b"\x89PNG\0", [], "文件不是表格"),
        ("a.csv", "日期,是否上班\n2026-02-30,否\n".encode(), [], "第2行：没有“2026-02-30”这一天"),
        ("a.csv", "日期,是否上班\n3月9日,否\n".encode(), [], "没有写明年份"),
        ("a.csv", DAYS.encode(), ["--year", "2027"], "2026年3月9日不是2027年的日子"),
        ("a.csv", DAYS.encode(), ["--year", "99999"], "请写四位的年份"),
    ],
)
def test_what_is_wrong_is_said_before_anything_starts(tmp_path, capsys, name, data, more, sentence):
    assert main(["holidays", file(tmp_path, name, data), *more]) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "instance").exists()


def test_no_file(tmp_path, capsys):
    assert main(["holidays", str(tmp_path / "nothing.csv")]) == 1
    assert "没有文件" in capsys.readouterr().err


def test_shown_kept_and_told_once(in_site, tmp_path, capsys, told):
    path = file(tmp_path, "a.csv", DAYS.encode("gbk"))
    assert main(["holidays", path, "--preview"]) == 0
    assert "将要改变 2 天，没有保存" in capsys.readouterr().out
    assert (settings().holidays, told) == ({}, [])
    assert main(["holidays", path]) == 0
    out = capsys.readouterr().out
    assert "2026年3月9日（星期一）：上班改为放假。" in out
    assert "已保存2026年的节假日安排，改变了 2 天。" in out
    assert settings().holidays == {"2026-03-09": False, "2026-03-14": True}
    assert [event.what for event in told] == [("holidays",)]


def test_the_notice_s_text(in_site, tmp_path, capsys, notice):
    text = f"国务院办公厅关于2026年部分节假日安排的通知\n{notice(2026)}"
    assert main(["holidays", file(tmp_path, "notice.txt", text.encode())]) == 0
    assert "已保存2026年的节假日安排，改变了 0 天。" in capsys.readouterr().out
